"""Where to hold the next meetings: the question, the search, the answer."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING, Final, cast

import streamlit as st

from pvd_geo.codes import OVERSEAS_REGIONS
from pvd_geo.errors import SitingError
from pvd_geo.formatting import NARROW, beyond_the_cut, distance, integer, share
from pvd_geo.siting import questions
from pvd_geo.siting.questions import Question
from pvd_geo.tables.dataset import placed
from pvd_geo.territory.backing import MAPPED
from pvd_geo.ui.html import show, table, tag
from pvd_geo.ui.parts import marks, places, terms
from pvd_geo.ui.parts.terms import Choice, Whole
from pvd_geo.ui.shared import siting_analyses
from pvd_geo.ui.views.siting.answer import StudyArea, cost, labels, roads, show_answer

if TYPE_CHECKING:
    from pvd_geo.selection.selection import Selection
    from pvd_geo.siting.questions import Answer, Objective, Weight
    from pvd_geo.tables.dataset import Dataset

_HOSTS: Final = Choice(
    "nombre", {str(hosts): integer(hosts) for hosts in range(1, questions.MAX_HOSTS + 1)}
)
_OBJECTIVE: Final = Choice(
    "critere",
    {
        "median": "Distance moyenne la plus courte",
        "centre": "Commune la plus éloignée la moins loin",
        "coverage": "Le plus de monde à portée",
    },
)
_WEIGHT: Final = Choice("poids", {"towns": "Communes", "inhabitants": "Habitants"})
_WITHIN: Final = Whole("portee", 5, 300, 100, 5)
_NATIONAL: Final = "nationale"
_OVERSEAS: Final = "outremer"
_STOPPED: Final = "pvd-siting-stopped"
_NEXT: Final = 3
"""Hosts shown after the best one."""
_EVERY: Final = 0.15
"""Seconds between two moves of the progress bar."""


def area(dataset: Dataset, chosen: Selection) -> StudyArea | None:
    """Return the study area: a place, or all of France for who asks for it; else nothing.

    All of France is the mainland, unless the overseas is asked for.
    """
    towns = placed(dataset.towns)
    if place := places.key(chosen):
        inside = places.inside(dataset, chosen)[towns.index]
        own, key, name = towns[inside], place, places.name(chosen)
    elif not _is_national():
        return None
    elif terms.checkbox("Avec l’outre-mer", _OVERSEAS):
        own, key, name = towns, "all", "France entière"
    else:
        own = towns[~towns["region_code"].isin(OVERSEAS_REGIONS)]
        key, name = "mainland", "France métropolitaine"
    return StudyArea(key, name, own.drop(columns="geometry").reset_index(drop=True))


def ask(where: StudyArea) -> Question:
    """Offer the question's terms; they stay in the address."""
    one, two, three, four = st.columns([1.3, 3, 1.4, 2.4], gap="medium")
    with one:
        hosts = terms.segmented("Rencontres", _HOSTS)
    with two:
        objective = terms.selectbox("Critère", _OBJECTIVE)
    with three:
        weight = terms.segmented("On compte les", _WEIGHT)
    with four:
        label = f"À portée{NARROW}: moins de (km, à vol d’oiseau)"
        within = terms.slider(label, _WITHIN)
    with st.expander("Communes imposées ou écartées"):
        codes = list(where.towns["insee_code"])
        names = dict(zip(codes, labels(where.towns), strict=True))
        left, right = st.columns(2)
        imposed = left.multiselect(
            "Doivent accueillir",
            codes,
            format_func=names.__getitem__,
            placeholder="Aucune",
            select_all=False,
            key=f"pvd-imposed-{where.key}",
            filter_mode="contains",
        )
        excluded = right.multiselect(
            "Ne peuvent pas accueillir",
            codes,
            format_func=names.__getitem__,
            placeholder="Aucune",
            key=f"pvd-excluded-{where.key}",
            filter_mode="contains",
        )
    return Question(
        objective=cast("Objective", objective),
        hosts=int(hosts),
        weight=cast("Weight", weight),
        within_km=float(within),
        imposed=tuple(imposed),
        excluded=tuple(excluded),
    )


def answered(where: StudyArea, question: Question) -> Answer | None:
    """Return the best hosts; while they are looked for, show how far the search is.

    Nothing is returned when the search was stopped, or when the question has no answer, which is
    then explained.
    """
    kept, name = siting_analyses.answers(), (where.key, question)
    if name in kept:
        return kept[name]
    if st.session_state.get(_STOPPED) == name:
        show(tag("p", "Recherche arrêtée : aucun résultat à montrer.", css="pvd-empty"))
        st.button("Reprendre la recherche", on_click=st.session_state.pop, args=(_STOPPED,))
        return None
    holder = st.empty()
    try:
        answer = _searched(where, question, holder, name)
    except SitingError as error:
        holder.empty()
        show(tag("p", str(error), css="pvd-empty", role="alert"))
        return None
    holder.empty()
    kept[name] = answer
    return answer


def section(dataset: Dataset, chosen: Selection) -> None:
    """Show the question, and its answer as soon as it is there."""
    where = area(dataset, chosen)
    if where is None:
        _choose(dataset)
        return
    question = ask(where)
    answer = answered(where, question)
    if answer is not None:
        best = answered(where, question.free())
        show_answer(dataset, chosen, where, question, (answer, best))
        _next_best(where, question, answer)


def _is_national() -> bool:
    """Tell whether the question is asked of all of France; links of before say the overseas."""
    if terms.is_asked(_OVERSEAS):
        terms.ask(_NATIONAL)
    return terms.is_asked(_NATIONAL)


def _choose(dataset: Dataset) -> None:
    """Ask for the place first: a meeting gathers a region, and all of France is rarely meant."""
    show(tag("p", "Pour quelle région ? Ou choisissez un département dans la liste ci-dessus."))
    places.offer_regions(dataset)
    terms.button("Toute la France métropolitaine", _NATIONAL)


def _next_best(where: StudyArea, question: Question, best: Answer) -> None:
    """Show the next best towns: a room, a train or a wish to host may well be worth the way."""
    table_km = siting_analyses.pairwise_km(where.key, where.towns)
    found = questions.runners_up(where.towns, question, best, table_km, _NEXT + 1)
    if not found:
        return
    others = found[:_NEXT]
    names = dict(zip(where.towns["insee_code"], labels(where.towns), strict=True))
    rows = [
        (
            names[one.hosts[0]],
            distance(one.mean_km),
            distance(one.furthest_km),
            share(one.covered),
            cost(one, best, question.objective),
            roads(where, one),
        )
        for one in others
    ]
    headings = (
        "Lieu",
        "Distance moyenne",
        "La plus éloignée",
        "À portée",
        "De plus que le meilleur",
        "Route",
    )
    caption = "Les lieux suivants, à vol d’oiseau, et ce que chacun coûte de plus"
    marked = marks.captioned(caption, marks.of_table("towns", *MAPPED))
    show(table(marked, headings, rows, numbers=range(1, 5), css="pvd-said-last"))
    if beyond_the_cut([cost(one, best, question.objective) for one in found], _NEXT):
        show(tag("p", "À égalité avec le dernier : d’autres lieux coûtent autant.", css="pvd-note"))


def _searched(
    where: StudyArea,
    question: Question,
    holder: st.delta_generator.DeltaGenerator,
    name: tuple[str, Question],
) -> Answer:
    kilometres = siting_analyses.pairwise_km(where.key, where.towns)
    last = started = monotonic()
    bar = None
    for progress in questions.search(where.towns, question, kilometres):
        now = monotonic()
        if progress.answer is not None:
            return progress.answer
        if now - last < _EVERY:
            continue
        last = now
        if bar is None and now - started > 2 * _EVERY:
            with holder.container():
                bar = st.progress(0.0)
                st.button("Arrêter la recherche", on_click=_stop, args=(name,))
        if bar is not None:
            # A click on the button ends this run at the next move of the bar.
            bar.progress(progress.done, f"Recherche de l’optimum{NARROW}: {share(progress.done)}")
    raise SitingError("La recherche s’est arrêtée sans réponse.")


def _stop(name: tuple[str, Question]) -> None:
    st.session_state[_STOPPED] = name
