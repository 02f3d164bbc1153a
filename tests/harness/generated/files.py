"""Tables written as CSV or as a workbook, well or badly."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import escape

from harness import hostile
from harness.generated import Generated, Table
from harness.generated.meetings import HELD, some
from harness.generated.people import a_list
from harness.generated.tallies import a_tally

if TYPE_CHECKING:
    from random import Random

_ENCODINGS: Final = ("utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "cp850", "mac-roman")
_MOST_TABLES: Final = 3


def a_file(random: Random) -> Generated:
    """Return a file of one to three tables of one kind."""
    meetings = random.sample(HELD, random.randint(1, 3))
    count = random.choice((1, 1, 1, 2, _MOST_TABLES))
    public = some(random, 0.5)
    columns = [public != some(random, 0.1) for _ in range(count)]
    if some(random, 0.65):
        tables = [
            a_list(random, meetings, 20 * number, public=each)
            for number, each in enumerate(columns)
        ]
    else:
        # A meeting stands in one table: of two tallies of the same one, none is the true one.
        tables = [
            a_tally(random, meetings[number::count], public=each)
            for number, each in enumerate(columns)
            if meetings[number::count]
        ]
    return (_workbook if some(random, 0.4) else _text)(random, tables)


def _together(tables: list[Table], data: bytes, traits: list[str]) -> Generated:
    truth: dict[tuple[str, str], int] = {}
    answers: dict[str, str] = {}
    unsure: list[str] = []
    for table in tables:
        answers |= table.answers
        if table.answers.get("alone") != "leave":
            unsure.append("alone")
        traits += table.traits
        for key, people in table.truth.items():
            truth[key] = truth.get(key, 0) + people
    for topic in unsure:
        answers.pop(topic, None)
    return Generated(data, truth, answers, tuple(sorted(set(traits))))


def _text(random: Random, tables: list[Table]) -> Generated:
    traits = ["several tables"] if len(tables) > 1 else []
    rows = [row for table in tables for row in [*table.rows, *[[]] * random.randint(0, 2)]]
    if some(random, 0.08):
        traits.append("a stray quote")
        filled = [row for row in rows if any(row)]
        for row in random.sample(filled, min(random.randint(1, 2), len(filled))):
            at = random.choice([at for at, cell in enumerate(row) if cell])
            row[at] = random.choice(('"{}', '{}"', '"{}"', '{}""')).format(row[at])
        written = _raw(rows, random.choice(";,\t"))
    else:
        written = _proper(random, rows)
    if some(random, 0.3):
        written = written.replace("\n", "\r\n")
    encoding = random.choice(_ENCODINGS)
    tables[0].answers["encoding"] = encoding
    return _together(tables, written.encode(encoding, "replace"), traits)


def _raw(rows: list[list[str]], delimiter: str) -> str:
    return "".join(delimiter.join(row) + "\n" for row in rows)


def _proper(random: Random, rows: list[list[str]]) -> str:
    buffer = io.StringIO()
    writer = csv.writer(
        buffer,
        delimiter=random.choice(";,\t"),
        quoting=csv.QUOTE_ALL if some(random, 0.3) else csv.QUOTE_MINIMAL,
        lineterminator="\n",
    )
    writer.writerows(rows)
    return buffer.getvalue()


def _workbook(random: Random, tables: list[Table]) -> Generated:
    traits = ["several sheets"] if len(tables) > 1 else []
    sheets = []
    for table in tables:
        hidden = set()
        if some(random, 0.1) and len(table.rows) > 2:
            # Whoever knows says that hidden lines are people like the others.
            traits.append("hidden lines")
            hidden = {random.randrange(1, len(table.rows))}
            table.answers["hidden"] = "read"
        sheets.append(_rows(random, table.rows, hidden))
    data = hostile.workbook(*sheets)
    return _together(tables, data, traits)


def _rows(random: Random, rows: list[list[str]], hidden: set[int]) -> bytes:
    numeric = some(random, 0.7)
    lines = []
    for number, row in enumerate(rows):
        cells = "".join(
            _cell(f"{chr(65 + at)}{number + 1}", text, numeric=numeric)
            for at, text in enumerate(row)
            if text
        )
        attribute = ' hidden="1"' if number in hidden else ""
        lines.append(f'<row r="{number + 1}"{attribute}>{cells}</row>')
    return "".join(lines).encode()


def _cell(place: str, text: str, *, numeric: bool) -> str:
    if numeric and text.isdigit():
        return f'<c r="{place}"><v>{text}</v></c>'
    return f'<c r="{place}" t="inlineStr"><is><t>{escape(text)}</t></is></c>'
