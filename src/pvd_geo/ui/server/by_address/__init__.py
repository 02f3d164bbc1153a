"""What the pages show, as files that have an address: ``/data/communes.csv?region=53``.

The selection is that of the pages' addresses, the files are those that the pages offer, in the
dialects that programs read. Nothing here needs a session.
"""
