"""The answers to what is asked of the pages, held against a second count: clusters and hosts.

Which towns concentrate a theme comes from the findings kept for old housing, and from the first
level for the other themes: what is read here is what the page says of any such set of towns. That
a host is the best one is shown by `docs/findings/best_hosts.py`.
"""

from __future__ import annotations

import csv
import re
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, Final, cast

import pandas as pd
import pytest

from harness.datafiles import ROOT
from harness.siting import solve
from independent import language, second_count
from independent.truth import french, kilometres, percent
from pvd_geo import formatting
from pvd_geo.siting import questions
from pvd_geo.siting.questions import Question
from pvd_geo.themes import clusters, local_moran
from pvd_geo.ui.views.siting import answer as siting
from pvd_geo.ui.views.themes import clusters as told

if TYPE_CHECKING:
    from independent import truth as plain
    from pvd_geo.siting.questions import Answer
    from pvd_geo.territory.programme import Programme
    from pvd_geo.ui.views.themes.theme import Shown

NEAR_KM: Final = 25
CELL: Final = 0.4
"""Degrees: in mainland France, towns two cells apart are further than that."""
FEWEST: Final = 3
OVERSEAS: Final = {"01", "02", "03", "04", "06"}


def concentrated(truth: plain.Programme, theme: str) -> set[str]:
    """Return the towns of which the page would say that they concentrate a theme."""
    if theme == "habitat":
        with (ROOT / "docs/findings/vacancy_clusters.csv").open(encoding="utf-8") as file:
            return {row["insee_code"] for row in csv.DictReader(file) if row["lisa"] == "high_high"}
    return {
        town["insee_code"]
        for town in truth.towns
        if truth.levels[town["insee_code"], theme][0] == "strong"
        and town["region_code"] not in OVERSEAS | {"94"}
    }


def grouped(truth: plain.Programme, codes: set[str]) -> list[set[str]]:
    """Join towns that are near one another, directly or by others; the largest set first."""
    cells: dict[tuple[int, int], set[str]] = {}
    for code in sorted(codes):
        cells.setdefault(cell(truth.by_code[code]), set()).add(code)
    groups: list[set[str]] = []
    for first in sorted(codes):
        if any(first in group for group in groups):
            continue
        group, edge = set[str](), [first]
        while edge:
            code = edge.pop()
            x, y = cell(truth.by_code[code])
            cells[x, y].discard(code)
            group.add(code)
            around = {
                other
                for east in (x - 1, x, x + 1)
                for north in (y - 1, y, y + 1)
                for other in cells.get((east, north), ())
                if second_count.vincenty(truth.by_code[code], truth.by_code[other]) <= NEAR_KM
            }
            for other in around:
                cells[cell(truth.by_code[other])].discard(other)
            edge += sorted(around)
        groups.append(group)
    return sorted(groups, key=len, reverse=True)


def cell(town: dict[str, Any]) -> tuple[int, int]:
    """Return where a town is, in cells of `CELL` degrees."""
    return int(town["x"] // CELL), int(town["y"] // CELL)


def sentences(programme: Programme, truth: plain.Programme, theme: str) -> tuple[str, set[str]]:
    """Return what the page says of the towns that concentrate a theme, and those towns."""
    codes = concentrated(truth, theme)
    towns = programme.towns
    found = pd.DataFrame(
        {
            "insee_code": towns["insee_code"],
            "value": 1.0,
            "lisa": ["high_high" if code in codes else "outside" for code in towns["insee_code"]],
        }
    )
    groups = clusters.named(found, towns, found["lisa"].eq("high_high"))
    row = next(programme.themes[programme.themes["theme_id"].eq(theme)].itertuples())
    return told.told(found, groups, cast("Shown", SimpleNamespace(theme=row))), codes


def wrong_in_clusters(text: str, codes: set[str], truth: plain.Programme) -> list[str]:
    """Return what is wrong in the sentence on the towns that concentrate a theme."""
    groups = [group for group in grouped(truth, codes) if len(group) >= FEWEST]
    alone = len(codes) - sum(map(len, groups))
    named = [len(group) for group in groups[:3]]
    expected = {
        rf"{NARROW_COLON} (\S+) communes? en": [french(len(codes))],
        r"en (\S+) groupes?": [french(len(groups))] if groups else [],
        r"(\d+) communes autour": [str(size) for size in named],
        r"\. (\S+) communes? à l’écart": [french(alone)] if alone else [],
        r"et (\S+) autres? (?:de même taille ou )?plus petits?": [french(len(groups) - 3)]
        if len(groups) > 3
        else [],
    }
    wrong = [f"{fault} ← {text}" for fault in language.faults(text)]
    for pattern, numbers in expected.items():
        if re.findall(pattern, text) != numbers:
            wrong.append(f"{pattern} : {numbers} attendu ← {text}")
    return wrong


NARROW_COLON: Final = f"^.+?{language.NARROW}:"


def test_concentrations_are_told_as_they_are(programme: Programme, truth: plain.Programme) -> None:
    wrong = [
        fault
        for theme in truth.themes
        for fault in wrong_in_clusters(*typeset(*sentences(programme, truth, theme)), truth)
    ]
    assert wrong == []


def typeset(text: str, codes: set[str]) -> tuple[str, set[str]]:
    """Return a sentence as the page shows it."""
    return formatting.typeset(text), codes


def test_no_concentration_and_whole_are_told_in_french(programme: Programme) -> None:
    nowhere = pd.DataFrame({"lisa": ["outside"] * len(programme.towns)})
    row = next(programme.themes.itertuples())
    texts = [told.told(nowhere, (), cast("Shown", SimpleNamespace(theme=row)))]
    for p_value, moran in ((0.0002, 0.31), (0.04, -0.02), (0.2, 0.0)):
        texts.append(told.first_of_all(local_moran.Whole(moran, p_value, 1579)))
    texts.append(told.first_of_all(None))
    # What statisticians write of a small p is no piece of code.
    shown = [typeset(text, set())[0].replace("p < 0,001", "p = 0,001") for text in texts]
    wrong = [fault for text in shown for fault in language.faults(text)]
    assert wrong == []


def wrong_in_answer(
    text: str, answer: Answer, where: siting.StudyArea, question: Question, truth: plain.Programme
) -> list[str]:
    """Return what is wrong in the sentence on the best hosts of a territory."""
    towns = [truth.by_code[code] for code in where.towns["insee_code"]]
    hosts = [truth.by_code[code] for code in answer.hosts]
    ways = {
        town["insee_code"]: min(second_count.vincenty(town, host) for host in hosts)
        for town in towns
    }
    counts = {
        town["insee_code"]: town["population"] if question.weight == "inhabitants" else 1
        for town in towns
    }
    every = sum(counts.values())
    mean = sum(km * counts[code] for code, km in ways.items()) / every
    last = kilometres(max(ways.values()))
    tied = [code for code, km in ways.items() if kilometres(km) == last]
    near = sum(counts[code] for code, km in ways.items() if km <= question.within_km)
    km = f"{language.NARROW}km"
    wrong = [f"{fault} ← {text}" for fault in language.faults(text)]
    first = text.partition(" Sans commune")[0]
    parts = (
        f"{hosts[0]['name']} (",
        f"à {kilometres(mean)}{km} en moyenne",
        f"à {last}{km}",
        f"{percent(near, every)}{language.NARROW}% à moins de {french(question.within_km)}{km}",
        "les plus éloignées, à égalité" if len(tied) > 1 else "la plus éloignée, ",
        truth.by_code[tied[0]]["name"] if len(tied) <= questions.MAX_HOSTS else "",
    )
    return [*wrong, *(f"{part} attendu ← {text}" for part in parts if part not in first)]


ASKED: Final = (
    Question(),
    Question(objective="centre"),
    Question(objective="coverage", weight="inhabitants", within_km=50),
)


@pytest.mark.parametrize("question", ASKED, ids=lambda one: one.objective)
def test_the_best_hosts_are_told_as_they_are(
    programme: Programme, truth: plain.Programme, question: Question
) -> None:
    wrong = []
    for region in programme.regions.itertuples():
        towns = programme.towns[programme.towns["region_code"].eq(region.code)]
        where = siting.StudyArea(region.code, region.name, towns.reset_index(drop=True))
        best = solve(where.towns, question)
        text, _ = typeset(siting.told(where, question, best, None), set())
        wrong += wrong_in_answer(text, best, where, question, truth)
    assert wrong == []


def test_what_an_imposed_host_costs_is_told(programme: Programme, truth: plain.Programme) -> None:
    towns = programme.towns[programme.towns["region_code"].eq("94")].reset_index(drop=True)
    where = siting.StudyArea("94", "Corse", towns)
    imposed = Question(imposed=(str(towns["insee_code"].iloc[0]),))
    best, answer = solve(where.towns, imposed.free()), solve(where.towns, imposed)
    text, _ = typeset(siting.told(where, imposed, answer, best), set())
    assert wrong_in_answer(text, answer, where, imposed, truth) == []
    gap = float(kilometres(answer.mean_km).replace(",", ".")) - float(
        kilometres(best.mean_km).replace(",", ".")
    )
    assert f"coût{language.NARROW}: {kilometres(gap)}{language.NARROW}km de plus" in text


def test_a_wrong_number_of_a_cluster_or_a_host_is_found(
    programme: Programme, truth: plain.Programme
) -> None:
    text, codes = typeset(*sentences(programme, truth, "habitat"))
    assert wrong_in_clusters(text.replace(str(len(codes)), "163", 1), codes, truth) != []
    towns = programme.towns[programme.towns["region_code"].eq("94")].reset_index(drop=True)
    where = siting.StudyArea("94", "Corse", towns)
    answer = solve(where.towns, Question())
    said, _ = typeset(siting.told(where, Question(), answer, None), set())
    assert wrong_in_answer(said, answer, where, Question(), truth) == []
    assert wrong_in_answer(said.replace("km en", "9 km en"), answer, where, Question(), truth) != []
