from __future__ import annotations

import pandas as pd
import pytest

from pvd_geo.tables.fields import Field, Table
from pvd_geo.tables.reading import Text
from pvd_geo.tables.rules import value_faults

TABLE = Table(
    "t",
    "T",
    (
        Field("code", "Code", form="insee"),
        Field("status", "État", enum=("held", "announced"), optional=True),
        Field("count", "Compte", "integer", low=0, high=9, optional=True),
        Field("least", "Au moins", "number", low=0.5, optional=True),
        Field("day", "Jour", "date", first="2020-01-01", last="2020-12-31", optional=True),
    ),
    ("code",),
)
SOUND = ("01033", "held", "3", "0.5", "2020-12-31")


def faults(*rows: tuple[str, ...]) -> set[tuple[int, str, str, str]]:
    """Check rows that stand from line 2 on."""
    cells = pd.DataFrame(rows, columns=TABLE.columns, dtype="str")
    known = cells.where(cells != "")
    frame = known.assign(
        count=pd.to_numeric(known["count"]).astype("Int64"),
        least=pd.to_numeric(known["least"]).astype("float64"),
        day=pd.to_datetime(known["day"]),
    )
    found = value_faults(frame, Text(cells, range(2, len(rows) + 2)), TABLE)
    assert {fault.file for fault in found} <= {"t.csv"}
    return {(fault.line, fault.column, fault.value, fault.expected) for fault in found}


def test_sound_values_and_missing_ones_pass() -> None:
    assert (
        faults(SOUND, ("2B096", "", "", "", ""), ("97105", "announced", "9", "7", "2020-01-01"))
        == set()
    )
    assert faults() == set()


@pytest.mark.parametrize(
    ("column", "value", "expected"),
    [
        ("code", "1033", "un code INSEE de cinq caractères, tel que 01033 (« 01033 » ?)"),
        ("code", "01033\n", "un code INSEE de cinq caractères, tel que 01033"),
        ("code", "x01033", "un code INSEE de cinq caractères, tel que 01033"),
        ("code", "010334", "un code INSEE de cinq caractères, tel que 01033"),
        ("code", "٠١٠٣٣", "un code INSEE de cinq caractères, tel que 01033"),
        ("status", "Held", "held ou announced (« held » ?)"),
        ("count", "-1", "un nombre entier entre 0 et 9"),
        ("count", "10", "un nombre entier entre 0 et 9"),
        ("least", "0.49", "un nombre (avec un point pour les décimales) d'au moins 0.5"),
        ("day", "2019-12-31", "une date AAAA-MM-JJ entre 2020-01-01 et 2020-12-31"),
        ("day", "2021-01-01", "une date AAAA-MM-JJ entre 2020-01-01 et 2020-12-31"),
    ],
)
def test_a_value_that_is_not_allowed_is_told_with_what_was_expected(
    column: str, value: str, expected: str
) -> None:
    row = dict(zip(TABLE.columns, SOUND, strict=True)) | {column: value}
    assert faults(("2B096", *SOUND[1:]), tuple(row.values())) == {(3, column, value, expected)}


def test_every_fault_is_told_at_once() -> None:
    found = faults(SOUND, ("2B096", "held", "10", "1", ""), ("1033", "", "-1", "0", "2021-01-01"))
    assert {fault[:2] for fault in found} == {
        *((3, "count"), (4, "code"), (4, "count"), (4, "least"), (4, "day")),
    }


def test_a_key_that_stands_twice_is_told_with_the_first() -> None:
    assert faults(SOUND, ("2B096", "", "", "", ""), SOUND) == {
        (4, "code", "01033", "une valeur unique ; elle est déjà à la ligne 2")
    }
