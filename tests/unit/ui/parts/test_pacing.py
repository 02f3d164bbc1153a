from __future__ import annotations

import time
from threading import Event, Timer

import pytest

from pvd_geo.maps import FROM_FRAME
from pvd_geo.ui import address
from pvd_geo.ui.parts import pacing


@pytest.fixture
def arrived(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stand on a page that the browser has just opened, on a server that answers."""
    listening = Event()
    listening.set()
    monkeypatch.setattr(pacing, "_listening", listening)
    monkeypatch.setattr(address, "just_arrived", lambda: True)
    monkeypatch.setattr(pacing, "PATIENCE", 20.0)


def token(called: str | None) -> str:
    assert called is not None
    assert called.startswith(FROM_FRAME + pacing.PREFIX)
    return called.removeprefix(FROM_FRAME + pacing.PREFIX)


@pytest.mark.usefixtures("arrived")
def test_the_rest_waits_until_the_map_says_that_it_is_drawn() -> None:
    said: list[str] = []
    gave_up = Timer(10, said.append, ["too late"])
    gave_up.start()

    def draw(word: str) -> None:
        said.append("drawn")
        pacing.drawn(word)

    with pacing.first() as called:
        Timer(0.05, draw, [token(called)]).start()
    gave_up.cancel()
    assert said == ["drawn"]


@pytest.mark.usefixtures("arrived")
def test_a_map_that_is_quick_is_heard_all_the_same() -> None:
    said: list[object] = []
    gave_up = Timer(10, said.append, ["too late"])
    gave_up.start()
    with pacing.first() as called:
        pacing.drawn(token(called))
    gave_up.cancel()
    assert said == []


@pytest.mark.usefixtures("arrived")
def test_a_map_that_says_nothing_or_too_late_holds_the_page_no_longer_than_patience(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pacing, "PATIENCE", 0.01)
    with pacing.first() as called:
        pass
    pacing.drawn(token(called))
    assert pacing._waiting == {}


@pytest.mark.usefixtures("arrived")
def test_each_map_has_a_word_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pacing, "PATIENCE", 0.0)
    with pacing.first() as one, pacing.first() as other:
        assert one != other
        pacing.drawn("guessed")
        assert not any(event.is_set() for event in pacing._waiting.values())


@pytest.mark.usefixtures("arrived")
def test_nothing_is_left_behind_by_a_page_that_fails() -> None:

    def page() -> None:
        with pacing.first():
            raise RuntimeError

    with pytest.raises(RuntimeError):
        page()
    assert pacing._waiting == {}


@pytest.mark.usefixtures("arrived")
def test_a_frame_that_stands_already_is_asked_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(address, "just_arrived", lambda: False)
    paused: list[float] = []
    monkeypatch.setattr(time, "sleep", paused.append)
    with pacing.first() as called:
        assert called is None
    assert paused == [pacing.ONE_FRAME]


def test_without_a_server_that_answers_no_page_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pacing, "_listening", Event())
    monkeypatch.setattr(address, "just_arrived", lambda: True)
    with pacing.first() as called:
        assert called is None
