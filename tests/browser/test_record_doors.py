"""Ways round the page: the websocket, forged cookies, uploads, another replica."""

from __future__ import annotations

import os
import subprocess
import sys
import urllib.error
import urllib.request
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect
from streamlit.proto.BackMsg_pb2 import BackMsg
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect
from websockets.typing import Origin, Subprotocol

from harness import wire
from harness.chromium import settled
from harness.postgres import running_cluster
from harness.processes import GIVE_UP
from harness.provider import running_provider, settings_for
from harness.server import ROOT, Server, running_server
from harness.sheets import TWELVE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import BrowserContext, Page
    from streamlit.proto.ForwardMsg_pb2 import ForwardMsg


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("doors")
    with running_provider(folder / "provider.log") as provider:
        environment = settings_for(provider, folder)
        with running_server(folder / "server.log", **environment) as running:
            yield running


def visit(server: Server, origin: str, cookie: str) -> list[ForwardMsg]:
    """Ask for the page as a program does, without a browser."""
    address = server.url.replace("http", "ws", 1) + "/_stcore/stream"
    head = {"Cookie": cookie} if cookie else {}
    ask = BackMsg()
    ask.rerun_script.page_name = "saisie"
    ask.rerun_script.context_info.url = f"{server.url}/saisie"
    with connect(
        address,
        origin=Origin(origin),
        subprotocols=[Subprotocol("streamlit")],
        additional_headers=head,
        max_size=None,
    ) as socket:
        socket.send(ask.SerializeToString())
        messages: list[ForwardMsg] = []
        while not (messages and wire.finished(messages[-1])):
            messages.append(wire.read(socket.recv(timeout=GIVE_UP, decode=False)))
        return messages


@pytest.mark.parametrize(
    "cookie",
    [
        "",
        '_streamlit_user={"is_logged_in":true,"email":"anne@exemple.fr","iat":9999999999}',
        "_streamlit_user=2|1:0|10:1669200000|15:_streamlit_user|4:e30=|0000000000",
    ],
    ids=["none", "plain", "unsigned"],
)
def test_the_websocket_without_a_true_cookie_gets_the_gate_alone(desk: Server, cookie: str) -> None:
    messages = visit(desk, desk.url, cookie)
    sent = b"".join(message.SerializeToString() for message in messages)
    assert "La saisie est réservée à l’équipe".encode() in sent
    assert b"pvd-sheet" not in sent
    assert b"Historique" not in sent
    kinds = {
        message.delta.new_element.WhichOneof("type")
        for message in messages
        if message.WhichOneof("type") == "delta"
    }
    assert "file_uploader" not in kinds


def test_the_websocket_is_shut_to_other_sites(desk: Server) -> None:
    with pytest.raises(InvalidStatus) as caught:
        visit(desk, "https://evil.example", "")
    assert caught.value.response.status_code == 403


def talk(server: Server, *asks: BackMsg) -> Iterator[ForwardMsg]:
    """Open a session as a stranger, say some things, and hear what comes."""
    address = server.url.replace("http", "ws", 1) + "/_stcore/stream"
    with connect(
        address,
        origin=Origin(server.url),
        subprotocols=[Subprotocol("streamlit")],
        max_size=None,
    ) as socket:
        for ask in asks:
            socket.send(ask.SerializeToString())
        while True:
            yield wire.read(socket.recv(timeout=GIVE_UP, decode=False))


def refusal(server: Server, path: str, host: str = "", **more: object) -> int:
    """Return the status that a request is refused with."""
    head = {"Host": host} if host else {}
    request = urllib.request.Request(  # noqa: S310 - our own server
        server.url + path,
        headers=head,
        **more,  # type: ignore[arg-type]
    )
    with pytest.raises(urllib.error.HTTPError) as caught:
        urllib.request.urlopen(request, timeout=GIVE_UP)  # noqa: S310
    caught.value.close()
    return caught.value.code


def test_a_stranger_s_session_takes_no_file_and_tells_no_place(desk: Server) -> None:
    ask = BackMsg()
    ask.rerun_script.page_name = "saisie"
    session = ""
    for message in talk(desk, ask):
        if message.WhichOneof("type") == "new_session":
            session = message.new_session.initialize.session_id
            assert message.new_session.main_script_path == "shell.py"
        assert str(ROOT).encode() not in message.SerializeToString()
        if wire.finished(message):
            # While the session is there: it is a session, but no editor's.
            path = f"/_stcore/upload_file/{session}/one"
            assert refusal(desk, path, data=b"x" * 1_000_000, method="PUT") == 403
            break
    assert session


def test_nobody_empties_the_caches_of_all(desk: Server) -> None:
    ask, clear = BackMsg(), BackMsg()
    ask.rerun_script.page_name = ""
    clear.clear_cache = True
    for message in talk(desk, clear, ask):
        if wire.finished(message):
            break
    assert "A message that concerns everybody was refused" in desk.read_log()


def test_streamlit_s_own_figures_and_other_names_are_closed(desk: Server) -> None:
    assert refusal(desk, "/_stcore/metrics") == 404
    assert refusal(desk, "/", host="evil.example") == 421
    # A platform that asks how we are names us as it likes.
    asked = urllib.request.Request(f"{desk.url}/pvd/live", headers={"Host": "10.0.0.7"})  # noqa: S310
    with urllib.request.urlopen(asked, timeout=GIVE_UP) as answer:  # noqa: S310
        assert answer.status == 200


def test_nothing_can_be_uploaded_without_a_session(desk: Server) -> None:
    request = urllib.request.Request(  # noqa: S310 - our own server
        f"{desk.url}/_stcore/upload_file/none/none", data=b"x", method="PUT"
    )
    with pytest.raises(urllib.error.HTTPError) as caught:
        urllib.request.urlopen(request, timeout=GIVE_UP)  # noqa: S310
    assert caught.value.code in {400, 403}
    caught.value.close()


def test_a_record_shows_on_each_replica_without_a_restart(
    tmp_path: Path, context: BrowserContext
) -> None:
    with running_cluster() as cluster:
        shared = {"PVD_DATABASE_URL": cluster.new_database()}
        with (
            running_server(tmp_path / "one.log", **shared) as one,
            running_server(tmp_path / "two.log", **shared) as two,
        ):
            pages = [context.new_page() for _ in (one, two)]
            for page, server in zip(pages, (one, two), strict=True):
                page.goto(f"{server.url}/frequentation")
                expect(page.get_by_text("0 sur 12")).to_be_visible()
            _record_by_another_process(shared)
            for page in pages:
                _reload_until(page, "12 sur 12")
                page.close()


def _reload_until(page: Page, text: str) -> None:
    """Read a page again and again, as a replica asks the store only now and then."""
    for _ in range(100):
        page.reload()
        settled(page)
        if page.get_by_text(text).is_visible():
            return
    pytest.fail(f"« {text} » never came")


def _record_by_another_process(environment: dict[str, str]) -> None:
    subprocess.run(
        [sys.executable, "-m", "pvd_geo.cli", "record", TWELVE, "--yes"],
        env=os.environ | environment,
        check=True,
        capture_output=True,
    )
