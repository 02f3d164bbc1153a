"""Aide: how to do what one comes for, and what the words mean."""

from pvd_geo.ui import navigation, page
from pvd_geo.ui.views import guide

with page.plain(navigation.entry("aide").title):
    guide.tasks()
    guide.words()
