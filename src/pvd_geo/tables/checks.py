"""What no table can check alone: codes that exist, points in their region, sums that agree."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd
import shapely
from pyproj import Geod

from pvd_geo.audiences import EVERYONE
from pvd_geo.codes import department_of, is_insee_code
from pvd_geo.errors import Fault
from pvd_geo.formatting import line_numbers
from pvd_geo.tables import doubtful, vintages
from pvd_geo.tables.loaded import at, cell
from pvd_geo.tables.schemas import TABLES
from pvd_geo.text import nearest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from shapely.geometry.base import BaseGeometry

    from pvd_geo.tables.loaded import Tables

COAST_KM: Final = 1.0
"""How far from the generalised outline of its region a town's point may lie, in km.

Measured on the committed data: 7 of the 1,645 towns, all on the coast, lie outside,
the farthest (Bandrele) by 0.25 km.
"""

HINTS: Final = 20
"""Beyond so many unknown codes, none is compared with all that are known: it takes long."""


def across(tables: Tables) -> list[Fault]:
    """Return all faults that show when tables are held against each other.

    A rule applies when all tables that it needs are there.
    """
    faults = list(_references(tables))
    rules: tuple[tuple[tuple[str, ...], Callable[[Tables], Iterator[Fault]]], ...] = (
        (("towns",), _inhabitants),
        (("towns", "departments"), _departments),
        (("towns", "regions"), _positions),
        (("meetings",), _held),
        (("meetings", "towns"), _hosts),
        (("attendance",), _spans),
        (("attendance",), _audiences),
        (("attendance", "meetings", "published_figures"), _totals),
        (("themes", "indicators"), _leads),
        (("town_indicators", "indicators"), _values),
        (("town_indicators", "indicators"), _covered),
        (("doubtful_values",), _fates),
        (("town_indicators", "doubtful_values"), _set_aside),
        (("former_names", "towns"), vintages.former_codes),
        (("populations", "towns"), vintages.populations),
        (("indicator_history", "indicators"), vintages.history),
    )
    for needs, rule in rules:
        if all(name in tables for name in needs):
            faults += rule(tables)
    return faults


def _references(tables: Tables) -> Iterator[Fault]:
    """Yield codes that the table they refer to does not hold, each once with its lines."""
    for name, loaded in tables.items():
        for column, other, key in TABLES[name].refers:
            if other not in tables or tables[other].frame.empty:
                continue
            known = tables[other].frame[key].dropna()
            given = loaded.frame[column]
            unknown = given[given.notna() & ~given.isin(known)]
            expected = f"un code présent dans {TABLES[other].path}, colonne « {key} »"
            groups = unknown.groupby(unknown, sort=False)
            for code, rows in groups.groups.items():
                hint = _near(str(code), known) if groups.ngroups <= HINTS else ""
                wanted = expected + hint + _likewise([loaded.lines[row] for row in rows[1:]])
                yield at(tables, name, rows[0], column, wanted)


def _near(code: str, known: pd.Series[str]) -> str:
    """Return the known code that looks most like an unknown one, if any does."""
    near = nearest(code, known)
    return f" (« {near} » ?)" if near else ""


def _likewise(lines: list[int]) -> str:
    """Return the other lines of the same fault: ``de même lignes 3 à 5 et 9``."""
    return f" ; de même {line_numbers(lines, most=5)}" if lines else ""


def _departments(tables: Tables) -> Iterator[Fault]:
    """Yield towns whose code, département and region do not agree."""
    towns = tables["towns"].frame
    region_of = tables["departments"].frame.drop_duplicates("code").set_index("code")["region_code"]
    coded = [department_of(c) if is_insee_code(str(c)) else None for c in towns["insee_code"]]
    wanted = pd.Series(coded, index=towns.index, dtype="str")
    for row in towns.index[wanted.notna() & (wanted != towns["department_code"])]:
        town = cell(tables, "towns", row, "insee_code")
        expected = f"{wanted[row]}, le département de la commune {town}"
        yield at(tables, "towns", row, "department_code", expected)
    regions = towns["department_code"].map(region_of)
    for row in towns.index[regions.notna() & (regions != towns["region_code"])]:
        expected = f"{regions[row]}, la région du département {wanted[row]}"
        yield at(tables, "towns", row, "region_code", expected)


def _inhabitants(tables: Tables) -> Iterator[Fault]:
    """Yield towns without a population; only one that a later list brought has no place either."""
    towns = tables["towns"]
    lacking = (towns.cells["population"] == "") & (towns.cells["position"] != "")
    for row in towns.frame.index[lacking]:
        expected = "la population de cette commune, dont la position est connue"
        yield at(tables, "towns", row, "population", expected)


def _positions(tables: Tables) -> Iterator[Fault]:
    """Yield towns whose point lies farther than the tolerance from their region."""
    towns, regions = tables["towns"], tables["regions"]
    outlines = dict(zip(regions.frame["code"], regions.shapes, strict=True))
    codes = towns.frame["region_code"].to_numpy()
    rows = towns.frame.index.to_numpy()
    present = ~shapely.is_missing(towns.shapes)
    for code, outline in outlines.items():
        if outline is None:
            continue
        mine = present & (codes == code)
        points = towns.shapes[mine]
        away = ~shapely.contains_xy(outline, shapely.get_x(points), shapely.get_y(points))
        for row, point in zip(rows[mine][away], points[away], strict=True):
            km = kilometres(outline, point)
            if km <= COAST_KM:
                continue
            swapped = shapely.Point(point.y, point.x)
            hint = " (longitude et latitude semblent inversées)" if outline.covers(swapped) else ""
            expected = (
                f"[longitude, latitude] dans sa région {code}, à {COAST_KM:g} km près ; "
                f"ce point en est à {km:.0f} km{hint}"
            )
            shown = f"{point.x:g}, {point.y:g}"
            yield Fault(TABLES["towns"].path, towns.lines[row], "geometry", shown, expected)


def kilometres(outline: BaseGeometry, point: BaseGeometry) -> float:
    """Return how far a point is from an outline, in km on the WGS 84 ellipsoid."""
    near = shapely.get_coordinates(shapely.shortest_line(outline, point))
    return float(Geod(ellps="WGS84").inv(*near[0], *near[1])[2]) / 1000


def _held(tables: Tables) -> Iterator[Fault]:
    """Yield held meetings without a date or a host town, and dates of another year."""
    meetings = tables["meetings"].frame
    for column, what in (("date", "la date"), ("insee_code", "la commune hôte")):
        lacking = (meetings["status"] == "held") & meetings[column].isna()
        lacking &= tables["meetings"].cells[column] == ""
        for row in meetings.index[lacking]:
            yield at(tables, "meetings", row, column, f"{what} d'une rencontre tenue")
    years = meetings["series"].str.extract(r"-(\d{4})$", expand=False)
    dated = meetings["date"].notna() & years.notna()
    for row in meetings.index[dated & (meetings["date"].dt.strftime("%Y") != years)]:
        series = cell(tables, "meetings", row, "series")
        yield at(tables, "meetings", row, "date", f"une date de l'année de sa série {series}")


def _hosts(tables: Tables) -> Iterator[Fault]:
    """Yield meetings whose host town is in another region."""
    meetings = tables["meetings"].frame
    towns = tables["towns"].frame.drop_duplicates("insee_code").set_index("insee_code")
    regions = meetings["insee_code"].map(towns["region_code"])
    for row in meetings.index[regions.notna() & (regions != meetings["region_code"])]:
        expected = (
            f"une commune de la région {cell(tables, 'meetings', row, 'region_code')} ; "
            f"celle-ci est de la région {regions[row]}"
        )
        yield at(tables, "meetings", row, "insee_code", expected)


def _spans(tables: Tables) -> Iterator[Fault]:
    """Yield attendance outside its own span."""
    rows = tables["attendance"].frame
    for column, wrong, bound in (
        ("participants_low", rows["participants_low"] > rows["participants"], "au plus"),
        ("participants_high", rows["participants_high"] < rows["participants"], "au moins"),
    ):
        for row in rows.index[wrong.fillna(value=False)]:
            participants = cell(tables, "attendance", row, "participants")
            expected = f"{bound} {participants}, le nombre de participants"
            yield at(tables, "attendance", row, column, expected)


def _audiences(tables: Tables) -> Iterator[Fault]:
    """Yield totals of a meeting that its audiences, of the same basis, do not add up to."""
    rows = tables["attendance"].frame
    for _, mine in rows.groupby(["meeting_id", "basis"], sort=False):
        whole, parts = mine[mine["audience"] == EVERYONE], mine[mine["audience"] != EVERYONE]
        total = parts["participants"].sum(skipna=False)
        differs = (whole["participants"] != total).fillna(value=False)
        if len(parts) and len(whole) == 1 and differs.all():
            expected = f"{total}, la somme des publics de cette rencontre"
            yield at(tables, "attendance", whole.index[0], "participants", expected)


def _totals(tables: Tables) -> Iterator[Fault]:
    """Yield a published total that the estimates of its meetings do not add up to."""
    rows, figures = tables["attendance"].frame, tables["published_figures"].frame
    series = rows["meeting_id"].map(
        tables["meetings"].frame.drop_duplicates("meeting_id").set_index("meeting_id")["series"]
    )
    published = figures[figures["figure_id"] == "participants"]
    for _, figure in published.iterrows():
        mine = rows[(rows["basis"] == "estimated") & (series == figure["scope"])]
        total = int(mine["participants"].sum())
        if len(mine) and mine["participants"].notna().all() and total != figure["value"]:
            expected = f"un total de {figure['value']:g}, le nombre publié ({figure['scope']})"
            yield Fault(TABLES["attendance"].path, 0, "participants", str(total), expected)


def _leads(tables: Tables) -> Iterator[Fault]:
    """Yield themes whose lead is not made of known indicators."""
    known = set(tables["indicators"].frame["indicator_id"].dropna())
    leads = tables["themes"].frame["lead"].dropna()
    for row, lead in zip(leads.index, leads, strict=True):
        if not known.issuperset(str(lead).split("+")):
            expected = f"des indicateurs présents dans {TABLES['indicators'].path}"
            yield at(tables, "themes", row, "lead", expected)


def _values(tables: Tables) -> Iterator[Fault]:
    """Yield values that their indicator cannot take."""
    yield from vintages.out_of_range(tables, "town_indicators")


def _covered(tables: Tables) -> Iterator[Fault]:
    """Yield indicators whose number of towns is not the number of their values."""
    if tables["town_indicators"].frame.empty:
        return
    counts = tables["town_indicators"].frame["indicator_id"].value_counts()
    catalogue = tables["indicators"].frame
    found = catalogue["indicator_id"].map(counts).fillna(0)
    wrong = catalogue["towns"].notna() & (found != catalogue["towns"])
    for row in catalogue.index[wrong]:
        expected = f"{int(found[row])}, le nombre de valeurs dans town_indicators.csv"
        yield at(tables, "indicators", row, "towns", expected)


def _fates(tables: Tables) -> Iterator[Fault]:
    """Yield doubted values whose fate is not that of their rule."""
    rows = tables["doubtful_values"].frame
    for row, rule, fate in zip(rows.index, rows["rule"], rows["fate"], strict=True):
        if rule in doubtful.RULES and fate != doubtful.RULES[rule].fate:
            expected = f"{doubtful.RULES[rule].fate}, comme le veut la règle {rule}"
            yield at(tables, "doubtful_values", row, "fate", expected)


def _set_aside(tables: Tables) -> Iterator[Fault]:
    """Yield values that stand although a rule sets them aside."""
    values = tables["town_indicators"].frame
    for code, indicator, rule in doubtful.standing(values):
        own = values["insee_code"].eq(code) & values["indicator_id"].eq(indicator)
        expected = f"rien (règle : {doubtful.RULES[rule].title.lower()})"
        yield at(tables, "town_indicators", values.index[own][0], "value", expected)
