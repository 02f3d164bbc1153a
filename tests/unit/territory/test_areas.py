"""Covers: territory.area_meeting, territory.narrative, territory.programme, themes.contrasts."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from typing import TYPE_CHECKING

import pytest

from pvd_geo.errors import UnknownCodeError
from pvd_geo.formatting import distance
from pvd_geo.methods import SPAN
from pvd_geo.territory import areas, narrative
from pvd_geo.text import folded_name
from pvd_geo.themes.comparison import FEW

if TYPE_CHECKING:
    import pandas as pd

    from pvd_geo.codes import AreaKind
    from pvd_geo.territory.programme import Programme


@pytest.mark.parametrize(
    ("kind", "code", "name", "towns"),
    [
        ("region", "94", "Corse", 12),
        ("region", "04", "La Réunion", 11),
        ("region", "75", "Nouvelle-Aquitaine", 201),
        ("department", "21", "Côte-d’Or", 14),
        ("department", "75", "Paris", 0),
    ],
)
def test_a_territory_has_all_its_towns(
    programme: Programme, kind: AreaKind, code: str, name: str, towns: int
) -> None:
    area = areas.tell(kind, code, programme)
    assert (area.name, len(area.towns)) == (name, towns)
    keys = [folded_name(town.name) for town in area.towns]
    assert keys == sorted(keys)


def test_regions_add_up_to_the_programme(programme: Programme) -> None:
    told = [areas.tell("region", code, programme) for code in programme.regions["code"]]
    assert sum(len(area.towns) for area in told) == 1645
    assert sum(area.population for area in told) == 7_185_587
    assert sum(area.share_of_towns for area in told) == pytest.approx(1)


def test_a_departement_is_a_share_of_its_region(programme: Programme) -> None:
    area = areas.tell("department", "21", programme)
    assert (area.region_name, area.whole.towns) == ("Bourgogne-Franche-Comté", 109)
    assert area.share_of_towns == pytest.approx(14 / 109)


def test_a_town_without_epci_is_told_apart(programme: Programme) -> None:
    area = areas.tell("department", "85", programme)
    assert area.without_epci == ("L’Île-d’Yeu",)
    assert "Sans EPCI : L’Île-d’Yeu." in " ".join(narrative.towns(area)).replace("\u202f", " ")
    assert sum(part.towns for part in area.epci) == len(area.towns) - 1


def test_the_meeting_is_seen_from_the_territory(programme: Programme) -> None:
    region = areas.tell("region", "75", programme).meeting
    part = areas.tell("department", "33", programme).meeting
    assert region is not None
    assert part is not None
    assert (region.host, region.day) == ("La Réole", date(2022, 7, 18))
    assert (region.furthest_towns, region.basis) == (("Loudun",), "estimated")
    assert part.meeting_id == region.meeting_id
    assert part.median_km is not None
    assert region.median_km is not None
    assert part.median_km < region.median_km


def test_a_region_without_meeting_says_what_was_announced(programme: Programme) -> None:
    area = areas.tell("region", "04", programme)
    assert area.meeting is not None
    assert not area.meeting.held
    assert all(town.km is None for town in area.towns)
    text = " ".join(narrative.meeting(area))
    assert "n’a pas de rencontre connue" in text
    assert "l’automne 2022, sans date ni lieu" in text
    assert "sans objet" in narrative.attendance(area)


def test_an_estimate_is_told_as_one(programme: Programme) -> None:
    text = narrative.attendance(areas.tell("region", "94", programme))
    assert "environ 20 participants (estimé, de 15 à 67 selon la façon de partager" in text
    assert text.endswith(SPAN)


def test_a_meeting_without_any_figure_is_unknown_not_zero(programme: Programme) -> None:
    area = areas.tell("region", "27", programme)
    assert area.meeting is not None
    assert area.meeting.participants is None
    assert "inconnue" in narrative.attendance(area)


def test_a_territory_without_towns_still_makes_sense(programme: Programme) -> None:
    area = areas.tell("department", "75", programme)
    assert narrative.towns(area) == ("Ce territoire n’a aucune commune dans le programme.",)
    assert narrative.most_different(area) == ()
    assert area.median_population is None
    assert area.share_of_towns == 0
    assert narrative.headlines(area)[0] == ("0", "commune")


def test_an_unknown_code_is_refused(programme: Programme) -> None:
    with pytest.raises(UnknownCodeError):
        areas.tell("region", "99", programme)


def test_contrasts_count_every_town_once(programme: Programme) -> None:
    area = areas.tell("region", "75", programme)
    assert len(area.contrasts) == 12
    assert all(sum(one.counts) == 201 for one in area.contrasts)
    assert all(sum(one.programme_counts) == 1645 for one in area.contrasts)
    assert all(sum(one.shares) == pytest.approx(1) for one in area.contrasts)
    gaps = [abs(one.gap) for one in area.contrasts]
    assert gaps == sorted(gaps, reverse=True)
    first = area.contrasts[0]
    assert first.label == "Habitat ancien"
    assert narrative.contrast(first).replace("\u202f", " ") == (
        "Habitat ancien : 38 % des 200 communes connues (sur 201) en enjeu fort (31 à 44 %), "
        "contre 25 % de 1 624 dans le programme (+13 points)."
    )


@pytest.mark.parametrize(("code", "towns"), [("03", 4), ("06", 3)])
def test_a_value_that_was_set_aside_is_unknown_and_says_why(
    programme: Programme, code: str, towns: int
) -> None:
    lines = narrative.unknown(areas.tell("region", code, programme))
    said = f"Numérique\u202f: {towns} communes, 0\u202f% publié, à vérifier\u202f: écarté."
    assert said in lines
    assert f"Numérique ({towns} sur {towns})" in " ".join(lines)


def test_towns_shown_as_far_as_the_furthest_are_named_with_it(
    every_area: list[areas.Area],
) -> None:
    ties = 0
    for area in every_area:
        text = " ".join(narrative.meeting(area))
        far = [] if area.meeting is None else list(area.meeting.furthest_towns)
        shown = [distance(town.km) for town in area.towns if town.km is not None]
        if len(area.towns) > 1 and far and area.meeting is not None:
            assert shown.count(distance(area.meeting.furthest_km)) == len(far), area.name
            assert ("à égalité, sont" in text) == (len(far) > 1), text
            ties += len(far) > 1
    assert ties


def test_an_older_population_says_its_year(programme: Programme) -> None:
    assert any(
        "Population de 2017, à défaut de plus récente" in line and "Bandraboua" in line
        for line in narrative.unknown(areas.tell("region", "06", programme))
    )
    assert areas.tell("region", "53", programme).aged == ()


def test_what_is_unknown_is_listed(programme: Programme) -> None:
    lines = " ".join(narrative.unknown(areas.tell("region", "75", programme)))
    for expected in (
        "jamais publiée",
        "Habitat ancien (1 sur 201)",
        "Podensac",
        "et Saint-Maixent-l’École",
    ):
        assert expected in lines


@pytest.fixture(scope="module")
def every_area(programme: Programme) -> list[areas.Area]:
    frames: dict[AreaKind, pd.DataFrame] = {
        "region": programme.regions,
        "department": programme.departments,
    }
    told = [areas.tell(kind, code, programme) for kind in frames for code in frames[kind]["code"]]
    assert len(told) == 119
    return told


def test_no_superlative_stands_with_a_tie(every_area: list[areas.Area]) -> None:
    tied = 0
    for area in every_area:
        text = " ".join(narrative.towns(area))
        if not area.towns:
            continue
        people = Counter(town.population or 0 for town in area.towns)
        for size, word in ((min(people), "petite"), (max(people), "grande")):
            one = people[size] == 1 < len(area.towns)
            assert (f"La plus {word} est " in text) == one, (area.name, text)
        epci = Counter(town.epci_name for town in area.towns if town.epci_name)
        most = max(epci.values(), default=0)
        first = [name for name, count in epci.items() if count == most]
        tied += most > 1 < len(first)
        single = len(epci) > 1 and most > 1 and len(first) == 1
        assert ("le plus représenté est la " in text) == single, (area.name, text)
        assert ("plus représentés, à égalité" in text) == (most > 1 < len(first)), area.name
    assert tied > 10


def test_a_gap_agrees_with_the_two_shares_beside_it(every_area: list[areas.Area]) -> None:
    said = re.compile(
        r"(\d+) % des [\w (),]+ \(\d+ à \d+ %\), contre (\d+) % [\w ]+ "
        r"\((?P<gap>[+−]?\d+) points?\)\.$"
    )
    found = 0
    for area in every_area:
        for one in narrative.most_different(area):
            text = narrative.contrast(one).replace("\u202f", "\u00a0")
            text = text.replace("\u00a0%", " %").replace("\u00a0", "")
            match = said.search(text)
            assert match, text
            own, whole, gap = match.groups()
            assert int(own) - int(whole) == int(gap.replace("−", "-")), text
            assert one.stands
            assert one.known >= FEW
            found += 1
    assert found > 50


def test_few_known_towns_are_counted_and_set_nothing_apart(every_area: list[areas.Area]) -> None:
    few = 0
    for area in every_area:
        assert all(one.known >= 10 for one in narrative.most_different(area))
        for one in area.contrasts:
            if one.known and one.few:
                few += 1
                assert "%" not in one.part(one.counts[0]) + one.strong_towns
                assert f"sur {one.known}" in one.strong_towns
            elif one.known and one.counts[3]:
                assert f"(sur {len(area.towns)})" in one.strong_towns
    assert few > 100


def test_a_small_territory_says_why_nothing_sets_it_apart(programme: Programme) -> None:
    (line,) = narrative.contrasts(areas.tell("department", "976", programme))
    assert line.startswith("Moins de 10 communes connues par thème")


def test_distances_of_a_few_towns_are_counted(every_area: list[areas.Area]) -> None:
    few = 0
    for area in every_area:
        found = area.meeting
        if found is None or not found.held or found.measured < 2:
            continue
        near = narrative.meeting(area)[-1].rpartition("). ")[2]
        few += found.measured < 10
        assert ("%" in near) == (found.measured >= 10 and bool(found.share_100)), near
    assert few
