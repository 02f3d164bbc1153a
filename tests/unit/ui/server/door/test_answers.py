"""A phone at the door: what it is sent, what is counted, and what is refused in French.

Covers: ui.server.door.limits, ui.server.door.pages.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import anyio
import httpx
import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware

from pvd_geo.settings import Settings, settings
from pvd_geo.store import doors
from pvd_geo.store.doors import Opening
from pvd_geo.ui.server.door import answers
from pvd_geo.ui.server.door.limits import MOST_MISSES, Limit
from pvd_geo.ui.server.middleware import Answers
from pvd_geo.ui.server.served_page import ServedPage
from pvd_geo.ui.shared import datasets, metrics, recorded

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pvd_geo.store.doors import Door

MOST_BYTES = 15_000
LATER = datetime.now(UTC) + timedelta(hours=8)
CORTE = Opening("corse", "Rencontre <régionale> de Corse", "Corte", date(2022, 6, 24), ("94",))


@dataclass
class Phone:
    """A browser that keeps its cookies, without a network."""

    site: Starlette
    cookies: httpx.Cookies = field(default_factory=httpx.Cookies)

    def get(self, path: str) -> httpx.Response:
        return self._send("GET", path)

    def post(
        self,
        path: str,
        data: dict[str, str] | None = None,
        content: bytes | None = None,
        headers: dict[str, str] | None = None,
    ) -> httpx.Response:
        return self._send("POST", path, data=data, content=content, headers=headers)

    def _send(self, method: str, path: str, **sent: Any) -> httpx.Response:  # noqa: ANN401 - httpx's
        async def send() -> httpx.Response:
            transport = httpx.ASGITransport(app=self.site, client=("192.0.2.7", 1))
            async with httpx.AsyncClient(
                transport=transport, base_url="http://t", cookies=self.cookies
            ) as client:
                answer = await client.request(method, path, **sent)
                self.cookies = client.cookies
                return answer

        return anyio.run(send)


@pytest.fixture
def phone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Phone]:
    monkeypatch.setenv("PVD_DATABASE_URL", f"sqlite:///{tmp_path}/pvd.sqlite")
    settings.cache_clear()
    monkeypatch.setattr(answers, "_MISSES", Limit(MOST_MISSES))
    monkeypatch.setattr(answers, "_PRESSES", Limit(5))
    middleware = Middleware(
        Answers, page=lambda: ServedPage(b"Streamlit's"), settings=Settings(), base=""
    )
    yield Phone(Starlette(routes=[answers.route("")], middleware=[middleware]))
    recorded.close()
    settings.cache_clear()
    recorded._door_to.cache_clear()


def opened(opening: Opening = CORTE) -> Door:
    return doors.open_door(recorded.engine(), opening, LATER, "anne")


def nonce_of(page: str) -> str:
    found = re.search(r'name="fiche" value="([^"]+)"', page)
    assert found is not None
    return found[1]


def counted(door: Door) -> dict[str, int]:
    return doors.counts(recorded.engine(), door.door_id)[0]


def presses() -> dict[str, int]:
    """Return the presses that a monitoring system sees, by what became of them."""
    names = ("counted", "again", "closed", "refused")
    found = [
        metrics.REGISTRY.get_sample_value("pvd_door_presses_total", {"result": name})
        for name in names
    ]
    return {name: int(value or 0) for name, value in zip(names, found, strict=True)}


def test_the_form_is_plain_small_and_says_which_meeting_it_is(phone: Phone) -> None:
    answer = phone.get(f"/ici/{opened().token}")
    assert answer.status_code == 200
    assert len(answer.content) < MOST_BYTES
    assert "<script" not in answer.text
    assert "Rencontre &lt;régionale&gt; de Corse" in answer.text
    assert "Corte, 24 juin 2022" in answer.text.replace("\u00a0", " ")
    assert '<option value="2B096">Corte (2B)<' in answer.text
    assert "Paimpol" not in answer.text
    assert "Service de l’État" in answer.text
    policy = answer.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["x-content-type-options"] == "nosniff"


def long(*regions: str) -> Opening:
    """Return an opening with as much to say as one may have."""
    key = "-".join(["in", *regions])
    return Opening(key, "Rencontre " + "é" * 190, "’" * 200, date(2026, 11, 28), regions)


def test_every_region_s_towns_fit_and_longer_lists_are_not_asked(phone: Phone) -> None:
    known = datasets.dataset("towns", "regions")
    for code in known.regions["code"]:
        door = opened(long(code))
        answer = phone.get(f"/ici/{door.token}")
        offered = answer.text.count("<option")
        assert offered == (known.towns["region_code"] == code).sum() + 2, code
        assert len(answer.content) < MOST_BYTES, code
    for regions in ((), ("75", "76"), tuple(known.regions["code"])):
        door = opened(long(*regions))
        answer = phone.get(f"/ici/{door.token}")
        assert "<option" not in answer.text
        assert len(answer.content) < MOST_BYTES
        # Nobody is kept from saying that they are there.
        sent = {"public": "elected", "fiche": nonce_of(answer.text), "commune": "2B096"}
        assert "C’est noté" in phone.post(f"/ici/{door.token}?suivante=1", data=sent).text
        assert doors.counts(recorded.engine(), door.door_id) == ({"elected": 1}, 0)


def test_a_form_counts_once_however_often_it_is_sent(phone: Phone) -> None:
    door = opened()
    address = f"/ici/{door.token}"
    fields = {"public": "elected", "commune": "2B096", "fiche": nonce_of(phone.get(address).text)}
    assert "C’est noté" in phone.post(address, data=fields).text
    assert "déjà compté" in phone.post(address, data=fields | {"public": "partner"}).text
    assert counted(door) == {"elected": 1}
    assert doors.counts(recorded.engine(), door.door_id)[1] == 1
    # The page that is loaded again is the same form; another person's is not.
    assert nonce_of(phone.get(address).text) == fields["fiche"]
    other = nonce_of(phone.get(f"{address}?suivante=1").text)
    assert other != fields["fiche"]
    phone.post(address, data={"public": "partner", "fiche": other})
    assert counted(door) == {"elected": 1, "partner": 1}


def test_the_address_may_be_typed_in_groups_and_capitals(phone: Phone) -> None:
    token = opened().token.upper()
    assert phone.get(f"/ici/{token[:4]}-{token[4:8]}-{token[8:]}").status_code == 200


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"public": "elected"}, "incomplet"),
        ({"public": "elected", "fiche": "<script>" * 4}, "incomplet"),
        ({"fiche": "a" * 24}, "Choisissez"),
        ({"public": "all", "fiche": "a" * 24}, "Choisissez"),
        ({"public": "Jean Riou", "fiche": "a" * 24}, "Choisissez"),
    ],
)
def test_an_incomplete_form_is_asked_again_and_counts_nobody(
    phone: Phone, fields: dict[str, str], said: str
) -> None:
    door = opened()
    answer = phone.post(f"/ici/{door.token}", data=fields)
    assert answer.status_code == 400
    assert said in answer.text
    assert counted(door) == {}


def test_what_is_written_in_the_place_of_a_town_is_not_kept(phone: Phone) -> None:
    door = opened()
    fields = {"public": "elected", "commune": "Jean Riou", "fiche": "a" * 24}
    assert phone.post(f"/ici/{door.token}", data=fields).status_code == 200
    assert doors.counts(recorded.engine(), door.door_id) == ({"elected": 1}, 0)
    assert phone.post(f"/ici/{door.token}", content=b"x" * 3_000).status_code == 413


def test_a_closed_door_says_so_and_counts_nobody(phone: Phone) -> None:
    door = opened()
    doors.close_door(recorded.engine(), door.door_id)
    for answer in (
        phone.get(f"/ici/{door.token}"),
        phone.post(f"/ici/{door.token}", data={"public": "elected", "fiche": "a" * 24}),
    ):
        assert answer.status_code == 410
        assert "Cet accueil est terminé" in answer.text
    assert counted(door) == {}


def test_who_guesses_addresses_is_stopped_and_shuts_nobody_out(phone: Phone) -> None:
    door = opened()
    for number in range(MOST_MISSES):
        assert phone.get(f"/ici/abcd{number:08}").status_code == 404
    assert phone.get("/ici/abcd99999999").status_code == 429
    # The phones of a venue have one address; those that hold a right one get in, and count.
    assert phone.get(f"/ici/{door.token}").status_code == 200
    pressed = {"public": "elected", "fiche": "a" * 24}
    assert phone.post(f"/ici/{door.token}", data=pressed).status_code == 200
    assert counted(door) == {"elected": 1}


@pytest.mark.usefixtures("phone")
def test_a_door_opened_after_midnight_is_open_to_the_end_of_that_day() -> None:
    now = datetime.now(UTC)
    door = doors.open_door(recorded.engine(), CORTE, now + timedelta(hours=23.5), "anne")
    assert door.until - door.opened > timedelta(hours=23)
    later = replace(CORTE, meeting_id="autre")
    other = doors.open_door(recorded.engine(), later, now + timedelta(days=9), "anne")
    assert other.until - other.opened == doors.LONGEST == timedelta(hours=25)


def test_a_script_is_stopped_and_the_editor_is_told(phone: Phone) -> None:
    door = opened()
    said = [
        phone.post(
            f"/ici/{door.token}", data={"public": "elected", "fiche": f"{number:024}"}
        ).status_code
        for number in range(20)
    ]
    assert said == [200] * 5 + [429] * 15
    assert counted(door) == {"elected": 5}
    assert doors.doors(recorded.engine())[0].crowded


def test_a_silent_store_loses_nothing(
    phone: Phone, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    address = f"/ici/{opened().token}"
    recorded.close()
    recorded._door_to.cache_clear()
    monkeypatch.setenv("PVD_DATABASE_URL", f"sqlite:///{tmp_path}/nowhere.sqlite/pvd.sqlite")
    (tmp_path / "nowhere.sqlite").write_text("a file")
    settings.cache_clear()
    answer = phone.post(address, data={"public": "elected", "fiche": "a" * 24})
    assert answer.status_code == 503
    assert "elle ne sera comptée qu’une fois" in answer.text


def test_presses_are_counted_for_the_operator_by_what_became_of_them(
    phone: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    door = opened()
    address, before = f"/ici/{door.token}", presses()
    assert before.keys() == {"counted", "again", "closed", "refused"}

    def since() -> list[int]:
        return [now - old for now, old in zip(presses().values(), before.values(), strict=True)]

    def press(nonce: str, audience: str = "elected") -> None:
        phone.post(address, data={"public": audience, "fiche": nonce})

    phone.get(address)  # who looks has not pressed
    press("a" * 24)
    press("a" * 24)
    assert since() == [1, 1, 0, 0]
    press("b" * 24, audience="nobody")
    press("too short")
    monkeypatch.setattr(doors, "MOST", 1)
    press("c" * 24)
    assert since() == [1, 1, 0, 3]
    for number in range(3):
        press(f"{number:024}")  # two find the door full; then too many come from one phone
    assert since() == [1, 1, 0, 6]
    monkeypatch.setattr(answers, "_PRESSES", Limit(5))
    doors.close_door(recorded.engine(), door.door_id)
    press("d" * 24)
    assert since() == [1, 1, 1, 6]


def test_nothing_of_who_pressed_is_in_the_store(phone: Phone, tmp_path: Path) -> None:
    door = opened()
    phone.post(
        f"/ici/{door.token}",
        data={"public": "elected", "fiche": "a" * 24, "nom": "Kervella", "commune": "Kervella"},
        headers={"user-agent": "phone of Kervella"},
    )
    for path in tmp_path.rglob("*"):
        content = path.read_bytes() if path.is_file() else b""
        assert b"Kervella" not in content
        assert b"192.0.2.7" not in content
