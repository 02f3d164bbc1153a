"""Exact facility location on a table of costs: the p hosts that serve everyone best.

Two problems, both solved to the optimum for the few hosts a season of meetings has:

- p-median (Hakimi, 1964): the least total cost. A Lagrangian relaxation of "each town goes to
  one host" (Cornuéjols, Fisher and Nemhauser, 1977) gives for every candidate a bound below
  which no set with it can fall; the sets the bound does not rule out are all enumerated.
- p-centre (Hakimi, 1964): the least furthest distance, by bisection over the distances of the
  table, each step being a covering problem (Minieka, 1970) searched from the town that the
  fewest candidates reach.

Both are generators: they yield how far they are and can be left at any moment.

Our own on purpose: spopt states the same problems for a linear solver, which must be installed
beside it, says nothing while it works, cannot be left, and among equal answers gives any. It is
what the tests hold these answers against.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import comb
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]
    Flags = npt.NDArray[np.bool_]

_ROUNDS: Final = 400
_CHEAP: Final = 20_000_000
"""Additions that an enumeration may cost before a sharper bound is worth its time."""


@dataclass(frozen=True, slots=True)
class Step:
    """How far a search is (0 to 1) and the best hosts so far, as rows of the table of costs."""

    done: float
    hosts: tuple[int, ...]
    final: bool = False


@dataclass(slots=True)
class _Best:
    """The cheapest set so far; of equals, the first in the order of the table."""

    cost: float
    hosts: tuple[int, ...]

    @property
    def slack(self) -> float:
        return 1e-10 * max(1.0, abs(self.cost))

    def offer(self, totals: Floats, sets: npt.NDArray[np.intp]) -> None:
        """Take the best of several sets (one a row) if it is better than what is held."""
        least = float(totals.min())
        if least > self.cost + self.slack:
            return
        ties = np.flatnonzero(totals <= least + self.slack)
        first = min(tuple(sorted(map(int, sets[row]))) for row in ties)
        if least < self.cost - self.slack or first < self.hosts:
            self.cost, self.hosts = least, first


def p_median(cost: Floats, hosts: int) -> Iterator[Step]:
    """Search for the hosts of least total cost.

    Parameters
    ----------
    cost
        What each town (columns) costs when served by each candidate (rows); finite.
    hosts
        How many candidates to choose, at most the number of rows.

    Yields
    ------
    Step
        The last one, ``final``, holds the optimum: rows of ``cost`` in increasing order.
    """
    size = len(cost)
    best = _interchange(cost, hosts)
    if hosts == size:
        yield Step(1.0, tuple(range(size)), final=True)
        return
    order, lower = np.arange(size), -np.inf
    scores = np.zeros(size)
    for spent, bound in _relax(cost, hosts, best):
        order, scores, lower = bound
        if comb(len(order), hosts) * cost.shape[1] <= _CHEAP:
            break
        yield Step(0.3 * spent, best.hosts)
    for spent in _enumerate(cost, hosts, best, (order, scores, lower)):
        yield Step(0.3 + 0.7 * spent, best.hosts)
    yield Step(1.0, best.hosts, final=True)


def _interchange(cost: Floats, hosts: int) -> _Best:
    """Choose greedily, then swap as long as it helps (Teitz and Bart, 1968)."""
    chosen: list[int] = []
    served = np.full(cost.shape[1], np.inf)
    for _ in range(hosts):
        totals = np.minimum(cost, served).sum(axis=1)
        totals[chosen] = np.inf
        chosen.append(int(totals.argmin()))
        served = np.minimum(served, cost[chosen[-1]])
    total, improved = float(served.sum()), True
    while improved:
        improved = False
        for place in range(hosts):
            others = chosen[:place] + chosen[place + 1 :]
            rest = cost[others].min(axis=0) if others else np.full(cost.shape[1], np.inf)
            totals = np.minimum(cost, rest).sum(axis=1)
            totals[others] = np.inf
            swap = int(totals.argmin())
            if totals[swap] < total * (1 - 1e-12):
                chosen[place], total, improved = swap, float(totals[swap]), True
    return _Best(total, tuple(sorted(chosen)))


def _relax(
    cost: Floats, hosts: int, best: _Best
) -> Iterator[tuple[float, tuple[npt.NDArray[np.intp], Floats, float]]]:
    """Sharpen the Lagrangian bound, dropping candidates that no optimum can hold.

    Yields the share of rounds done, then the candidates left (best first), their scores, and the
    constant to which the scores of a set are added to bound its cost from below.
    """
    alive = np.arange(len(cost))
    prices = np.partition(cost[list(best.hosts)], min(1, hosts - 1), axis=0)[min(1, hosts - 1)]
    held: tuple[npt.NDArray[np.intp], Floats, float] = (alive, np.zeros(len(alive)), -np.inf)
    peak, pace, idle = -np.inf, 1.0, 0
    for turn in range(_ROUNDS):
        gains = np.minimum(cost[alive] - prices, 0)
        scores = gains.sum(axis=1)
        rank = np.argsort(scores, kind="stable")
        constant = float(prices.sum())
        bound = constant + float(scores[rank[:hosts]].sum())
        least = constant + float(scores[rank[: hosts - 1]].sum())
        keep = rank[least + scores[rank] <= best.cost + best.slack]
        idle += 1
        if bound > peak or len(keep) < len(held[0]):
            if bound > peak:
                peak, idle = bound, 0
            held = (alive[keep], scores[keep], constant)
        slopes = 1.0 - (gains[rank[:hosts]] < 0).sum(axis=0)
        steepness = float((slopes**2).sum())
        yield turn / _ROUNDS, held
        if not steepness or len(keep) <= hosts:
            return
        if idle >= 10:  # noqa: PLR2004 - rounds without progress before the pace is halved
            pace, idle = pace / 2, 0
        if pace < 1e-3:  # noqa: PLR2004 - the bound has converged
            return
        alive = np.sort(alive[keep])
        prices = prices + pace * max(best.cost - bound, best.slack) / steepness * slopes


def _enumerate(
    cost: Floats,
    hosts: int,
    best: _Best,
    bound: tuple[npt.NDArray[np.intp], Floats, float],
) -> Iterator[float]:
    """Try every set of candidates that the bound allows, yielding the share of the work done."""
    order, scores, constant = bound
    table = cost[order]
    size, done = len(order), 0.0

    def reach(chosen: tuple[int, ...]) -> int:
        """Return up to where, in the order of scores, the last host of a set may lie."""
        room = best.cost + best.slack - constant - float(scores[list(chosen)].sum())
        return int(np.searchsorted(scores, room, side="right"))

    def descend(chosen: tuple[int, ...], served: Floats, start: int) -> Iterator[float]:
        nonlocal done
        missing = hosts - len(chosen)
        if missing == 1:
            stop = reach(chosen)
            if stop > start:
                totals = np.minimum(table[start:stop], served).sum(axis=1)
                sets = np.column_stack(
                    [np.full(stop - start, order[row]) for row in chosen] + [order[start:stop]]
                )
                best.offer(totals, sets)
            return
        for row in range(start, size - missing + 1):
            ahead = tuple(range(row, row + missing - 1))
            if reach((*chosen, *ahead)) <= row + missing - 1:
                break
            done = done if chosen else row / size
            yield done
            yield from descend((*chosen, row), np.minimum(served, table[row]), row + 1)

    yield from descend((), np.full(cost.shape[1], np.inf), 0)


def p_centre(distance: Floats, hosts: int) -> Iterator[tuple[float, float]]:
    """Search for the least radius within which ``hosts`` candidates reach every town.

    Parameters
    ----------
    distance
        From each candidate (rows) to each town (columns).
    hosts
        How many candidates to choose.

    Yields
    ------
    tuple of float
        The share of the work done and the least radius so far; the last is the optimum.
    """
    if hosts == 1:
        yield 1.0, float(distance.max(axis=1).min())
        return
    radii = np.unique(distance)
    start = _interchange(distance, hosts).hosts
    reached = float(distance[list(start)].min(axis=0).max())
    low, high = 0, int(np.searchsorted(radii, reached))
    low = int(np.searchsorted(radii, float(distance.min(axis=0).max())))
    rounds = max(1, int(np.ceil(np.log2(max(high - low, 1) + 1))))
    turn = 0
    while low < high:
        yield min(turn / rounds, 0.99), float(radii[high])
        middle, found = (low + high) // 2, False
        for answer in _covers(distance <= radii[middle], hosts):
            if answer is None:
                yield min(turn / rounds, 0.99), float(radii[high])
            else:
                found = answer
        low, high = (low, middle) if found else (middle + 1, high)
        turn += 1
    yield 1.0, float(radii[high])


def _essential(within: Flags) -> Flags:
    """Drop what cannot change the answer: towns served whenever another is, then lesser rows.

    Far-off towns decide alone: of 1,610 they leave some dozens.
    """
    towns = _minimal(within.T)
    rows = ~within[:, towns]
    return ~rows[_minimal(rows)]


def _minimal(sets: Flags) -> npt.NDArray[np.intp]:
    """Return the rows that contain no other row; of equal rows, the first."""
    first = np.sort(np.unique(np.packbits(sets, axis=1), axis=0, return_index=True)[1])
    flags = sets[first].astype(np.float32)
    common, sizes = flags @ flags.T, flags.sum(axis=1)
    inside = common == sizes[:, None]  # row a lies inside row b
    np.fill_diagonal(inside, val=False)
    minimal: npt.NDArray[np.intp] = first[~inside.any(axis=0)]
    return minimal


def _covers(within: Flags, hosts: int) -> Iterator[bool | None]:
    """Tell whether ``hosts`` rows cover every column; ``None`` means still searching."""
    within = _essential(within)
    packed = np.packbits(within, axis=1)

    def search(open_towns: Flags, missing: int) -> Iterator[bool | None]:
        if not open_towns.any():
            yield True
            return
        columns = np.flatnonzero(open_towns)
        hardest = columns[within[:, columns].sum(axis=0).argmin()]
        rows = np.flatnonzero(within[:, hardest])
        if missing == 1:
            needed = np.packbits(open_towns)
            yield bool(((packed[rows] & needed) == needed).all(axis=1).any())
            return
        gains = within[np.ix_(rows, columns)].sum(axis=1)
        for row in rows[np.argsort(-gains, kind="stable")]:
            yield None
            for answer in search(open_towns & ~within[row], missing - 1):
                if answer:
                    yield True
                    return
                if answer is None:
                    yield None
        yield False

    yield from search(np.ones(within.shape[1], dtype=bool), hosts)
