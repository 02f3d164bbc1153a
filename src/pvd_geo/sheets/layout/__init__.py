"""A file's lines as one table whose columns are known, however many sheets and blocks it has."""
