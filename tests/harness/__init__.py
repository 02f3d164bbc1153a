"""What the tests of the running app share."""
