from __future__ import annotations

import asyncio
import gzip
import re
from typing import TYPE_CHECKING, Any

import pytest

from pvd_geo.ui.server import preloads
from pvd_geo.ui.server.kept_files import KeptFiles, mended

if TYPE_CHECKING:
    from collections.abc import MutableMapping
    from pathlib import Path

    from starlette.types import Receive, Scope, Send

SELECTOR = "useSyncComboBoxEnterTargetFocus"
SCRIPT = b"const towns = 1645;\n" * 100
PATH = "/static/js/map.abc123.js"


@pytest.fixture
def kept(tmp_path: Path) -> KeptFiles:
    (tmp_path / "js").mkdir()
    (tmp_path / "js" / "map.abc123.js").write_bytes(SCRIPT)
    (tmp_path / "js" / "map.abc123.js.map").write_text("{}")
    return KeptFiles(passed_on, prefix="/static/", folder=tmp_path)


async def passed_on(_scope: Scope, _receive: Receive, send: Send) -> None:
    await send({"type": "http.response.start", "status": 299, "headers": []})


def ask(
    app: KeptFiles, path: str, method: str = "GET", **head: str
) -> list[MutableMapping[str, Any]]:
    sent: list[MutableMapping[str, Any]] = []

    async def send(message: MutableMapping[str, Any]) -> None:
        sent.append(message)

    async def receive() -> dict[str, Any]:
        return {"type": "http.request"}

    headers = [(name.encode(), value.encode()) for name, value in head.items()]
    scope = {"type": "http", "method": method, "path": path, "headers": headers}
    asyncio.run(app(scope, receive, send))
    return sent


def test_a_script_comes_compressed_and_may_be_kept_for_ever(kept: KeptFiles) -> None:
    start, body = ask(kept, PATH, **{"accept-encoding": "gzip, br"})
    head = {name.decode(): value.decode() for name, value in start["headers"]}
    assert gzip.decompress(body["body"]) == SCRIPT
    assert head["content-encoding"] == "gzip"
    assert int(head["content-length"]) == len(body["body"]) < len(SCRIPT)
    assert "immutable" in head["cache-control"]
    assert head["content-type"] == "text/javascript; charset=utf-8"


@pytest.mark.parametrize(
    ("path", "method", "head"),
    [
        pytest.param(PATH, "GET", {"accept-encoding": "identity"}, id="no gzip"),
        pytest.param(PATH, "GET", {"accept-encoding": "gzip", "range": "bytes=0-9"}, id="a part"),
        pytest.param(PATH, "POST", {"accept-encoding": "gzip"}, id="not reading"),
        pytest.param(f"{PATH}.map", "GET", {"accept-encoding": "gzip"}, id="another kind"),
        pytest.param("/static/none.js", "GET", {"accept-encoding": "gzip"}, id="no such file"),
        pytest.param("/static/../app.py", "GET", {"accept-encoding": "gzip"}, id="outside"),
        pytest.param("/carte", "GET", {"accept-encoding": "gzip"}, id="a page"),
    ],
)
def test_everything_else_is_passed_on(
    kept: KeptFiles, path: str, method: str, head: dict[str, str]
) -> None:
    (start,) = ask(kept, path, method, **head)
    assert start["status"] == 299


def test_a_selector_s_script_folds_what_is_typed_and_the_options_alike() -> None:
    (file,) = (preloads.folder() / "js").glob(f"{SELECTOR}.*.js")
    before, after = file.read_text("utf-8"), mended(file).decode()
    fold = "e=>e.normalize(`NFD`).replace("
    assert fold not in before
    # One function makes both comparable, so that neither accents nor hyphens tell them apart.
    assert after.count(fold) == 1
    (name,) = re.findall(r"(\w+)=e=>e\.normalize", after)
    assert f"{name}(e.label).includes(" in after


def test_a_script_that_is_another_one_stays_as_it_is(tmp_path: Path) -> None:
    for name in ("Other.1.js", f"{SELECTOR}.1.js"):
        (tmp_path / name).write_bytes(SCRIPT)
        assert mended(tmp_path / name) == SCRIPT
