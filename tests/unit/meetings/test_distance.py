import numpy as np
import pandas as pd
import pytest

from pvd_geo.meetings.distance import catchments, geodesic_km, to_meetings


@pytest.fixture
def towns() -> pd.DataFrame:
    """Two towns of one region on the equator, one of another, one without a meeting."""
    return pd.DataFrame(
        {
            "insee_code": ["01001", "01002", "02001", "03001"],
            "region_code": ["84", "84", "32", "11"],
            "longitude": [0.0, 1.0, 1.5, 9.0],
            "latitude": [0.0, 0.0, 0.0, 0.0],
        }
    )


@pytest.fixture
def meetings() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "meeting_id": ["a", "b", "c"],
            "region_code": ["84", "32", "11"],
            "status": ["held", "held", "announced"],
            "date": pd.to_datetime(["2022-06-01", "2022-06-02", None]),
            "insee_code": ["01001", "02001", None],
        }
    )


def test_one_degree_on_the_equator_is_the_published_length() -> None:
    # 1/360 of the WGS 84 equator, whose radius is 6,378,137 m by definition.
    assert geodesic_km(0, 0, 1, 0) == pytest.approx(2 * np.pi * 6378.137 / 360, rel=1e-9)


def test_quarter_of_a_meridian_is_the_published_length() -> None:
    assert geodesic_km(0, 0, 0, 90) == pytest.approx(10001.965729, rel=1e-9)


def test_arrays_broadcast() -> None:
    assert geodesic_km(np.zeros((3, 1)), 0, np.ones(2), 0).shape == (3, 2)


def test_each_town_has_its_region_s_meeting_and_the_nearest(
    towns: pd.DataFrame, meetings: pd.DataFrame
) -> None:
    out = to_meetings(towns, meetings).set_index("insee_code")
    assert out.loc["01001", "distance_km"] == 0
    assert out.loc["01002", "meeting_id"] == "a"
    assert out.loc["01002", "nearest_meeting_id"] == "b"
    assert out.loc["01002", "nearest_km"] == pytest.approx(55.66, abs=0.01)


def test_a_region_only_announced_has_no_distance(
    towns: pd.DataFrame, meetings: pd.DataFrame
) -> None:
    out = to_meetings(towns, meetings).set_index("insee_code")
    assert pd.isna(out.loc["03001", "meeting_id"])
    assert pd.isna(out.loc["03001", "distance_km"])
    assert out.loc["03001", "nearest_meeting_id"] == "b"


def test_overseas_a_meeting_beyond_the_ocean_is_nobody_s_nearest(
    towns: pd.DataFrame, meetings: pd.DataFrame
) -> None:
    apart = towns.assign(region_code=towns["region_code"].replace("11", "04"))
    out = to_meetings(apart, meetings).set_index("insee_code")
    assert pd.isna(out.loc["03001", "nearest_meeting_id"])
    assert pd.isna(out.loc["03001", "nearest_km"])
    its_own = meetings.assign(
        region_code=["04", "32", "84"],
        insee_code=["03001", "02001", "01001"],
        status="held",
    )
    out = to_meetings(apart, its_own).set_index("insee_code")
    assert out.loc["03001", ["nearest_meeting_id", "nearest_km"]].tolist() == ["a", 0]
    assert out.loc["01002", "nearest_meeting_id"] != "a"


def test_without_any_meeting_all_is_unknown(towns: pd.DataFrame, meetings: pd.DataFrame) -> None:
    out = to_meetings(towns, meetings[meetings["status"].eq("announced")])
    assert out["distance_km"].isna().all()
    assert out["nearest_km"].isna().all()


def test_catchments_sum_up_each_meeting(towns: pd.DataFrame, meetings: pd.DataFrame) -> None:
    rows = catchments(towns, meetings).set_index("meeting_id")
    assert rows.loc["a", "towns"] == 2
    assert rows.loc["a", "furthest"] == ("01002",)
    assert rows.loc["a", "median_km"] == pytest.approx(55.66, abs=0.01)
    assert rows.loc["a", "furthest_km"] == pytest.approx(111.32, abs=0.01)
    assert rows.loc["a", "share_50"] == 0.5
    assert rows.loc["a", "share_100"] == 0.5
