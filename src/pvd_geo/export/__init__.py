"""Files to take away: tables, layers, images, notes. Bytes in, nothing shown, nothing saved."""
