"""What is computed once for all sessions. One object each: read it, never change it in place."""
