from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import pytest

from pvd_geo.charts.areas import describe, level_shares
from pvd_geo.colors import LIGHT
from pvd_geo.themes.contrasts import Contrast

if TYPE_CHECKING:
    from collections.abc import Sequence

HABITAT = Contrast("habitat", "Habitat ancien", "challenge", "", (3, 1, 0, 1), (25, 50, 25, 0))
CULTURE = Contrast("culture", "Culture", "strength", "", (0, 4, 0, 1), (25, 50, 25, 0))
NOTHING = Contrast("friches", "Friches", "challenge", "", (0, 0, 0, 0), (25, 50, 25, 0))


def drawn(contrasts: Sequence[Contrast]) -> pd.DataFrame:
    chart = level_shares(contrasts, "Ici", LIGHT).to_dict()
    (rows,) = chart["datasets"].values()
    return pd.DataFrame(rows)


def test_bars_fill_the_whole_and_leave_out_the_unknown() -> None:
    rows = drawn([HABITAT, CULTURE, NOTHING])
    assert set(rows["theme"]) == {"Habitat ancien", "Culture"}
    lengths = (rows["end"] - rows["start"]).groupby([rows["theme"], rows["who"]]).sum()
    assert lengths.tolist() == pytest.approx([1, 1, 1, 1])


def test_a_level_nobody_has_still_carries_its_figure() -> None:
    rows = drawn([CULTURE])
    first = rows[(rows["who"] == "Ici") & (rows["start"] == 0)]
    assert "0 sur 4 fort" in set(first["summary"])


def test_the_finding_is_said_in_words() -> None:
    text = describe([HABITAT, NOTHING], "Ici").replace("\u202f", " ")
    assert (
        "Habitat ancien : 3 communes sur 4 dont le niveau est connu, 5 en tout, en enjeu fort "
        in text
    )
    assert "Friches" not in text
    assert "aucune commune" in describe([NOTHING], "Ici")


def test_nothing_known_is_an_empty_chart() -> None:
    assert level_shares([], "Ici", LIGHT).to_dict()["layer"]
