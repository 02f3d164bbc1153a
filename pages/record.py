"""Saisie: bring in sheets, plan meetings, count at the door, undo. For signed-in editors only."""

from pvd_geo.errors import StoreError
from pvd_geo.ui import page
from pvd_geo.ui.parts import access, terms
from pvd_geo.ui.parts.terms import Choice
from pvd_geo.ui.views.record import door, history, meetings, notices, questions, sheet, towns_list

TABLES = ("attendance", "meetings", "towns", "themes", "regions", "published_figures")
PARTS = Choice(
    "partie",
    {
        "sheet": "Apporter une feuille",
        "meetings": "Les rencontres",
        "door": "Compter à l’entrée",
        "towns": "Les communes",
    },
)


def bring_in(view: page.View) -> None:
    """Take a sheet from the file to the store."""
    known = sheet.references(view.dataset)
    sheet.offer_templates(known)
    notices.last_refusal()
    file = sheet.uploaded()
    if file is None:
        return
    result = sheet.check(file, known)
    sheet.notices(result)
    questions.ask(result, file[0])
    if result.faults:
        sheet.faults(result)
    if result.sheet is not None:
        sheet.show_preview(result, view.dataset)


with page.opened(
    "Saisie",
    *TABLES,
    lead="Feuilles d’émargement, décomptes et contributions des rencontres.",
    warns=False,
) as view:
    try:
        if access.editor():
            # Asked first: a store that fails is said once, and offers nothing to fill in.
            entries = history.entries()
            parts = terms.tabs(PARTS)
            if parts["sheet"].open:
                with parts["sheet"]:
                    bring_in(view)
            if parts["meetings"].open:
                with parts["meetings"]:
                    meetings.section()
            if parts["door"].open:
                with parts["door"]:
                    door.section(sheet.references(view.dataset), view.dataset)
            if parts["towns"].open:
                with parts["towns"]:
                    towns_list.section(view.dataset)
            history.journal(entries)
    except StoreError as error:
        sheet.unavailable(error)
