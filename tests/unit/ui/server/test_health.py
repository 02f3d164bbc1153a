"""What a platform is told: live as long as the process answers, ready when all it needs does."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from starlette.requests import Request

from harness.datafiles import mini
from pvd_geo.settings import settings
from pvd_geo.ui.server import health

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

REQUEST = Request({"type": "http", "headers": []})


@pytest.fixture(autouse=True)
def _anew(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    monkeypatch.setenv("PVD_DATA_DIR", str(mini(tmp_path / "data")))
    monkeypatch.setenv("PVD_DATABASE_URL", f"sqlite:///{tmp_path / 'pvd.sqlite'}")
    settings.cache_clear()
    yield
    settings.cache_clear()


def asked() -> tuple[int, dict[str, object]]:
    answer = health.ready(REQUEST)
    return answer.status_code, json.loads(bytes(answer.body))


def test_ready_when_data_and_store_are() -> None:
    status, state = asked()
    assert (status, state["broken_files"], state["store"]) == (200, [], "reachable")


def test_not_ready_with_a_broken_file_but_alive(tmp_path: Path) -> None:
    (tmp_path / "data" / "themes.csv").write_text("nothing of the kind\n", encoding="utf-8")
    status, state = asked()
    assert (status, state["broken_files"]) == (503, ["themes.csv"])
    assert health.live(REQUEST).status_code == 200


@pytest.mark.parametrize(
    "url",
    [
        pytest.param("postgresql://pvd:wrong@127.0.0.1:9/pvd", id="nobody listens"),
        pytest.param("sqlite:////proc/nowhere/pvd.sqlite", id="no place to write"),
    ],
)
def test_not_ready_without_a_store_but_alive(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    monkeypatch.setenv("PVD_DATABASE_URL", url)
    settings.cache_clear()
    status, state = asked()
    assert (status, state["store"]) == (503, "unreachable")
    assert "wrong" not in json.dumps(state)
    assert health.live(REQUEST).status_code == 200
