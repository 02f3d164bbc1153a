"""Two programs that share no line count the same programme.

`second_count` reads data/ in plain Python; here its figures meet those of the package, and what
was known of the programme before either.
"""

from __future__ import annotations

import ast
import statistics
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd
import pytest

from independent import second_count
from pvd_geo.meetings.distance import catchments
from pvd_geo.timeline.agreements import signed

if TYPE_CHECKING:
    from pvd_geo.codes import AreaCode, AreaKind
    from pvd_geo.territory.areas import Area
    from pvd_geo.territory.programme import Programme


def test_the_second_count_shares_no_line_with_the_package() -> None:
    folder = Path(second_count.__file__).parent
    imported = {
        name.split(".")[0]
        for path in ("second_count.py", "truth.py", "checks.py", "language.py")
        for node in ast.walk(ast.parse((folder / path).read_text(encoding="utf-8")))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
        )
    }
    assert imported <= {*sys.stdlib_module_names, "independent"}


def test_the_headline_is_what_was_known_before() -> None:
    found = second_count.headline()
    assert found["towns"] == 1645
    assert found["inhabitants"] == 7_185_587
    assert found["median"] == 3289
    assert found["above_20000"] == 5
    assert found["summer"] == (12, "2022-06-22", "2022-07-18")
    assert (found["held"], found["announced"]) == (13, 5)
    assert found["participants"] == ("at_least", 800)
    assert found["groups"] == ("at_least", 60)
    assert second_count.signed("2021-10-25") == 1487
    assert second_count.signed("2022-06-22") == 1612


def test_the_headline_is_the_package_s(programme: Programme) -> None:
    found, towns = second_count.headline(), programme.towns
    assert found["towns"] == len(towns)
    assert found["departments"] == towns["department_code"].nunique()
    assert found["by_region"] == towns["region_code"].value_counts().to_dict()
    assert found["inhabitants"] == towns["population"].sum()
    assert found["median"] == towns["population"].median()
    assert found["held"] == len(programme.attendance)
    for day in pd.date_range("2020-10-01", "2024-09-30", freq="MS"):
        assert second_count.signed(f"{day:%Y-%m-%d}") == signed(towns, day.date()), day


def test_estimates_add_up_and_are_the_package_s(programme: Programme) -> None:
    found = second_count.estimates()
    assert sum(own for own, _, _ in found.values()) == 800
    shown = programme.attendance.dropna(subset=["participants"]).set_index("meeting_id")
    columns = ["participants", "participants_low", "participants_high"]
    assert {key: tuple(row) for key, row in shown[columns].T.items()} == found


def test_the_distance_of_every_town_is_the_package_s(programme: Programme) -> None:
    found = second_count.distances()
    assert len(found) == 1610
    shown = programme.distances.dropna(subset=["distance_km"]).set_index("insee_code")
    assert set(shown.index) == set(found)
    theirs = pd.Series({code: km for code, (_, km) in found.items()})
    # To the millimetre, in kilometres.
    assert (shown["distance_km"] - theirs).abs().max() < 1e-6
    assert shown["meeting_id"].to_dict() == {code: to for code, (to, _) in found.items()}


def test_the_reach_of_each_meeting_is_the_package_s(programme: Programme) -> None:
    by_meeting: dict[str, list[float]] = {}
    for meeting, km in second_count.distances().values():
        by_meeting.setdefault(meeting, []).append(km)
    shown = catchments(programme.towns, programme.meetings).set_index("meeting_id")
    assert set(by_meeting) == set(shown.index)
    for meeting, kilometres in by_meeting.items():
        row = shown.loc[meeting]
        assert row["towns"] == len(kilometres)
        assert row["median_km"] == pytest.approx(statistics.median(kilometres), abs=1e-6)
        assert row["furthest_km"] == pytest.approx(max(kilometres), abs=1e-6)
        for limit in (50, 100):
            inside = sum(one <= limit for one in kilometres)
            assert row[f"share_{limit}"] == inside / len(kilometres)


def test_every_level_and_rank_is_the_package_s(programme: Programme) -> None:
    found = second_count.levels()
    assert len(found) == 1645 * 12
    differing = [
        (row.insee_code, row.theme_id)
        for row in programme.levels.itertuples()
        if found[row.insee_code, row.theme_id]
        != (row.level, None if pd.isna(row.rank) else row.rank, row.ranked)
    ]
    assert differing == []


@pytest.mark.parametrize("kind", ["region", "department"])
def test_every_territory_is_counted_alike(told: dict[AreaCode, Area], kind: AreaKind) -> None:
    every, found = second_count.towns(), second_count.levels()
    of_kind = {place.code: area for place, area in told.items() if place.kind == kind}
    assert len(of_kind) == (18 if kind == "region" else 101)
    for code, area in of_kind.items():
        own = [town for town in every if town[f"{kind}_code"] == code]
        assert len(area.towns) == len(own)
        assert area.population == sum(town["population"] for town in own)
        assert len(area.epci) == len({town["epci_name"] for town in own} - {None})
        for contrast in area.contrasts:
            mine = [found[town["insee_code"], contrast.theme_id][0] for town in own]
            assert contrast.counts == tuple(
                mine.count(level) for level in ("strong", "moderate", "low", "unknown")
            )
