"""Values that cannot be, or hardly: by which rule each is doubted, and what becomes of it.

The rules are few and written down, so that anyone can hold them against the producers' files. The
pipeline applies them to the reference files: a value that cannot be is *set aside* (it is unknown
everywhere, with its reason), one that is merely odd is *kept* and listed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Fate = Literal["set_aside", "kept"]

NEVER_ZERO: Final = ("part_actifs_voiture", "part_menages_voiture", "logements", "revenu_median")
"""Indicators that are zero in no commune where people live."""
LITTLE_FIBRE: Final = 5.0
"""Per cent of premises below which a coverage is odd: the programme's median is above 90."""
FEW_HOMES: Final = 400
"""Homes below which a coverage of 100 % rests on few."""
EXPECTED_BIRTHS: Final = 4.0
"""Births that the programme's rate would give, from which none at all is odd (Poisson: 2 %)."""
YEARLY_CHANGE: Final = 0.10
"""Share by which a population hardly changes within a year unless the commune itself did."""


@dataclass(frozen=True, slots=True)
class Rule:
    """Why a value is doubted.

    Parameters
    ----------
    title
        What is looked for, in French.
    reason
        Why it is doubted, and what is done, in French.
    fate
        Whether the value is set aside as unknown, or kept and listed.
    short
        The reason in a few words, where there is room for no more.
    """

    title: str
    reason: str
    fate: Fate
    short: str = ""


RULES: Final[dict[str, Rule]] = {
    "zero_fibre": Rule(
        "Couverture en fibre de 0 %",
        "Le catalogue tient ces zéros pour « à vérifier ». Ils vont par blocs (toutes les communes "
        "de Guyane et de Mayotte) là où les communes couvertes ont presque toutes plus de 10 % : "
        "une donnée absente s’écrit sans doute ainsi. La valeur est inconnue.",
        "set_aside",
        "0 % publié, à vérifier : écarté",
    ),
    "never_zero": Rule(
        "Zéro là où il ne peut y en avoir",
        "Des logements, des actifs ou des ménages motorisés, un revenu médian : aucune commune "
        "habitée n’en a zéro. La valeur est inconnue.",
        "set_aside",
        "zéro impossible : écarté",
    ),
    "part_above_whole": Rule(
        "Vacance de longue durée supérieure à la vacance totale",
        "Une partie ne dépasse pas le tout. La part de longue durée est inconnue.",
        "set_aside",
        "plus que la vacance totale : écarté",
    ),
    "little_fibre": Rule(
        "Couverture en fibre de moins de 5 %, mais non nulle",
        "Rare, pas impossible : un réseau peut commencer. La valeur est gardée.",
        "kept",
    ),
    "full_of_few": Rule(
        "100 % de couverture sur moins de 400 logements",
        "Une part entière de peu de logements : un seul d’entre eux la change. La valeur est "
        "gardée.",
        "kept",
    ),
    "no_births": Rule(
        "Aucune naissance là où le taux du programme en donnerait quatre ou plus",
        "Le hasard le permet une fois sur cinquante au plus. La valeur est gardée.",
        "kept",
    ),
    "parts_and_whole": Rule(
        "Friches recensées en plus grand nombre que leurs trois états",
        "Le total compte des sites que le fichier ne range ni avec projet, ni sans projet, ni "
        "parmi les potentielles. Les quatre nombres sont gardés tels que publiés.",
        "kept",
    ),
    "vintage_jump": Rule(
        "Population légale qui change de plus de 10 % par an entre deux millésimes",
        "Le plus souvent la commune elle-même a changé : fusion, séparation. Un indicateur d’une "
        "année d’avant peut porter sur un autre territoire. La valeur est gardée.",
        "kept",
    ),
}
"""Every rule by its id, those that set values aside first."""

_COLUMNS: Final = ["insee_code", "indicator_id", "vintage", "value", "rule", "fate"]


def find(values: pd.DataFrame, indicators: pd.DataFrame, populations: pd.DataFrame) -> pd.DataFrame:
    """Find the values that a rule doubts.

    Parameters
    ----------
    values
        Long form: ``insee_code, indicator_id, value`` (a number).
    indicators
        Columns ``indicator_id, vintage``.
    populations
        Legal populations: ``insee_code, vintage, population`` (a number).

    Returns
    -------
    DataFrame
        One row a value and rule, sorted: ``insee_code, indicator_id`` (empty for the legal
        population), ``vintage, value, rule, fate``.
    """
    wide = values.pivot_table(index="insee_code", columns="indicator_id", values="value")
    people = populations.sort_values("vintage").groupby("insee_code")["population"].last()
    found = [
        (code, indicator, rule)
        for rule, look in _LOOKS.items()
        for indicator, codes in look(wide, people)
        for code in codes
    ]
    out = pd.DataFrame(found, columns=["insee_code", "indicator_id", "rule"]).astype("str")
    out = out.merge(values, on=["insee_code", "indicator_id"], how="left")
    out["vintage"] = out["indicator_id"].map(indicators.set_index("indicator_id")["vintage"])
    out = pd.concat([out, _jumps(populations)], ignore_index=True)
    out["fate"] = out["rule"].map({name: rule.fate for name, rule in RULES.items()})
    order = {name: place for place, name in enumerate(RULES)}
    return (
        out.sort_values(["rule", "insee_code"], key=_by_rule(order))
        .reset_index(drop=True)[_COLUMNS]
        .astype({"indicator_id": "str"})
    )


def without(values: pd.DataFrame, doubts: pd.DataFrame) -> pd.DataFrame:
    """Return the values in long form without those that are set aside."""
    gone = pd.MultiIndex.from_frame(
        doubts.loc[doubts["fate"].eq("set_aside"), ["insee_code", "indicator_id"]]
    )
    here = pd.MultiIndex.from_frame(values[["insee_code", "indicator_id"]])
    return values[~here.isin(gone)]


def reasons(doubts: pd.DataFrame) -> dict[tuple[str, str], str]:
    """Return in a few words why values were set aside, by INSEE code and indicator."""
    aside = doubts[doubts["fate"].eq("set_aside")]
    return {
        (str(row.insee_code), str(row.indicator_id)): RULES[str(row.rule)].short
        for row in aside.itertuples()
    }


def standing(values: pd.DataFrame) -> Iterator[tuple[str, str, str]]:
    """Yield INSEE code, indicator and rule of the values that a rule would set aside.

    Parameters
    ----------
    values
        Long form: ``insee_code, indicator_id, value``. The values of ``data/`` have none: what is
        set aside has gone to the list, so that the list is whole.
    """
    wide = values.pivot_table(index="insee_code", columns="indicator_id", values="value")
    for name, rule in RULES.items():
        if rule.fate == "set_aside":
            for indicator, codes in _LOOKS[name](wide, pd.Series(dtype=float)):
                yield from ((code, indicator, name) for code in codes)


_Found = list[tuple[str, list[str]]]


def _column(wide: pd.DataFrame, name: str) -> pd.Series[float]:
    return wide[name] if name in wide else pd.Series(float("nan"), index=wide.index)


def _zero_fibre(wide: pd.DataFrame, people: pd.Series[float]) -> _Found:  # noqa: ARG001
    return [("fibre", _codes(_column(wide, "fibre").eq(0)))]


def _never_zero(wide: pd.DataFrame, people: pd.Series[float]) -> _Found:  # noqa: ARG001
    return [(name, _codes(_column(wide, name).eq(0))) for name in NEVER_ZERO]


def _part_above_whole(wide: pd.DataFrame, people: pd.Series[float]) -> _Found:  # noqa: ARG001
    part, whole = _column(wide, "taux_vacance_longue"), _column(wide, "taux_vacance")
    return [("taux_vacance_longue", _codes(part > whole))]


def _little_fibre(wide: pd.DataFrame, people: pd.Series[float]) -> _Found:  # noqa: ARG001
    fibre = _column(wide, "fibre")
    return [("fibre", _codes((fibre > 0) & (fibre < LITTLE_FIBRE)))]


def _full_of_few(wide: pd.DataFrame, people: pd.Series[float]) -> _Found:  # noqa: ARG001
    few = _column(wide, "logements") < FEW_HOMES
    return [("fibre", _codes(few & _column(wide, "fibre").eq(100)))]


def _no_births(wide: pd.DataFrame, people: pd.Series[float]) -> _Found:
    births, here = _column(wide, "naissances"), people.reindex(wide.index)
    expected = here * float((births / here).median())
    return [("naissances", _codes(births.eq(0) & (expected >= EXPECTED_BIRTHS)))]


def _parts_and_whole(wide: pd.DataFrame, people: pd.Series[float]) -> _Found:  # noqa: ARG001
    states = ("friches_sans_projet", "friches_avec_projet", "friches_potentielles")
    parts = sum(_column(wide, name) for name in states)
    return [("friches", _codes(_column(wide, "friches") > parts))]


_LOOKS: Final[dict[str, Callable[[pd.DataFrame, pd.Series[float]], _Found]]] = {
    "zero_fibre": _zero_fibre,
    "never_zero": _never_zero,
    "part_above_whole": _part_above_whole,
    "little_fibre": _little_fibre,
    "full_of_few": _full_of_few,
    "no_births": _no_births,
    "parts_and_whole": _parts_and_whole,
}
"""How each rule on indicators is applied: towns by indicators, people by town -> codes."""


def _codes(flags: pd.Series[bool]) -> list[str]:
    return [str(code) for code in flags.index[flags]]


def _jumps(populations: pd.DataFrame) -> pd.DataFrame:
    """Return the populations that differ too much from the vintage before."""
    rows = populations.sort_values(["insee_code", "vintage"])
    before = rows.groupby("insee_code")[["vintage", "population"]].shift()
    years = rows["vintage"].astype(int) - before["vintage"].astype("Int64")
    times = (rows["population"] / before["population"]).astype(float)
    yearly = times ** (1 / years.astype("Float64").astype(float))
    odd = ((yearly - 1).abs() > YEARLY_CHANGE).to_numpy()
    found = rows.loc[odd, ["insee_code", "vintage", "population"]]
    return found.rename(columns={"population": "value"}).assign(
        indicator_id="", rule="vintage_jump"
    )


def _by_rule(order: dict[str, int]) -> Callable[[pd.Series[str]], pd.Series[object]]:
    return lambda column: column.map(order) if column.name == "rule" else column
