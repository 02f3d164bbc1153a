"""Where to hold the next meetings: questions and exact answers."""
