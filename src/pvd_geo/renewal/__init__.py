"""A later list of towns: read, compared with the towns of now, and the data made from it.

The journal alone says which lists are in force. What each changed is made again from it, on each
server, into a folder that nobody changes (see `pvd_geo.renewal.versions`).
"""
