"""Vue d'ensemble."""

from pvd_geo.formatting import integer
from pvd_geo.ui import figures, page
from pvd_geo.ui.figures import Figure

with page.opened("Vue d’ensemble", "towns", "meetings", "published_figures") as view:
    held = view.dataset.meetings["status"].eq("held").sum()
    figures.row(
        [
            Figure("communes", integer(len(view.dataset.towns)), note="dans le programme"),
            Figure("rencontres", integer(held), note="tenues en 2022"),
            Figure("participants", "800", precision="plus de", basis="publié"),
        ]
    )
