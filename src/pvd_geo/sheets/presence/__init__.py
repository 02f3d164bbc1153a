"""Who came: lines that stand for people, each with a status, and the counts of those present.

One model for our own sheets and for any other with one person a line: a registration is never
an attendance, and what is not counted is said with its reason.
"""
