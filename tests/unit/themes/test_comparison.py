import pandas as pd
import pytest

from pvd_geo.themes import comparison


def levels(**towns: str) -> pd.DataFrame:
    """Return levels of one theme from letters: s(trong), m(oderate), l(ow), u(nknown)."""
    words = {"s": "strong", "m": "moderate", "l": "low", "u": "unknown"}
    rows = [
        (f"{area}{place}", theme, words[letter], float(place))
        for name, letters in towns.items()
        for theme, area in [name.split("_")]
        for place, letter in enumerate(letters)
    ]
    return pd.DataFrame(rows, columns=["insee_code", "theme_id", "level", "value"])


def towns_of(frame: pd.DataFrame) -> pd.DataFrame:
    codes = frame["insee_code"].drop_duplicates()
    return pd.DataFrame({"insee_code": codes, "region_code": codes.str[0]})


@pytest.mark.parametrize(
    ("count", "total", "low", "high"),
    [
        # Newcombe (Statistics in Medicine, 1998), table I, method 3.
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_wilson_agrees_with_published_intervals(
    count: int, total: int, low: float, high: float
) -> None:
    assert comparison.wilson(count, total) == pytest.approx((low, high), abs=5e-5)


def test_wilson_knows_nothing_of_no_town() -> None:
    assert comparison.wilson(0, 0) == (0.0, 1.0)


def test_the_difference_agrees_with_a_published_interval() -> None:
    # Newcombe (1998, interval estimation for the difference), example (a): 56/70 and 48/80.
    rows = [(x / n, *comparison.wilson(x, n)) for x, n in ((56, 70), (48, 80))]
    pair = pd.DataFrame(rows, columns=["share", "low", "high"])
    assert comparison.difference(pair) == pytest.approx((0.2, 0.0524, 0.3339), abs=5e-5)


def test_few_towns_are_drawn_to_the_mean_more_than_many() -> None:
    counts = pd.Series([4, 60, 10, 20])
    totals = pd.Series([4, 100, 100, 100])
    got = comparison.empirical_bayes(counts, totals)
    mean = 94 / 304
    assert mean < got[0] < 0.85
    assert got[1] == pytest.approx(0.6, abs=0.02)


def test_areas_alike_are_all_given_the_mean() -> None:
    got = comparison.empirical_bayes(pd.Series([25, 26, 0]), pd.Series([100, 104, 0]))
    assert got[:2].tolist() == pytest.approx([0.25, 0.25])
    assert got.isna()[2]


def test_areas_are_ranked_by_ranges_and_small_ones_not_at_all() -> None:
    frame = levels(t_A="s" * 35 + "l" * 5, t_B="s" * 12 + "m" * 28, t_C="l" * 40, t_D="ssss")
    table = comparison.shares(towns_of(frame), frame, "t", "region_code").set_index("code")
    assert table.index.tolist() == ["A", "B", "C", "D"]
    assert table.loc["A", ["first_rank", "last_rank"]].tolist() == [1, 1]
    assert table.loc["B", ["first_rank", "last_rank"]].tolist() == [2, 2]
    assert table.loc["C", ["first_rank", "last_rank"]].tolist() == [3, 3]
    assert not table.loc["D", "ranked"]
    assert table.loc["D", "share"] == 1
    assert table["first_rank"].isna().tolist() == [False, False, False, True]


def test_close_areas_share_their_ranks() -> None:
    frame = levels(t_A="s" * 6 + "l" * 14, t_B="s" * 5 + "l" * 15)
    table = comparison.shares(towns_of(frame), frame, "t", "region_code")
    assert table["first_rank"].tolist() == [1, 1]
    assert table["last_rank"].tolist() == [2, 2]


def test_unknown_towns_count_for_nothing() -> None:
    frame = levels(t_A="su" * 10, t_B="u" * 12)
    table = comparison.shares(towns_of(frame), frame, "t", "region_code").set_index("code")
    assert table.loc["A", ["towns", "strong"]].tolist() == [10, 10]
    assert table.loc["B", "towns"] == 0
    assert table["share"].isna().tolist() == [False, True]


def test_hosts_stand_beside_the_others() -> None:
    frame = levels(t_A="ssmlu")
    table = comparison.hosts_and_others(frame, "t", {"A0", "A1", "A4"})
    assert table["towns"].tolist() == [2, 2]
    assert table["strong"].tolist() == [2, 0]
    assert table["median"].tolist() == [0.5, 2.5]


def test_two_themes_are_crossed_beside_what_chance_would_give() -> None:
    frame = levels(a_A="ssll", b_A="ssml")
    table = comparison.crossed(frame, "a", "b").set_index(["first", "second"])
    assert table.loc[("strong", "strong"), "towns"] == 2
    assert table.loc[("strong", "strong"), "expected"] == 1
    assert table["towns"].sum() == 4
    assert len(table) == 9


def test_themes_without_common_towns_cross_to_nothing() -> None:
    frame = levels(a_A="ssuu", b_A="uuss")
    assert comparison.crossed(frame, "a", "b")["towns"].sum() == 0
