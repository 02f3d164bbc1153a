"""The answer to a question of siting: the hosts, what they mean, each town's way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import streamlit as st

from pvd_geo import maps
from pvd_geo.editors import Access
from pvd_geo.export.tables import Column
from pvd_geo.formatting import (
    DASH,
    NARROW,
    capitalised,
    curled,
    decimal,
    distance,
    integer,
    listed,
    plural,
    rounded,
    rounded_km,
    share,
    typeset,
)
from pvd_geo.grammar import placed
from pvd_geo.meetings.distance import furthest_of
from pvd_geo.methods import DETOURS
from pvd_geo.siting import detours, questions
from pvd_geo.territory.backing import MAPPED, PEOPLE, PLACES
from pvd_geo.territory.published import LIST
from pvd_geo.ui import navigation
from pvd_geo.ui.html import folded, join, show, table, tag
from pvd_geo.ui.parts import (
    access,
    figures,
    file_basket,
    glossary,
    map_view,
    marks,
    planning,
    town_map,
)
from pvd_geo.ui.shared import selected_towns, siting_analyses
from pvd_geo.ui.views.siting import hosts

if TYPE_CHECKING:
    import pandas as pd

    from pvd_geo.selection.selection import Selection
    from pvd_geo.siting.detours import Reason
    from pvd_geo.siting.questions import Answer, Objective, Question
    from pvd_geo.tables.dataset import Dataset


_NAMED: Final = questions.MAX_HOSTS
"""Towns named in a sentence: all hosts, and of many that are as far the first ones."""


_SHORT: Final[dict[Reason, str]] = {
    "sea": "mer",
    "empty": "presque inhabité",
    "overseas": "relief ou forêt",
    "touristic": "montagne ou littoral",
}
_LONG: Final[dict[Reason, str]] = {
    "empty": f"moins de {detours.EMPTY} habitants au km², une route n’y mène peut-être pas",
    "overseas": "commune rurale d’outre-mer, où la route contourne le relief ou la forêt",
    "touristic": "ruralité touristique spécialisée, celle des montagnes et des littoraux",
}
"""Why a road may be longer; see `pvd_geo.methods.DETOURS`."""


@dataclass(frozen=True, slots=True)
class StudyArea:
    """Where the meetings are to be held.

    Parameters
    ----------
    key
        Names the area among all.
    name
        Its name in French.
    towns
        Its towns, numbered from 0.
    """

    key: str
    name: str
    towns: pd.DataFrame


def show_answer(
    dataset: Dataset,
    chosen: Selection,
    where: StudyArea,
    question: Question,
    answers: tuple[Answer, Answer | None],
) -> None:
    """Show the hosts on the map, what they mean, and each town's way."""
    answer, best = answers
    text = told(where, question, answer, best)
    figures.row(_figures(where, question, answer), label="Le meilleur choix")
    cautions(where, question, answer)
    _warn(where, answer)
    left, right = st.columns([7, 5], gap="medium")
    with left:
        _map(dataset, chosen, where, answer, text)
    with right:
        show(tag("p", text))
        if chosen.region and not (chosen.department or chosen.epci):
            chosen_then = hosts.told(hosts.compared(dataset), chosen.region)
            show(tag("p", chosen_then))
        _offer_to_plan(where, answer)
        _hosts_table(where, question, answer)
        show(folded("Méthode", f"{siting_analyses.METHOD} {DETOURS}"))
        _file(chosen, where, answer)


def told(where: StudyArea, question: Question, answer: Answer, best: Answer | None) -> str:
    """State the answer in one or two sentences, with what it costs against the best."""
    names = _names(where, answer.hosts)
    who = "commune" if question.weight == "towns" else "habitant"
    central = _central(question, answer)
    text = (
        f"{where.name} : {central}{names}, à {distance(answer.mean_km)} en moyenne par {who}"
        f"{'' if central else ' à vol d’oiseau'} ; {_furthest(where, answer)}, à "
        f"{distance(answer.furthest_km)} ; "
        f"{share(answer.covered)} à moins de {within(question)}."
    )
    if best is not None and best.hosts != answer.hosts:
        more = cost(answer, best, question.objective)
        if question.objective != "coverage":
            more += " de plus"
        text += f" Sans commune imposée ni écartée : {_names(where, best.hosts)} ; coût : {more}."
    return text


def _central(question: Question, answer: Answer) -> str:
    """Say what the best hosts are, unless they were imposed, or are the best by another measure."""
    if question.objective == "coverage" or question.imposed or question.excluded:
        return ""
    one = len(answer.hosts) == 1
    who, verb = ("la plus centrale", "est") if one else ("les plus centrales", "sont")
    return f"{who} à vol d’oiseau {verb} "


def roads(where: StudyArea, answer: Answer) -> str:
    """Say in a few words whether the road to the hosts of an answer has to be looked at.

    Parameters
    ----------
    where
        The study area.
    answer
        The hosts.
    """
    found = [
        _SHORT[reason]
        for host in answer.hosts
        for reason in detours.reasons(where.towns, answer.allocation, host, siting_analyses.lands())
    ]
    return f"à vérifier ({listed(dict.fromkeys(found))})" if found else "rien de signalé"


def _warn(where: StudyArea, answer: Answer) -> None:
    """Warn of each host that a road may reach by a far longer way than the straight line."""
    land = siting_analyses.lands()
    warnings = []
    for host in answer.hosts:
        found = detours.reasons(where.towns, answer.allocation, host, land)
        if found:
            count = detours.beyond_the_sea(answer.allocation, host, land)
            why = " ; ".join(_why(reason, count) for reason in found)
            text = (
                f"{_names(where, (host,))} : la route peut être bien plus longue que le vol "
                f"d’oiseau. {capitalised(why)}. À vérifier avant de choisir."
            )
            warnings.append(tag("p", text))
    if warnings:
        show(tag("div", *warnings, css="pvd-notice"))


def _why(reason: Reason, beyond: int) -> str:
    if reason == "sea":
        coming = plural(beyond, "commune qui y viendrait", "communes qui y viendraient")
        return f"la mer la sépare de {coming}, avec ou sans pont"
    return _LONG[reason]


def cost(answer: Answer, best: Answer, objective: Objective) -> str:
    """Write what a choice costs against the best, from both as they are shown, so that all agree.

    Parameters
    ----------
    answer, best
        The choice and the best one.
    objective
        By what measure.
    """
    if objective == "coverage":
        points = rounded(100 * best.covered) - rounded(100 * answer.covered)
        return f"{plural(int(points), 'point')} de moins à portée"
    one, other = (
        (each.furthest_km if objective == "centre" else each.mean_km) for each in (answer, best)
    )
    km = rounded(rounded_km(one) - rounded_km(other), 1)
    return f"{integer(km) if km.is_integer() else decimal(km)}{NARROW}km"


def _figures(where: StudyArea, question: Question, answer: Answer) -> list[figures.Figure]:
    who = "commune" if question.weight == "towns" else "habitant"
    codes = where.towns.set_index("insee_code")
    place = "lieu proposé" if len(answer.hosts) == 1 else "lieux proposés"
    counted = (PEOPLE,) if question.weight == "inhabitants" else ()
    origin = marks.of_table("towns", LIST, *PLACES, *counted)
    return [
        figures.Figure(
            place,
            integer(len(answer.hosts)),
            note=_names(where, answer.hosts),
            origin=marks.of_table("towns", LIST),
        ),
        figures.Figure(
            "distance moyenne",
            distance(answer.mean_km),
            note=join([f"par {who}, ", glossary.opened("à vol d’oiseau", "straight")]),
            origin=origin,
        ),
        figures.Figure(
            "la plus éloignée",
            distance(answer.furthest_km),
            note=f"{listed(codes.loc[list(_far(answer)), 'name'], most=3)}, à vol d’oiseau",
            origin=origin,
        ),
        figures.Figure(
            f"à moins de {within(question)}",
            share(answer.covered),
            note=f"des {who}s",
            origin=origin,
        ),
    ]


def cautions(where: StudyArea, question: Question, answer: Answer) -> None:
    """Explain an answer that is true but says little."""
    if len(where.towns) == 1:
        alone = "ne compte qu’une commune du programme : elle est le seul choix possible."
        st.info(typeset(f"{where.name} {alone}"))
        return
    near = int((answer.allocation["distance_km"] <= question.within_km).sum())
    if near <= len(answer.hosts):
        st.info(
            typeset(
                f"À moins de {within(question)}, aucune commune n’est à portée d’une autre : "
                "seuls les lieux proposés sont comptés. Une distance plus grande distinguera "
                "les choix."
            )
        )


def _map(
    dataset: Dataset, chosen: Selection, where: StudyArea, answer: Answer, alternative: str
) -> None:
    places = {code: number for number, code in enumerate(answer.hosts)}
    allocation = answer.allocation
    links = dict(zip(allocation["insee_code"], allocation["host"].map(places), strict=True))
    layer = maps.town_layer(
        maps.Towns(selected_towns.order(dataset), list(where.towns["insee_code"])),
        sites=maps.Sites(proposed=answer.hosts, named=True, links=links),
        chosen=maps.Chosen(town_map.area_of(chosen)),
        mode="towns",
        alt=f"Carte : {alternative}",
    )
    base = maps.base_map(town_map.files(), title="Lieux proposés pour la prochaine rencontre")
    map_view.show(base, layer, key="siting-map", height=560, on_event=_choose)


def _choose(event: map_view.Event) -> None:
    if event.kind in {"region", "department"}:
        town_map.choose(event)


def _offer_to_plan(where: StudyArea, answer: Answer) -> None:
    """Let an editor turn the answer into a meeting: one button a host, each in its region."""
    if access.decision().access is not Access.GRANTED:
        return
    towns = where.towns.set_index("insee_code")
    with st.container(horizontal=True, gap="small"):
        for host in answer.hosts:
            plan = planning.Plan((str(towns.loc[host, "region_code"]),), host)
            if st.button(
                f"Planifier {placed(str(towns.loc[host, 'name'])).at}",
                key=f"pvd-plan-{host}",
                icon=":material/event:",
            ):
                planning.propose(plan)
                st.switch_page(navigation.named("saisie"), query_params={"partie": "meetings"})


def _hosts_table(where: StudyArea, question: Question, answer: Answer) -> None:
    people = where.towns.set_index("insee_code")["population"]
    rows = []
    for host, group in answer.allocation.groupby("host", sort=False):
        near = group["distance_km"] <= question.within_km
        rows.append(
            (
                _names(where, (str(host),)),
                integer(len(group)),
                integer(people[group["insee_code"]].sum()),
                distance(group["distance_km"].mean()),
                distance(group["distance_km"].max()),
                integer(near.sum()),
            )
        )
    headings = (
        *("Lieu", "Communes", "Habitants", "Distance moyenne", "La plus éloignée"),
        f"À moins de {within(question)}",
    )
    what = "Communes les plus proches de chaque lieu, à vol d’oiseau"
    show(
        table(
            marks.captioned(what, marks.of_table("towns", *MAPPED)),
            headings,
            rows,
            numbers=range(1, 6),
        )
    )


def _file(chosen: Selection, where: StudyArea, answer: Answer) -> None:
    names = where.towns.set_index("insee_code")["name"]
    rows = where.towns[["insee_code", "name", "department_code", "population"]].merge(
        answer.allocation, on="insee_code"
    )
    file_basket.figures(
        rows.assign(host_name=rows["host"].map(names)),
        (
            Column("insee_code", "Code INSEE", "code"),
            Column("name", "Commune"),
            Column("department_code", "Département", "code"),
            Column("population", "Habitants", "integer"),
            Column("host", "Code INSEE du lieu", "code"),
            Column("host_name", "Lieu le plus proche"),
            Column("distance_km", "Distance à vol d’oiseau (km)", "decimal", 2),
        ),
        chosen,
        *siting_analyses.SOURCES,
        title=f"Communes et lieux proposés, {where.name}",
        subject="lieux-proposes",
        notes=[siting_analyses.METHOD],
    )


def _far(answer: Answer) -> tuple[str, ...]:
    """Return the town furthest from its host, or all that are shown as far as it."""
    return furthest_of(answer.allocation.set_index("insee_code")["distance_km"])


def _furthest(where: StudyArea, answer: Answer) -> str:
    far = _far(answer)
    words = "la plus éloignée" if len(far) == 1 else "les plus éloignées, à égalité"
    return f"{words}, {_names(where, far)}"


def within(question: Question) -> str:
    """Write the distance of a question, which is always whole."""
    return f"{integer(question.within_km)}{NARROW}km"


def labels(towns: pd.DataFrame) -> list[str]:
    """Name towns with their département, since some share a name."""
    return [
        curled(f"{name} ({code})")
        for name, code in zip(towns["name"], towns["department_code"], strict=True)
    ]


def _names(where: StudyArea, codes: tuple[str, ...]) -> str:
    own = where.towns[where.towns["insee_code"].isin(codes)]
    return listed(labels(own), most=_NAMED) or DASH
