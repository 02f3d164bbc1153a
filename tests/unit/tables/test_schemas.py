"""Covers: tables.fields."""

from __future__ import annotations

import pytest

from pvd_geo.tables.fields import Field, Table
from pvd_geo.tables.schemas import TABLES

EVERY_FIELD = [(table, field) for table in TABLES.values() for field in table.fields]


@pytest.mark.parametrize("table", TABLES.values(), ids=lambda table: table.name)
def test_keys_and_references_name_columns_that_exist(table: Table) -> None:
    assert set(table.key) <= set(table.columns)
    for here, other, there in table.refers:
        assert here in table.columns
        assert (there,) == TABLES[other].key


@pytest.mark.parametrize(("table", "field"), EVERY_FIELD, ids=lambda item: item.name)
def test_a_field_is_described_with_its_constraints(table: Table, field: Field) -> None:
    described = field.descriptor()
    constraints = described.get("constraints", {})
    assert described["type"] == field.kind
    assert described["title"]
    assert constraints.get("required", False) is not field.optional
    if field.enum:
        assert constraints["enum"] == list(field.enum)
    assert table.field(field.name) is field


def test_what_is_expected_is_said_in_french() -> None:
    assert Field("a", "A", enum=("x", "y", "z")).expected == "x, y ou z"
    assert Field("a", "A", "integer", low=1).expected == "un nombre entier d'au moins 1"
    assert Field("a", "A", "number", low=0, high=1).expected.endswith("entre 0 et 1")
    assert Field("a", "A", form="insee").expected == (
        "un code INSEE de cinq caractères, tel que 01033"
    )


@pytest.mark.parametrize(
    ("form", "value", "hint"),
    [
        ("insee", "1033", " (« 01033 » ?)"),
        ("insee", "A004", ""),
        ("region", "1", " (« 01 » ?)"),
        ("department", "1", " (« 01 » ?)"),
        ("insee", "", ""),
    ],
)
def test_a_lost_zero_is_suggested(form: str, value: str, hint: str) -> None:
    assert Field("a", "A", form=form).hint(value) == hint


def test_a_slip_in_an_enumeration_is_suggested() -> None:
    status = Field("a", "A", enum=("held", "announced"))
    assert status.hint("Held") == " (« held » ?)"
    assert status.hint("anounced") == " (« announced » ?)"
    assert status.hint("tenue") == ""
