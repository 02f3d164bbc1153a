"""One search box over towns, EPCI, départements and régions.

Accents, hyphens, case and "St"/"Saint" make no difference, a small slip of the finger is
forgiven, the best matches come first and the larger place wins a tie.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

import numpy as np

from pvd_geo.formatting import listed, missing, plural
from pvd_geo.text import folded_name
from pvd_geo.timeline.former import FormerNames

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import pandas as pd

    from pvd_geo.timeline.former import Former, Nature

_Costs: TypeAlias = np.ndarray[tuple[int, ...], np.dtype[np.int64]]
PlaceKind = Literal["region", "department", "town", "epci"]

KINDS: Final[tuple[PlaceKind, ...]] = ("region", "department", "town", "epci")
"""Kinds of place, in the order that settles a tie."""

_LINK_WORDS: Final = frozenset(
    {"a", "aux", "d", "de", "des", "du", "en", "et", "l", "la", "le", "les", "sous", "sur"}
    | {"ca", "cc", "cu", "metropole"}
)
_FORMERLY: Final[dict[Nature, str]] = {
    "delegated": "aujourd’hui dans",
    "associated": "aujourd’hui dans",
    "absorbed": "aujourd’hui dans",
    "renamed": "aujourd’hui",
    "restored": "autrefois dans",
}
_NO_MATCH: Final = 10_000
_FORGIVEN: Final = ((9, 2), (5, 1))  # from this many letters on, this many slips


@dataclass(frozen=True, slots=True)
class Place:
    """A place that a search found.

    Parameters
    ----------
    kind
        ``region``, ``department``, ``town`` or ``epci``.
    code
        Official code: INSEE for towns, départements and régions, SIREN for EPCI.
    name
        Name as the reader knows it.
    detail
        What tells it apart from its namesakes, in French.
    population
        Inhabitants of the programme's towns in it.
    former
        The former name or code that stands for the town, when it is found by one.
    """

    kind: PlaceKind
    code: str
    name: str
    detail: str
    population: int
    former: Former | None = None


class Index:
    """Places, with the spellings under which each is found.

    Parameters
    ----------
    places
        What can be found.
    """

    def __init__(self, places: Iterable[Place]) -> None:
        self.places: tuple[Place, ...] = tuple(places)
        keys = [
            (key, number, tail)
            for number, place in enumerate(self.places)
            for key, tail in _spellings(place)
        ]
        self._keys: list[str] = [key for key, _, _ in keys]
        self._owner = np.array([number for _, number, _ in keys], dtype=np.intp)
        self._tail = np.array([tail for _, _, tail in keys], dtype=np.int64)

    def search(self, query: str, limit: int = 8) -> tuple[Place, ...]:
        """Return at most ``limit`` places, the best first.

        Parameters
        ----------
        query
            What the user typed; a name or an official code.
        limit
            Most places returned.
        """
        wanted = folded_name(query)
        if not wanted or not self._keys:
            return ()
        cost = np.full(len(self.places), _NO_MATCH)
        np.minimum.at(cost, self._owner, self._costs(wanted))
        best = sorted(
            np.flatnonzero(cost < _NO_MATCH),
            key=lambda number: (cost[number], *_order(self.places[number])),
        )
        # A town is one answer, whether its name or a former one was meant.
        found: dict[tuple[str, str], Place] = {}
        for number in best:
            place = self.places[number]
            found.setdefault((place.kind, place.code), place)
            if len(found) == limit:
                break
        return tuple(found.values())

    def _costs(self, wanted: str) -> _Costs:
        """Return what it costs to read ``wanted`` as each spelling, 0 being the same.

        Looser readings are tried only when the stricter ones find nothing.
        """
        begins = np.fromiter((key.startswith(wanted) for key in self._keys), bool)
        if begins.any():
            sizes = np.fromiter(map(len, self._keys), np.int64)
            longer = (sizes > len(wanted)).astype(np.int64)
            return np.where(begins, longer + self._tail, _NO_MATCH)
        scattered = np.fromiter((_has_all(key, wanted.split()) for key in self._keys), bool)
        if scattered.any():
            return np.where(scattered, 1 + self._tail, _NO_MATCH)
        return self._slips(wanted)

    def _slips(self, wanted: str) -> _Costs:
        """Return the cost of each spelling, whole or cut short, within a few slips."""
        cost = np.full(len(self._keys), _NO_MATCH)
        size = len(wanted)
        slips = next((count for letters, count in _FORGIVEN if size >= letters), 0)
        if slips == 0 or any(letter.isdigit() for letter in wanted):
            return cost
        from rapidfuzz.distance import OSA  # noqa: PLC0415 - most words are names as they are
        from rapidfuzz.process import cdist  # noqa: PLC0415

        for extra, keys in ((0, self._keys), (1, [key[:size] for key in self._keys])):
            far = cdist([wanted], keys, scorer=OSA.distance, score_cutoff=slips)[0]
            near = 2 * far.astype(np.int64) + self._tail + extra
            cost = np.minimum(cost, np.where(far <= slips, near, _NO_MATCH))
        return cost


def build_index(
    towns: pd.DataFrame,
    regions: pd.DataFrame,
    departments: pd.DataFrame,
    former_names: FormerNames | None = None,
) -> Index:
    """Return the index of all places of the programme.

    Parameters
    ----------
    towns
        Towns of the programme.
    regions, departments
        With ``code`` and ``name``; those without a town of the programme are found too,
        so that the user learns that there is none.
    former_names
        Names and codes that towns had, or that communes had before they became part of one.
    """
    past = former_names or FormerNames()
    return Index(
        [
            *_areas("region", "région", regions, towns, "region_code"),
            *_areas("department", "département", departments, towns, "department_code"),
            *_towns(towns, past),
            *_epci(towns),
        ]
    )


def _has_all(key: str, beginnings: list[str]) -> bool:
    """Tell whether each of ``beginnings`` starts some word of ``key``."""
    words = key.split()
    return all(any(word.startswith(start) for word in words) for start in beginnings)


def _order(place: Place) -> tuple[bool, int, int, str, str]:
    former = place.former is not None
    return (former, -place.population, KINDS.index(place.kind), place.name, place.code)


def _spellings(place: Place) -> Iterator[tuple[str, int]]:
    """Yield each spelling with what it costs: nothing for the whole name or the code.

    A part of an EPCI's name costs most, for it is often the name of a town as well.
    """
    words = folded_name(place.name).split()
    yield " ".join(words), 0
    if place.kind != "epci":
        yield (place.former or place).code.lower(), 0
    for start in range(1, len(words)):
        if words[start] not in _LINK_WORDS:
            yield " ".join(words[start:]), 2 if place.kind == "epci" else 1


def _areas(
    kind: PlaceKind, word: str, areas: pd.DataFrame, towns: pd.DataFrame, column: str
) -> Iterator[Place]:
    population = towns.groupby(column)["population"].agg(["sum", "size"])
    for code, name in zip(areas["code"], areas["name"], strict=True):
        people, count = population.loc[code] if code in population.index else (0, 0)
        towns_in = plural(int(count), "commune") if count else "aucune commune"
        yield Place(kind, code, name, f"{word}, {towns_in}", int(people))


def _towns(towns: pd.DataFrame, former_names: FormerNames) -> Iterator[Place]:
    columns = ["insee_code", "name", "department_name", "department_code", "population"]
    for code, name, department, number, people in towns[columns].itertuples(index=False):
        where = f"{department} ({number})"
        size = 0 if missing(people) else int(people)
        yield Place("town", code, name, where, size)
        for former in former_names.of_town(code):
            detail = f"{_FORMERLY[former.nature]} {name}, {where}"
            yield Place("town", code, former.label, detail, size, former)


def _epci(towns: pd.DataFrame) -> Iterator[Place]:
    known = towns.dropna(subset=["epci_code", "epci_name"])
    for (code, name), rows in known.groupby(["epci_code", "epci_name"]):
        where = listed(sorted(rows["department_name"].unique()))
        detail = f"EPCI, {plural(len(rows), 'commune')}, {where}"
        yield Place("epci", str(code), str(name), detail, int(rows["population"].sum()))
