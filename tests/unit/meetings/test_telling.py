from __future__ import annotations

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from pvd_geo.meetings.attendance import placed
from pvd_geo.meetings.drafts import Known
from pvd_geo.meetings.life import in_force, of_region
from pvd_geo.meetings.telling import differences, label, name, standing, told
from pvd_geo.tables.records import MeetingState

KNOWN = Known(
    {"04": "La Réunion", "06": "Mayotte"}, {"97412": ("Saint-Joseph", "04")}, date(2027, 1, 1)
)
STATE = MeetingState(
    "la-reunion-2027", ("04",), "2027", "planned", date(2027, 3, 4), insee_code="97412"
)


def test_a_meeting_is_named_by_its_regions_or_its_title() -> None:
    assert label(STATE, KNOWN) == "La Réunion · 4 mars 2027 · Saint-Joseph (planifiée)"
    both = replace(STATE, regions=("04", "06"), insee_code=None, host="Saint-Denis")
    assert label(both, KNOWN).startswith("La Réunion et Mayotte · 4 mars 2027 · Saint-Denis")
    assert name(replace(STATE, regions=()), KNOWN) == "Rencontre nationale"
    assert name(replace(STATE, regions=(), title="Six ans"), KNOWN) == "Six ans"
    undated = replace(STATE, first=None, series="automne-2022", status="announced", insee_code=None)
    assert label(undated, KNOWN) == "La Réunion · automne 2022 (annoncée)"


def test_what_changed_is_told_and_nothing_else() -> None:
    moved = replace(STATE, first=date(2027, 3, 5), status="cancelled", reason="cyclone")
    assert differences(told(STATE, KNOWN), told(moved, KNOWN)) == (
        "date : 4 mars 2027 → 5 mars 2027",
        "état : planifiée → annulée",
        "raison : – → cyclone",
    )
    assert differences(told(STATE, KNOWN), told(STATE, KNOWN)) == ()


@pytest.mark.parametrize(
    ("state", "said"),
    [
        (STATE, "planifiée le 4 mars 2027 à Saint-Joseph"),
        (replace(STATE, insee_code=None), "planifiée le 4 mars 2027"),
        (
            replace(STATE, status="held", insee_code=None, host="Saint-Denis"),
            "tenue le 4 mars 2027 à Saint-Denis",
        ),
        (replace(STATE, status="cancelled", reason="cyclone"), "annulée (cyclone)"),
        (replace(STATE, status="announced", first=None), "annoncée, sans date ni lieu"),
        (None, "inconnue"),
    ],
)
def test_where_the_meeting_of_a_region_stands_is_told(
    state: MeetingState | None, said: str
) -> None:
    files = pd.DataFrame(
        {
            "meeting_id": pd.Series(["corse"], dtype="str"),
            "region_code": pd.Series(["94"], dtype="str"),
            "series": pd.Series(["ete-2022"], dtype="str"),
            "date": pd.to_datetime(["2022-06-24"]),
            "insee_code": pd.Series(["2B096"], dtype="str"),
            "status": pd.Series(["held"], dtype="str"),
            "source_id": pd.Series(["x"], dtype="str"),
            "note": pd.Series([None], dtype="str"),
        }
    )
    towns = pd.DataFrame(
        {
            "insee_code": ["97412", "2B096"],
            "name": ["Saint-Joseph", "Corte"],
            "region_code": ["04", "94"],
            "region_name": ["La Réunion", "Corse"],
        }
    )
    meetings = in_force(files, [state] if state else [])
    assert standing(placed(of_region(meetings, "04"), towns)) == said
