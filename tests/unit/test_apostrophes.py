"""French on the screen is written with the curly apostrophe: here, what the sources write.

Names come from data as INSEE has them; `tests/app/test_apostrophes.py` holds what becomes of them
on each page. What the terminal says and what the data package says of its tables is not there.
"""

from __future__ import annotations

import ast
import re
from itertools import chain

import pytest

from pvd_geo.settings import ROOT
from pvd_geo.tables import loading

ROOMS = (
    *("charts", "maps", "meetings", "selection", "siting"),
    *("territory", "themes", "timeline", "ui"),
)
ELISION = re.compile(r"\b(?:[ldnsjcmt]|qu)'[a-zàâéèêëîïôùû]", re.IGNORECASE)


def said(text: str) -> list[str]:
    """Return the string literals of a module, its docstrings apart."""
    tree = ast.parse(text)
    told = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    constants = (node for node in ast.walk(tree) if isinstance(node, ast.Constant))
    return [one.value for one in constants if isinstance(one.value, str) and id(one) not in told]


def test_the_guard_sees_an_elision() -> None:
    assert ELISION.search("à vol d'oiseau")
    assert not ELISION.search("à vol d’oiseau")
    assert said('"""l\'un"""\nA = f"n\'a {1}"') == ["n'a "]


@pytest.mark.parametrize("room", ROOMS)
def test_no_straight_apostrophe_is_written(room: str) -> None:
    files = sorted((ROOT / "src" / "pvd_geo" / room).rglob("*.py"))
    found = chain.from_iterable(said(file.read_text("utf-8")) for file in files)
    assert [text for text in found if ELISION.search(text)] == []


def test_what_tables_warn_of_and_name_is_written_alike() -> None:
    data = loading.read(loading.data_dir())
    told = [
        *data.indicators["label"],
        *data.indicators["caveat"].dropna(),
        *data.meetings["note"].dropna(),
        *data.programme_facts["label"],
        *data.programme_facts["note"].dropna(),
        *data.published_figures["label"],
    ]
    assert len(told) > 60
    assert [text for text in told if ELISION.search(text)] == []
