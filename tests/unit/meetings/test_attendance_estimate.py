from __future__ import annotations

import itertools

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pvd_geo.meetings.attendance import estimate, share_out, share_out_from

COUNTS = {
    "76": 224, "94": 12, "52": 104, "44": 143, "32": 95, "24": 98,
    "28": 159, "93": 65, "84": 226, "11": 40, "53": 134, "75": 201,
}  # fmt: skip


def frames(counts: dict[str, int]) -> tuple[pd.DataFrame, pd.DataFrame]:
    meetings = pd.DataFrame(
        {
            "meeting_id": [f"m{code}" for code in counts],
            "region_code": list(counts),
            "series": "ete-2022",
            "status": "held",
        }
    )
    codes = [code for code, count in counts.items() for _ in range(count)]
    return meetings, pd.DataFrame({"region_code": codes})


def test_the_twelve_meetings_share_the_published_800() -> None:
    shares = estimate(*frames(COUNTS))
    assert len(shares) == 12
    assert shares["participants"].sum() == 800
    by_meeting = shares.set_index("meeting_id")
    # 15 + 620 * 226 / 1501 = 108.35; 15 + 620 * 12 / 1501 = 19.96
    assert by_meeting.loc["m84", "participants"] == 108
    assert by_meeting.loc["m94", "participants"] == 20
    # Corsica: 12 / 1501 of 800 is 6.4, less than the one group of every meeting; an equal part
    # is 66.7.
    assert by_meeting.loc["m94", "participants_low"] == 15
    assert by_meeting.loc["m94", "participants_high"] in (66, 67)
    # 785 * 226 / 1489 = 119.15: the 785 that remain after Corsica's group
    assert by_meeting.loc["m84", "participants_high"] == 119


def test_an_estimate_says_so_and_knows_no_groups() -> None:
    shares = estimate(*frames(COUNTS))
    assert set(shares["basis"]) == {"estimated"}
    assert set(shares["audience"]) == {"all"}
    assert shares["groups"].isna().all()
    assert shares["note"].str.startswith("Estimation\u202f: un groupe de 15 personnes").all()
    assert shares["note"].str.contains("les 620 autres des 800 publiées").all()


def test_only_held_summer_meetings_are_estimated() -> None:
    meetings, towns = frames({"84": 3, "53": 2, "75": 1})
    meetings.loc[1, "series"] = "automne-2022"
    meetings.loc[2, "status"] = "announced"
    shares = estimate(meetings, towns, total=40)
    assert list(shares["meeting_id"]) == ["m84"]
    assert list(shares["participants"]) == [40]


def test_a_total_below_one_group_a_meeting_is_refused() -> None:
    with pytest.raises(ValueError, match="at least 0"):
        estimate(*frames({"84": 3, "53": 2}), total=20)


@given(
    st.integers(0, 10_000),
    st.lists(st.integers(0, 500), min_size=1, max_size=30).filter(lambda w: sum(w) > 0),
)
def test_shares_add_up_and_stay_within_one_of_the_exact_part(
    total: int, weights: list[int]
) -> None:
    parts = share_out(total, weights)
    assert sum(parts) == total
    for part, weight in zip(parts, weights, strict=True):
        assert abs(part - total * weight / sum(weights)) < 1 + 1e-6


@given(st.lists(st.integers(1, 300), min_size=1, max_size=18), st.integers(0, 5_000))
def test_nobody_gets_less_than_the_least(weights: list[int], more: int) -> None:
    total = 15 * len(weights) + more
    parts = share_out_from(15, total, weights)
    assert sum(parts) == total
    assert min(parts) >= 15
    by_weight = sorted(zip(weights, parts, strict=True))
    assert all(one[1] <= two[1] + 1 for one, two in itertools.pairwise(by_weight))


def test_a_total_below_the_least_of_each_is_refused() -> None:
    with pytest.raises(ValueError, match="least part"):
        share_out_from(15, 29, [1, 1])


@given(st.lists(st.integers(1, 300), min_size=1, max_size=18), st.integers(270, 5_000))
def test_any_estimate_adds_up_and_lies_in_its_span(counts: list[int], total: int) -> None:
    shares = estimate(*frames({f"{i:02}": n for i, n in enumerate(counts)}), total=total)
    assert shares["participants"].sum() == total
    assert (shares["participants_low"] >= 15).all()
    assert (shares["participants_low"] <= shares["participants"]).all()
    assert (shares["participants"] <= shares["participants_high"]).all()
    assert (shares["participants_low"] <= total / len(counts) + 1).all()
    assert (shares["participants_high"] >= total // len(counts)).all()
