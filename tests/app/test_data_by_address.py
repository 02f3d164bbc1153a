"""The examples of docs/data.md, each run against a dashboard that lives below a base path."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import urllib.request
from typing import TYPE_CHECKING, Any

import pyogrio
import pytest

from harness.datafiles import ROOT
from harness.processes import GIVE_UP
from harness.server import running_server

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

BRITTANY = 134
EXAMPLE = "https://pvd.example"


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    log = tmp_path_factory.mktemp("server") / "log"
    with running_server(log, base="/pvd") as server:
        yield server.url


def examples(url: str) -> list[tuple[str, str]]:
    """Return the language and the text of each example, at the address of a running dashboard."""
    section = (ROOT / "docs" / "data.md").read_text("utf-8").partition("## By address")[2]
    blocks = re.findall(r"^```(\w+)\n(.*?)^```", section, re.MULTILINE | re.DOTALL)
    assert all(EXAMPLE in text for _, text in blocks)
    return [(language, text.replace(EXAMPLE, url)) for language, text in blocks]


def command(url: str, program: str) -> list[str]:
    return next(
        words for language, text in examples(url) if (words := shlex.split(text))[0] == program
    )


def test_pandas_reads_each_in_one_line(url: str) -> None:
    (text,) = (text for language, text in examples(url) if language == "python")
    found: dict[str, Any] = {}
    exec(text, found)  # noqa: S102 - our own documentation
    assert len(found["towns"]) == BRITTANY
    assert found["towns"]["insee_code"].iloc[0] == "22004"
    assert found["signed"]["total"].iloc[-1] <= BRITTANY


def test_gdal_opens_a_layer_by_its_address(url: str) -> None:
    _, _, source, layer = command(url, "ogrinfo")
    # The command of GDAL is its library with a printer; the library is here in any case.
    info = pyogrio.read_info(source, layer=layer)
    assert info["features"] == BRITTANY
    assert info["geometry_type"] == "Point"
    if shutil.which("ogrinfo"):
        told = subprocess.run(
            command(url, "ogrinfo"), capture_output=True, text=True, check=True
        ).stdout
        assert f"Feature Count: {BRITTANY}" in told


def test_curl_fetches_only_what_is_new(url: str, tmp_path: Path) -> None:
    if shutil.which("curl") is None:
        pytest.skip("curl is not installed")
    words = [*command(url, "curl"), "--silent", "--write-out", "%{http_code} %{size_download}"]

    def fetched() -> str:
        done = subprocess.run(words, cwd=tmp_path, capture_output=True, text=True, check=True)
        return done.stdout

    status, size = fetched().split()
    lines = (tmp_path / "communes.csv").read_text("utf-8").splitlines()
    assert (status, len(lines)) == ("200", BRITTANY + 1)
    assert int(size) < (tmp_path / "communes.csv").stat().st_size / 3
    assert fetched() == "304 0"


def test_a_chart_has_a_page_for_the_frame_of_another_site(url: str) -> None:
    (frame,) = (text for language, text in examples(url) if language == "html")
    address = re.search(r'src="([^"]+)"', frame)
    assert address
    with urllib.request.urlopen(address[1], timeout=GIVE_UP) as answer:  # noqa: S310
        page = answer.read()
        assert "frame-ancestors 'self'" in answer.headers["content-security-policy"]
    assert len(page) <= 200_000
    assert "Bretagne" in page.decode()


def test_no_example_is_left_out(url: str) -> None:
    first = [text.split()[0] for _, text in examples(url)]
    assert first == ["import", "ogrinfo", "curl", "<iframe"]
