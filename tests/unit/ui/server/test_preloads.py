from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from pvd_geo.ui.server import preloads

if TYPE_CHECKING:
    import pytest


def names(addresses: tuple[str, ...] | list[str]) -> set[str]:
    return {PurePosixPath(address).name.partition(".")[0] for address in addresses}


def test_the_frame_is_known_to_this_streamlit() -> None:
    assert preloads.FRAME in names(preloads.of())


def test_files_that_the_page_names_itself_are_left_out() -> None:
    page = (preloads.folder().parent / "index.html").read_text(encoding="utf-8")
    assert not [address for address in preloads.of() if address in page]


def test_files_exist() -> None:
    root = preloads.folder().parent
    assert all((root / address).is_file() for address in preloads.of())


def test_imports_of_imports_are_found() -> None:
    # The table is drawn by a library that reads Arrow through another file.
    assert {"DataFrame", "recordbatch"} <= names(preloads.of("DataFrame"))


def test_an_element_of_another_version_is_left_out_and_the_log_says_so(
    caplog: pytest.LogCaptureFixture,
) -> None:
    assert preloads.of("NoSuchElement") == ()
    (line,) = caplog.messages
    assert line.startswith("streamlit ")
    assert "static/js/NoSuchElement.*.js is gone" in line
    assert "\n" not in line
