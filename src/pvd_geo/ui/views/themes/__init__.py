"""The page of themes: one theme, its areas, its clusters, its crossing with another."""
