import numpy as np
import pandas as pd
import pytest

from pvd_geo.meetings import reach


@pytest.fixture
def towns() -> pd.DataFrame:
    return pd.DataFrame(
        {"insee_code": ["01001", "01002", "01003", "97101"], "population": [100, 300, 600, 50]}
    )


@pytest.fixture
def distances() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "insee_code": ["01001", "01002", "01003", "97101"],
            "distance_km": [0.0, 50.0, 120.0, np.nan],
            "nearest_km": [0.0, 40.0, 100.0, np.nan],
        }
    )


def test_shares_count_the_towns_that_have_a_meeting(
    distances: pd.DataFrame, towns: pd.DataFrame
) -> None:
    table = reach.shares(distances, towns, "distance_km").set_index("km")
    assert table.index.tolist() == [25, 50, 100, 150]
    assert table["towns"].tolist() == [1, 2, 2, 3]
    assert table["inhabitants"].tolist() == [100, 400, 400, 1000]
    assert table.loc[50, "share_towns"] == pytest.approx(2 / 3)
    assert table.loc[50, "share_inhabitants"] == pytest.approx(0.4)


def test_the_nearest_meeting_counts_the_same_towns(
    distances: pd.DataFrame, towns: pd.DataFrame
) -> None:
    table = reach.shares(distances, towns, "nearest_km").set_index("km")
    assert table.loc[100, "towns"] == 3
    assert table.loc[150, "share_towns"] == 1


def test_the_curve_rises_from_the_hosts_to_all(
    distances: pd.DataFrame, towns: pd.DataFrame
) -> None:
    curve = reach.curve(distances, towns, "distance_km")
    assert curve["km"].iloc[[0, -1]].tolist() == [0, 120]
    assert curve["share_towns"].is_monotonic_increasing
    assert curve["share_inhabitants"].iloc[-1] == 1
    assert curve["share_towns"].iloc[49] == pytest.approx(1 / 3)


def test_the_furthest_come_first(distances: pd.DataFrame, towns: pd.DataFrame) -> None:
    far = reach.furthest(distances, towns, "distance_km", 2)
    assert far["insee_code"].tolist() == ["01003", "01002"]


def test_an_area_that_has_not_met_has_no_shares(
    distances: pd.DataFrame, towns: pd.DataFrame
) -> None:
    overseas = towns[towns["insee_code"] == "97101"]
    assert reach.curve(distances, overseas, "distance_km").empty
    assert reach.shares(distances, overseas, "distance_km")["share_towns"].tolist() == [0] * 4
    assert reach.furthest(distances, overseas, "distance_km").empty
