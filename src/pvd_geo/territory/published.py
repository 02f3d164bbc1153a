"""What was published about the programme, each figure beside what our own tables say of it.

A published figure is never corrected: where ours differs, both stand, with the reason if one is
known.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal

from pvd_geo.formatting import (
    DASH,
    date_long,
    decimal,
    integer,
    listed,
    missing,
    plural,
    precise,
)
from pvd_geo.freshness import When, when, written
from pvd_geo.grammar import placed
from pvd_geo.meetings.attendance import recorded_count
from pvd_geo.meetings.series import summer
from pvd_geo.timeline.agreements import signed

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    import pandas as pd

    from pvd_geo.tables.dataset import Dataset

TABLES: Final = (
    "towns",
    "regions",
    "meetings",
    "attendance",
    "published_figures",
    "sources",
    "programme_facts",
)
LIST: Final = "anct-liste-pvd"
"""The source of the list of towns."""

Verdict = Literal["agrees", "differs", "uncounted"]
VERDICTS: Final[dict[Verdict, str]] = {
    "agrees": "concorde",
    "differs": "diffère",
    "uncounted": "publié seulement",
}
_NO_POSTS: Final = "Nos tables ne comptent pas les postes."
_NO_MONEY: Final = "Nos tables ne comptent pas les financements."
_UNCOUNTED: Final = {"postes": _NO_POSTS, "M€": _NO_MONEY}
"""What our tables do not count, by the unit of the published figure."""


@dataclass(frozen=True, slots=True)
class Publication:
    """Who published a figure: publisher, title, date as published, licence."""

    publisher: str
    title: str
    date: str
    licence: str

    @property
    def short(self) -> str:
        """Publisher and date: ``ANCT, juillet 2022``."""
        return f"{self.publisher}, {written(self.date)}"


@dataclass(frozen=True, slots=True)
class Reconciled:
    """One published figure, and ours.

    Parameters
    ----------
    figure_id, label
        Of ``published_figures.csv`` or of ``programme_facts.csv``.
    published
        The figure as it was published: ``plus de 800 personnes``; a dash when none was.
    source
        Who published it.
    ours
        What our tables count; a dash when they count nothing of the kind.
    verdict
        Whether the two agree, as far as the precision of the published one goes.
    reason
        Why they differ, what is not counted, what another source says.
    """

    figure_id: str
    label: str
    published: str
    source: Publication
    ours: str
    verdict: Verdict
    reason: str

    @property
    def quote(self) -> str:
        """A sentence to quote, with its source."""
        known = "nombre non publié" if self.published == DASH else self.published
        return f"{self.label} : {known} ({self.source.short})."


@dataclass(frozen=True, slots=True)
class _Count:
    """What our tables say: in words, as a number to compare, and what to know of it."""

    text: str = DASH
    value: float | None = None
    reason: str = ""


def reconcile(data: Dataset, met: pd.DataFrame) -> tuple[Reconciled, ...]:
    """Set every published figure and fact beside ours, figures first, then facts by date.

    Parameters
    ----------
    data
        With `TABLES`.
    met
        What `pvd_geo.meetings.attendance.by_meeting` returns.
    """
    sources = data.sources.set_index("source_id")
    out = []
    for row in data.published_figures.itertuples():
        said = sources.loc[row.source_id]
        source = Publication(said["publisher"], said["title"], said["date"], said["licence"])
        out.append(_reconciled(row.figure_id, row, source, _figure(row, data, met)))
    for row in data.programme_facts.sort_values("date").itertuples():
        source = Publication(row.publisher, row.title, row.source_date, row.licence)
        count = _fact(row, data)
        note = "" if missing(row.note) else f"Précaution : {row.note}."
        told = " ".join(filter(None, (count.reason, note)))
        out.append(_reconciled(row.fact_id, row, source, _Count(count.text, count.value, told)))
    return tuple(out)


def towns_told(data: Dataset) -> str:
    """Say how many towns there are, and why other numbers are read: in one sentence, dated."""
    others = data.published_figures.set_index("figure_id")
    sources = data.sources.set_index("source_id")
    told = []
    for figure in ("communes_ciblees", "communes"):
        row = others.loc[figure]
        source = sources.loc[row["source_id"]]
        number = precise(row["value"], row["precision"])
        told.append(f"{number} ({source['publisher']}, {written(source['date'])})")
    return (
        f"{plural(len(data.towns), 'commune')} sur la liste publiée par l’ANCT "
        f"{list_day(data).at} ; ailleurs, {listed(told)} : les sources ne disent pas quelles "
        "communes font l’écart."
    )


def list_day(data: Dataset) -> When:
    """Return when the list of towns was published, or came into force here."""
    return when(str(data.sources.set_index("source_id").loc[LIST, "date"]))


def agrees(value: float, precision: str, ours: float) -> bool:
    """Tell whether a count is one that a published figure, with its precision, allows.

    Parameters
    ----------
    value, precision
        As published; a figure that is said to be about right stands for those that round to it.
    ours
        What was counted.

    Examples
    --------
    >>> agrees(1600, "at_least", 1645), agrees(98, "about", 97.99), agrees(87, "about", 90.4)
    (True, True, False)
    """
    if precision == "at_least":
        return ours >= value
    return ours == value if precision == "exactly" else abs(ours - value) <= 0.5  # noqa: PLR2004


def _reconciled(key: str, row: Any, source: Publication, count: _Count) -> Reconciled:  # noqa: ANN401
    verdict: Verdict = "uncounted"
    if count.value is not None:
        verdict = "agrees" if agrees(row.value, row.precision, count.value) else "differs"
    known = not missing(row.value)
    published = f"{precise(row.value, row.precision)} {row.unit}" if known else DASH
    return Reconciled(key, row.label, published, source, count.text, verdict, count.reason)


def _figure(row: Any, data: Dataset, met: pd.DataFrame) -> _Count:  # noqa: ANN401
    if row.figure_id in _FIGURES:
        return _FIGURES[row.figure_id](data, met)
    if row.unit == "communes":
        return _towns(row.scope, row, data)
    return _Count(reason=_UNCOUNTED.get(row.unit, "Nos tables ne comptent rien de tel."))


def _fact(row: Any, data: Dataset) -> _Count:  # noqa: ANN401
    if row.kind == "towns":
        return _towns("programme", row, data)
    if row.kind == "agreements":
        return _agreements(row.date.date(), data.towns)
    if row.kind == "funding":
        return _Count(reason=_NO_MONEY)
    return _Count(reason="Les rencontres nationales ne sont pas dans nos tables.")


def _towns(scope: str, row: Any, data: Dataset) -> _Count:  # noqa: ANN401
    towns = data.towns
    inside = towns if scope == "programme" else towns[towns["region_code"].eq(scope)]
    listed_on = list_day(data)
    text = f"{plural(len(inside), 'commune')}, liste {listed_on.of}"
    if agrees(row.value, row.precision, len(inside)):
        return _Count(text, len(inside))
    reason = (
        f"La liste {listed_on.of} est d’une autre date ; les sources ne disent pas quelles "
        "communes font l’écart."
    )
    return _Count(text, len(inside), reason)


def _agreements(day: date, towns: pd.DataFrame) -> _Count:
    count = signed(towns, day)
    share = 100 * count / len(towns)
    text = (
        f"{integer(count)} sur {integer(len(towns))} au {date_long(day)}, soit {decimal(share)} %"
    )
    undated = plural(int(towns["agreement_date"].isna().sum()), "commune")
    reason = (
        "Nos parts viennent des dates de signature, rapportées à la liste d’aujourd’hui, dont "
        f"{undated} sans date."
    )
    return _Count(text, share, reason)


def _participants(_data: Dataset, met: pd.DataFrame) -> _Count:
    season = summer(met)
    count = recorded_count(season)
    shared = "Les estimations par rencontre partagent ce total : leur somme ne le vérifie pas."
    if not count:
        return _Count(reason=f"Aucune feuille d’émargement relevée. {shared}")
    people = season.loc[season["basis"].eq("recorded"), "participants"].sum()
    text = f"{integer(people)} relevés, {integer(count)} rencontres sur {integer(len(season))}"
    # A part of the meetings says nothing of the total of all of them.
    return _Count(text, float(people) if count == len(season) else None, shared)


def _meetings(_data: Dataset, met: pd.DataFrame) -> _Count:
    season = summer(met)
    since = met[~met["meeting_id"].isin(season["meeting_id"])]
    text = plural(len(season), "rencontre")
    if since.empty:
        return _Count(text, len(season))
    when = listed(f"{placed(row.host).at} le {date_long(row.date)}" for row in since.itertuples())
    reason = f"{plural(len(met), 'rencontre')} avec celles d’après l’été : {when}."
    return _Count(text, len(season), reason)


def _groups(data: Dataset, _met: pd.DataFrame) -> _Count:
    value = data.published_figures.set_index("figure_id")["value"]
    people, groups, size = (value[key] for key in ("participants", "groupes", "taille_groupe"))
    reason = (
        f"Les trois chiffres du bilan sont arrondis : {integer(people)} personnes par groupes de "
        f"{integer(size)} feraient {integer(people / size)} groupes, et {integer(groups)} groupes "
        f"de {integer(size)}, {integer(groups * size)} personnes. « Plus de » les laisse "
        "compatibles. Le nombre de groupes par rencontre n’est pas publié."
    )
    return _Count(reason=reason)


def _subsidy(_data: Dataset, _met: pd.DataFrame) -> _Count:
    return _Count(reason="Le plafond d’une aide : il n’y a rien à compter.")


def _targets(data: Dataset, _met: pd.DataFrame) -> _Count:
    value = data.published_figures.set_index("figure_id")["value"]
    done, aim = integer(value["chefs_de_projet"]), integer(value["chefs_de_projet_vises"])
    return _Count(reason=f"{_NO_POSTS} {done} est un constat, environ {aim} un objectif.")


def _agreements_of_june(data: Dataset, _met: pd.DataFrame) -> _Count:
    """Count on the day that the dated facts give to the same publication."""
    row = data.published_figures.set_index("figure_id").loc["conventions_adhesion"]
    title = data.sources.set_index("source_id").loc[row["source_id"], "title"]
    facts = data.programme_facts
    same = facts[facts["kind"].eq("agreements") & facts["title"].eq(title)]
    return _agreements(same["date"].iloc[0].date(), data.towns) if len(same) else _Count()


_FIGURES: Final[dict[str, Callable[[Dataset, pd.DataFrame], _Count]]] = {
    "participants": _participants,
    "rencontres": _meetings,
    "groupes": _groups,
    "taille_groupe": _groups,
    "subvention_poste": _subsidy,
    "chefs_de_projet": _targets,
    "chefs_de_projet_vises": _targets,
    "conventions_adhesion": _agreements_of_june,
}
