"""A territory told in French sentences, the same on the page and in the note."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pvd_geo.categories import BASES
from pvd_geo.formatting import (
    NARROW,
    date_long,
    decimal,
    distance,
    integer,
    listed,
    plural,
    share,
    signed,
    typeset,
)
from pvd_geo.grammar import placed
from pvd_geo.meetings.series import on_days, the_series
from pvd_geo.methods import SPAN, span
from pvd_geo.tables.doubtful import RULES
from pvd_geo.themes.comparison import FEW

if TYPE_CHECKING:
    from pvd_geo.territory.area_meeting import AreaMeeting
    from pvd_geo.territory.areas import Area, AreaTown
    from pvd_geo.themes.contrasts import Contrast

_WORTH_SAYING: Final = 5
"""Points from which a theme sets a territory apart."""
_MOST_NAMED: Final = 4


HEADLINES: Final = ("towns", "inhabitants", "towns", "inhabitants")
"""What each figure of `headlines` counts, in order."""


def headlines(area: Area) -> tuple[tuple[str, str], ...]:
    """Return the figures that open the note, each with its label."""
    count = len(area.towns)
    whole = "du programme" if area.kind == "region" else "de la région"
    figures = [
        (integer(count), "communes" if count > 1 else "commune"),
        (integer(area.population), "habitants"),
        (share(area.share_of_towns, 1), f"des communes {whole}"),
    ]
    if count > 1:
        figures.append((integer(area.median_population), "habitants, population médiane"))
    return tuple(figures)


def towns(area: Area) -> tuple[str, ...]:
    """Tell the towns: how many people, the smallest and the largest, their EPCI."""
    if not area.towns:
        return ("Ce territoire n’a aucune commune dans le programme.",)
    whole = "du programme" if area.kind == "region" else f"de la région ({area.whole.name})"
    if len(area.towns) == 1:
        only = area.towns[0]
        first = (
            f"La seule commune du programme y est {only.name} ({integer(only.population)} "
            f"habitants), soit {share(area.share_of_population, 1)} des habitants des communes "
            f"{whole}."
        )
    else:
        first = (
            f"{plural(len(area.towns), 'commune')} où vivent {integer(area.population)} personnes, "
            f"soit {share(area.share_of_population, 1)} des habitants des communes {whole}. "
            f"{_extreme(area.smallest, 'petite')}. {_extreme(area.largest, 'grande')}."
        )
    return (first, *_epci(area))


def meeting(area: Area) -> tuple[str, ...]:
    """Tell the meeting of the region: date, host, distances; or what was announced."""
    found = area.meeting
    if found is None:
        return ("Aucune rencontre n’est connue pour cette région.",)
    if found.status == "planned":
        return (_planned(found),)
    if found.status == "cancelled":
        return (_cancelled(found),)
    if not found.held:
        when = the_series(found.series)
        line = (
            "La région n’a pas de rencontre connue à ce jour. Le bilan publié en juillet 2022 "
            f"en annonçait une pour {when}, sans date ni lieu\u202f; les distances restent donc "
            "inconnues."
        )
        return (line,)
    host = placed(found.host).at if found.host else ""
    lines = [f"La rencontre régionale s’est tenue {on_days(found.day, found.last)} {host}."]
    if found.furthest_km is not None and len(area.towns) == 1:
        lines.append(f"La commune en est à {distance(found.furthest_km)} à vol d’oiseau.")
    elif found.furthest_km is not None:
        lines.append(
            f"À vol d’oiseau, la moitié des communes en sont à moins de "
            f"{distance(found.median_km)}\u202f; {_furthest(found)} "
            f"({distance(found.furthest_km)}). {_within(found)}"
        )
    return tuple(lines)


def _planned(found: AreaMeeting) -> str:
    host = f" {placed(found.host).at}" if found.host else ", dans un lieu qui reste à dire"
    when = on_days(found.day, found.last)
    return f"La région n’a pas de rencontre connue à ce jour\u202f; une est planifiée {when}{host}."


def _cancelled(found: AreaMeeting) -> str:
    when = f" du {date_long(found.day)}" if found.day else ""
    return (
        f"La région n’a pas de rencontre connue à ce jour : celle{when} est annulée"
        f" ({found.reason})."
    )


def attendance(area: Area) -> str:
    """Tell how many came to the region's meeting, and what the figure rests on."""
    found = area.meeting
    if found is None or not found.held:
        return "Fréquentation\u202f: sans objet, faute de rencontre connue."
    if found.participants is None or found.basis is None:
        return "Fréquentation\u202f: inconnue, aucun chiffre n’est publié pour cette rencontre."
    people = plural(found.participants, "participant")
    if found.basis != "estimated":
        rate = decimal(found.per_town, 2)
        asked = f" Inscrits\u202f: {integer(found.registered)}." if found.registered else ""
        return (
            f"Fréquentation\u202f: {people} ({BASES.label(found.basis)}), soit {rate} par commune."
            f"{asked}"
        )
    return (
        f"Fréquentation\u202f: environ {people} (estimé, {span(found.low, found.high)}). Seul le "
        f"total des douze rencontres de l’été est publié. {SPAN}"
    )


def contrast(one: Contrast) -> str:
    """Tell where the share of towns at the first level stands beside the programme's."""
    points = one.points
    unit = "point" if abs(points) < 2 else "points"  # noqa: PLR2004 - French plural
    return (
        f"{one.label}\u202f: {one.strong_towns} en {one.strong_label} ({one.interval}), contre "
        f"{one.programme_strong_towns} ({signed(points, 0)} {unit})."
    )


def most_different(area: Area, limit: int = 3) -> tuple[Contrast, ...]:
    """Return the themes that differ enough to be told, the most different first."""
    told = [one for one in area.contrasts if one.stands and abs(one.points) >= _WORTH_SAYING]
    return tuple(told[:limit])


def contrasts(area: Area) -> tuple[str, ...]:
    """Tell what sets the territory apart, or why nothing is said to."""
    told = most_different(area)
    if told:
        return tuple(map(contrast, told))
    if all(one.few for one in area.contrasts):
        line = (
            f"Moins de {FEW} communes connues par thème\u202f: leurs niveaux sont donnés en "
            "nombres, sans écart avec le programme."
        )
        return (line,)
    line = (
        f"Aucun thème connu pour {FEW} communes ou plus ne s’écarte du programme de "
        f"{_WORTH_SAYING} points ou plus sans que le hasard puisse l’expliquer."
    )
    return (line,)


def unknown(area: Area) -> tuple[str, ...]:
    """Tell what is not known, so that nobody takes a gap for a zero."""
    lines = [*_unknown_meeting(area.meeting)]
    gaps = [
        f"{one.label} ({integer(one.counts[3])} sur {integer(sum(one.counts))})"
        for one in area.contrasts
        if one.counts[3] > 0
    ]
    if gaps:
        lines.append(f"Communes sans valeur, par thème\u202f: {listed(gaps)}.")
    lines += [
        f"{one.label}\u202f: {plural(count, 'commune')}, {typeset(RULES[rule].short)}."
        for one in area.contrasts
        for rule, count in one.doubts
    ]
    lines += [
        f"Population de {vintage}, à défaut de plus récente dans ces données\u202f: "
        f"{_names(names)}."
        for vintage, names in area.aged
    ]
    if area.undated:
        lines.append(f"Date de convention inconnue\u202f: {_names(area.undated)}.")
    if area.without_epci:
        lines.append(f"Sans EPCI à fiscalité propre\u202f: {_names(area.without_epci)}.")
    if area.outlined:
        lines.append(
            "Position approchée, à un point du contour de la commune\u202f: "
            f"{_names(area.outlined)}."
        )
    return tuple(lines)


def _epci(area: Area) -> tuple[str, ...]:
    lines = []
    if len(area.epci) > 1:
        lines.append(f"Elles relèvent de {integer(len(area.epci))} EPCI{_most(area)}.")
    elif area.epci:
        verb = "Elles relèvent" if len(area.towns) > 1 else "Elle relève"
        lines.append(f"{verb} d’un seul EPCI\u202f: {area.epci[0].name}.")
    if area.without_epci:
        lines.append(f"Sans EPCI\u202f: {_names(area.without_epci)}.")
    return tuple(lines)


def _extreme(found: tuple[AreaTown, ...], size: str) -> str:
    names = listed([town.name for town in found], most=_MOST_NAMED)
    people = integer(found[0].population)
    if len(found) == 1:
        return f"La plus {size} est {names} ({people})"
    return f"Les plus {size}s, à égalité, sont {names} ({people})"


def _most(area: Area) -> str:
    """Name the EPCI of the most towns, or those that share the first place."""
    towns = area.epci[0].towns
    first = [placed(part.name, "epci").the for part in area.epci if part.towns == towns]
    if towns == 1:
        return "\u202f; chacun n’en compte qu’une"
    if len(first) == 1:
        return f"\u202f; le plus représenté est {first[0]} ({plural(towns, 'commune')})"
    names = listed(first, most=_MOST_NAMED)
    return f"\u202f; les plus représentés, à égalité, sont {names} ({towns} communes chacun)"


def _furthest(found: AreaMeeting) -> str:
    names = listed(found.furthest_towns, most=_MOST_NAMED)
    if len(found.furthest_towns) == 1:
        return f"la plus éloignée est {names}"
    return f"les plus éloignées, à égalité, sont {names}"


def _within(found: AreaMeeting) -> str:
    near, far = f"50{NARROW}km", f"100{NARROW}km"
    if not found.share_100:
        return f"Aucune n’est à moins de {far}."
    all_near = found.within(found.share_100)
    if not found.share_50:
        return f"Aucune n’est à moins de {near}, {all_near} à moins de {far}."
    return f"{found.within(found.share_50)} sont à moins de {near}, {all_near} de {far}."


def _unknown_meeting(found: AreaMeeting | None) -> tuple[str, ...]:
    if found is None or not found.held:
        return ("Date, lieu et fréquentation d’une rencontre dans cette région.",)
    if found.basis == "estimated":
        line = (
            "Fréquentation de cette rencontre\u202f: jamais publiée, estimée ici. "
            "Nombre de groupes et publics présents\u202f: inconnus."
        )
        return (line,)
    if found.participants is None:
        return ("Fréquentation de cette rencontre\u202f: jamais publiée.",)
    return () if found.groups is not None else ("Nombre de groupes de la rencontre.",)


def _names(names: tuple[str, ...]) -> str:
    return listed(names, most=_MOST_NAMED)
