"""A file that someone brings in: bytes to lines of text, in a process of its own with limits.

Nothing is judged here; `pvd_geo.sheets` says what the lines mean. `bounded` is the door: it
starts `child`, which is the only code that ever looks inside the file. Keep this package light:
the child imports it anew for each file.
"""
