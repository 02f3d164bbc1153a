"""The Frictionless Data Package that says where each file of ``data/`` comes from.

Specification: https://datapackage.org (version 2).
"""

from __future__ import annotations

import hashlib
import json
import re
from typing import TYPE_CHECKING, Any, Final

from pvd_geo.freshness import end
from pvd_geo.tables.catalog import DESCRIPTOR
from pvd_geo.tables.schemas import TABLES

if TYPE_CHECKING:
    import pandas as pd

    from pvd_geo.tables.fields import Table

__all__ = ["DESCRIPTOR", "descriptor"]

LICENCES: Final[dict[str, dict[str, str]]] = {
    "Licence Ouverte 2.0": {
        "name": "etalab-2.0",
        "path": "https://www.etalab.gouv.fr/licence-ouverte-open-licence/",
        "title": "Licence Ouverte 2.0",
    },
    "CC BY 4.0": {
        "name": "CC-BY-4.0",
        "path": "https://creativecommons.org/licenses/by/4.0/deed.fr",
        "title": "CC BY 4.0",
    },
    "citation": {
        "name": "other-closed",
        "title": "citation",
    },
}
"""Licences named by the sources -> licences of a data package."""

ADDRESSES: Final[dict[str, str]] = {
    "ANCT": "https://agence-cohesion-territoires.gouv.fr/",
    "ARCEP": "https://www.arcep.fr/",
    "Banque des territoires": "https://www.banquedesterritoires.fr/",
    "Base GASPAR": "https://www.georisques.gouv.fr/",
    "Cerema": "https://www.cerema.fr/",
    "Copernicus": "https://www.copernicus.eu/",
    "GeoNames": "https://www.geonames.org/",
    "IGN": "https://www.ign.fr/",
    "INSEE": "https://www.insee.fr/",
    "La Gazette des communes": "https://www.lagazettedescommunes.com/",
    "Ministère de la Culture": "https://www.culture.gouv.fr/",
    "Ministère des Sports": "https://www.sports.gouv.fr/",
    "Préfecture de la Meuse": "https://www.meuse.gouv.fr/",
}
"""Where publishers are, by the first name that a source gives them: their own sites, which stay,
and not the page of a publication, which the reference files do not tell."""

TABULAR: Final = tuple(name for name, table in TABLES.items() if not table.geometry)
"""The tables that are CSV files."""

FIXED_SOURCES: Final[dict[str, tuple[str, ...]]] = {
    "towns": ("anct-liste-pvd", "insee-cog", "geonames", "ign-admin-express", "anct-typologies"),
    "regions": ("ign-admin-express", "insee-cog"),
    "departments": ("ign-admin-express", "insee-cog"),
    "themes": ("anct-bilan-2022",),
    "cities": ("geonames",),
}
"""Sources of the tables that do not name them row by row."""

_BY: Final = "(paquet npm @etalab/decoupage-administratif)"

OWN_SOURCES: Final[dict[str, tuple[dict[str, str], ...]]] = {
    name: tuple(
        {
            "title": f"{title} {_BY}",
            "publisher": "INSEE",
            "date": str(year),
            "licence": "Licence Ouverte 2.0",
        }
        for year in years
    )
    for name, title, years in (
        ("former_names", "Code officiel géographique", range(2021, 2027)),
        ("populations", "Populations légales", (2017, 2019, 2020, 2022, 2023)),
    )
}
"""Sources of several vintages, which ``sources.csv`` names by their last one alone."""

NAMED_SOURCES: Final = tuple(
    dict.fromkeys(name for names in FIXED_SOURCES.values() for name in names)
)
"""All of these, each once."""


def descriptor(files: dict[str, bytes], tables: dict[str, pd.DataFrame]) -> bytes:
    """Describe the files.

    Parameters
    ----------
    files
        Bytes of each file, by name.
    tables
        The same tables as frames of text, for their sources and row counts.

    Returns
    -------
    bytes
        ``datapackage.json``; ``created`` is the date of the freshest source, so
        that the same input gives the same bytes.
    """
    resources = [_resource(table, files[table.path], tables) for table in TABLES.values()]
    freshest = max(resource["vintages"]["latest"] for resource in resources)
    licences = {
        licence["name"]: licence for resource in resources for licence in resource["licenses"]
    }
    package = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "pvd-geo",
        "title": "Petites villes de demain : communes, rencontres, fréquentation, thèmes",
        "created": f"{(freshest + '-01-01')[:10]}T00:00:00Z",
        "licenses": list(licences.values()),
        "resources": resources,
    }
    return (json.dumps(package, ensure_ascii=False, indent=1) + "\n").encode()


def _resource(table: Table, content: bytes, tables: dict[str, pd.DataFrame]) -> dict[str, Any]:
    """Describe one file."""
    sources = [_addressed(source) for source in _sources(table.name, tables)]
    licences = dict.fromkeys(source["licence"] for source in sources)
    form = "geojson" if table.geometry else "csv"
    media = "application/geo+json" if table.geometry else "text/csv"
    return {
        "name": table.name,
        **({} if table.geometry else {"type": "table"}),
        "path": table.path,
        "title": table.title,
        "format": form,
        "mediatype": media,
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        # Validators count the rows of a table themselves, and cannot count features.
        "features" if table.geometry else "rows": len(tables[table.name]),
        "vintages": _vintages(sources),
        "sources": sources,
        "licenses": [LICENCES.get(name, {"name": name, "title": name}) for name in licences],
        "schema": table.descriptor(TABULAR),
    }


def _vintages(sources: list[dict[str, str]]) -> dict[str, str]:
    """Return the oldest and the latest vintage among the sources of a file.

    A file is as old as the oldest of what it is made of: outlines of 2018 do not become young by
    standing beside names of this year.
    """
    ends = [end(source["date"]) for source in sources]
    return {"oldest": min(ends), "latest": max(ends)}


def _sources(name: str, tables: dict[str, pd.DataFrame]) -> list[dict[str, str]]:
    """Return the sources of a table: named for it, in its rows, or those of the indicators."""
    if name in OWN_SOURCES:
        return list(OWN_SOURCES[name])
    if name == "programme_facts":
        return _facts(tables[name])
    if name == "indicator_history" and len(tables[name]):
        of = tables["indicators"][["indicator_id", "producer", "licence"]]
        return _makers(tables[name].merge(of, on="indicator_id"))
    if name in {"indicators", "town_indicators", "indicator_history"}:
        return _makers(tables["indicators"])
    if name == "doubtful_values":
        named = tables["indicators"]["indicator_id"].isin(tables[name]["indicator_id"])
        return [*_makers(tables["indicators"][named]), *OWN_SOURCES["populations"]]
    listed = tables["sources"].set_index("source_id")
    if name == "sources":
        wanted = list(listed.index)
    else:
        wanted = list(FIXED_SOURCES.get(name) or dict.fromkeys(tables[name]["source_id"]))
    return [
        {"name": source_id, **listed.loc[source_id, ["title", "publisher", "date", "licence"]]}
        for source_id in wanted
    ]


def _addressed(source: dict[str, str]) -> dict[str, str]:
    """Return a source with the address of who publishes it, where that is known."""
    first = re.split(r", | et ", source["publisher"])[0]
    return {**source, **({"path": ADDRESSES[first]} if first in ADDRESSES else {})}


def _makers(indicators: pd.DataFrame) -> list[dict[str, str]]:
    """Return the producers of indicators, each vintage once."""
    makers = indicators[["producer", "vintage", "licence"]].drop_duplicates()
    return [
        {"title": producer, "publisher": producer, "date": vintage, "licence": licence}
        for producer, vintage, licence in makers.itertuples(index=False, name=None)
    ]


def _facts(facts: pd.DataFrame) -> list[dict[str, str]]:
    """Return the publications that facts name in their rows, each once."""
    named = facts[["title", "publisher", "source_date", "licence"]].drop_duplicates()
    return [
        {"title": title, "publisher": publisher, "date": date, "licence": licence}
        for title, publisher, date, licence in named.itertuples(index=False, name=None)
    ]
