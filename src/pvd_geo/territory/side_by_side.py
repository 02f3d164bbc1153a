"""Territories side by side on the same measures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from pvd_geo.categories import BASES
from pvd_geo.formatting import DASH, date_long, decimal, distance, integer, listed
from pvd_geo.meetings.telling import briefly
from pvd_geo.methods import almost

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from pvd_geo.territory.area_meeting import AreaMeeting
    from pvd_geo.territory.areas import Area, AreaTown
    from pvd_geo.themes.contrasts import Contrast

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure, with one text for each territory."""

    label: str
    values: tuple[str, ...]


def measures(*areas: Area) -> tuple[Measure, ...]:
    """Measure territories in the same way; what is unknown is a dash.

    Parameters
    ----------
    areas
        Territories, in the order wanted; themes come in the order of the first one.
    """
    meetings = [area.meeting for area in areas]
    facts = [
        Measure("Communes du programme", _each(areas, lambda area: integer(len(area.towns)))),
        Measure("Habitants", _each(areas, lambda area: integer(area.population))),
        Measure("Population médiane", _each(areas, lambda area: integer(area.median_population))),
        Measure("Plus petite commune", _each(areas, lambda area: _extreme(area.smallest))),
        Measure("Plus grande commune", _each(areas, lambda area: _extreme(area.largest))),
        Measure("EPCI", _each(areas, lambda area: integer(len(area.epci)))),
        Measure("Rencontre régionale", _each(meetings, _held)),
        Measure(
            "Distance médiane à la rencontre",
            _each(meetings, lambda one: distance(one.median_km) if one else DASH),
        ),
        Measure(
            "Communes à moins de 100\u202fkm",
            _each(meetings, lambda one: one.within(one.share_100) if one else DASH),
        ),
        Measure("Participants", _each(meetings, _came)),
        Measure("Participants par commune de la région", _each(meetings, _rate)),
    ]
    return (*facts, *_themes(areas))


def _themes(areas: tuple[Area, ...]) -> list[Measure]:
    by_area = [{one.theme_id: one for one in area.contrasts} for area in areas]
    return [
        Measure(
            f"{first.label}\u202f: part en {first.strong_label}",
            tuple(_share(one) for one in (found[first.theme_id] for found in by_area)),
        )
        for first in areas[0].contrasts
    ]


def _share(one: Contrast) -> str:
    if not one.known:
        return DASH
    part = one.part(one.counts[0])
    return part if one.few else f"{part} ({one.interval})"


def _each(items: Iterable[T], tell: Callable[[T], str]) -> tuple[str, ...]:
    return tuple(tell(item) for item in items)


def _extreme(towns: tuple[AreaTown, ...]) -> str:
    if not towns:
        return DASH
    return f"{listed(town.name for town in towns)} ({integer(towns[0].population)})"


def _held(one: AreaMeeting | None) -> str:
    if one is None:
        return DASH
    if one.held:
        return f"{date_long(one.day)}, {one.host}"
    return briefly(one.status, one.day, one.last, one.host, one.reason)


def _came(one: AreaMeeting | None) -> str:
    if one is None or one.participants is None or one.basis is None:
        return DASH
    return f"{almost(integer(one.participants), one.basis)} ({BASES.label(one.basis)})"


def _rate(one: AreaMeeting | None) -> str:
    if one is None or one.per_town is None:
        return DASH
    return almost(decimal(one.per_town, 2), one.basis)
