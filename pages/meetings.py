"""Rencontres."""

from pvd_geo.ui import filters, page

with page.opened("Rencontres", "meetings", "towns", "regions", "departments", "themes") as view:
    filters.bar(view.dataset, view.selection, fields=("region",))
