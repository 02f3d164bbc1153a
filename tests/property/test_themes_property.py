import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from pvd_geo.categories import LEVEL_CODES
from pvd_geo.themes.levels import grade

marks = st.lists(st.one_of(st.none(), st.integers(-5, 5).map(float)), max_size=60)


@given(marks)
def test_levels_follow_the_order_and_keep_equals_together(values: list[float | None]) -> None:
    places = grade(pd.Series(values, dtype=float)).map(LEVEL_CODES.index).tolist()
    known = [
        (value, place) for value, place in zip(values, places, strict=True) if value is not None
    ]
    for value, place in known:
        for other, other_place in known:
            assert value <= other or place <= other_place
            assert value != other or place == other_place


@given(marks)
def test_unknown_is_exactly_where_there_is_no_value(values: list[float | None]) -> None:
    series = pd.Series(values, dtype=float)
    assert grade(series).eq("unknown").tolist() == series.isna().tolist()


@given(st.lists(st.integers(0, 10**6), min_size=4, max_size=80, unique=True))
def test_distinct_values_give_true_quarters(values: list[int]) -> None:
    counts = grade(pd.Series(values, dtype=float)).value_counts()
    assert abs(counts["strong"] - len(values) / 4) <= 0.5
    assert abs(counts["low"] - len(values) / 4) <= 0.5
