"""The parts of the recording page: templates, faults, preview, confirmation."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

import streamlit as st

from pvd_geo import store
from pvd_geo.errors import AccessError, AlreadyRecordedError, ChangedError, StoreError
from pvd_geo.formatting import DASH, integer, plural, typeset
from pvd_geo.methods import almost
from pvd_geo.reader import refusals
from pvd_geo.sheets import References, Result, check_sheet, templates
from pvd_geo.sheets.presentation import sentences
from pvd_geo.sheets.preview import Preview, preview
from pvd_geo.tables.records import KIND_LABELS, NATURE_LABELS
from pvd_geo.ui.html import join, show, table, tag
from pvd_geo.ui.parts import access, figures, rounds
from pvd_geo.ui.shared import datasets, draining, meeting_figures, metrics, recorded
from pvd_geo.ui.views.record import doubts, questions
from pvd_geo.ui.views.record.notices import REFUSED, SAID, last_said, lost, notice

if TYPE_CHECKING:
    from collections.abc import Mapping

    from markupsafe import Markup

    from pvd_geo.sheets.personal import Span
    from pvd_geo.tables.dataset import Dataset
    from pvd_geo.tables.records import Sheet

_MOST_SHOWN: Final = 200
_MOST_TEXTS: Final = 200
_FILE: Final = "pvd-sheet"
_TEMPLATE_WORDS: Final = {
    "tally": "une ligne par rencontre et public, avec le nombre de participants",
    "sign_in": "une personne par ligne ; seuls les nombres sont conservés",
    "contributions": "ce que les groupes ont écrit, une idée par ligne",
}


def references(dataset: Dataset) -> References:
    """Return what a sheet's words may mean."""
    return References(
        dataset.meetings,
        dataset.towns,
        dataset.themes,
        dataset.regions,
        datasets.former_names(),
    )


def offer_templates(known: References) -> None:
    """Offer an empty sheet of each shape, and the values it may hold."""
    with st.expander("Modèles à télécharger et valeurs admises"):
        for kind, column in zip(templates.KINDS, st.columns(3, gap="medium"), strict=True):
            with column:
                name = KIND_LABELS[kind]
                show(tag("p", tag("strong", name.capitalize()), " : ", _TEMPLATE_WORDS[kind], "."))
                files = st.container(horizontal=True)
                for end, make in (("xlsx", templates.as_xlsx), ("csv", templates.as_csv)):
                    files.download_button(
                        f"Modèle {end.upper()}",
                        partial(make, kind, known),
                        file_name=f"modele-{kind}.{end}",
                        key=f"pvd-template-{kind}-{end}",
                        on_click="ignore",
                    )
                values = templates.allowed(kind, known)
                show(tag("dl", *(_allowed(*pair) for pair in values.items()), css="pvd-allowed"))


def _allowed(header: str, values: list[str]) -> object:
    return join([tag("dt", header), tag("dd", " · ".join(values))])


def uploaded() -> tuple[bytes, str] | None:
    """Ask for a sheet; return its bytes and its name."""
    last_said()
    lost(rounds.lost_file(_FILE))
    file = st.file_uploader(
        "Feuille à saisir (CSV, Excel ou LibreOffice, 5 Mo au plus)",
        key=f"{_FILE}-{rounds.current(_FILE)}",
    )
    return None if file is None else (file.getvalue(), file.name)


def check(file: tuple[bytes, str], known: References) -> Result:
    """Read the file and check it; say how many are read before it, while it waits."""
    waiting = st.empty()

    def told(before: int) -> None:
        with waiting:
            notice(refusals.waiting(before))

    with draining.working():
        result = check_sheet(*file, known, questions.answers(file[0]), told)
    metrics.IMPORTS.labels(_came_of(result)).inc()
    waiting.empty()
    return result


def _came_of(result: Result) -> str:
    if result.faults:
        return "refused"
    return "asked" if result.sheet is None else "accepted"


def notices(result: Result) -> None:
    """Say what was dropped or left aside."""
    notice(*result.notices)


def faults(result: Result) -> None:
    """Say everything to mend, by line; nothing is stored."""
    said = sentences(result.faults)
    number = plural(len(said), "chose à corriger", "choses à corriger")
    left = len(said) - _MOST_SHOWN
    show(
        tag(
            "section",
            tag("h2", f"{number} : rien n’est enregistré"),
            tag("p", "Corrigez la feuille, puis apportez-la de nouveau."),
            tag("ol", *(tag("li", typeset(sentence)) for sentence in said[:_MOST_SHOWN])),
            *([tag("p", f"… et {plural(left, 'autre', 'autres')}.")] if left > 0 else []),
            css="pvd-problem",
            role="alert",
        )
    )


def show_preview(result: Result, dataset: Dataset, *, of: str = "") -> None:
    """Show what a sheet without fault would change, and offer to record it or to give up.

    ``of`` names what is counted otherwise than by a file, which nothing gives up.
    """
    if (sheet := result.sheet) is None:
        return
    engine = recorded.engine()
    seen = store.revision(engine)
    st.header("Aperçu avant enregistrement", anchor=False)
    if (former := store.recorded_as(engine, sheet.checksum)) is not None:
        notice(f"Cette feuille est déjà enregistrée (saisie n° {former.entry_id}).")
    if sheet.kind == "contributions":
        _preview_texts(result, seen, references(dataset))
        return
    published, _ = meeting_figures.published(dataset, "participants")
    found = preview(
        *(sheet, dataset, store.records(engine), int(published)),
        registered=store.records(engine, "registered"),
    )
    if found.changes:
        show(_totals(found, int(published)))
    notice(*found.warnings)
    _confirm(sheet, seen, of)
    if found.changes:
        show(_changes(found))
    if found.registrations:
        show(_registrations(found))


def _totals(found: Preview, published: int) -> Markup:
    return tag(
        "p",
        typeset(f"Total de l’été : {found.totals[0]} → "),
        tag("strong", found.totals[1]),
        typeset(f" participants (publié : plus de {integer(published)}) ; {found.state}."),
    )


def _changes(found: Preview) -> Markup:
    rows = (
        (
            change.label,
            join([almost(_figure(change.before), change.basis), " ", _basis(change.basis)]),
            join([integer(change.after), " ", _basis("recorded")]),
            integer(change.groups),
        )
        for change in found.changes
    )
    headings = ("Rencontre", "Aujourd’hui", "Après", "Groupes")
    return table("Ce qui change, rencontre par rencontre", headings, rows, numbers=(1, 2, 3))


def _registrations(found: Preview) -> Markup:
    rows = (
        (change.label, _figure(change.before), integer(change.after))
        for change in found.registrations
    )
    headings = ("Rencontre", "Aujourd’hui", "Après")
    return table("Inscrits, à part des participants", headings, rows, numbers=(1, 2))


def _preview_texts(result: Result, seen: int, known: References) -> None:
    result = doubts.settled(result)
    if result.sheet is not None:
        _confirm(result.sheet, seen)
        show(_contributions(result.sheet, result.doubts, known))


def _contributions(
    sheet: Sheet, spans: Mapping[str, tuple[Span, ...]], known: References
) -> Markup:
    # Those to read again come first, and are shown however many there are.
    ordered = sorted(sheet.contributions, key=lambda row: row.text not in spans)
    shown = max(_MOST_TEXTS, sum(row.text in spans for row in ordered))
    rows = (
        (
            known.meetings[row.meeting_id].label,
            known.themes[row.theme_id],
            NATURE_LABELS[row.nature],
            doubts.highlighted(row.text, spans.get(row.text, ())),
            row.group or DASH,
        )
        for row in ordered[:shown]
    )
    headings = ("Rencontre", "Thème", "Nature", "Texte", "Groupe")
    number = plural(len(sheet.contributions), "contribution")
    caption = f"{number} de {plural(len(sheet.meetings), 'rencontre')}"
    if len(sheet.contributions) > shown:
        caption += f", les {shown} premières"
    return table(caption, headings, rows)


def _confirm(sheet: Sheet, seen: int, of: str = "") -> None:
    record, give_up, _ = st.columns([2, 2, 7])
    record.button(
        "Enregistrer",
        type="primary",
        key=f"pvd-record-{of}" if of else "pvd-record",
        on_click=_record,
        args=(sheet, seen),
        width="stretch",
    )
    if of:
        return
    give_up.button("Abandonner", key="pvd-give-up", on_click=_next_sheet, width="stretch")


def _record(sheet: Sheet, seen: int) -> None:
    try:
        with draining.working():
            permit = access.require()
            number = store.record(recorded.engine(), sheet, permit.who, seen, permit=permit)
    except (AccessError, AlreadyRecordedError, ChangedError, StoreError) as error:
        metrics.RECORDS.labels("refused").inc()
        st.session_state[REFUSED] = str(error)
        return
    metrics.RECORDS.labels("accepted").inc()
    recorded.refresh()
    meetings = plural(len(sheet.meetings), "rencontre")
    st.session_state[SAID] = f"Saisie n° {number} enregistrée : {meetings}."
    _next_sheet()


def unavailable(error: StoreError) -> None:
    """Say that the store cannot be read: by what the last click met, if it met that first."""
    last_said()
    st.error(typeset(st.session_state.pop(REFUSED, None) or str(error)))


def _next_sheet() -> None:
    # Another key makes another widget: the file that was there is forgotten with the old one.
    rounds.begin(_FILE)


def _figure(number: int | None) -> str:
    return DASH if number is None else integer(number)


def _basis(basis: str) -> object:
    return figures.basis_tag(basis) if basis else ""
