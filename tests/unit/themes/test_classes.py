import numpy as np
import pandas as pd

from pvd_geo.themes.classes import natural


def test_classes_part_values_where_they_are_apart() -> None:
    values = pd.Series([0.1, 0.11, 0.5, 0.52, 0.9], index=list("abcde"))
    got = natural(values, 3)
    assert got.of == {"a": 0, "b": 0, "c": 1, "d": 1, "e": 2}
    assert got.bounds == ((0.1, 0.11), (0.5, 0.52), (0.9, 0.9))
    assert got.counts == (2, 2, 1)


def test_there_are_no_more_classes_than_values() -> None:
    got = natural(pd.Series([0.0, 0.0, 1.0, np.nan], index=list("abcd")))
    assert got.of == {"a": 0, "b": 0, "c": 1}
    assert got.counts == (2, 1)


def test_no_value_gives_no_class() -> None:
    got = natural(pd.Series([np.nan], index=["a"]))
    assert (got.of, got.bounds, got.counts) == ({}, (), ())
