"""What a meeting can be: the faults of a draft, what it is worth looking at again, its name."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Final

from pvd_geo.codes import FORMER_REGIONS
from pvd_geo.formatting import date_long, listed, typeset
from pvd_geo.grammar import placed
from pvd_geo.meetings.series import period, series_of
from pvd_geo.text import folded, folded_name, nearest

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from pvd_geo.tables.records import MeetingState

_FIRST: Final = date(2020, 10, 1)
_LAST: Final = date(2035, 12, 31)
_MOST_EXPECTED: Final = 5_000
_LONGEST: Final = 60
"""Days of one meeting at most: a month, or a season's first weeks."""
_SERIES: Final = re.compile(r"(?:[a-z]+-)?(20\d{2})")


@dataclass(frozen=True, slots=True)
class Known:
    """What a draft is held against.

    Parameters
    ----------
    regions
        Names of today's regions, by code.
    towns
        Name and region of the programme's towns, by INSEE code.
    today
        The day.
    """

    regions: Mapping[str, str]
    towns: Mapping[str, tuple[str, str]]
    today: date


def faults(state: MeetingState, known: Known) -> tuple[str, ...]:
    """Return everything that a meeting cannot be, each as one French sentence."""
    found = [
        *(_region(code, known) for code in state.regions if code not in known.regions),
        *_dates(state),
        *_of_status(state, known.today),
    ]
    if not state.regions and not state.title:
        found.append("Choisissez une région, ou donnez un titre à une rencontre nationale.")
    if not _SERIES.fullmatch(state.series):
        found.append(
            f"La série « {state.series} » n’est pas reconnue : « 2027 » ou « été 2027 » est "
            "attendu."
        )
    if state.insee_code and state.insee_code not in known.towns:
        found.append(f"La commune {state.insee_code} n’est pas au programme : écrivez son nom.")
    if state.expected is not None and not 0 < state.expected <= _MOST_EXPECTED:
        found.append(f"Le public attendu est un nombre entre 1 et {_MOST_EXPECTED}.")
    return tuple(map(typeset, found))


def remarks(state: MeetingState, known: Known) -> tuple[str, ...]:
    """Return what is possible and worth saying, each as one French sentence."""
    found = []
    if state.insee_code in known.towns:
        name, region = known.towns[state.insee_code or ""]
        if state.regions and region not in state.regions:
            elsewhere = placed(known.regions[region], "region", region).at
            own = listed(known.regions[code] for code in state.regions if code in known.regions)
            found.append(f"{name} est {elsewhere}, hors de la région de la rencontre ({own}).")
    elif state.host:
        found.append(
            f"{state.host} est hors du programme : la rencontre n’est pas sur les cartes, et les "
            "distances jusqu’à elle restent inconnues." + _meant(state.host, known)
        )
    years = _SERIES.fullmatch(state.series)
    if state.first and years and years[1] != str(state.first.year):
        found.append(f"La date est en {state.first.year}, la série en {years[1]}.")
    return tuple(map(typeset, found))


def fresh_id(state: MeetingState, known: Known, used: Collection[str]) -> str:
    """Return a name for a new meeting that no other has had.

    Examples
    --------
    ``la-reunion-2027``, then ``la-reunion-2027-2``; ``nationale-2027``.
    """
    where = known.regions.get(state.regions[0], "") if state.regions else "nationale"
    stem = "-".join(re.findall(r"[a-z0-9]+", folded(where))) or "rencontre"
    year = state.first.year if state.first else state.series[-4:]
    name = f"{stem}-{year}"
    number = 2
    while name in used:
        name = f"{stem}-{year}-{number}"
        number += 1
    return name


def tidy(state: MeetingState) -> MeetingState:
    """Return a draft as it is kept: one day has no last one, a series is written one way."""
    last = None if state.last == state.first else state.last
    written = state.series.strip() or (str(state.first.year) if state.first else "")
    # A programme's town is known by its code alone, which follows it when its name changes.
    host = "" if state.insee_code else state.host
    return replace(state, last=last, series=series_of(written), host=host)


def _meant(host: str, known: Known) -> str:
    """Return the question whether a town of the programme was meant, if one is written alike."""
    codes = {folded_name(name): code for code, (name, _) in known.towns.items()}
    near = nearest(folded_name(host), codes)
    if near is None:
        return ""
    code = codes[near]
    return f" Vouliez-vous dire {known.towns[code][0]} ({code}) ?"


def _region(code: str, known: Known) -> str:
    if (former := FORMER_REGIONS.get(code)) is not None:
        name, today = former
        into = placed(known.regions.get(today, today), "region", today).the
        return f"La région {name} ({code}) n’existe plus : choisissez {into} ({today})."
    return f"La région {code} n’existe pas."


def _dates(state: MeetingState) -> list[str]:
    found = []
    if state.first and state.last and not 0 <= (state.last - state.first).days <= _LONGEST:
        found.append(
            f"La période {period(state.first, state.last)} n’en est pas une : {_LONGEST} jours au "
            "plus, du premier au dernier."
        )
    if state.first and not _FIRST <= state.first <= _LAST:
        found.append(
            f"Le {date_long(state.first)} est hors du programme : une date entre le "
            f"{date_long(_FIRST)} et le {date_long(_LAST)} est attendue."
        )
    return found


def _of_status(state: MeetingState, today: date) -> list[str]:
    """Return what is wrong for where the meeting stands in its life, the first fault only."""
    ends = state.last or state.first
    days = period(state.first, state.last)
    wrong: dict[str, list[tuple[bool, str]]] = {
        "announced": [],
        "planned": [
            (ends is None, "Une rencontre planifiée a une date : donnez-la, ou dites-la annoncée."),
            (
                ends is not None and ends < today,
                (
                    f"La date {days} est passée : une rencontre planifiée "
                    "est à venir. Si elle a eu lieu, dites-la tenue."
                ),
            ),
        ],
        "held": [
            (ends is None, "Une rencontre tenue a une date : donnez-la."),
            (
                state.first is not None and state.first > today,
                (
                    f"Le {date_long(state.first)} est à venir : la rencontre ne peut pas être déjà "
                    "tenue. Dites-la planifiée."
                ),
            ),
            (
                not (state.insee_code or state.host),
                "Une rencontre tenue a un lieu : donnez la ville hôte.",
            ),
        ],
        "cancelled": [(not state.reason, "Dites pourquoi la rencontre est annulée.")],
    }
    return [said for is_wrong, said in wrong[state.status] if is_wrong][:1]
