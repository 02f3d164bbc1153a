"""A map for paper and frames: all towns, each where it lies, in the colour of its level."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import vl_convert

from pvd_geo.categories import LEVELS
from pvd_geo.charts import places
from pvd_geo.codes import OVERSEAS_REGIONS
from pvd_geo.colors import LIGHT
from pvd_geo.tables import loading

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pvd_geo.tables.dataset import Dataset


@pytest.fixture(scope="module")
def dataset() -> Dataset:
    return loading.read(loading.data_dir())


def features(one: Any) -> Iterator[dict[str, Any]]:  # noqa: ANN401 - a chart as Vega-Lite has it
    if isinstance(one, dict):
        if one.get("type") == "Feature":
            yield one
        else:
            for value in one.values():
                yield from features(value)
    elif isinstance(one, list):
        for value in one:
            yield from features(value)


def drawn(spec: dict[str, Any]) -> dict[str | None, int]:
    """Count the towns of each label."""
    found: dict[str | None, int] = {}
    for each in features(spec):
        if each["geometry"]["type"] == "MultiPoint":
            label, points = each["properties"]["label"], each["geometry"]["coordinates"]
            found[label] = found.get(label, 0) + len(points)
    return found


def test_all_towns_are_drawn_and_overseas_has_its_own_maps(dataset: Dataset) -> None:
    regions = dataset.regions.assign(
        region_code=dataset.regions["code"], region_name=dataset.regions["name"]
    )
    spec = places.towns(dataset.towns, regions, LIGHT).to_dict()
    assert drawn(spec) == {None: dataset.towns["longitude"].notna().sum()}
    picture = vl_convert.vegalite_to_svg(spec)
    names = regions.set_index("code")["name"]
    for code in OVERSEAS_REGIONS:
        assert f">{names[code]}</text>" in picture
    # Maps of one size are not drawn as parts of one map of the world.
    centres = [
        tuple(each["projection"]["center"])
        for row in spec["vconcat"]
        for each in row.get("hconcat", [row])
    ]
    assert len(set(centres)) == 1 + len(OVERSEAS_REGIONS)


def test_one_region_is_coloured_by_level(dataset: Dataset) -> None:
    outlines = dataset.departments[dataset.departments["region_code"].eq("53")]
    towns = dataset.towns[dataset.towns["region_code"].eq("53")]
    strong = [True, *[False] * (len(towns) - 1)]
    levels = towns.assign(level="low")
    levels.loc[strong, "level"] = "strong"
    chart = places.towns(
        levels, outlines.assign(region_name="Bretagne"), LIGHT, levels=LEVELS["challenge"]
    )
    words = LEVELS["challenge"].labels
    assert drawn(chart.to_dict()) == {words["strong"]: 1, words["low"]: len(towns) - 1}
    assert words["unknown"] in vl_convert.vegalite_to_svg(chart.to_dict())
