"""What a column and a table are: the language in which ``schemas`` states its rules.

From one description derive the checks made at loading (``rules``) and the Table Schema
published in ``datapackage.json``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal

from pvd_geo.codes import DEPARTMENT_PATTERN, INSEE_PATTERN, REGION_PATTERN
from pvd_geo.formatting import listed
from pvd_geo.text import nearest

if TYPE_CHECKING:
    from collections.abc import Container

FieldType = Literal["string", "integer", "number", "date", "boolean"]

CODE_FORMS: Final = {
    "insee": (INSEE_PATTERN, "un code INSEE de cinq caractères, tel que 01033"),
    "department": (DEPARTMENT_PATTERN, "un code de département, tel que 01, 2A ou 971"),
    "region": (REGION_PATTERN, "un code de région de deux chiffres, tel que 01"),
    "epci": (r"^\d{9}$", "un numéro SIREN de neuf chiffres, tel que 240100891"),
    "id": (r"^[a-z0-9][a-z0-9_-]*$", "un identifiant en minuscules sans accent ni espace"),
    "id_pvd": (r"^pvd(?:-[0-9a-z]+)+$", "un identifiant de convention, tel que pvd-84-01-1"),
    "year": (r"^(?:19|20)\d{2}$", "une année de quatre chiffres, telle que 2023"),
    "series": (r"^[a-z]+-\d{4}$", "une série de rencontres, telle que ete-2022"),
    "lead": (r"^[a-z0-9_]+(?:\+[a-z0-9_]+)*$", "des indicateurs joints par « + »"),
    "vintage": (
        r"^\d{4}(?:-\d{2}(?:-\d{2})?|-\d{4})?$",
        "un millésime : AAAA, AAAA-MM, AAAA-MM-JJ ou AAAA-AAAA",
    ),
}
"""Patterns of codes, each with what is expected, in French."""

NEAR: Final = 0.6
"""Likeness from which one of a few short words may be what was meant."""

TYPES_EXPECTED: Final[dict[FieldType, str]] = {
    "string": "un texte",
    "integer": "un nombre entier",
    "number": "un nombre (avec un point pour les décimales)",
    "date": "une date AAAA-MM-JJ",
    "boolean": "true ou false",
}


@dataclass(frozen=True, slots=True)
class Field:
    """One column: its type and what its values must satisfy.

    Parameters
    ----------
    name, title
        Name in the file, and title in French.
    kind
        Type in the sense of Table Schema.
    optional
        Whether the value may be missing (an empty cell, ``null``).
    form
        Key of ``CODE_FORMS`` that the text must match.
    enum
        The only values allowed, if any.
    low, high
        Bounds of a number, both included.
    first, last
        Bounds of a date, both included, as ISO text.
    """

    name: str
    title: str
    kind: FieldType = "string"
    optional: bool = False
    form: str | None = None
    enum: tuple[str, ...] = ()
    low: float | None = None
    high: float | None = None
    first: str | None = None
    last: str | None = None

    @property
    def pattern(self) -> str | None:
        """Regular expression that the text must match, if any."""
        return CODE_FORMS[self.form][0] if self.form else None

    @property
    def expected(self) -> str:
        """What a value must be, in French, as the end of a sentence."""
        if self.form:
            return CODE_FORMS[self.form][1]
        if self.enum:
            return listed(self.enum, "or")
        text = TYPES_EXPECTED[self.kind]
        if self.first and self.last:
            return f"{text} entre {self.first} et {self.last}"
        if self.low is not None and self.high is not None:
            return f"{text} entre {self.low:g} et {self.high:g}"
        if self.low is not None:
            return f"{text} d'au moins {self.low:g}"
        return text

    def hint(self, value: str) -> str:
        """Return what a wrong value may have been meant to be, as the end of a sentence."""
        if self.pattern:
            wider = (value.zfill(len(value) + zeros) for zeros in (1, 2))
            near = next(
                (text for text in wider if value and re.fullmatch(self.pattern, text, re.ASCII)),
                None,
            )
        else:
            near = nearest(value.lower(), self.enum, NEAR)
        return f" (« {near} » ?)" if near else ""

    def descriptor(self) -> dict[str, Any]:
        """Return the field as Table Schema has it."""
        constraints: dict[str, Any] = {} if self.optional else {"required": True}
        if self.pattern:
            constraints["pattern"] = self.pattern
        if self.enum:
            constraints["enum"] = list(self.enum)
        if self.low is not None:
            constraints["minimum"] = self.low
        if self.high is not None:
            constraints["maximum"] = self.high
        if self.first and self.last:
            constraints |= {"minimum": self.first, "maximum": self.last}
        described: dict[str, Any] = {"name": self.name, "title": self.title, "type": self.kind}
        return described | ({"constraints": constraints} if constraints else {})


@dataclass(frozen=True, slots=True)
class Table:
    """One file of ``data/``: its fields, its key, the tables it refers to.

    Parameters
    ----------
    name
        Name of the table; the file is ``name.csv`` or ``name.geojson``.
    title
        Title in French.
    fields
        Columns of a CSV, properties of a GeoJSON.
    key
        Columns whose values together are unique; one of them may be optional.
    refers
        Column here -> table and column there.
    geometry
        ``point`` or ``outline`` for GeoJSON, ``None`` for CSV.
    """

    name: str
    title: str
    fields: tuple[Field, ...]
    key: tuple[str, ...]
    refers: tuple[tuple[str, str, str], ...] = ()
    geometry: Literal["point", "outline"] | None = None

    @property
    def path(self) -> str:
        """Name of the file inside ``data/``."""
        return f"{self.name}.{'geojson' if self.geometry else 'csv'}"

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the fields, in order."""
        return tuple(field.name for field in self.fields)

    def field(self, name: str) -> Field:
        """Return the field of that name."""
        return next(field for field in self.fields if field.name == name)

    def descriptor(self, tabular: Container[str] = ()) -> dict[str, Any]:
        """Return the Table Schema of the file.

        Parameters
        ----------
        tabular
            Names of the CSV tables: the only ones that a foreign key of a data
            package may refer to. References to layers are checked at loading.
        """
        fields = [field.descriptor() for field in self.fields]
        if self.geometry:
            fields.append({"name": "geometry", "title": "Géométrie (WGS 84)", "type": "geojson"})
        # A primary key has no missing part; a unique key may.
        whole = not any(self.field(name).optional for name in self.key)
        key = {"primaryKey": list(self.key)} if whole else {"uniqueKeys": [list(self.key)]}
        schema: dict[str, Any] = {"fields": fields, **key, "missingValues": [""]}
        references = [
            {"fields": [here], "reference": {"resource": table, "fields": [there]}}
            for here, table, there in self.refers
            if table in tabular
        ]
        return schema | ({"foreignKeys": references} if references else {})
