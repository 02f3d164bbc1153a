"""The meetings in force."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from pvd_geo.meetings import attendance, distance, life
from pvd_geo.meetings.series import on_days, period, series_name, series_of, the_series
from pvd_geo.tables.records import MeetingState

DAY = date(2027, 3, 4)
PLANNED = MeetingState(
    "la-reunion-2027", ("04",), "2027", "planned", DAY, insee_code="97412", expected=60
)
NATIONAL = MeetingState(
    "nationale-2026", (), "2026", "held", date(2026, 10, 1), host="Paris", title="Les six ans"
)
TOWNS = pd.DataFrame(
    [
        ("22162", "Paimpol", "53", "Bretagne", -3.05, 48.78),
        ("22093", "Lamballe-Armor", "53", "Bretagne", -2.52, 48.47),
        ("97412", "Saint-Joseph", "04", "La Réunion", 55.62, -21.38),
        ("14431", "Mézidon", "28", "Normandie", -0.07, 49.07),
    ],
    columns=["insee_code", "name", "region_code", "region_name", "longitude", "latitude"],
)
FILE = pd.DataFrame(
    [
        ("bretagne", "53", "ete-2022", "2022-07-13", "22162", "held", "bilan", None),
        ("la-reunion", "04", "automne-2022", None, None, "announced", "bilan", "Un mot."),
    ],
    columns=[
        *("meeting_id", "region_code", "series", "date", "insee_code", "status"),
        *("source_id", "note"),
    ],
).assign(date=lambda frame: pd.to_datetime(frame["date"]).astype("datetime64[s]"))


def test_without_the_journal_the_meetings_are_those_of_the_file() -> None:
    found = life.in_force(FILE)
    assert list(found.columns) == [*FILE.columns, *life.COLUMNS]
    pd.testing.assert_frame_equal(found[FILE.columns], FILE, check_dtype=False)
    assert found["date"].dtype == FILE["date"].dtype
    assert life.coming(found).empty


def test_what_an_editor_said_takes_the_place_of_the_file_and_keeps_its_note() -> None:
    said = MeetingState("la-reunion", ("04",), "automne-2022", "cancelled", reason="jamais tenue")
    found = life.in_force(FILE, [PLANNED, said, NATIONAL]).set_index("meeting_id")
    # Those of the file first, the others by date.
    assert list(found.index) == ["bretagne", "la-reunion", "nationale-2026", "la-reunion-2027"]
    assert found.loc["la-reunion", "status"] == "cancelled"
    assert found.loc["la-reunion", "note"] == "Un mot."
    assert found.loc["la-reunion-2027", "source_id"] == "saisie"
    assert pd.isna(found.loc["nationale-2026", "region_code"])
    assert found["date"].dtype == FILE["date"].dtype


def test_a_planned_meeting_is_held_once_its_sheet_is_in() -> None:
    found = life.in_force(FILE, [PLANNED], {"la-reunion-2027", "bretagne"})
    assert set(found.set_index("meeting_id")["status"].loc[["bretagne", PLANNED.meeting_id]]) == {
        "held"
    }
    off = replace(PLANNED, status="cancelled")
    assert "cancelled" in set(life.in_force(FILE, [off], {off.meeting_id})["status"])


@pytest.mark.parametrize("state", [PLANNED, NATIONAL, replace(PLANNED, last=date(2027, 3, 6))])
def test_a_meeting_in_force_is_the_state_that_was_said(state: MeetingState) -> None:
    found = life.in_force(FILE, [state])
    row = found[found["meeting_id"].eq(state.meeting_id)].iloc[0]
    assert MeetingState(**life.state_of(row)) == state


def test_the_next_of_a_region_counts_its_last_day_and_those_of_several_regions() -> None:
    long = replace(PLANNED, meeting_id="a", regions=("53", "04"), last=date(2027, 3, 6))
    found = life.in_force(FILE, [PLANNED, long])
    on_the_day = life.next_of(found, "04", date(2027, 3, 4))
    assert list(on_the_day["meeting_id"]) == ["a", PLANNED.meeting_id]
    assert list(life.next_of(found, "04", date(2027, 3, 6))["meeting_id"]) == ["a"]
    assert list(life.next_of(found, "53", date(2027, 3, 1))["meeting_id"]) == ["a"]
    assert life.next_of(found, "53", date(2027, 3, 7)).empty
    nothing = life.next_of(life.in_force(FILE), "53", date(2027, 3, 7))
    assert list(nothing.columns) == list(found.columns)
    assert list(life.overdue(found, date(2027, 3, 5))["meeting_id"]) == [PLANNED.meeting_id]


def test_a_meeting_of_two_regions_is_both_regions_own() -> None:
    both = MeetingState(
        "ouest-2026", ("53", "28"), "2026", "held", date(2026, 5, 5), insee_code="14431"
    )
    found = life.in_force(FILE, [both, NATIONAL])
    rows = attendance.by_meeting(_counts(), found, TOWNS).set_index("meeting_id")
    assert rows.loc["ouest-2026", "towns"] == 3
    assert rows.loc["ouest-2026", "region_name"] == "Bretagne et Normandie"
    assert rows.loc["nationale-2026", "host"] == "Paris"
    assert rows.loc["nationale-2026", "region_name"] == "Les six ans"
    assert pd.isna(rows.loc["nationale-2026", "towns"])
    # The last meeting of a region is the one that its towns are measured to.
    km = distance.to_meetings(TOWNS, found).set_index("insee_code")
    assert set(km.loc[["22162", "22093", "14431"], "meeting_id"]) == {"ouest-2026"}
    assert pd.isna(km.loc["97412", "distance_km"])
    around = distance.catchments(TOWNS, found).set_index("meeting_id")
    assert list(around.index) == ["bretagne", "ouest-2026"]
    assert list(around["towns"]) == [2, 3]


def _counts() -> pd.DataFrame:
    columns = ["meeting_id", "audience", "participants", "participants_low"]
    counts = pd.DataFrame(columns=[*columns, "participants_high", "groups", "basis"])
    return counts.astype({"participants": "Int64", "groups": "Int64"})


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (date(2027, 3, 4), None, "4 mars 2027"),
        (date(2027, 3, 1), date(2027, 3, 2), "du 1er au 2 mars 2027"),
        (date(2027, 3, 30), date(2027, 4, 1), "du 30 mars 2027 au 1er avril 2027"),
        (date(2027, 3, 1), date(2027, 3, 31), "mars 2027"),
        (None, None, "–"),
    ],
)
def test_days_are_written_as_people_do(first: date, last: date, said: str) -> None:
    assert period(first, last) == said


def test_days_stand_in_a_sentence() -> None:
    day = date(2027, 3, 1)
    assert on_days(day) == "le 1er mars 2027"
    assert on_days(day, date(2027, 3, 31)) == "en mars 2027"
    assert on_days(day, date(2027, 3, 2)) == "du 1er au 2 mars 2027"
    assert [the_series(each) for each in ("ete-2022", "2027")] == ["l’été 2022", "2027"]


def test_a_series_is_written_in_one_way_and_read_in_many() -> None:
    assert [series_of(text) for text in ("Été 2022", "ete-2022", " 2027 ", "demain")] == [
        *("ete-2022", "ete-2022", "2027", "demain"),
    ]
    assert [series_name(series) for series in ("ete-2022", "2027", "bilan-2025")] == [
        *("été 2022", "2027", "bilan 2025"),
    ]
