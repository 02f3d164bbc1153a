"""The page of the trajectory: one day, the time axis, the areas compared."""
