from __future__ import annotations

import json
import logging
import sys
from typing import TYPE_CHECKING

import pytest
from streamlit import logger as streamlit_logger

from pvd_geo import store
from pvd_geo.errors import StoreError
from pvd_geo.ui.server import logs

if TYPE_CHECKING:
    from collections.abc import Callable

PERSON = "anne.martin@agence.fr"


def failing() -> None:
    raise ValueError(PERSON)


def unreachable() -> None:
    store.open_store("postgresql://anne:geheim@127.0.0.1:1/pvd")


def written(event: str, act: Callable[[], object] = str) -> dict[str, object]:
    caught = None
    try:
        act()
    except (ValueError, StoreError):
        caught = sys.exc_info()
    record = logging.LogRecord("pvd_geo.store", logging.ERROR, "", 0, event, (), caught)
    line = logs.Lines().format(record)
    assert "\n" not in line
    said: dict[str, object] = json.loads(line)
    return said


def test_an_event_is_one_line_of_json_with_its_request() -> None:
    token = logs.REQUEST.set("0" * 32)
    try:
        said = written("two\nlines")
    finally:
        logs.REQUEST.reset(token)
    assert said["event"] == "two\nlines"
    assert (said["level"], said["logger"], said["request"]) == (
        "error",
        "pvd_geo.store",
        "0" * 32,
    )


def test_an_error_is_told_by_its_kind_and_place_without_what_it_quotes() -> None:
    said = written("It failed", failing)
    assert said["error"] == "ValueError"
    assert str(said["where"]).count("test_logs.py:")
    assert PERSON not in json.dumps(said)


def test_what_the_store_notes_for_the_operator_is_in_the_line() -> None:
    said = written("The store of records does not answer", unreachable)
    assert said["error"] == "StoreError"
    assert said["notes"] == ["postgresql+psycopg://anne:***@127.0.0.1:1/pvd"]
    assert "geheim" not in json.dumps(said)
    assert "notes" not in written("It failed", failing)


def test_what_streamlit_logs_is_one_line_whenever_it_made_its_logger(
    capsys: pytest.CaptureFixture[str],
) -> None:
    root = logging.getLogger()
    before = list(root.handlers)
    early = streamlit_logger.get_logger("streamlit.early")
    try:
        logs.set_up("json")
        late = streamlit_logger.get_logger("streamlit.late")
        streamlit_logger.update_formatter()  # as it does once its settings are read
        for each in (early, late):
            each.warning("hello")
    finally:
        root.handlers[:] = before
    lines = capsys.readouterr().err.splitlines()
    assert [json.loads(line)["logger"] for line in lines] == ["streamlit.early", "streamlit.late"]


@pytest.mark.parametrize("form", ["json", "text"])
def test_each_event_is_written_once(form: str, capsys: pytest.CaptureFixture[str]) -> None:
    root = logging.getLogger()
    before = list(root.handlers)
    try:
        for _ in range(2):
            logs.set_up(form)  # type: ignore[arg-type]
        logging.getLogger("pvd_geo.any").info("hello")
    finally:
        root.handlers[:] = before
    told = capsys.readouterr().err
    assert told.count("hello") == 1
    assert told.startswith("{") is (form == "json")
