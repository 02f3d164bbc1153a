from __future__ import annotations

import socket
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from pvd_geo import upstream
from pvd_geo.ui.server import sockets

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(params=["127.0.0.1", "::1"])
def listening(request: pytest.FixtureRequest) -> Iterator[socket.socket]:
    """Open a socket as the server's libraries do: family alone, no protocol named."""
    family = socket.AF_INET6 if ":" in request.param else socket.AF_INET
    with closing(socket.socket(family)) as opened:
        try:
            opened.bind((request.param, 0))
        except OSError:
            pytest.skip("this machine has no such address")
        opened.listen()
        yield opened


def waits_for_more(listening: socket.socket) -> bool:
    """Tell whether an accepted connection holds back what it is given."""
    with (
        closing(socket.create_connection(listening.getsockname()[:2])),
        closing(listening.accept()[0]) as accepted,
    ):
        return not accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


def test_connections_to_come_send_at_once(listening: socket.socket) -> None:
    assert waits_for_more(listening)
    sockets.send_at_once()
    assert not waits_for_more(listening)


def test_connections_to_come_do_not_stall_for_ever(listening: socket.socket) -> None:
    sockets.end_stalled()
    with (
        closing(socket.create_connection(listening.getsockname()[:2])),
        closing(listening.accept()[0]) as accepted,
    ):
        assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT) == 60_000


def test_no_descriptor_is_left_open(listening: socket.socket) -> None:
    before = set(Path("/dev/fd").iterdir())
    sockets.send_at_once()
    assert set(Path("/dev/fd").iterdir()) == before
    assert listening.fileno() >= 0


def test_other_sockets_are_left_alone() -> None:
    with closing(socket.socket(socket.AF_INET)) as other:
        sockets.send_at_once()
        assert not other.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


def test_a_system_without_the_folder_goes_without_and_says_so(
    listening: socket.socket,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    tmp_path: Path,
) -> None:
    monkeypatch.setattr(sockets, "_DESCRIPTORS", tmp_path / "none")
    upstream.note.cache_clear()
    sockets.send_at_once()
    assert waits_for_more(listening)
    assert "no listening socket" in caplog.text
