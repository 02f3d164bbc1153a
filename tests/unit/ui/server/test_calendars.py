"""A region's calendar at its address.

Covers: ui.parts.calendar_link.
"""

from __future__ import annotations

import asyncio
from datetime import date
from typing import TYPE_CHECKING

import httpx
import pytest
from icalendar import Calendar
from starlette.applications import Starlette
from starlette.routing import Route

from pvd_geo import store
from pvd_geo.settings import settings
from pvd_geo.tables.records import MeetingState
from pvd_geo.ui.parts.calendar_link import address, links
from pvd_geo.ui.server import calendars
from pvd_geo.ui.shared import recorded

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PLANNED = MeetingState(
    "la-reunion-2031", ("04",), "2031", "planned", date(2031, 3, 4), insee_code="97424"
)


class Asked:
    """An application that is asked without a server around it."""

    def __init__(self, app: Starlette) -> None:
        self._app = app

    def get(self, path: str) -> httpx.Response:
        async def ask() -> httpx.Response:
            transport = httpx.ASGITransport(app=self._app)
            async with httpx.AsyncClient(transport=transport, base_url="http://here") as client:
                return await client.get(path)

        return asyncio.run(ask())


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Asked]:
    url = f"sqlite:///{tmp_path}/pvd.sqlite"
    monkeypatch.setenv("PVD_DATABASE_URL", url)
    settings.cache_clear()
    engine = store.open_store(url)
    store.change_meeting(engine, PLANNED, "anne", None)
    national = MeetingState("n", (), "2031", "planned", date(2031, 6, 1), title="Dix ans")
    store.change_meeting(engine, national, "anne", None)
    engine.dispose()
    app = Starlette(routes=[Route(calendars.ADDRESS, calendars.feed)])
    yield Asked(app)
    settings.cache_clear()
    recorded._door_to.cache_clear()


def names(body: bytes) -> set[str]:
    return {str(event["UID"]) for event in Calendar.from_ical(body.decode()).walk("VEVENT")}


def test_a_region_s_calendar_holds_what_is_planned_there(server: Asked) -> None:
    answer = server.get("/pvd/calendar/04.ics")
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    assert names(answer.content) == {"la-reunion-2031@pvd-geo"}
    (event,) = Calendar.from_ical(answer.text).walk("VEVENT")
    assert str(event["LOCATION"]) == "Cilaos"
    assert event["GEO"].to_ical().startswith("-21.")
    assert server.get("/pvd/calendar/04.ics").content == answer.content


def test_what_was_held_is_there_and_national_meetings_have_their_own(server: Asked) -> None:
    assert names(server.get("/pvd/calendar/53.ics").content) == {"bretagne@pvd-geo"}
    answer = server.get("/pvd/calendar/nationale.ics")
    assert names(answer.content) == {
        "n@pvd-geo",
        "rencontre-nationale-2021-04@pvd-geo",
        "rencontre-nationale-2021-10@pvd-geo",
        "rencontre-nationale-2023-05@pvd-geo",
    }
    told = [str(each["DESCRIPTION"]) for each in Calendar.from_ical(answer.text).walk("VEVENT")]
    assert "Source : La Gazette des communes" in told[1]
    # Announced without a day: a calendar with nothing in it is one all the same.
    assert names(server.get("/pvd/calendar/06.ics").content) == set()


def test_a_national_meeting_that_was_published_too_is_there_once_with_its_source(
    server: Asked,
) -> None:
    told = MeetingState("paris", (), "2023", "held", date(2023, 5, 23), title="À Paris")
    store.change_meeting(recorded.engine(), told, "anne", None)
    recorded.refresh()
    answer = server.get("/pvd/calendar/nationale.ics")
    assert names(answer.content) == {
        "n@pvd-geo",
        "rencontre-nationale-2021-04@pvd-geo",
        "rencontre-nationale-2021-10@pvd-geo",
        "paris@pvd-geo",
    }
    (event,) = (
        each
        for each in Calendar.from_ical(answer.text).walk("VEVENT")
        if each["UID"] == "paris@pvd-geo"
    )
    assert "Source : ANCT, « Retour sur" in str(event["DESCRIPTION"])


def test_its_whole_address_can_be_copied_from_every_page() -> None:
    assert address("53", "https://pvd.example/rencontres?annee=2022") == (
        "https://pvd.example/pvd/calendar/53.ics"
    )
    assert address("53", "https://pvd.example/carte/mon-territoire").startswith(
        "https://pvd.example/carte/pvd/"
    )
    assert address("53", "http://localhost:8501/") == "http://localhost:8501/pvd/calendar/53.ics"
    assert 'data-copy="/pvd/calendar/nationale.ics"' in links("nationale")


def test_a_region_that_no_longer_is_leads_to_that_of_today(server: Asked) -> None:
    answer = server.get("/pvd/calendar/42.ics")
    assert (answer.status_code, answer.headers["location"]) == (308, "44.ics")


@pytest.mark.parametrize("code", ["99", "..%2f..%2fetc", "x" * 500])
def test_what_is_no_region_has_no_calendar(server: Asked, code: str) -> None:
    answer = server.get(f"/pvd/calendar/{code}.ics")
    assert answer.status_code == 404


def test_the_link_is_below_the_path_that_the_dashboard_lives_at() -> None:
    assert 'href="./pvd/calendar/53.ics"' in links("53")
