"""What people bring that cannot be so, each named in French: nothing is lost or counted wrongly."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from pvd_geo import store
from pvd_geo.errors import AlreadyRecordedError
from pvd_geo.meetings import drafts
from pvd_geo.meetings.drafts import Known
from pvd_geo.sheets import References, check_sheet
from pvd_geo.sheets.preview import preview
from pvd_geo.sheets.values import periods
from pvd_geo.tables import loading
from pvd_geo.tables.records import Attendance, MeetingState, Sheet, attendance_frame
from pvd_geo.ui.shared import datasets
from pvd_geo.ui.views.record.hosts import host_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

TODAY = date(2027, 1, 15)
KNOWN = Known({"44": "Grand Est", "94": "Corse"}, {"2B096": ("Corte", "94")}, TODAY)
DRAFT = MeetingState("", ("94",), "2027", "planned", date(2027, 3, 4), insee_code="2B096")
ROWS = (Attendance("corse", "all", 24),)


def draft(**changes: object) -> str:
    return " ".join(drafts.faults(replace(DRAFT, **changes), KNOWN))  # type: ignore[arg-type]


def without_year() -> str:
    with pytest.raises(periods.PeriodError) as raised:
        periods.parse("4 mars")
    return str(raised.value)


def renamed() -> str:
    choices = datasets.choices()
    code, place = host_of("Plœuc-sur-Lié", choices)
    assert place == ""
    return choices.towns[code or ""]


def misspelt() -> str:
    return " ".join(drafts.remarks(replace(DRAFT, insee_code=None, host="Cortes"), KNOWN))


def twice(path: Path) -> str:
    engine = store.open_store(f"sqlite:///{path}/pvd.sqlite")
    store.record(engine, Sheet("tally", "a" * 64, 1, ROWS), "anne")
    with pytest.raises(AlreadyRecordedError) as raised:
        store.record(engine, Sheet("tally", "a" * 64, 1, ROWS), "lea")
    assert int(store.records(engine)["participants"].sum()) == 24
    engine.dispose()
    return str(raised.value)


def saved_anew() -> str:
    data = loading.read(loading.data_dir(), "attendance", "meetings", "towns")
    sheet = Sheet("tally", "b" * 64, 1, ROWS)
    return " ".join(preview(sheet, data, attendance_frame(ROWS), 800).warnings)


def asked(header: str, *lines: str, **answers: str) -> str:
    """Return what an export is asked about; nothing is counted before."""
    data = loading.read(loading.data_dir(), "meetings", "towns", "themes", "regions")
    known = References(data.meetings, data.towns, data.themes, data.regions)
    text = "\n".join([header, *lines]).encode()
    given = {key.replace("__", "."): answer for key, answer in answers.items()}
    found = check_sheet(text, "export.csv", known, {"meeting": "corse"} | given)
    assert found.sheet is None
    return " ".join(f"{each.topic} {each.text}" for each in found.open)


def of_another_meeting() -> str:
    lines = [f"p{n}@exemple.fr,13/07/2022 09:0{n}" for n in range(4)]
    return asked("Courriel,Arrivée", *lines, measure="presence", column__arrivee="day")


def registrations() -> str:
    lines = [f"p{n}@exemple.fr,inscrit" for n in range(4)]
    return asked(
        "Courriel,Statut",
        *lines,
        measure="presence",
        column__statut="status",
        status__statut__inscrit="registered",
    )


def left_over() -> str:
    values = ("Élu", "Élu", "Magicien", "Magicien")
    lines = [f"p{n}@exemple.fr,{value}" for n, value in enumerate(values)]
    return asked("Courriel,Fonction", *lines, measure="presence", column__fonction="audience")


@pytest.mark.parametrize(
    ("brought", "said"),
    [
        (lambda: draft(first=date(2026, 3, 4)), "La date 4 mars 2026 est passée"),
        (without_year, "La date « 4 mars » n’a pas d’année"),
        (renamed, "Plœuc-L’Hermitage"),
        (misspelt, "Vouliez-vous dire Corte (2B096) ?"),
        (lambda: draft(regions=("42",)), "La région Alsace (42) n’existe plus"),
        (saved_anew, "est-ce le même fichier, enregistré de nouveau ?"),
        (of_another_meeting, "Ce fichier est-il d’une autre rencontre ?"),
        (registrations, "4 personnes ont le statut d’un inscrit, et aucune celui d’un présent"),
        (left_over, "« Magicien » : 2 lignes"),
    ],
)
def test_what_cannot_be_so_is_named(brought: Callable[[], str], said: str) -> None:
    assert said in brought().replace("\u202f", " ").replace("\xa0", " ")


def test_the_same_export_twice_is_named_and_counted_once(tmp_path: Path) -> None:
    assert "déjà enregistrée" in twice(tmp_path)
