"""Pieces that several pages show: filters, lists, sheets, maps, files to take away."""
