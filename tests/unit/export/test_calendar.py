"""The calendar, read by a library that had no part in writing it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pandas as pd
import pytest
from icalendar import Calendar

from pvd_geo.export.calendar import calendar
from pvd_geo.meetings import attendance, life
from pvd_geo.tables.records import MeetingState

TOWNS = pd.DataFrame(
    [("97424", "Cilaos", "04", "La Réunion")],
    columns=["insee_code", "name", "region_code", "region_name"],
)
AT = datetime(2030, 1, 2, 3, 4, 5, tzinfo=UTC)
STATES = (
    MeetingState("a", ("04",), "2031", "planned", date(2031, 3, 4), insee_code="97424"),
    MeetingState(
        *("b", ("04",), "2031", "cancelled", date(2031, 5, 5), date(2031, 5, 7)),
        host="Salle « Ti’Bwa » ; 3, rue de l’Église\nau fond",
        reason="Cyclone, " + "très " * 40 + "fort \\o/",
    ),
    MeetingState("c", ("04",), "2031", "announced"),
)


@pytest.fixture
def written() -> bytes:
    file = pd.DataFrame(
        columns=[
            *("meeting_id", "region_code", "series", "date", "insee_code", "status"),
            *("source_id", "note"),
        ]
    ).astype({"date": "datetime64[s]"})
    rows = attendance.placed(life.in_force(file, STATES), TOWNS)
    rows["latitude"], rows["longitude"] = -21.1339, 55.4719
    return calendar(rows, "Rencontres : La Réunion", {"a": (7, AT)})


def events(written: bytes) -> dict[str, Any]:
    return {str(each["UID"]): each for each in Calendar.from_ical(written.decode()).walk("VEVENT")}


def test_an_independent_library_reads_what_was_planned(written: bytes) -> None:
    whole = Calendar.from_ical(written.decode())
    assert str(whole["VERSION"]) == "2.0"
    assert str(whole["X-WR-CALNAME"]) == "Rencontres : La Réunion"
    assert not whole.errors
    found = events(written)
    assert set(found) == {"a@pvd-geo", "b@pvd-geo"}
    one = found["a@pvd-geo"]
    assert not one.errors
    assert (one.decoded("DTSTART"), one.decoded("DTEND")) == (date(2031, 3, 4), date(2031, 3, 5))
    assert one.decoded("DTSTAMP") == AT
    assert (int(one["SEQUENCE"]), str(one["STATUS"])) == (7, "CONFIRMED")
    assert str(one["LOCATION"]) == "Cilaos"
    assert one["GEO"].to_ical() == "-21.1339;55.4719"


def test_texts_come_back_whole_whatever_is_in_them(written: bytes) -> None:
    one = events(written)["b@pvd-geo"]
    assert str(one["STATUS"]) == "CANCELLED"
    assert one.decoded("DTEND") == date(2031, 5, 8)
    assert str(one["LOCATION"]) == STATES[1].host
    assert str(one["DESCRIPTION"]).endswith(STATES[1].reason)


def test_lines_are_as_the_standard_wants_them(written: bytes) -> None:
    lines = written.split(b"\r\n")
    assert lines[-1] == b""
    assert b"\n" not in b"".join(lines)
    assert max(map(len, lines)) <= 75
    for line in lines:
        line.decode()  # no character is cut in two
