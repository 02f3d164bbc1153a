"""Numbers and dates as people write them."""
