"""What a page shows is written with the curly apostrophe, names from data too.

Everything that a page sends to the browser is read: its HTML, labels and options, the data of its
charts, the map's part that follows the selection, what is told to those who do not see them.
"""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pytest

from harness.apptest import listed, open_page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from streamlit.testing.v1 import AppTest

STRAIGHT = re.compile(r"[^\W\d_]'\w")

OISANS = "Le Bourg-d’Oisans"
PAGES: list[tuple[str, dict[str, str]]] = [
    ("overview.py", {}),
    ("towns.py", {"departement": "21"}),
    ("towns.py", {"commune": "32160"}),
    ("towns.py", {"commune": "22203"}),
    ("towns.py", {"epci": "200039808", "theme": "habitat"}),
    ("towns.py", {"region": "93", "q": "zzzz"}),
    ("meetings.py", {"region": "93"}),
    ("meetings.py", {"region": "27"}),
    ("attendance.py", {"region": "93"}),
    ("attendance.py", {}),
    ("trajectory.py", {}),
    ("trajectory.py", {"region": "53"}),
    ("my_area.py", {}),
    ("my_area.py", {"region": "93", "comparer": "department-21"}),
    ("my_area.py", {"departement": "95"}),
    ("my_area.py", {"departement": "22"}),
    ("my_area.py", {"departement": "12"}),
    ("next_meeting.py", {"region": "93"}),
    ("next_meeting.py", {"departement": "22"}),
    ("themes.py", {"departement": "95"}),
    ("themes.py", {"region": "53", "vue": "Territoires", "par": "department"}),
    ("themes.py", {"region": "93", "vue": "Géographie ou hasard"}),
    ("themes.py", {"region": "53", "vue": "Deux thèmes"}),
    ("themes.py", {"region": "53", "vue": "Indicateurs"}),
    ("data.py", {}),
    ("help.py", {}),
    ("accessibility.py", {}),
    ("legal.py", {}),
    ("site_map.py", {}),
]


def texts(message: Any) -> Iterator[str]:  # noqa: ANN401 - protobuf has no stubs
    """Yield each text that a message of Streamlit's (protobuf) holds, those of its tables too."""
    for field, value in message.ListFields():
        values = value if field.is_repeated else [value]
        if field.message_type is not None and field.message_type.GetOptions().map_entry:
            values = [one for pair in value.items() for one in pair]
        for one in values:
            if hasattr(one, "ListFields"):
                yield from texts(one)
            elif isinstance(one, str):
                yield one
            elif isinstance(one, bytes):
                yield from cells(one)


def cells(data: bytes) -> Iterator[str]:
    """Yield the texts of a table, as Streamlit sends it."""
    try:
        table = pa.ipc.open_stream(io.BytesIO(data)).read_all()
    except pa.ArrowInvalid:
        return
    for column in table.columns:
        yield from (one for one in column.to_pylist() if isinstance(one, str))


def told(app: AppTest) -> list[str]:
    """Return all the texts of a page, each once."""
    assert not app.exception
    nodes = [node.proto for node in app._tree if getattr(node, "proto", None) is not None]
    return list(dict.fromkeys(text for proto in nodes for text in texts(proto)))


def straight(found: list[str]) -> list[str]:
    """Return where a text has a straight apostrophe inside a word."""
    hits = ((text, hit.start()) for text in found for hit in STRAIGHT.finditer(text))
    return [text[max(0, at - 40) : at + 40] for text, at in hits]


@pytest.mark.parametrize(("script", "params"), PAGES)
def test_no_word_of_a_page_has_a_straight_apostrophe(script: str, params: dict[str, str]) -> None:
    found = told(open_page(script, **params))
    assert sum(map(len, found)) > 1000
    assert straight(found) == []


def test_the_guard_reads_what_charts_and_tables_hold() -> None:
    found = told(open_page("attendance.py"))
    assert any("Castelnaudary" in text for text in found if not text.startswith("<"))
    assert straight(["<b>Côte-d'Or</b>", "d’Or", "'d'", "x = 'a'"]) == ["<b>Côte-d'Or</b>"]


@pytest.mark.parametrize("query", ["le bourg-d'oisans", "le bourg-d’oisans", "le bourg d oisans"])
def test_either_apostrophe_finds_the_town(query: str) -> None:
    app = open_page("overview.py")
    app.text_input(key="pvd-query").set_value(query).run()
    labels = [button.label for button in app.button if str(button.key).startswith("pvd-found-")]
    assert labels[0] == f"**{OISANS}** · Isère (38)"
    assert straight(told(app)) == []
    assert list(listed(open_page("towns.py", q=query[3:]))["Commune"]) == [OISANS]
