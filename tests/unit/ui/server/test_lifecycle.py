"""How the process starts and ends.

Covers: ui.shared.draining.
"""

from __future__ import annotations

import ast
import logging
import threading
from typing import TYPE_CHECKING

import anyio
import pytest
from starlette.requests import Request

from harness.processes import GIVE_UP
from pvd_geo.settings import ROOT, settings
from pvd_geo.ui.server import health, lifecycle
from pvd_geo.ui.server.lifecycle import Draining
from pvd_geo.ui.shared import draining

if TYPE_CHECKING:
    from collections.abc import Iterator

    from starlette.types import Message, Receive, Scope, Send


WRITES = {
    *("record", "undo", "change_meeting", "end_session", "confirm"),
    *("open_door", "close_door", "press", "crowd"),
}
"""What changes the store, by the names under which pages and the server call it."""
STORES = {"store", "doors", "_here()"}


@pytest.fixture(autouse=True)
def _anew() -> Iterator[None]:
    settings.cache_clear()
    draining.reset()
    yield
    draining.reset()
    settings.cache_clear()


@pytest.mark.parametrize(
    ("variable", "value", "said"),
    [
        ("PVD_SIGN_IN_MINUTES", "bientôt", "PVD_SIGN_IN_MINUTES"),
        ("PVD_DATABASE_URL", "mysql://pvd:hidden@store/pvd", "PVD_DATABASE_URL is neither"),
        ("PVD_DATA_DIR", "/nowhere/at/all", "PVD_DATA_DIR: there is no folder /nowhere/at/all"),
        ("PVD_EDITOR_CLAIM", "editors", "PVD_EDITOR_CLAIM: 'editors' is not claim=value"),
        ("PVD_FRAME_ANCESTORS", "'self'; script-src *", "PVD_FRAME_ANCESTORS"),
        ("PVD_EMBED_SITES", "'self'; script-src *", "PVD_EMBED_SITES"),
        ("PVD_METRICS", "9464", "PVD_METRICS: '9464' is not host:port"),
        ("PVD_LOGS", "xml", "PVD_LOGS"),
    ],
)
def test_a_wrong_setting_ends_the_start_with_a_sentence(
    monkeypatch: pytest.MonkeyPatch, variable: str, value: str, said: str
) -> None:
    monkeypatch.setenv(variable, value)
    with pytest.raises(SystemExit) as ended:
        lifecycle.checked()
    assert said in str(ended.value)
    assert "hidden" not in str(ended.value)
    assert "\n" not in str(ended.value)


def test_the_usual_settings_are_right() -> None:
    assert lifecycle.checked() is settings()


def test_the_start_says_what_it_runs_with_and_no_secret(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("PVD_DATABASE_URL", "postgresql+psycopg://pvd:hidden@store/pvd")
    monkeypatch.setenv("PVD_EDITORS", "anne@agence.fr, paul@agence.fr")
    with caplog.at_level(logging.INFO):
        lifecycle.announce("/pvd")
    (line,) = (said for said in caplog.messages if said.startswith("Started"))
    for part in ("version ", "data 2", "store postgresql", "editors 2", "base /pvd"):
        assert part in line
    assert "hidden" not in line
    assert "anne" not in line
    assert "hidden" not in caplog.text


def passed(scope: Scope) -> list[Message]:
    sent: list[Message] = []

    async def inside(_scope: Scope, _receive: Receive, send: Send) -> None:
        await send({"type": "passed"})

    async def receive() -> Message:
        return {"type": "websocket.connect"}

    async def send(message: Message) -> None:
        sent.append(message)

    async def run() -> None:
        await Draining(inside)(scope, receive, send)

    anyio.run(run)
    return sent


def test_a_process_that_ends_takes_no_new_session_and_goes_on_answering() -> None:
    assert passed({"type": "websocket"}) == [{"type": "passed"}]
    draining.begin()
    assert passed({"type": "websocket"}) == [{"type": "websocket.close", "code": 1013}]
    assert passed({"type": "http"}) == [{"type": "passed"}]
    request = Request({"type": "http", "headers": []})
    answer = health.ready(request)
    assert (answer.status_code, b'"draining":true' in bytes(answer.body)) == (503, True)
    assert health.live(request).status_code == 200


def test_what_is_being_recorded_is_waited_for() -> None:
    inside, released = threading.Event(), threading.Event()

    def record() -> None:
        with draining.working():
            inside.set()
            released.wait(GIVE_UP)

    thread = threading.Thread(target=record)
    thread.start()
    assert inside.wait(GIVE_UP)
    assert not draining.wait(0)
    released.set()
    assert draining.wait(GIVE_UP)
    thread.join()


def written(node: ast.AST, *, waited_for: bool = False) -> Iterator[tuple[str, bool]]:
    """Yield the calls below a node that change the store, and whether a drain waits for them."""
    if isinstance(node, ast.With):
        waited_for |= any("draining.working()" in ast.unparse(one) for one in node.items)
    if (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in WRITES
        and ast.unparse(node.func.value) in STORES
    ):
        yield node.func.attr, waited_for
    for below in ast.iter_child_nodes(node):
        yield from written(below, waited_for=waited_for)


def test_whatever_a_visitor_records_is_waited_for() -> None:
    files = (ROOT / "src" / "pvd_geo" / "ui").rglob("*.py")
    calls = [call for path in files for call in written(ast.parse(path.read_text("utf-8")))]
    assert {name for name, _ in calls} == WRITES
    assert [name for name, waited_for in calls if not waited_for] == []
