"""Fréquentation."""

from pvd_geo.ui import filters, page

with page.opened("Fréquentation", "attendance", "meetings", "towns") as view:
    filters.bar(view.dataset, view.selection, fields=("region",))
