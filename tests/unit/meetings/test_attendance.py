"""Who came: estimated, recorded, added up."""

import pandas as pd
import pytest

from pvd_geo.meetings.attendance import (
    basis_of,
    by_audience,
    by_meeting,
    cumulative,
    current,
    recorded_count,
)
from pvd_geo.meetings.series import summer
from pvd_geo.tables import loading
from pvd_geo.tables.records import Attendance, attendance_frame

COLUMNS = [
    "meeting_id",
    "audience",
    "participants",
    "participants_low",
    "participants_high",
    "groups",
    "basis",
    "source_id",
    "note",
]


def rows(*values: tuple[str, str, int, str], groups: int | None = None) -> pd.DataFrame:
    frame = pd.DataFrame(
        [
            (meeting, audience, count, count, count, groups, basis, "s", "")
            for meeting, audience, count, basis in values
        ],
        columns=COLUMNS,
    )
    figures = COLUMNS[2:6]
    return frame.astype(dict.fromkeys(figures, "Int64"))


@pytest.fixture
def meetings() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "meeting_id": ["late", "early", "autumn", "to-come"],
            "region_code": ["84", "94", "27", "04"],
            "series": ["ete-2022", "ete-2022", "automne-2022", "automne-2022"],
            "date": pd.to_datetime(["2022-07-11", "2022-06-24", "2022-09-02", None]),
            "insee_code": ["69019", "2B096", "21425", None],
            "status": ["held", "held", "held", "announced"],
        }
    )


@pytest.fixture
def towns() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "insee_code": ["69019", "69001", "2B096", "21425", "97401"],
            "name": ["Belleville", "Ailleurs", "Corte", "Montbard", "Les Avirons"],
            "region_code": ["84", "84", "94", "27", "04"],
            "region_name": ["AURA", "AURA", "Corse", "BFC", "La Réunion"],
        }
    )


ESTIMATES = rows(("early", "all", 21, "estimated"), ("late", "all", 115, "estimated"))


def test_without_records_the_estimates_are_in_force() -> None:
    assert current(ESTIMATES) is ESTIMATES
    assert current(ESTIMATES, ESTIMATES.iloc[:0]) is ESTIMATES


def test_a_record_replaces_the_estimate_of_its_meeting_alone() -> None:
    records = rows(("early", "elected", 3, "recorded"), ("early", "partner", 4, "recorded"))
    out = current(ESTIMATES, records)
    assert out["meeting_id"].tolist() == ["late", "early", "early"]
    assert out["basis"].tolist() == ["estimated", "recorded", "recorded"]


def test_meetings_stand_in_order_of_date_with_their_host(
    meetings: pd.DataFrame, towns: pd.DataFrame
) -> None:
    out = by_meeting(ESTIMATES, meetings, towns)
    assert out["meeting_id"].tolist() == ["early", "late", "autumn"]
    assert out["host"].tolist() == ["Corte", "Belleville", "Montbard"]


def test_participants_for_each_town_are_of_recorded_meetings_alone(
    meetings: pd.DataFrame, towns: pd.DataFrame
) -> None:
    mixed = current(ESTIMATES, rows(("late", "all", 115, "recorded")))
    rate = by_meeting(mixed, meetings, towns)["per_town"]
    assert rate.isna().tolist() == [True, False, True]
    assert rate[1] == 57.5


def test_a_meeting_of_unknown_attendance_is_missing_not_zero(
    meetings: pd.DataFrame, towns: pd.DataFrame
) -> None:
    autumn = by_meeting(ESTIMATES, meetings, towns).iloc[2]
    assert pd.isna(autumn["participants"])
    assert pd.isna(autumn["per_town"])
    assert pd.isna(autumn["basis"])


def test_audiences_add_up_unless_a_total_is_given(
    meetings: pd.DataFrame, towns: pd.DataFrame
) -> None:
    parts = rows(("early", "elected", 3, "recorded"), ("early", "partner", 4, "recorded"))
    assert by_meeting(parts, meetings, towns).iloc[0]["participants"] == 7
    both = pd.concat([parts, rows(("early", "all", 9, "recorded"))])
    assert by_meeting(both, meetings, towns).iloc[0]["participants"] == 9


def test_unknown_groups_stay_unknown(meetings: pd.DataFrame, towns: pd.DataFrame) -> None:
    assert pd.isna(by_meeting(ESTIMATES, meetings, towns).iloc[0]["groups"])
    counted = rows(("early", "all", 21, "recorded"), groups=2)
    assert by_meeting(counted, meetings, towns).iloc[0]["groups"] == 2


def test_the_summer_leaves_autumn_out(meetings: pd.DataFrame, towns: pd.DataFrame) -> None:
    assert summer(by_meeting(ESTIMATES, meetings, towns))["meeting_id"].tolist() == [
        "early",
        "late",
    ]


def test_the_running_total_is_estimated_from_the_first_estimate_on(
    meetings: pd.DataFrame, towns: pd.DataFrame
) -> None:
    mixed = current(ESTIMATES, rows(("early", "all", 30, "recorded")))
    out = cumulative(by_meeting(mixed, meetings, towns))
    assert out["cumulative"].tolist() == [30, 145]
    assert out["cumulative_low"].tolist() == [30, 145]
    of_the_least = by_meeting(mixed, meetings, towns).assign(participants_low=[9, 60, None])
    assert cumulative(of_the_least)["cumulative_low"].tolist() == [30, 90]
    assert out["cumulative_basis"].tolist() == ["recorded", "estimated"]


def test_with_all_meetings_the_running_total_reaches_what_was_published(
    meetings: pd.DataFrame, towns: pd.DataFrame
) -> None:
    met = by_meeting(ESTIMATES, meetings, towns)
    out = cumulative(met, published=800)
    assert out["cumulative_low"].iloc[-1] == 800
    assert out["floored"].tolist() == [False, True]
    # Sheets for all of them say what is so, below what was published too.
    recorded = current(
        ESTIMATES, rows(("early", "all", 30, "recorded"), ("late", "all", 40, "recorded"))
    )
    out = cumulative(by_meeting(recorded, meetings, towns), published=800)
    assert out["cumulative_low"].tolist() == [30, 70]
    assert not out["floored"].any()
    many = current(ESTIMATES, rows(("early", "all", 900, "recorded")))
    assert not cumulative(by_meeting(many, meetings, towns), published=800)["floored"].any()


def test_one_estimate_makes_the_total_an_estimate(
    meetings: pd.DataFrame, towns: pd.DataFrame
) -> None:
    mixed = by_meeting(current(ESTIMATES, rows(("early", "all", 30, "recorded"))), meetings, towns)
    assert basis_of(mixed) == "estimated"
    assert basis_of(mixed.iloc[:1]) == "recorded"
    assert recorded_count(mixed) == 1


def test_a_total_alone_is_no_breakdown() -> None:
    parts = rows(("early", "elected", 3, "recorded"))
    assert by_audience(ESTIMATES).empty
    assert by_audience(pd.concat([ESTIMATES, parts]))["audience"].tolist() == ["elected"]


def test_the_share_that_came_takes_two_recorded_measures() -> None:
    data = loading.read(loading.data_dir(), "attendance", "meetings", "towns")
    came = attendance_frame(
        (
            Attendance("corse", "all", 41),
            Attendance("bretagne", "all", 70),
            Attendance("normandie", "all", 8),
        )
    )
    registered = attendance_frame(
        Attendance(meeting_id, "all", number, measure="registered")
        for meeting_id, number in (("corse", 60), ("bretagne", 66), ("occitanie", 90))
    )
    rows = current(data.attendance, came)
    met = by_meeting(rows, data.meetings, data.towns, registered).set_index("meeting_id")
    assert met.loc["corse", "came"] == pytest.approx(41 / 60)
    assert met["came"].count() == 1
    # More came than had registered, one was estimated, of one nobody counted who registered.
    assert met.loc["bretagne", "registered"] == 66
    assert met.loc["occitanie", "registered"] == 90
    assert pd.isna(met.loc["normandie", "registered"])
    assert (
        met["participants"].sum()
        == by_meeting(rows, data.meetings, data.towns)["participants"].sum()
    )
