"""What the user has chosen to look at: the selection, its address, the search."""
