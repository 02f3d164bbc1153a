"""Mentions légales et données personnelles: who publishes this, what is kept of whom."""

from pvd_geo.ui import navigation, page
from pvd_geo.ui.views import about

with page.plain(navigation.entry("mentions-legales").title):
    about.publication()
    about.personal_data()
