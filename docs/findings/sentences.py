"""What the dashboard says of nine places, by the eleven points on which 0.1.0 fell short.

Prints ``point,place,where,said``; `sentences.csv` keeps it beside what 0.1.0 said.
"""

from __future__ import annotations

import csv
import sys
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from pvd_geo.export import area_note, town_note
from pvd_geo.export.stamp import Stamp, source_lines, source_numbers
from pvd_geo.formatting import typeset
from pvd_geo.meetings import attendance, distance, report
from pvd_geo.methods import JUDGED
from pvd_geo.tables import catalog, loading
from pvd_geo.territory import areas, backing, narrative
from pvd_geo.territory.programme import Programme
from pvd_geo.territory.published import LIST
from pvd_geo.themes import discoveries, levels, portrait

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from pvd_geo.codes import AreaKind

AREAS: Final[tuple[tuple[str, AreaKind, str], ...]] = (
    ("Bretagne", "region", "53"),
    ("Corse", "region", "94"),
    ("Guyane", "region", "03"),
    ("Mayotte", "region", "06"),
    ("La Réunion", "region", "04"),
    ("Essonne", "department", "91"),
    ("Aude", "department", "11"),
)
TOWNS: Final = (("Paimpol, à égalité", "22162"), ("Val de Briey, inconnue", "54099"))
FIBRE, WASTE, HOUSING = "Numérique", "Friches", "Habitat ancien"
SHOWN: Final = (
    *("towns", "regions", "departments", "meetings", "attendance", "themes"),
    *("town_indicators", "doubtful_values"),
)
Said = tuple[int, str, str]
"""Point, ``écran`` or ``note``, sentence."""


def main() -> None:
    """Print every sentence."""
    data = loading.read(loading.data_dir())
    graded = levels.town_levels(
        data.towns, data.town_indicators, data.themes, data.indicators, data.doubtful_values
    )
    programme = Programme.of(
        data,
        levels=graded,
        distances=distance.to_meetings(data.towns, data.meetings),
        attendance=attendance.by_meeting(data.attendance, data.meetings, data.towns),
        compared=discoveries.compared(data.towns, graded),
    )
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(("point", "place", "where", "said"))
    for place, kind, code in AREAS:
        rows = of_area(areas.tell(kind, code, programme), programme)
        out.writerows((point, place, where, typeset(said)) for point, where, said in rows)
    told = (programme.attendance, data.towns, data.themes, data.published_figures)
    for chapter in report.chapters(*told):
        said = f"{chapter.title} : {' '.join(chapter.lines)}"
        out.writerow((11, "Comprendre les rencontres", "écran", typeset(said)))
    for place, code in TOWNS:
        rows = of_town(code, programme)
        out.writerows((point, place, where, typeset(said)) for point, where, said in rows)


def stamp(region: str, towns: Collection[str], programme: Programme) -> Stamp:
    """Return the origin of a note, as the page makes it."""
    told = programme.themes, programme.indicators, programme.meetings
    narrowed = backing.of_territory(*told, (region,), towns=towns)
    sources = catalog.read(loading.data_dir()).sources_of(*SHOWN, to=narrowed)
    made = date(2026, 1, 1)
    return Stamp("", "", made, source_lines(sources), (), source_numbers(sources))


def of_area(area: areas.Area, programme: Programme) -> Iterator[Said]:
    """Yield what is said of a territory."""
    origin = stamp(area.region_code, backing.MAPPED, programme)
    note = area_note.note_data(area, programme, origin)
    rows = {row["label"].partition(" de ")[0]: row for row in note["contrasts"]}
    told = (*narrative.towns(area), *narrative.meeting(area), narrative.attendance(area))
    unknown = [line for line in narrative.unknown(area) if FIBRE in line]
    sources = catalog.read(loading.data_dir()).resource("towns").narrowed((LIST,)).sources
    yield 1, "écran", narrative.attendance(area)
    yield 1, "note", note["meeting_text"][-1]
    yield 2, "écran", " ".join(unknown)
    yield 2, "note", row_text(rows.get(FIBRE))
    yield 3, "écran", " ".join(narrative.contrasts(area))
    yield 3, "note", " ".join(note["contrasts_text"])
    yield 4, "note", rows[FIBRE]["measure"] if FIBRE in rows else ""
    yield 5, "écran", " ".join(portrait.reserves(programme.themes, programme.indicators))
    yield 5, "note", row_text(rows.get(WASTE))
    yield 6, "écran", " ".join(narrative.towns(area))
    yield 6, "note", " ".join(note["towns_text"])
    yield 7, "note", row_text(rows.get(HOUSING))
    yield 8, "écran", JUDGED
    yield 8, "note", note["contrasts_caption"]
    yield 9, "écran", " ".join(narrative.meeting(area))
    yield 9, "note", " ".join(note["meeting_text"][:-1])
    yield 10, "écran", f"{told[0].partition(' ')[0]} communes : {source_lines(sources)[0]}"
    yield 10, "note", numbered(note["headlines"][0], origin)


def of_town(code: str, programme: Programme) -> Iterator[Said]:
    """Yield what is said of a town."""
    region = programme.towns.set_index("insee_code").loc[code, "region_code"]
    origin = stamp(str(region), backing.SHEET, programme)
    note = town_note.note_data(code, programme, origin)
    lines = portrait.theme_lines(code, programme.levels, programme.themes, programme.indicators)
    for point, label in ((2, FIBRE), (5, WASTE), (6, WASTE)):
        line = next(one for one in lines if one.label.startswith(label))
        shown = (line.value, line.reason, line.level_text, line.rank)
        tied, reserve = portrait.ex_aequo(line.tied), line.reserve
        parts = (line.label, *shown, *((tied,) if point == 6 else (reserve,)))  # noqa: PLR2004
        yield point, "écran", " · ".join(filter(None, parts))
        row = next(one for one in note["themes"] if one["label"].startswith(label))
        told = (row["label"], row["measure"], row["value"], row["level"], row["rank"])
        yield point, "note", " · ".join(told)
    yield 4, "écran", next(one.measure for one in lines if one.label == FIBRE)
    yield 4, "note", next(one["measure"] for one in note["themes"] if one["label"] == FIBRE)
    yield 6, "note", " ".join(note["headlines"][1][:2])
    yield 9, "note", " ".join(note["meeting_text"])
    yield 10, "note", numbered(note["headlines"][0], origin)


def row_text(row: dict[str, Any] | None) -> str:
    """Write one row of a note's table of themes."""
    if row is None:
        return ""
    return " · ".join((row["label"], row["strong"], row["programme_strong"], row["gap"]))


def numbered(headline: tuple[str, str, str], origin: Stamp) -> str:
    """Write a figure of a note with the number of its source, and that source."""
    value, label, cited = headline
    return f"{value} {label} ({cited}) : {cited}. {origin.sources[int(cited) - 1]}"


if __name__ == "__main__":
    main()
