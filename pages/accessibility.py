"""Accessibilité: what was verified, what was not, and whom to tell."""

from pvd_geo.ui import navigation, page
from pvd_geo.ui.views import about

with page.plain(navigation.entry("accessibilite").title):
    about.accessibility()
