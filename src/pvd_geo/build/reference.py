"""The reference files as frames in the words of ``data/``.

Their French columns and values become the names and enumerations of ``schemas``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from pvd_geo.errors import DataError, Fault
from pvd_geo.formatting import listed
from pvd_geo.tables.fields import TYPES_EXPECTED
from pvd_geo.tables.reading import Text, nothing, read_csv, text_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    import pandas as pd

COLUMNS: Final[dict[str, dict[str, str]]] = {
    "liste-pvd.csv": {"insee_com": "insee_code", "lib_com": "name"},
    "communes-pvd.csv": {
        "insee_com": "insee_code",
        "nom": "name",
        "code_departement": "department_code",
        "code_region": "region_code",
        "siren_epci": "epci_code",
        "nom_epci": "epci_name",
        "population": "population",
        "longitude": "longitude",
        "latitude": "latitude",
        "position": "position",
        "date_convention": "agreement_date",
        "ruralite": "rurality",
        "centralite": "centrality",
        "densite": "density",
        "surface_km2": "area_km2",
    },
    "regions.csv": {"code": "code", "nom": "name", "zone": "zone"},
    "departements.csv": {"code": "code", "nom": "name", "code_region": "region_code"},
    "themes.csv": {"id": "theme_id", "libelle": "label", "origine": "origin"},
    "indicateurs.csv": {
        "id": "indicator_id",
        "theme": "theme_id",
        "label": "label",
        "unit": "unit",
        "kind": "kind",
        "sense": "sense",
        "producer": "producer",
        "vintage": "vintage",
        "licence": "licence",
        "towns": "towns",
        "caveat": "caveat",
    },
    "rencontres.csv": {
        "id": "meeting_id",
        "code_region": "region_code",
        "serie": "series",
        "date": "date",
        "insee_com": "insee_code",
        "commune": "host",
        "statut": "status",
        "source": "source_id",
        "note": "note",
    },
    "chiffres-publies.csv": {
        "id": "figure_id",
        "valeur": "value",
        "precision": "precision",
        "unite": "unit",
        "portee": "scope",
        "libelle": "label",
        "source": "source_id",
    },
    "sources.csv": {
        "id": "source_id",
        "editeur": "publisher",
        "titre": "title",
        "date": "date",
        "licence": "licence",
    },
    "villes-reperes.csv": {
        "nom": "name",
        "longitude": "longitude",
        "latitude": "latitude",
        "rang": "rank",
    },
    "communes-anciens-noms.csv": {
        "insee_com": "insee_code",
        "nom": "name",
        "ancien_code": "former_code",
        "ancien_nom": "former_name",
        "nature": "nature",
        "dernier_cog_seul": "last_cog",
    },
    "communes-populations.csv": {
        "insee_com": "insee_code",
        "annee": "vintage",
        "population": "population",
    },
    "faits-programme.csv": {
        "id": "fact_id",
        "date": "date",
        "genre": "kind",
        "valeur": "value",
        "precision": "precision",
        "unite": "unit",
        "libelle": "label",
        "lieu": "place",
        "editeur": "publisher",
        "titre": "title",
        "date_source": "source_date",
        "licence": "licence",
        "note": "note",
    },
}
"""Columns of each reference file -> names in ``data/``."""

OPTIONAL: Final[dict[str, dict[str, str]]] = {
    "liste-pvd.csv": {"id_pvd": "id_pvd", "date_signature": "agreement_date"},
}
"""Columns that a reference file may also have; they are empty where it has not."""

HISTORY: Final = "indicateurs-millesimes.csv"
"""Earlier vintages of indicators, in long form: a file that need not be there."""

HISTORY_COLUMNS: Final = {
    "insee_com": "insee_code",
    "indicateur": "indicator_id",
    "millesime": "vintage",
    "valeur": "value",
}

_PRECISIONS: Final = {"au moins": "at_least", "environ": "about", "exactement": "exactly"}

VALUES: Final[dict[tuple[str, str], dict[str, str]]] = {
    ("communes-pvd.csv", "position"): {"geonames": "geonames", "contour": "outline"},
    ("regions.csv", "zone"): {"metro": "mainland", "drom": "overseas", "com": "com"},
    ("themes.csv", "origine"): {"article": "report", "données": "data"},
    ("rencontres.csv", "statut"): {"tenue": "held", "annoncee": "announced"},
    ("chiffres-publies.csv", "precision"): _PRECISIONS,
    ("communes-anciens-noms.csv", "nature"): {
        "commune déléguée": "delegated",
        "commune associée": "associated",
        "commune absorbée": "absorbed",
        "ancien nom": "renamed",
        "commune rétablie": "restored",
    },
    ("faits-programme.csv", "genre"): {
        "communes": "towns",
        "conventions": "agreements",
        "financement": "funding",
        "rencontre nationale": "national_meeting",
    },
    ("faits-programme.csv", "precision"): {**_PRECISIONS, "": ""},
}
"""French values -> the enumerations of ``schemas``."""

WORDED: Final[dict[tuple[str, str], dict[str, str]]] = {
    ("faits-programme.csv", "note"): {
        "les dates de signature publiées donnent un autre nombre : montrer les deux": (
            "les dates de signature, publiées depuis, donnent un autre nombre"
        ),
        "engagé en 2022 et déployé en 2023 ne sont pas le même mot : ne pas relier": (
            "« engagés » en 2022 et « déployés » en 2023 ne sont pas le même mot : rien ne dit que "
            "les deux montants se comparent"
        ),
        "l’APVF parle de 1 500 communes participantes : les deux se disent": (
            "l’APVF parle, elle, de 1 500 communes participantes"
        ),
        "la page dit « le 23 mai dernier » et les trois ans de l’agence : année 2023": (
            "la page dit « le 23 mai dernier » et parle des trois ans de l’agence : c’était en 2023"
        ),
    },
}
"""What a reference file says to whoever builds from it, as a reader is told it; the rest stays."""

MISSING: Final = {"- undefined"}
"""What the typologies write where they have no class."""

NUMBERS: Final = {
    "communes-pvd.csv": ("population", "longitude", "latitude", "surface_km2"),
    "chiffres-publies.csv": ("valeur",),
    "villes-reperes.csv": ("longitude", "latitude", "rang"),
    "communes-populations.csv": ("population",),
    "faits-programme.csv": ("valeur",),
    HISTORY: ("valeur",),
}
"""Columns that hold numbers, or nothing where unknown."""

NUMBER: Final = r"-?[0-9]{1,15}(?:\.[0-9]{1,15})?"

OUTLINES: Final = "departements.geojson"


@dataclass(frozen=True, slots=True)
class Reference:
    """The reference files, all cells as text (empty = unknown).

    Parameters
    ----------
    tables
        Frame of each CSV file, by its name, with the columns of ``COLUMNS``.
    values
        ``indicateurs-pvd.csv``: ``insee_code`` and a column an indicator.
    history
        Earlier vintages of indicators: ``insee_code, indicator_id, vintage, value``.
    outlines
        Text of ``departements.geojson``.
    """

    tables: dict[str, pd.DataFrame]
    values: pd.DataFrame
    history: pd.DataFrame
    outlines: str


def read_reference(folder: Path) -> Reference:
    """Read the reference files.

    Raises
    ------
    DataError
        With all that is wrong in all files: missing, unreadable, unknown value.
    """
    faults: list[Fault] = []
    tables = {name: _table(folder / name, faults) for name in COLUMNS}
    indicators = list(tables["indicateurs.csv"]["indicator_id"])
    values = read_csv(folder / "indicateurs-pvd.csv", ["insee_com", *indicators])
    faults += values.faults
    faults += _not_numbers("indicateurs-pvd.csv", values, indicators)
    history = _history(folder / HISTORY, faults)
    outlines = text_of(folder / OUTLINES)
    if isinstance(outlines, Fault):
        faults.append(outlines)
    if faults or isinstance(outlines, Fault):
        raise DataError(faults)
    cells = values.cells.rename(columns={"insee_com": "insee_code"})
    return Reference(tables, cells, history, outlines)


def _history(path: Path, faults: list[Fault]) -> pd.DataFrame:
    """Return the earlier vintages of indicators, none when there is no such file."""
    columns = list(HISTORY_COLUMNS)
    text = read_csv(path, columns) if path.exists() else nothing(columns)
    faults += text.faults
    faults += _not_numbers(path.name, text, NUMBERS[HISTORY])
    return text.cells.rename(columns=HISTORY_COLUMNS)


def _table(path: Path, faults: list[Fault]) -> pd.DataFrame:
    """Return one file with its columns and values translated; note what is wrong."""
    more = OPTIONAL.get(path.name, {})
    names = COLUMNS[path.name] | more
    text: Text = read_csv(path, list(COLUMNS[path.name]), tuple(more))
    faults += text.faults
    cells = text.cells
    faults += _not_numbers(path.name, text, NUMBERS.get(path.name, ()))
    for (file, column), words in VALUES.items():
        if file == path.name:
            unknown = cells[column][~cells[column].isin(list(words))]
            expected = listed(words, "or")
            faults += [
                Fault(path.name, text.lines[row], column, value, expected)
                for row, value in unknown.items()
            ]
            cells[column] = cells[column].map(words).fillna("")
    for column in ("libelle", "label", "note", "caveat"):
        if column in cells:
            cells[column] = cells[column].str.replace("'", "’")
    for (file, column), told in WORDED.items():
        if file == path.name:
            cells[column] = cells[column].replace(told)
    return cells.rename(columns=names).replace(dict.fromkeys(MISSING, ""))


def _not_numbers(file: str, text: Text, columns: Iterable[str]) -> Iterator[Fault]:
    """Yield the cells that should hold a number and do not."""
    for column in columns:
        cells = text.cells[column]
        for row, value in cells[(cells != "") & ~cells.str.fullmatch(NUMBER)].items():
            yield Fault(file, text.lines[row], column, value, TYPES_EXPECTED["number"])


def disagreements(reference: Reference) -> list[str]:
    """Say where the published list and the compiled towns differ, in French sentences."""
    listed: pd.Series[Any] = reference.tables["liste-pvd.csv"].set_index("insee_code")["name"]
    towns: pd.Series[Any] = reference.tables["communes-pvd.csv"].set_index("insee_code")["name"]
    found = [
        f"{code} {listed[code]} : dans liste-pvd.csv, absente de communes-pvd.csv"
        for code in listed.index.difference(towns.index)
    ]
    found += [
        f"{code} {towns[code]} : dans communes-pvd.csv, absente de liste-pvd.csv"
        for code in towns.index.difference(listed.index)
    ]
    both = listed.index.intersection(towns.index)
    found += [
        f"{code} : « {listed[code]} » dans liste-pvd.csv, « {towns[code]} » aujourd'hui (retenu)"
        for code in both
        if listed[code] != towns[code]
    ]
    return found
