"""What says of the addresses what they give: OpenAPI 3.1, and a Data Package of the files."""

from __future__ import annotations

import json
from importlib.metadata import version
from typing import TYPE_CHECKING, Any, Final

from pvd_geo.build.datapackage import LICENCES
from pvd_geo.ui.server.by_address import problems
from pvd_geo.ui.server.by_address.asked import MEDIA_TYPES
from pvd_geo.ui.server.by_address.offers import OFFERS, columns
from pvd_geo.ui.shared import datasets

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from pvd_geo.export.tables import Column
    from pvd_geo.ui.server.by_address.offers import Offer

_TITLE: Final = "Petites villes de demain : les données par adresse"
_INTRODUCTION: Final = (
    "Ce que montrent les pages du tableau de bord, en CSV, GeoJSON et Parquet. La sélection "
    "s’écrit comme dans l’adresse des pages ; ce qui ne peut pas être compris est refusé, pas "
    "ignoré. Une valeur inconnue est vide, jamais zéro. Les sources et licences de chaque fichier "
    "sont dans datapackage.json."
)
_DIALECTS: Final = {
    "csv": "CSV (RFC 4180) en UTF-8 : virgules, points décimaux, dates ISO 8601.",
    "geojson": "GeoJSON (RFC 7946) ; sans géométrie quand les lignes n’ont pas de lieu.",
    "parquet": "Parquet ; GeoParquet 1.1 quand les lignes ont un lieu.",
}
_JSON_TYPES: Final[dict[str, dict[str, str]]] = {
    "text": {"type": "string"},
    "code": {"type": "string"},
    "integer": {"type": "integer"},
    "decimal": {"type": "number"},
    "percent": {"type": "number"},
    "date": {"type": "string", "format": "date"},
}
_TABLE_TYPES: Final = {
    "text": "string",
    "code": "string",
    "integer": "integer",
    "decimal": "number",
    "percent": "number",
    "date": "date",
}


def openapi(prefix: str) -> bytes:
    """Return the description of the addresses as OpenAPI 3.1.

    Parameters
    ----------
    prefix
        Path of the files, with a slash at both ends.
    """
    package = json.loads(datapackage(prefix))
    rows = {name: columns(offer) for name, offer in OFFERS.items()}
    document = {
        "openapi": "3.1.0",
        "info": {
            "title": _TITLE,
            "version": version("pvd-geo"),
            "description": _INTRODUCTION,
            "license": _licence(package),
        },
        "servers": [{"url": prefix.rstrip("/")}],
        "paths": {
            f"/{name}.{dialect}": {"get": _operation(offer, dialect)}
            for name, offer in OFFERS.items()
            for dialect in MEDIA_TYPES
        },
        "components": {
            "parameters": _parameters(),
            "schemas": {
                **{f"{name}-ligne": _row(fields) for name, fields in rows.items()},
                **{f"{name}-geojson": _collection(name) for name in OFFERS},
                "problem": _problem(),
            },
            "responses": {
                str(int(status)): {
                    "description": f"{title} (RFC 9457)",
                    "content": {
                        problems.MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/problem"}}
                    },
                }
                for status, title in problems.TITLES.items()
            },
        },
    }
    return _json(document)


def datapackage(_prefix: str) -> bytes:
    """Return the files as a Data Package (datapackage.org, version 2), with their sources."""
    resources = [_resource(offer) for offer in OFFERS.values()]
    licences = {licence["name"]: licence for each in resources for licence in each["licenses"]}
    catalog = datasets.described()
    document = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "pvd-geo-par-adresse",
        "title": _TITLE,
        "description": _INTRODUCTION,
        "created": f"{catalog.created}T00:00:00Z",
        "licenses": list(licences.values()),
        "resources": resources,
    }
    return _json(document)


DOCUMENTS: Final[Mapping[str, Callable[[str], bytes]]] = {
    "openapi.json": openapi,
    "datapackage.json": datapackage,
}
"""Makers of each description, given the path of the files."""


def _json(document: Mapping[str, Any]) -> bytes:
    return json.dumps(document, ensure_ascii=False, indent=1).encode()


def _licence(package: Mapping[str, Any]) -> dict[str, str]:
    """Name the licence that most of it has; each file's own are in the Data Package."""
    first = package["licenses"][0]
    return {"name": first["title"], **({"url": first["path"]} if "path" in first else {})}


def _operation(offer: Offer, dialect: str) -> dict[str, Any]:
    media = MEDIA_TYPES[dialect].partition(";")[0]
    content: dict[str, Any] = {media: {}}
    if dialect == "geojson":
        content = {media: {"schema": {"$ref": f"#/components/schemas/{offer.name}-geojson"}}}
    elif dialect == "csv":
        row = f"#/components/schemas/{offer.name}-ligne"
        content = {media: {"schema": {"type": "string", "description": f"Colonnes : {row}"}}}
    return {
        "operationId": f"{offer.name}-{dialect}",
        "summary": offer.title,
        "description": _DIALECTS[dialect],
        "parameters": [{"$ref": f"#/components/parameters/{key}"} for key in offer.keys],
        "responses": {
            "200": {
                "description": offer.title,
                "headers": {"ETag": {"schema": {"type": "string"}}},
                "content": content,
            },
            "304": {"description": "Rien de nouveau depuis l’ETag donné"},
            "400": {"$ref": "#/components/responses/400"},
            "503": {"$ref": "#/components/responses/503"},
        },
    }


def _parameters() -> dict[str, Any]:
    choices = datasets.choices()
    themes = {"type": "array", "items": {"type": "string", "enum": list(choices.themes)}}
    schemas: dict[str, tuple[str, dict[str, Any]]] = {
        "region": ("Code de la région", {"type": "string", "enum": list(choices.regions)}),
        "departement": (
            "Code du département",
            {"type": "string", "enum": list(choices.departments)},
        ),
        "epci": ("SIREN de l’EPCI", {"type": "string", "pattern": "^[0-9]{9}$"}),
        "theme": ("Thèmes dont le niveau est le plus marqué", themes),
        "mode": (
            "Tous les thèmes, ou un seul",
            {"type": "string", "enum": ["toutes", "une"], "default": "toutes"},
        ),
        "population": (
            "Habitants, de … à …, bornes comprises",
            {"type": "string", "pattern": "^[0-9]{0,9}-[0-9]{0,9}$", "examples": ["2000-5000"]},
        ),
        "q": ("Partie du nom, sans égard aux accents", {"type": "string", "maxLength": 100}),
        "annee": ("Année des rencontres", {"type": "string", "enum": list(choices.years)}),
        "serie": ("Série des rencontres", {"type": "string", "enum": list(choices.series)}),
        "date": ("Jour jusqu’auquel compter", {"type": "string", "format": "date"}),
    }
    return {
        key: {
            "name": key,
            "in": "query",
            "description": text,
            "schema": schema,
            **({"style": "form", "explode": False} if schema["type"] == "array" else {}),
        }
        for key, (text, schema) in schemas.items()
    }


def _row(fields: Mapping[str, Column]) -> dict[str, Any]:
    properties = {}
    for name, column in fields.items():
        known = dict(_JSON_TYPES[column.kind])
        properties[name] = {**known, "type": [known["type"], "null"], "title": column.label}
    return {"type": "object", "properties": properties, "required": list(fields)}


def _collection(name: str) -> dict[str, Any]:
    geometry = {
        "type": ["object", "null"],
        "properties": {
            "type": {"const": "Point"},
            "coordinates": {"type": "array", "items": {"type": "number"}},
        },
    }
    feature = {
        "type": "object",
        "properties": {
            "type": {"const": "Feature"},
            "geometry": geometry,
            "properties": {"$ref": f"#/components/schemas/{name}-ligne"},
        },
        "required": ["type", "geometry", "properties"],
    }
    return {
        "type": "object",
        "properties": {
            "type": {"const": "FeatureCollection"},
            "name": {"type": "string"},
            "metadata": {"type": "object", "additionalProperties": {"type": "string"}},
            "features": {"type": "array", "items": feature},
        },
        "required": ["type", "features"],
    }


def _problem() -> dict[str, Any]:
    text = {"type": "string"}
    fault = {
        "type": "object",
        "properties": {"parameter": text, "detail": text},
        "required": ["parameter", "detail"],
    }
    return {
        "type": "object",
        "properties": {
            "type": text,
            "title": text,
            "status": {"type": "integer"},
            "detail": text,
            "faults": {"type": "array", "items": fault},
        },
        "required": ["type", "title", "status", "detail"],
    }


def _resource(offer: Offer) -> dict[str, Any]:
    """Describe one file in CSV, whose other dialects have the same columns."""
    sources = datasets.described().sources_of(*offer.tables)
    licences = dict.fromkeys(source.licence for source in sources)
    fields = [
        {"name": name, "title": column.label, "type": _TABLE_TYPES[column.kind]}
        for name, column in columns(offer).items()
    ]
    return {
        "name": offer.name,
        "type": "table",
        "path": f"{offer.name}.csv",
        "title": offer.title,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "sources": [
            {
                "title": source.title,
                "publisher": source.publisher,
                "date": source.date,
                "licence": source.licence,
                **({"path": source.address} if source.address else {}),
            }
            for source in sources
        ],
        "licenses": [LICENCES.get(name, {"name": name, "title": name}) for name in licences],
        "schema": {"fields": fields},
    }
