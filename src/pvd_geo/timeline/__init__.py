"""The programme through time: names that changed, conventions signed, populations counted."""
