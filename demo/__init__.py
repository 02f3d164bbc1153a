"""The dashboard to try out: ``make demo``. It is no part of the package, nor of what is served.

A provider of identities that believes everybody, a store of its own that goes at the end, sample
files, and the word « démonstration » on all of it.
"""
