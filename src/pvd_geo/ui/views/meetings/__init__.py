"""The page of meetings: calendar, reach, sheet of one meeting."""
