"""Saisie: bring in a sheet, see what it changes, confirm. For signed-in editors only."""

import streamlit as st

from pvd_geo.errors import StoreError
from pvd_geo.sheets import check_sheet
from pvd_geo.ui import access, page, record_history, record_page

TABLES = ("attendance", "meetings", "towns", "themes", "regions", "published_figures")


def bring_in(view: page.View) -> None:
    """Take a sheet from the file to the store."""
    known = record_page.references(view.dataset)
    record_page.offer_templates(known)
    record_page.refusal()
    file = record_page.uploaded()
    if file is None:
        return
    result = check_sheet(*file, known)
    record_page.notices(result)
    if result.sheet is None:
        record_page.faults(result)
    else:
        record_page.show_preview(result.sheet, view.dataset)


with page.opened(
    "Saisie", *TABLES, lead="Feuilles d’émargement, décomptes et contributions des rencontres."
) as view:
    if access.editor():
        try:
            bring_in(view)
            record_history.journal()
        except StoreError as error:
            st.error(f"{error} Rien n’est enregistré tant qu’elle ne répond pas.")
