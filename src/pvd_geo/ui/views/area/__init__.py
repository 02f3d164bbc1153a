"""The page of one territory."""
