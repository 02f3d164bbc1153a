"""The guard has to bite: ten errors are planted in the product, and each is reported."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import pytest

from independent.test_sentences import stamp, wrong_in, wrong_lines, wrong_sources
from pvd_geo.export.stamp import source_lines
from pvd_geo.formatting import integer, rounded
from pvd_geo.grammar import Placed
from pvd_geo.tables import catalog, loading
from pvd_geo.territory import areas, narrative
from pvd_geo.themes import contrasts, portrait
from pvd_geo.ui.shared import programme_frames

if TYPE_CHECKING:
    from collections.abc import Iterable

    from independent import truth as plain
    from pvd_geo.codes import AreaKind
    from pvd_geo.territory.areas import Area, AreaTown
    from pvd_geo.territory.programme import Programme


def area(programme: Programme, code: str, kind: AreaKind = "region") -> Area:
    return areas.tell(kind, code, programme)


def every(programme: Programme, kind: AreaKind) -> Iterable[Area]:
    places = programme.regions if kind == "region" else programme.departments
    return (areas.tell(kind, code, programme) for code in places["code"])


def reported(faults: Iterable[str], name: str) -> bool:
    return any(name in fault for fault in faults)


def test_a_wrong_number(
    programme: Programme, truth: plain.Programme, monkeypatch: pytest.MonkeyPatch
) -> None:
    bretagne = area(programme, "53")
    assert wrong_in(bretagne, truth) == []
    monkeypatch.setattr(narrative, "integer", lambda value: integer(value + 1))
    assert reported(wrong_in(bretagne, truth), "nombre : ")


def test_a_false_superlative(
    programme: Programme, truth: plain.Programme, monkeypatch: pytest.MonkeyPatch
) -> None:
    tied = next(
        one
        for one in every(programme, "department")
        if len([part for part in one.epci if part.towns == one.epci[0].towns]) > 1
        and one.epci[0].towns > 1
    )
    first = tied.epci[0]
    alone = f"; le plus représenté est la {first.name} ({first.towns} communes)"
    monkeypatch.setattr(narrative, "_most", lambda _area: alone)
    assert reported(wrong_in(tied, truth), "superlatif : ")


def test_a_smallest_town_that_is_not_alone(
    programme: Programme, truth: plain.Programme, monkeypatch: pytest.MonkeyPatch
) -> None:
    bretagne = area(programme, "53")

    def second(one: Area) -> tuple[AreaTown, ...]:
        return (one.by_size[1],)

    monkeypatch.setattr(areas.Area, "smallest", property(second))
    assert reported(wrong_in(bretagne, truth), "superlatif : ")


def test_a_share_without_its_base(
    programme: Programme, truth: plain.Programme, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(contrasts, "base", lambda _known, _every: "des communes")
    found = [fault for one in every(programme, "region") for fault in wrong_in(one, truth)]
    assert reported(found, "part ou base : ")
    monkeypatch.setattr(contrasts, "base", lambda _known, _every: "")
    assert reported(wrong_in(area(programme, "53"), truth), "part sans base : ")


@pytest.mark.parametrize(
    ("wrong", "name"),
    [
        (Placed("CC Leff Armor", "", "à Le Folgoët"), "article contracté"),
        (Placed("", "", "de Aigueperse"), "élision"),
        (Placed("", "", "à CC Leff Armor"), "article manquant"),
    ],
)
def test_a_wrong_article(
    programme: Programme,
    truth: plain.Programme,
    monkeypatch: pytest.MonkeyPatch,
    wrong: Placed,
    name: str,
) -> None:
    monkeypatch.setattr(narrative, "placed", lambda *_: wrong)
    assert reported(wrong_in(area(programme, "53"), truth), f"{name} : ")


def test_an_estimate_without_its_mark(programme: Programme, truth: plain.Programme) -> None:
    bretagne = area(programme, "53")
    assert bretagne.meeting is not None
    sure = dataclasses.replace(bretagne.meeting, basis="recorded")
    found = wrong_in(dataclasses.replace(bretagne, meeting=sure), truth)
    assert reported(found, "estimation sans marque : ")


def test_a_vintage_too_young(programme: Programme, truth: plain.Programme) -> None:
    sources = catalog.read(loading.data_dir()).sources_of(*programme_frames.TABLES)
    young = [
        dataclasses.replace(one, date="2026") if one.publisher == "IGN" else one for one in sources
    ]
    assert wrong_sources(source_lines(sources)) == []
    assert reported(wrong_sources(source_lines(young)), "millésime : IGN")
    indicators = programme.indicators.assign(vintage="2026")
    lines = portrait.all_lines(programme.levels, programme.themes, indicators)
    assert reported(wrong_lines(truth, {"22162": lines["22162"]}), "millésime : ")


def test_a_missing_source() -> None:
    kept = tuple(line for line in stamp().sources if not line.startswith("ARCEP"))
    assert reported(wrong_sources(kept), "source absente : ARCEP")


def test_a_zero_without_its_reserve(programme: Programme, truth: plain.Programme) -> None:
    doubted = programme.levels["doubt"].ne("")
    assert doubted.sum() == 12
    levels = programme.levels.copy()
    levels.loc[doubted, "value"] = 0.0
    levels.loc[doubted, "level"] = "strong"
    levels.loc[doubted, "rank"] = 1
    codes = levels.loc[doubted, "insee_code"]
    lines = portrait.all_lines(levels, programme.themes, programme.indicators)
    found = wrong_lines(truth, {code: lines[code] for code in codes})
    assert sum("zéro sans réserve : " in fault for fault in found) == 12


def test_a_rounding_that_does_not_add_up(
    programme: Programme, truth: plain.Programme, monkeypatch: pytest.MonkeyPatch
) -> None:
    gap = contrasts.Contrast.gap
    monkeypatch.setattr(
        contrasts.Contrast,
        "points",
        property(lambda one: rounded(100 * gap.fget(one))),  # type: ignore[attr-defined]
    )
    found = [fault for one in every(programme, "region") for fault in wrong_in(one, truth)]
    assert reported(found, "arrondi : ")


def test_a_contrast_on_three_towns(
    programme: Programme, truth: plain.Programme, monkeypatch: pytest.MonkeyPatch
) -> None:
    mayotte = area(programme, "06")
    assert len(mayotte.towns) == 3
    assert wrong_in(mayotte, truth) == []
    monkeypatch.setattr(contrasts.Contrast, "few", property(lambda _one: False))
    claimed = tuple(dataclasses.replace(one, stands=True) for one in mayotte.contrasts)
    found = wrong_in(dataclasses.replace(mayotte, contrasts=claimed), truth)
    assert reported(found, "contraste sur 3 communes connues")
