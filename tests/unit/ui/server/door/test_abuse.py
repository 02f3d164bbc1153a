"""The door under abuse, within the limits that it is served with: who still counts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlencode

import anyio
import pytest
from starlette.applications import Starlette

from pvd_geo.settings import settings
from pvd_geo.store import doors
from pvd_geo.store.doors import Opening
from pvd_geo.ui.server.door import answers
from pvd_geo.ui.server.door.limits import MOST_MISSES, MOST_PRESSES, Limit
from pvd_geo.ui.shared import recorded

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator, Mapping
    from pathlib import Path

    from pvd_geo.store.doors import Door

SCRIPT, VENUE = "198.51.100.9", "192.0.2.7"
AT_ONCE = 20
SCRIPTED = 2_000
"""Presses of a script. Ten thousand end as these do: 600 counted, the others refused."""


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


class Answer(NamedTuple):
    """What the door answered."""

    status_code: int
    text: str


@dataclass(frozen=True, slots=True)
class Phone:
    """A browser at an address, in the server’s own language, as thousands of requests cost."""

    site: Starlette
    address: str

    async def get(self, path: str) -> Answer:
        return await self.request("GET", path)

    async def post(self, path: str, data: Mapping[str, str]) -> Answer:
        return await self.request("POST", path, urlencode(data).encode())

    async def request(self, method: str, path: str, body: bytes = b"") -> Answer:
        form = (b"content-type", b"application/x-www-form-urlencoded")
        scope = {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "method": method,
            "scheme": "http",
            "path": path,
            "raw_path": path.encode(),
            "root_path": "",
            "query_string": b"",
            "headers": [(b"host", b"t"), form, (b"content-length", b"%d" % len(body))],
            "client": (self.address, 1),
            "server": ("t", 80),
        }
        sent: list[Any] = []

        async def receive() -> dict[str, object]:
            return {"type": "http.request", "body": body, "more_body": False}

        async def send(message: Any) -> None:  # noqa: ANN401 - a message of ASGI
            sent.append(message)

        await self.site(scope, receive, send)
        text = b"".join(message.get("body", b"") for message in sent)
        return Answer(sent[0]["status"], text.decode())


def said(number: int, ask: Callable[[Phone, int], Awaitable[Answer]], **who: str) -> list[Answer]:
    """Return the answers to so many requests, some at once, each from the address given or its own.

    ``who`` names the address; without it every request comes from another.
    """
    site = Starlette(routes=[answers.route("")])
    told: list[Answer] = []

    async def one(first: int) -> None:
        for each in range(first, number, AT_ONCE):
            own = f"10.{each >> 16 & 255}.{each >> 8 & 255}.{each & 255}"
            told.append(await ask(Phone(site, who.get("address", own)), each))

    async def all_of_them() -> None:
        async with anyio.create_task_group() as group:
            for first in range(AT_ONCE):
                group.start_soon(one, first)

    anyio.run(all_of_them)
    return told


def press(door: Door, kind: str, audience: str = "elected") -> Any:  # noqa: ANN401 - a coroutine's
    """Return what sends a form whose random word is new each time."""

    async def ask(client: Phone, number: int) -> Answer:
        fields = {"public": audience, "fiche": f"{kind}{number:021}"}
        return await client.post(f"/ici/{door.token}", data=fields)

    return ask


def counted(door: Door) -> dict[str, int]:
    return doors.counts(recorded.engine(), door.door_id)[0]


def test_a_script_that_presses_on_leaves_the_venue_its_count(door: Door) -> None:
    statuses = [answer.status_code for answer in said(SCRIPTED, press(door, "a"), address=SCRIPT)]
    assert statuses.count(200) == MOST_PRESSES
    assert statuses.count(429) == SCRIPTED - MOST_PRESSES
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
    async def form(client: Phone, _: int) -> Answer:
        return await client.get(f"/ici/{door.token}")

    (page,) = said(1, form)
    found = re.search(r'name="fiche" value="([^"]+)"', page.text)
    assert found

    async def send(client: Phone, _: int) -> Answer:
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
    async def form(client: Phone, _: int) -> Answer:
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

    async def otherwise(client: Phone, number: int) -> Answer:
        methods = ("PUT", "DELETE", "PATCH", "OPTIONS")
        return await client.request(methods[number], f"/ici/{door.token}")

    assert {answer.status_code for answer in said(4, otherwise)} == {405}
