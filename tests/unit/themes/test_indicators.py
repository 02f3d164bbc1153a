from types import SimpleNamespace

import pandas as pd

from pvd_geo.themes.indicators import summed_up

THEME = SimpleNamespace(theme_id="habitat", lead="vacance+ruines")
INDICATORS = pd.DataFrame(
    {
        "indicator_id": ["vacance", "secondaires", "boulangeries", "parc"],
        "theme_id": ["habitat", "habitat", "commerce", "habitat"],
        "label": ["Vacants", "Secondaires", "Boulangeries", "Parc"],
    }
)
VALUES = pd.DataFrame(
    [
        ("01001", "vacance", 4.0),
        ("01002", "vacance", 8.0),
        ("01003", "vacance", 12.0),
        ("01003", "secondaires", 5.0),
        ("01001", "boulangeries", 2.0),
    ],
    columns=["insee_code", "indicator_id", "value"],
)


def test_an_area_stands_beside_the_programme() -> None:
    rows = summed_up(THEME, INDICATORS, VALUES, {"01001", "01002"}).set_index("indicator_id")
    assert list(rows.index) == ["vacance", "secondaires", "parc"]
    assert rows["known"].tolist() == [3, 1, 0]
    assert rows["here"].tolist() == [2, 0, 0]
    assert rows.loc["vacance", ["median", "median_here"]].tolist() == [8.0, 6.0]
    assert rows["lead"].tolist() == [True, False, False]


def test_what_has_no_value_has_no_median() -> None:
    rows = summed_up(THEME, INDICATORS, VALUES, set()).set_index("indicator_id")
    assert rows["median_here"].isna().all()
    assert rows["median"].isna().tolist() == [False, False, True]
