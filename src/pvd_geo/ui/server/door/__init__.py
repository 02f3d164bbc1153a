"""The door of a meeting: a plain page for phones, where somebody says that they are there.

No name is asked and nothing that identifies a phone is stored; see `pvd_geo.store.doors`.
"""
