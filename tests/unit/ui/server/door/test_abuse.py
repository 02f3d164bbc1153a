"""The door under abuse, within the limits that it is served with: who still counts."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, tzinfo
from typing import TYPE_CHECKING, Any

import anyio
import httpx
import pytest
from starlette.applications import Starlette

from pvd_geo.settings import settings
from pvd_geo.store import doors
from pvd_geo.store.doors import Opening
from pvd_geo.ui.server.door import answers
from pvd_geo.ui.server.door.limits import MOST_MISSES, MOST_PRESSES, Limit
from pvd_geo.ui.shared import recorded

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator
    from pathlib import Path

    from pvd_geo.store.doors import Door

SCRIPT, VENUE = "198.51.100.9", "192.0.2.7"
AT_ONCE = 20


@pytest.fixture
def door(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Door]:
    monkeypatch.setenv("PVD_DATABASE_URL", f"sqlite:///{tmp_path}/pvd.sqlite")
    settings.cache_clear()
    monkeypatch.setattr(answers, "_MISSES", Limit(MOST_MISSES))
    monkeypatch.setattr(answers, "_PRESSES", Limit(MOST_PRESSES))
    opening = Opening("corse", "Rencontre de Corse", "Corte", regions=("94",))
    yield doors.open_door(
        recorded.engine(), opening, datetime.now(UTC) + timedelta(hours=8), "anne"
    )
    recorded.close()
    settings.cache_clear()
    recorded._door_to.cache_clear()


def said(
    number: int, ask: Callable[[httpx.AsyncClient, int], Awaitable[httpx.Response]], **who: str
) -> list[httpx.Response]:
    """Return the answers to so many requests, some at once, each from the address given or its own.

    ``who`` names the address; without it every request comes from another.
    """
    site = Starlette(routes=[answers.route("")])
    told: list[httpx.Response] = []

    def phone(address: str) -> httpx.AsyncClient:
        transport = httpx.ASGITransport(app=site, client=(address, 1))
        return httpx.AsyncClient(transport=transport, base_url="http://t", trust_env=False)

    async def one(first: int) -> None:
        async with phone(who.get("address", "")) as known:
            for each in range(first, number, AT_ONCE):
                own = f"10.{each >> 16 & 255}.{each >> 8 & 255}.{each & 255}"
                told.append(await ask(known if who else phone(own), each))

    async def all_of_them() -> None:
        async with anyio.create_task_group() as group:
            for first in range(AT_ONCE):
                group.start_soon(one, first)

    anyio.run(all_of_them)
    return told


def press(door: Door, kind: str, audience: str = "elected") -> Any:  # noqa: ANN401 - a coroutine's
    """Return what sends a form whose random word is new each time."""

    async def ask(client: httpx.AsyncClient, number: int) -> httpx.Response:
        fields = {"public": audience, "fiche": f"{kind}{number:021}"}
        return await client.post(f"/ici/{door.token}", data=fields)

    return ask


def counted(door: Door) -> dict[str, int]:
    return doors.counts(recorded.engine(), door.door_id)[0]


def test_ten_thousand_presses_of_a_script_leave_the_venue_its_count(door: Door) -> None:
    statuses = [answer.status_code for answer in said(10_000, press(door, "a"), address=SCRIPT)]
    assert statuses.count(200) == MOST_PRESSES
    assert statuses.count(429) == 10_000 - MOST_PRESSES
    # Several hundred phones behind the one address of a venue are all counted, a third twice.
    venue = said(400, press(door, "b", "partner"), address=VENUE)
    assert {answer.status_code for answer in venue} == {200}
    again = said(130, press(door, "b", "partner"), address=VENUE)
    assert all("déjà compté" in answer.text for answer in again)
    assert counted(door) == {"elected": MOST_PRESSES, "partner": 400}
    # The editor is told that some were refused, and compares with the room.
    assert doors.doors(recorded.engine())[0].crowded


def test_many_addresses_fill_no_door_beyond_a_meeting(
    door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert doors.MOST == 2_000
    monkeypatch.setattr(doors, "MOST", 100)  # as many would take a minute
    statuses = [answer.status_code for answer in said(150, press(door, "c"))]
    assert statuses.count(200) == 100
    assert statuses.count(409) == 50
    assert counted(door) == {"elected": 100}


class Later(datetime):
    """What the door asks for the time."""

    ahead = timedelta()

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> Later:
        return super().now(tz) + cls.ahead


def test_a_form_two_hours_old_counts_while_the_door_is_open(
    door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def form(client: httpx.AsyncClient, _: int) -> httpx.Response:
        return await client.get(f"/ici/{door.token}")

    (page,) = said(1, form)
    found = re.search(r'name="fiche" value="([^"]+)"', page.text)
    assert found

    async def send(client: httpx.AsyncClient, _: int) -> httpx.Response:
        return await client.post(
            f"/ici/{door.token}", data={"public": "elected", "fiche": found[1]}
        )

    for module in (answers, doors):
        monkeypatch.setattr(module, "datetime", Later)
    monkeypatch.setattr(Later, "ahead", timedelta(hours=2))
    (late,) = said(1, send)
    assert "C’est noté" in late.text
    monkeypatch.setattr(Later, "ahead", timedelta(hours=9))
    (over,) = said(1, press(door, "d"))
    assert over.status_code == 410
    assert "Cet accueil est terminé" in over.text
    # Who was counted is told so even then, rather than frightened.
    (again,) = said(1, send)
    assert "déjà compté" in again.text
    assert counted(door) == {"elected": 1}


def test_nobody_reads_what_others_pressed(door: Door) -> None:
    async def form(client: httpx.AsyncClient, _: int) -> httpx.Response:
        return await client.get(f"/ici/{door.token}")

    def without_word(page: str) -> str:
        return re.sub(r'name="fiche" value="[^"]+"', "", page)

    (before,) = said(1, form)
    (first,) = said(1, press(door, "e"))
    said(37, press(door, "f", "partner"))
    (after,) = said(1, form)
    (last,) = said(1, press(door, "g"))
    assert without_word(after.text) == without_word(before.text)
    assert last.text == first.text

    async def otherwise(client: httpx.AsyncClient, number: int) -> httpx.Response:
        methods = ("PUT", "DELETE", "PATCH", "OPTIONS")
        return await client.request(methods[number], f"/ici/{door.token}")

    assert {answer.status_code for answer in said(4, otherwise)} == {405}
