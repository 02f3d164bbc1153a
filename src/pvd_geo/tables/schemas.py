"""The rules of each table of ``data/``, written once (see ``fields`` for the language)."""

from __future__ import annotations

from typing import Any, Final

from pvd_geo.audiences import AUDIENCES
from pvd_geo.tables.doubtful import RULES
from pvd_geo.tables.fields import Field, Table

PRECISIONS: Final = ("at_least", "about", "exactly")
"""How exactly a published figure is given."""

_PROGRAMME: Final[dict[str, Any]] = {"first": "2020-01-01", "last": "2030-12-31"}
"""The programme was announced in 2020; it runs to 2026, with some years to spare."""

_TOWNS = Table(
    "towns",
    "Communes du programme",
    (
        Field("insee_code", "Code INSEE", form="insee"),
        Field("name", "Nom actuel"),
        Field("department_code", "Code du département", form="department"),
        Field("region_code", "Code de la région", form="region"),
        Field("epci_code", "Numéro SIREN de l'EPCI", form="epci", optional=True),
        Field("epci_name", "Nom de l'EPCI", optional=True),
        # Unknown, with the position, of a town that a later list brought.
        Field("population", "Population légale", "integer", low=1, high=100_000, optional=True),
        Field("population_vintage", "Millésime de la population", form="year", optional=True),
        Field("position", "Origine du point", enum=("geonames", "outline"), optional=True),
        Field("agreement_date", "Date de la convention", "date", optional=True, **_PROGRAMME),
        Field("id_pvd", "Convention (id_pvd de l'ANCT)", form="id_pvd", optional=True),
        Field("rurality", "Typologie des ruralités", optional=True),
        Field("centrality", "Niveau de centralité", optional=True),
        Field("density", "Grille de densité", optional=True),
        Field("area_km2", "Superficie (km²)", "number", low=0, high=20_000, optional=True),
    ),
    ("insee_code",),
    (("department_code", "departments", "code"), ("region_code", "regions", "code")),
    geometry="point",
)

_REGIONS = Table(
    "regions",
    "Contours des régions",
    (
        Field("code", "Code de la région", form="region"),
        Field("name", "Nom"),
        Field("zone", "Métropole ou outre-mer", enum=("mainland", "overseas")),
    ),
    ("code",),
    geometry="outline",
)

_DEPARTMENTS = Table(
    "departments",
    "Contours des départements",
    (
        Field("code", "Code du département", form="department"),
        Field("name", "Nom"),
        Field("region_code", "Code de la région", form="region"),
    ),
    ("code",),
    (("region_code", "regions", "code"),),
    geometry="outline",
)

_MEETINGS = Table(
    "meetings",
    "Rencontres régionales",
    (
        Field("meeting_id", "Rencontre", form="id"),
        Field("region_code", "Code de la région", form="region"),
        Field("series", "Série", form="series"),
        Field("date", "Date", "date", optional=True, **_PROGRAMME),
        Field("insee_code", "Commune hôte", form="insee", optional=True),
        Field("status", "État", enum=("held", "announced")),
        Field("source_id", "Source", form="id"),
        Field("note", "Note", optional=True),
    ),
    ("meeting_id",),
    (
        ("region_code", "regions", "code"),
        ("insee_code", "towns", "insee_code"),
        ("source_id", "sources", "source_id"),
    ),
)

_ATTENDANCE = Table(
    "attendance",
    "Fréquentation des rencontres",
    (
        Field("meeting_id", "Rencontre", form="id"),
        Field("audience", "Public", enum=tuple(AUDIENCES)),
        Field("participants", "Participants", "integer", low=0, high=5_000),
        Field("participants_low", "Participants, au moins", "integer", low=0, high=5_000),
        Field("participants_high", "Participants, au plus", "integer", low=0, high=5_000),
        Field("groups", "Groupes", "integer", low=0, high=500, optional=True),
        Field("basis", "Nature du chiffre", enum=("estimated", "recorded", "published")),
        Field("source_id", "Source", form="id"),
        Field("note", "Méthode", optional=True),
    ),
    ("meeting_id", "audience", "basis"),
    (("meeting_id", "meetings", "meeting_id"), ("source_id", "sources", "source_id")),
)

_INDICATORS = Table(
    "indicators",
    "Catalogue des indicateurs",
    (
        Field("indicator_id", "Indicateur", form="id"),
        Field("theme_id", "Thème", form="id"),
        Field("label", "Libellé"),
        Field("unit", "Unité"),
        Field("kind", "Nature", enum=("share", "count", "rate", "amount")),
        Field("sense", "Sens", enum=("need", "asset", "none")),
        Field("producer", "Producteur"),
        Field("vintage", "Millésime", form="vintage"),
        Field("licence", "Licence"),
        Field("towns", "Communes renseignées", "integer", low=0, high=35_000),
        Field("caveat", "Précaution", optional=True),
    ),
    ("indicator_id",),
    (("theme_id", "themes", "theme_id"),),
)

_TOWN_INDICATORS = Table(
    "town_indicators",
    "Valeurs des indicateurs par commune",
    (
        Field("insee_code", "Code INSEE", form="insee"),
        Field("indicator_id", "Indicateur", form="id"),
        Field("value", "Valeur", "number"),
    ),
    ("insee_code", "indicator_id"),
    (("insee_code", "towns", "insee_code"), ("indicator_id", "indicators", "indicator_id")),
)

_DOUBTFUL_VALUES = Table(
    "doubtful_values",
    "Valeurs douteuses, écartées ou gardées",
    (
        Field("insee_code", "Code INSEE", form="insee"),
        Field("indicator_id", "Indicateur (vide : population légale)", form="id", optional=True),
        Field("vintage", "Millésime de la valeur", form="vintage"),
        Field("value", "Valeur publiée", "number"),
        Field("rule", "Règle qui la met en doute", enum=tuple(RULES)),
        Field("fate", "Écartée ou gardée", enum=("set_aside", "kept")),
    ),
    ("insee_code", "indicator_id", "vintage", "rule"),
    (("insee_code", "towns", "insee_code"), ("indicator_id", "indicators", "indicator_id")),
)

_THEMES = Table(
    "themes",
    "Thèmes",
    (
        Field("theme_id", "Thème", form="id"),
        Field("label", "Libellé"),
        Field("origin", "Origine", enum=("report", "data")),
        Field("reading", "Lecture", enum=("challenge", "found", "strength")),
        Field("lead", "Indicateurs de tête", form="lead"),
        Field("per_1000", "Rapporté à 1 000 habitants", "boolean"),
    ),
    ("theme_id",),
)

_PUBLISHED_FIGURES = Table(
    "published_figures",
    "Chiffres publiés",
    (
        Field("figure_id", "Chiffre", form="id"),
        Field("value", "Valeur", "number", low=0),
        Field("precision", "Précision", enum=PRECISIONS),
        Field("unit", "Unité"),
        Field("scope", "Portée"),
        Field("label", "Libellé"),
        Field("source_id", "Source", form="id"),
    ),
    ("figure_id",),
    (("source_id", "sources", "source_id"),),
)

_SOURCES = Table(
    "sources",
    "Sources",
    (
        Field("source_id", "Source", form="id"),
        Field("publisher", "Éditeur"),
        Field("title", "Titre"),
        Field("date", "Date ou millésime", form="vintage"),
        Field("licence", "Licence"),
    ),
    ("source_id",),
)

_CITIES = Table(
    "cities",
    "Villes repères",
    (
        Field("name", "Nom"),
        Field("longitude", "Longitude (WGS 84)", "number", low=-180, high=180),
        Field("latitude", "Latitude (WGS 84)", "number", low=-90, high=90),
        Field("rank", "Rang d'affichage", "integer", low=1, high=9),
    ),
    ("name",),
)

_FORMER_NAMES = Table(
    "former_names",
    "Anciens noms et anciens codes des communes",
    (
        Field("insee_code", "Commune d'aujourd'hui", form="insee"),
        Field("former_code", "Ancien code INSEE", form="insee"),
        Field("former_name", "Ancien nom", optional=True),
        Field(
            "nature",
            "Ce qui lui est arrivé",
            enum=("delegated", "associated", "absorbed", "renamed", "restored"),
        ),
        Field(
            "last_cog", "Dernier COG où elle était seule sous ce nom", form="year", optional=True
        ),
    ),
    ("former_code", "nature", "former_name"),
    (("insee_code", "towns", "insee_code"),),
)

_POPULATIONS = Table(
    "populations",
    "Populations légales par millésime",
    (
        Field("insee_code", "Code INSEE", form="insee"),
        Field("vintage", "Millésime", form="year"),
        Field("population", "Population légale", "integer", low=1, high=100_000),
    ),
    ("insee_code", "vintage"),
    (("insee_code", "towns", "insee_code"),),
)

_INDICATOR_HISTORY = Table(
    "indicator_history",
    "Millésimes antérieurs des indicateurs",
    (
        Field("insee_code", "Code INSEE", form="insee"),
        Field("indicator_id", "Indicateur", form="id"),
        Field("vintage", "Millésime", form="vintage"),
        Field("value", "Valeur", "number"),
    ),
    ("insee_code", "indicator_id", "vintage"),
    (("insee_code", "towns", "insee_code"), ("indicator_id", "indicators", "indicator_id")),
)

_PROGRAMME_FACTS = Table(
    "programme_facts",
    "Faits datés du programme",
    (
        Field("fact_id", "Fait", form="id"),
        Field("date", "Date", "date", **_PROGRAMME),
        Field("kind", "Genre", enum=("towns", "agreements", "funding", "national_meeting")),
        Field("value", "Valeur", "number", low=0, optional=True),
        Field("precision", "Précision", enum=PRECISIONS, optional=True),
        Field("unit", "Unité", optional=True),
        Field("label", "Libellé"),
        Field("place", "Lieu", optional=True),
        Field("publisher", "Éditeur"),
        Field("title", "Titre de la source"),
        Field("source_date", "Date de la source", form="vintage"),
        Field("licence", "Licence"),
        Field("note", "Note", optional=True),
    ),
    ("fact_id",),
)

TABLES: Final[dict[str, Table]] = {
    table.name: table
    for table in (
        _TOWNS,
        _REGIONS,
        _DEPARTMENTS,
        _MEETINGS,
        _ATTENDANCE,
        _INDICATORS,
        _TOWN_INDICATORS,
        _DOUBTFUL_VALUES,
        _THEMES,
        _PUBLISHED_FIGURES,
        _SOURCES,
        _CITIES,
        _FORMER_NAMES,
        _POPULATIONS,
        _INDICATOR_HISTORY,
        _PROGRAMME_FACTS,
    )
}
"""All tables, by name, in the order of the package."""
