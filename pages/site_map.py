"""Plan du site: every page, and what one finds there."""

from pvd_geo.ui import navigation, page
from pvd_geo.ui.views import about

with page.plain(navigation.entry("plan").title):
    about.site_map()
