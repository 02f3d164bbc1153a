"""The note of one town as PDF: one A4 page, with its peers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from pvd_geo.categories import LEVELS
from pvd_geo.errors import UnknownCodeError
from pvd_geo.export.outline_map import town_svg
from pvd_geo.export.stamp import PROGRAMME
from pvd_geo.export.typesetting import pdf_bytes
from pvd_geo.formatting import (
    DASH,
    NARROW,
    beyond_the_cut,
    date_long,
    decimal,
    distance,
    integer,
    missing,
    share,
    typeset,
)
from pvd_geo.grammar import placed
from pvd_geo.meetings import attendance
from pvd_geo.meetings.life import of_region
from pvd_geo.meetings.report import SOURCE
from pvd_geo.meetings.telling import standing
from pvd_geo.territory.backing import KINDS, PEOPLE, PLACES, producers
from pvd_geo.territory.peers import METHOD, alike, nearby
from pvd_geo.territory.published import LIST
from pvd_geo.themes.portrait import ex_aequo, theme_lines

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd

    from pvd_geo.export.stamp import Stamp
    from pvd_geo.territory.programme import Programme
    from pvd_geo.themes.portrait import ThemeLine

_MAP: Final = (220.0, 145.0)
_WITHIN_KM: Final = 30
_PEERS: Final = 6


def town_pdf(insee_code: str, programme: Programme, stamp: Stamp) -> bytes:
    """Typeset the note of one town.

    Raises
    ------
    UnknownCodeError
        When the town is not in the programme.
    """
    return pdf_bytes("town", note_data(insee_code, programme, stamp), stamp.made_on)


def note_data(insee_code: str, programme: Programme, stamp: Stamp) -> dict[str, Any]:
    """Return all texts of the note, as its template asks for them."""
    rows = programme.towns[programme.towns["insee_code"].eq(insee_code)]
    if rows.empty:
        raise UnknownCodeError(insee_code)
    town = rows.iloc[0]
    near = nearby(insee_code, programme.towns, _WITHIN_KM)
    like = alike(insee_code, programme.towns, programme.levels, len(programme.towns))
    kilometres = [decimal(km, 0) for km in near["distance_km"]]
    others = list(near[["name", "longitude", "latitude"]].itertuples(index=False, name=None))
    here = (town["name"], town["longitude"], town["latitude"])
    day = date_long(stamp.made_on)
    lines = theme_lines(insee_code, programme.levels, programme.themes, programme.indicators)
    met = of_region(programme.meetings, str(town["region_code"]))
    cited = {
        "people": stamp.cite(PEOPLE),
        "list": stamp.cite(LIST),
        "kinds": stamp.cite(KINDS),
        "meeting": stamp.cite(*met["source_id"].dropna()),
        "themes": stamp.cite(SOURCE),
        "places": stamp.cite(LIST, *PLACES),
        "alike": stamp.cite(LIST, PEOPLE, KINDS),
    }
    themes = {
        theme: stamp.cite(*producers(rows, programme.indicators))
        for theme, rows in programme.themes.groupby("theme_id")
    }
    return {
        "programme": PROGRAMME,
        "title": town["name"],
        "document_title": f"{town['name']} – note de commune – {PROGRAMME}",
        "subtitle": f"Note de commune · {town['department_name']}, {town['region_name']} · {day}",
        "footer": f"{PROGRAMME} · {town['name']} ({insee_code}) · note du {day}",
        "headlines": _headlines(town, lines, programme, cited),
        "facts": _facts(town, cited),
        "cited": cited,
        "meeting_text": _meeting(town, programme),
        "map": ""
        if missing(town["longitude"])
        else town_svg(here, others, _WITHIN_KM, programme, *_MAP),
        "map_width": _MAP[0],
        "map_alt": f"Carte\u202f: {town['name']} et les communes du programme à proximité",
        "map_caption": f"Communes du programme à moins de {_WITHIN_KM}{NARROW}km.",
        "themes": [_theme(line, themes[line.theme_id]) for line in lines],
        "reserves": _reserves(lines),
        "nearby_title": f"À moins de {_WITHIN_KM}{NARROW}km ({len(near)})",
        "nearby_none": "Aucune autre commune du programme à cette distance.",
        "nearby": _peers(near.head(_PEERS), kilometres),
        "nearby_more": _left_out(kilometres, "aussi près"),
        "alike": _peers(like.head(_PEERS), map(share, like["likeness"])),
        "alike_more": _left_out(map(share, like["likeness"]), "aussi ressemblantes"),
        "method": METHOD,
        "sources": stamp.sources,
        "notes": stamp.notes,
    }


def _headlines(
    town: pd.Series[Any],
    lines: tuple[ThemeLine, ...],
    programme: Programme,
    cited: dict[str, str],
) -> list[tuple[str, str, str]]:
    larger = int(programme.towns["population"].gt(town["population"]).sum())
    tied = int(programme.towns["population"].eq(town["population"]).sum()) - 1
    rank = f"rang par la population, sur {integer(len(programme.towns))}"
    strong = sum(line.level == "strong" for line in lines)
    known = not missing(town["population"])
    return [
        (integer(town["population"]), _people(town), cited["people"]),
        (
            integer(larger + 1) if known else DASH,
            f"{rank}, {ex_aequo(tied)}" if tied > 0 else rank,
            cited["people"],
        ),
        (integer(strong), f"{'thèmes' if strong > 1 else 'thème'} au premier niveau", ""),
    ]


def _people(town: pd.Series[Any]) -> str:
    vintage = town["population_vintage"]
    return "habitants" if missing(vintage) else f"habitants ({vintage})"


def _facts(town: pd.Series[Any], cited: dict[str, str]) -> list[tuple[str, str, str]]:
    facts = [
        ("Code INSEE", "insee_code", "people"),
        ("EPCI", "epci_name", "people"),
        ("Ruralité", "rurality", "kinds"),
        ("Centralité", "centrality", "kinds"),
        ("Densité", "density", "kinds"),
    ]
    rows = [(label, _text(town[column]), cited[of]) for label, column, of in facts]
    if missing(town["epci_name"]):
        rows[1] = ("EPCI", "aucun", cited["people"])
    area, signed = town["area_km2"], date_long(town["agreement_date"])
    convention = signed if missing(town["id_pvd"]) else f"{signed} ({town['id_pvd']})"
    return [
        *rows,
        ("Surface", DASH if missing(area) else f"{decimal(area)}{NARROW}km²", cited["people"]),
        ("Convention", convention, cited["list"]),
    ]


def _meeting(town: pd.Series[Any], programme: Programme) -> list[str]:
    way = programme.distances.set_index("insee_code").loc[town["insee_code"]]
    held = programme.attendance.set_index("meeting_id")
    if missing(way["meeting_id"]):
        own = of_region(programme.meetings, str(town["region_code"]))
        stands = standing(attendance.placed(own, programme.towns))
        return [f"La région n’a pas de rencontre connue à ce jour : {stands}."]
    row = held.loc[way["meeting_id"]]
    met = f"Le {date_long(row['date'])} {placed(row['host']).at}"
    if row["insee_code"] == town["insee_code"]:
        return [f"{met}, commune hôte."]
    if missing(way["distance_km"]):
        return [f"{met}. La place de cette commune n’est pas connue."]
    return [f"{met}, à {distance(way['distance_km'])} à vol d’oiseau."]


def _theme(line: ThemeLine, cited: str) -> dict[str, Any]:
    return {
        "cited": cited,
        "label": line.label,
        "measure": f"{line.measure} – {typeset(line.reason)}" if line.reason else line.measure,
        "value": line.value,
        "median": line.median,
        "rank": f"{line.rank} ({integer(line.tied + 1)} ex æquo)" if line.tied else line.rank,
        "level": line.level_text,
        "strong": line.level == "strong",
        "color": LEVELS[line.reading][line.level].light,
    }


def _reserves(lines: tuple[ThemeLine, ...]) -> str:
    told = [f"{line.label}\u202f: {typeset(line.reserve)}" for line in lines if line.reserve]
    return f"Réserves. {' '.join(told)}" if told else ""


def _peers(rows: pd.DataFrame, figures: Iterable[str]) -> list[list[str]]:
    return [
        [f"{row.name} ({row.department_code})", integer(row.population), figure]
        for row, figure in zip(rows.itertuples(index=False), figures, strict=False)
    ]


def _left_out(shown: Iterable[str], how: str) -> str:
    """Say that others are shown as the last of a table is; nothing when none is."""
    more = beyond_the_cut(shown, _PEERS)
    return f"À égalité avec la dernière : {integer(more)} de plus, {how}." if more else ""


def _text(value: Any) -> str:  # noqa: ANN401 - a cell of any frame
    return DASH if missing(value) else str(value)
