from __future__ import annotations

import json
import logging
import sys
from typing import TYPE_CHECKING

import pytest

from pvd_geo.ui.server import logs

if TYPE_CHECKING:
    from collections.abc import Callable

PERSON = "anne.martin@agence.fr"


def failing() -> None:
    raise ValueError(PERSON)


def written(event: str, act: Callable[[], object] = str) -> dict[str, object]:
    caught = None
    try:
        act()
    except ValueError:
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
