"""The note of a territory as PDF: one to three A4 pages to print or send."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from pvd_geo.categories import GRADES, LEVELS
from pvd_geo.codes import AREA_NOUNS
from pvd_geo.colors import LIGHT
from pvd_geo.export.outline_map import area_svg
from pvd_geo.export.stamp import PROGRAMME
from pvd_geo.export.typesetting import pdf_bytes
from pvd_geo.formatting import (
    DASH,
    NARROW,
    beyond_the_cut,
    date_long,
    decimal,
    integer,
    plural,
    share,
    signed,
)
from pvd_geo.grammar import placed
from pvd_geo.meetings.life import of_region
from pvd_geo.meetings.report import SOURCE
from pvd_geo.methods import JUDGED
from pvd_geo.territory import narrative
from pvd_geo.territory.backing import PEOPLE, PLACES, producers
from pvd_geo.territory.published import LIST
from pvd_geo.themes.portrait import reserve, reserves

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pvd_geo.export.stamp import Stamp
    from pvd_geo.territory.areas import Area, AreaTown
    from pvd_geo.territory.programme import Programme
    from pvd_geo.themes.contrasts import Contrast

_MAP: Final = (250.0, 270.0)
_FEW: Final = 40
"""Up to so many towns the list has room for their EPCI, in one column."""
_LINES: Final = 76
"""Towns in one column of the list of a large territory."""
_MOST_EPCI: Final = 8
_MAIN: Final = "Principaux EPCI"
_BARS: Final = (
    "Ils sont en gras. Barres\u202f: épaisse, le territoire\u202f; fine, le programme. Du plus "
    "foncé au plus clair\u202f: fort, modéré, faible. *\u202f: réserve en fin de note."
)
_SHORT: Final = {
    "mobilites": "Mobilités",
    "friches": "Friches",
    "habitat": "Habitat ancien",
    "commerce": "Commerce",
    "sante": "Soins",
    "jeunesse": "Jeunesse",
    "services": "Services",
    "numerique": "Numérique",
    "patrimoine": "Patrimoine",
    "culture": "Culture",
    "demographie": "Habitants",
    "transition": "Risques",
}


def area_pdf(area: Area, programme: Programme, stamp: Stamp) -> bytes:
    """Typeset the note of a territory.

    Parameters
    ----------
    area
        What is known of it.
    programme
        Outlines and levels come from here.
    stamp
        Origin: its date, sources and notes are printed.
    """
    return pdf_bytes("area", note_data(area, programme, stamp), stamp.made_on)


def note_data(area: Area, programme: Programme, stamp: Stamp) -> dict[str, Any]:
    """Return all texts of the note, as its template asks for them."""
    kind, _ = AREA_NOUNS[area.kind]
    where = kind if area.kind == "region" else f"{kind}, {area.region_name}"
    few = len(area.towns) <= _FEW
    rows = _rows(area, programme, few=few)
    drawn = (one for one in area.contrasts if one.known)
    cited = {
        "towns": stamp.cite(LIST),
        "inhabitants": stamp.cite(PEOPLE),
        "told": stamp.cite(LIST, PEOPLE),
        "meeting": stamp.cite(*_published(area, programme)),
        "themes": stamp.cite(SOURCE),
        "places": stamp.cite(*PLACES),
    }
    return {
        "programme": PROGRAMME,
        "title": area.name,
        "document_title": f"{area.name} – note de territoire – {PROGRAMME}",
        "subtitle": f"Note de territoire · {where} · {date_long(stamp.made_on)}",
        "footer": f"{PROGRAMME} · {area.name} · note du {date_long(stamp.made_on)}",
        "headlines": [
            (value, label, cited[of])
            for (value, label), of in zip(
                narrative.headlines(area), narrative.HEADLINES, strict=False
            )
        ],
        "cited": cited,
        "towns_text": narrative.towns(area),
        "meeting_text": [*narrative.meeting(area), narrative.attendance(area)],
        **_parts(area),
        "map": area_svg(area, programme, *_MAP),
        "map_width": _MAP[0],
        "map_alt": (
            f"Carte {placed(area.name, area.kind, area.code).of}\u202f: "
            f"{plural(len(area.towns), 'commune')} du programme"
        ),
        "map_caption": _map_caption(area),
        "contrasts": [_contrast(one, programme, stamp) for one in drawn],
        "contrasts_text": narrative.contrasts(area),
        "contrasts_caption": f"{JUDGED} {_BARS}",
        "reserves": f"* Réserves. {' '.join(reserves(programme.themes, programme.indicators))}",
        "themes": len(programme.themes),
        "columns": _columns(area, programme, few=few),
        "blocks": _blocks(rows, 1 if few else 2),
        "row_size": 8 if few else 7,
        "row_inset": 2.4 if few else 2.0,
        "mark_width": 12 if few else 7.6,
        "towns_caption": (
            "■ enjeu ou atout fort, friche recensée, • modéré, · faible, rien de recensé, "
            "– inconnu. Distance à vol d’oiseau de la rencontre régionale."
        ),
        "unknown": narrative.unknown(area),
        "sources": stamp.sources,
        "notes": stamp.notes,
    }


def _published(area: Area, programme: Programme) -> list[str]:
    """Return who published what is known of the meeting of the territory's region."""
    own = of_region(programme.meetings, area.region_code)
    return list(own["source_id"].dropna())


def _parts(area: Area) -> dict[str, Any]:
    """Return the départements of a region, else the EPCI with several towns."""
    if len(area.departments) > 1:
        title, label, parts = "Par département", "Département", area.departments
    else:
        several = tuple(part for part in area.epci if part.towns > 1)
        more = beyond_the_cut([part.towns for part in several], _MOST_EPCI)
        tied = plural(more, "autre a autant", "autres ont autant")
        title = f"Principaux EPCI ({tied} de communes que le dernier)" if more else _MAIN
        label, parts = "EPCI", several[:_MOST_EPCI]
    return {
        "parts_title": title,
        "parts_label": label,
        "parts": [[part.name, integer(part.towns), integer(part.population)] for part in parts],
    }


def _map_caption(area: Area) -> str:
    if area.meeting is not None and area.meeting.host is not None:
        return (
            f"Cercles\u202f: {plural(len(area.towns), 'commune')} du programme. "
            f"Losange\u202f: la rencontre ({area.meeting.host})."
        )
    return f"Cercles\u202f: {plural(len(area.towns), 'commune')} du programme."


def _contrast(one: Contrast, programme: Programme, stamp: Stamp) -> dict[str, Any]:
    levels = LEVELS[one.reading]
    rows = programme.themes[programme.themes["theme_id"].eq(one.theme_id)]
    theme = rows.iloc[0]
    reserved = reserve(theme, programme.indicators)
    there = [place for place, level in enumerate(GRADES) if level in levels.graded]
    return {
        "label": one.label,
        "measure": f"{one.measure}{NARROW}*" if reserved else one.measure,
        "shares": [one.shares[place] for place in there],
        "programme_shares": [one.programme_shares[place] for place in there],
        "colors": [levels[level].color(LIGHT) for level in levels.graded],
        "strong": f"{one.part(one.counts[0])} en {one.strong_label}",
        "programme_strong": f"{'' if one.few else f'{one.interval}, '}programme\u202f: "
        f"{share(one.programme_shares[0])}",
        "stands": one.stands,
        "cited": stamp.cite(*producers(rows, programme.indicators)),
        "gap": DASH if one.few else f"{signed(one.points, 0)} pts",
    }


def _columns(area: Area, programme: Programme, *, few: bool) -> list[dict[str, Any]]:
    """Return the headings of the list: label, whether aligned right, widest, turned."""
    plain: list[tuple[str, bool, bool]] = [("Commune", False, True)]
    if len(area.departments) > 1:
        plain.append(("Dép.", False, False))
    if few:
        plain.append(("EPCI", False, True))
    plain += [("Habitants" if few else "Hab.", True, False), ("km", True, False)]
    turned = [_SHORT.get(theme, theme) for theme in programme.themes["theme_id"]]
    return [
        *(
            {"label": label, "right": right, "wide": wide, "turned": False}
            for label, right, wide in plain
        ),
        *({"label": label, "right": False, "wide": False, "turned": True} for label in turned),
    ]


def _rows(area: Area, programme: Programme, *, few: bool) -> list[dict[str, Any]]:
    own = programme.levels["insee_code"].isin({town.insee_code for town in area.towns})
    columns = programme.levels.loc[own, ["insee_code", "theme_id", "level"]]
    levels = {(code, theme): level for code, theme, level in columns.to_numpy()}
    return [
        {
            "cells": _cells(town, several=len(area.departments) > 1, few=few),
            "levels": [levels[town.insee_code, one] for one in programme.themes["theme_id"]],
        }
        for town in area.towns
    ]


def _cells(town: AreaTown, *, several: bool, few: bool) -> list[str]:
    return [
        town.name,
        *([town.department_code] if several else []),
        *([town.epci_name or DASH] if few else []),
        integer(town.population),
        decimal(town.km, 0),
    ]


def _blocks(rows: Sequence[dict[str, Any]], columns: int) -> list[list[Sequence[dict[str, Any]]]]:
    """Cut rows into blocks of columns, each block on a page of its own or the last, balanced."""
    if columns == 1:
        return [[rows]] if rows else []
    blocks = []
    for start in range(0, len(rows), columns * _LINES):
        block = rows[start : start + columns * _LINES]
        half = -(-len(block) // columns)
        blocks.append([block[at : at + half] for at in range(0, len(block), half)])
    return blocks
