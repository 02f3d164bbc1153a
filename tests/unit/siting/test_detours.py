import geopandas as gpd
import pandas as pd
import pytest
from shapely import box

from harness.siting import solve
from pvd_geo.siting import detours
from pvd_geo.siting.questions import Question
from pvd_geo.tables import loading

LANDS = gpd.GeoDataFrame(geometry=[box(0, 0, 1, 1), box(1, 0, 2, 1), box(3, 0, 4, 1)])


@pytest.fixture
def towns() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "insee_code": ["01001", "01002", "01003"],
            "region_code": "84",
            "population": 1000,
            "area_km2": [10.0, 10.0, None],
            "density": ["Petites villes", "Bourgs ruraux", None],
            "rurality": None,
            "longitude": [0.5, 1.5, 2.9],  # the last lies just off its island's coarse outline
            "latitude": 0.5,
        }
    )


def reasons(towns: pd.DataFrame, host: str = "01002") -> tuple[str, ...]:
    allocation = pd.DataFrame({"insee_code": towns["insee_code"], "host": host})
    return detours.reasons(towns, allocation, host, detours.lands(towns, LANDS))


def test_the_sea_is_told_where_a_town_lies_on_another_piece_of_land(towns: pd.DataFrame) -> None:
    assert reasons(towns) == ("sea",)
    assert reasons(towns.iloc[:2]) == ()  # areas that share a border are one piece


def test_only_the_towns_that_come_to_a_host_count(towns: pd.DataFrame) -> None:
    allocation = pd.DataFrame({"insee_code": towns["insee_code"], "host": "01002"})
    allocation.loc[2, "host"] = "01003"
    land = detours.lands(towns, LANDS)
    assert detours.beyond_the_sea(allocation, "01002", land) == 0
    assert detours.reasons(towns, allocation, "01003", land) == ()


def test_a_tenth_of_the_towns_beyond_the_sea_is_told_and_less_is_not(towns: pd.DataFrame) -> None:
    others = [towns.iloc[:1].assign(insee_code=f"02{number:03}") for number in range(8)]
    few = pd.concat([towns, *others], ignore_index=True)  # one of eleven
    assert reasons(few) == ()
    assert reasons(few.iloc[:-1]) == ("sea",)


@pytest.mark.parametrize(
    ("known", "said"),
    [
        ({"area_km2": 101.0}, ("empty",)),
        ({"area_km2": 100.0}, ()),
        ({"region_code": "04"}, ("overseas",)),
        ({"region_code": "04", "density": "Petites villes"}, ()),
        ({"rurality": detours.TOURISTIC[0]}, ("touristic",)),
    ],
)
def test_each_rule_has_its_edge(
    towns: pd.DataFrame, known: dict[str, object], said: tuple[str, ...]
) -> None:
    assert reasons(towns.iloc[:2].assign(**known)) == said


def test_the_kinds_are_named_as_the_file_has_them() -> None:
    towns = loading.read(loading.data_dir(), "towns").towns
    assert set(detours.RURAL) <= set(towns["density"])
    assert set(detours.TOURISTIC) <= set(towns["rurality"])


@pytest.mark.parametrize(
    ("region", "name", "said"),
    [
        ("04", "Cilaos", ("overseas",)),
        ("03", "Papaichton", ("empty", "overseas")),
        ("01", "Lamentin", ("sea",)),
        ("53", "Loudéac", ()),  # one island, 133 towns on its own side
        ("84", "Sury-le-Comtal", ()),
    ],
)
def test_the_best_hosts_that_roads_hardly_reach_are_warned_of(
    region: str, name: str, said: tuple[str, ...]
) -> None:
    data = loading.read(loading.data_dir(), "towns", "regions")
    towns = data.towns[data.towns["region_code"].eq(region)].reset_index(drop=True)
    answer = solve(towns, Question())
    (host,) = answer.hosts
    assert towns.set_index("insee_code").loc[host, "name"] == name
    land = detours.lands(towns, data.regions)
    assert detours.reasons(towns, answer.allocation, host, land) == said
