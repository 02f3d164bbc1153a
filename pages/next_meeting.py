"""Prochaine rencontre: which towns bring the next meetings closest to their area."""

from pvd_geo.territory.backing import SHEET
from pvd_geo.ui import page
from pvd_geo.ui.parts import file_basket, filters, places, terms
from pvd_geo.ui.parts.terms import Choice
from pvd_geo.ui.views.meetings import reach
from pvd_geo.ui.views.siting import hosts, question

TABLES = ("towns", "regions", "departments", "meetings")
READS = ("themes", "attendance")
NARROWED = {"towns": SHEET}
SECTIONS = Choice(
    "partie",
    {
        "best": "Le meilleur lieu",
        "sites": "Les lieux de 2022",
        "reach": "La portée des rencontres",
    },
)


# Not a fragment: what is pressed inside one waits for the run to end, and a search that is
# under way could not be stopped.
def explore(view: page.View) -> None:
    """Show the question and its answer."""
    chosen = filters.bar(
        view.dataset, view.selection, fields=("region", "department"), summary=False
    )
    places.say_ignored(chosen)
    sections = terms.tabs(SECTIONS)
    with file_basket.basket("next-meeting"):
        file_basket.towns(view.dataset, chosen)
        if sections["best"].open:
            with sections["best"]:
                question.section(view.dataset, chosen)
        if sections["sites"].open:
            with sections["sites"]:
                hosts.section(view.dataset, chosen)
        if sections["reach"].open:
            with sections["reach"]:
                reach.section(view.dataset, chosen)


with page.opened("Prochaine rencontre", *TABLES, reads=READS, narrowed=NARROWED) as opened:
    explore(opened)
