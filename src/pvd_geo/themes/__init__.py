"""How strongly each theme marks towns and areas, and where it concentrates."""
