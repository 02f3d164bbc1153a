"""Where would the next meetings be closest to their towns? Questions and exact answers.

Any programme town may host. Distances are geodesics, as the crow flies: they say nothing of
mountains, ferries or trains. Every answer is the exact optimum (see `pvd_geo.siting.facility`).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Literal

import numpy as np
import pandas as pd

from pvd_geo.errors import SitingError
from pvd_geo.formatting import listed
from pvd_geo.meetings.distance import pairwise_km
from pvd_geo.siting.facility import p_centre, p_median

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]

Objective = Literal["median", "centre", "coverage"]
Weight = Literal["towns", "inhabitants"]

MAX_HOSTS: Final = 3


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of a choice of hosts.

    Parameters
    ----------
    objective
        ``median``: least mean distance; ``centre``: least furthest distance; ``coverage``: most
        weight within ``within_km``. Of equal choices, the one with the least mean distance.
    hosts
        How many meetings, 1 to `MAX_HOSTS`.
    weight
        Whether each town counts once or by its inhabitants.
    within_km
        The distance of ``coverage``; the covered share is told for every objective.
    imposed, excluded
        INSEE codes of towns that must host, or cannot.
    """

    objective: Objective = "median"
    hosts: int = 1
    weight: Weight = "towns"
    within_km: float = 100.0
    imposed: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()

    def free(self) -> Question:
        """Return the same question with every town a candidate and none imposed."""
        return replace(self, imposed=(), excluded=())


@dataclass(frozen=True, slots=True)
class Answer:
    """Hosts and what they mean for their towns.

    Parameters
    ----------
    hosts
        INSEE codes.
    mean_km, furthest_km
        Kilometres as the crow flies; the mean is weighted as the question asks.
    furthest
        INSEE code of the town left furthest.
    covered
        Share of the weight within the question's distance, 0 to 1.
    allocation
        One row a town, in order: ``insee_code, host, distance_km`` to the nearest host.
    """

    hosts: tuple[str, ...]
    mean_km: float
    furthest_km: float
    furthest: str
    covered: float
    allocation: pd.DataFrame


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a search is, from 0 to 1; ``answer`` comes with the last one."""

    done: float
    answer: Answer | None = None


def weights(towns: pd.DataFrame, weight: Weight) -> Floats:
    """Return what each town counts for."""
    return towns["population"].to_numpy(float) if weight == "inhabitants" else np.ones(len(towns))


def evaluate(
    towns: pd.DataFrame, hosts: tuple[str, ...], question: Question, table: Floats | None = None
) -> Answer:
    """Tell what some hosts, the best or not, mean for the towns.

    Raises
    ------
    SitingError
        When a host is not one of the towns.
    """
    _check_known(towns, hosts)
    rows = _rows(towns, hosts)
    distances = pairwise_km(towns) if table is None else table
    nearest = distances[rows].argmin(axis=0)
    km = distances[rows].min(axis=0)
    weight = weights(towns, question.weight)
    total = weight.sum() or 1.0
    codes = towns["insee_code"].to_numpy()
    return Answer(
        hosts=hosts,
        mean_km=float((km * weight).sum() / total),
        furthest_km=float(km.max()),
        furthest=str(codes[km.argmax()]),
        covered=float(weight[km <= question.within_km].sum() / total),
        allocation=pd.DataFrame(
            {"insee_code": codes, "host": np.asarray(hosts)[nearest], "distance_km": km}
        ),
    )


def search(
    towns: pd.DataFrame, question: Question, table: Floats | None = None
) -> Iterator[Progress]:
    """Look for the best hosts of an area, telling how far the search is.

    Parameters
    ----------
    towns
        The area: columns ``insee_code, population, longitude, latitude``; each town is served and,
        unless excluded, a candidate.
    question
        What is asked.
    table
        What `pvd_geo.meetings.distance.pairwise_km` returns for ``towns``, when the caller has it
        already.

    Yields
    ------
    Progress
        Leave the loop to stop; the last one holds the answer.

    Raises
    ------
    SitingError
        When there is no candidate, or the question contradicts itself; the message is French.
    """
    candidates = _candidates(towns, question)
    distances = pairwise_km(towns) if table is None else table
    imposed = _rows(towns, question.imposed)
    missing = question.hosts - len(imposed)
    found: tuple[int, ...] = ()
    if missing:
        rows = np.setdiff1d(_rows(towns, candidates), imposed)
        distance = distances[rows]
        if len(imposed):
            distance = np.minimum(distance, distances[imposed].min(axis=0))
        cost = distance * weights(towns, question.weight)
        share = 0.0
        if question.objective == "coverage":
            cost = cost + _beyond(distance, question.within_km, towns, question.weight)
        elif question.objective == "centre":
            share, radius = 0.5, float(distance.max())
            for done, least in p_centre(distance, missing):
                radius = least
                yield Progress(share * done)
            # Of the choices that reach everyone within the radius, the one of least mean: a town
            # left beyond costs more than all the others together within it.
            total = weights(towns, question.weight).sum()
            cost = cost + (distance > radius) * (1.001 * max(radius, 1.0) * total)
        for step in p_median(cost, missing):
            yield Progress(share + (1 - share) * step.done)
            found = step.hosts
        found = tuple(int(rows[place]) for place in found)
    codes = towns["insee_code"].to_numpy()
    hosts = tuple(str(codes[row]) for row in sorted((*map(int, imposed), *found)))
    yield Progress(1.0, evaluate(towns, hosts, question, distances))


def runners_up(
    towns: pd.DataFrame, question: Question, best: Answer, table: Floats, most: int = 3
) -> tuple[Answer, ...]:
    """Return what the next best hosts of one meeting mean, the best of them first.

    Parameters
    ----------
    towns, question
        As for `search`; of several meetings, or of one whose host is imposed, there are none.
    best
        The answer.
    table
        Kilometres between the towns, square.
    most
        How many to return.
    """
    if question.hosts != 1 or question.imposed:
        return ()
    count = weights(towns, question.weight)
    mean = table @ count / count.sum()
    first = {
        "median": mean,
        "centre": table.max(axis=1),
        "coverage": -((table <= question.within_km) @ count),
    }[question.objective]
    codes = towns["insee_code"].to_numpy()
    left = {*question.excluded, *best.hosts}
    others = [str(codes[row]) for row in np.lexsort((mean, first)) if codes[row] not in left]
    return tuple(evaluate(towns, (code,), question, table) for code in others[:most])


def _beyond(distance: Floats, within_km: float, towns: pd.DataFrame, weight: Weight) -> Floats:
    """Charge each town left beyond the distance more than all kilometres together."""
    count = weights(towns, weight)
    kilometres = float((distance.max(axis=0) * count).sum())
    least = float(count[count > 0].min(initial=1.0))
    return (distance > within_km) * count * (2 * max(kilometres, 1.0) / least)


def _rows(towns: pd.DataFrame, codes: tuple[str, ...]) -> npt.NDArray[np.intp]:
    return np.flatnonzero(towns["insee_code"].isin(codes))


def _check_known(towns: pd.DataFrame, codes: tuple[str, ...]) -> None:
    unknown = sorted(set(codes) - set(towns["insee_code"]))
    if unknown:
        raise SitingError(f"Hors du territoire choisi : {listed(unknown)}.")


def _candidates(towns: pd.DataFrame, question: Question) -> tuple[str, ...]:
    """Return the INSEE codes that may host, or say why the question has no answer."""
    if towns.empty:
        raise SitingError("Le territoire choisi ne compte aucune commune du programme.")
    _check_known(towns, question.imposed)
    both = set(question.imposed) & set(question.excluded)
    if both:
        raise SitingError(f"Imposée et écartée à la fois : {listed(sorted(both))}.")
    if not 1 <= question.hosts <= MAX_HOSTS:
        raise SitingError(f"Le nombre de rencontres va de 1 à {MAX_HOSTS}.")
    if len(question.imposed) > question.hosts:
        raise SitingError(
            f"{len(question.imposed)} communes sont imposées pour {question.hosts} rencontre(s) : "
            "en libérer, ou prévoir plus de rencontres."
        )
    if question.objective == "coverage" and not question.within_km > 0:
        raise SitingError("La distance à couvrir doit être supérieure à zéro.")
    codes = tuple(towns.loc[~towns["insee_code"].isin(question.excluded), "insee_code"])
    if not codes:
        raise SitingError("Aucune commune candidate : toutes celles du territoire sont écartées.")
    if len(codes) < question.hosts:
        raise SitingError(
            f"{question.hosts} rencontres pour {len(codes)} commune(s) candidate(s) : "
            "il faut au moins une commune par rencontre."
        )
    return codes
