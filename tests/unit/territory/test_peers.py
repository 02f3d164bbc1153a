from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import pytest

from pvd_geo.errors import UnknownCodeError
from pvd_geo.territory.peers import alike, nearby

if TYPE_CHECKING:
    from pvd_geo.territory.programme import Programme

TOWNS = pd.DataFrame(
    {
        "insee_code": ["01001", "01002", "01003", "01004"],
        "name": ["Ici", "Jumelle", "Dix fois", "Inclassable"],
        "department_code": "01",
        "department_name": "Ain",
        "population": [1000, 1000, 10_000, 1000],
        "longitude": [5.0, 5.1, 5.2, 6.0],
        "latitude": 46.0,
        "rurality": ["Les petites polarités mixtes"] * 3 + ["Hors champ : DOM ou commune urbaine"],
        "centrality": ["Centre local", "Centre local", "Centre structurant", None],
        "density": ["Bourgs ruraux", "Bourgs ruraux", "Petites villes", None],
    }
)
LEVELS = pd.DataFrame(
    [
        ("01001", "habitat", "strong"),
        ("01001", "sante", "low"),
        ("01002", "habitat", "strong"),
        ("01002", "sante", "low"),
        ("01003", "habitat", "low"),
        ("01003", "sante", "moderate"),
        ("01004", "habitat", "unknown"),
        ("01004", "sante", "low"),
    ],
    columns=["insee_code", "theme_id", "level"],
)


def test_likeness_is_the_mean_of_three_parts() -> None:
    found = alike("01001", TOWNS, LEVELS).set_index("insee_code")
    twin, large = found.loc["01002"], found.loc["01003"]
    assert twin["likeness"] == pytest.approx(1)
    assert large["like_population"] == pytest.approx(0)
    assert large["like_typology"] == pytest.approx(1 / 3)
    assert large["like_themes"] == pytest.approx((0 + 0.5) / 2)
    assert large["likeness"] == pytest.approx((0 + 1 / 3 + 0.25) / 3)


def test_what_is_unknown_does_not_count() -> None:
    found = alike("01001", TOWNS, LEVELS).set_index("insee_code").loc["01004"]
    assert pd.isna(found["like_typology"])
    assert found["like_themes"] == pytest.approx(1)
    assert found["likeness"] == pytest.approx(1)


def test_the_most_alike_come_first_and_never_the_town_itself() -> None:
    assert list(alike("01001", TOWNS, LEVELS)["name"]) == ["Jumelle", "Inclassable", "Dix fois"]
    assert list(alike("01001", TOWNS, LEVELS, limit=1)["name"]) == ["Jumelle"]


def test_nearby_measures_as_the_crow_flies() -> None:
    found = nearby("01001", TOWNS, 16)
    assert list(found["name"]) == ["Jumelle", "Dix fois"]
    assert found["distance_km"].iloc[0] == pytest.approx(7.74, abs=0.02)
    assert nearby("01001", TOWNS, 1).empty


def test_a_town_outside_the_programme_is_refused() -> None:
    with pytest.raises(UnknownCodeError):
        nearby("99999", TOWNS, 9)
    with pytest.raises(UnknownCodeError):
        alike("99999", TOWNS, LEVELS)


def test_likeness_is_mutual_over_the_programme(programme: Programme) -> None:
    there = alike("15187", programme.towns, programme.levels, limit=1644)
    assert len(there) == 1644
    assert there["likeness"].between(0, 1).all()
    first = there.iloc[0]
    back = alike(first["insee_code"], programme.towns, programme.levels, limit=1644)
    own = back.set_index("insee_code").loc["15187", "likeness"]
    assert own == pytest.approx(first["likeness"])


def test_an_island_has_towns_across_the_water(programme: Programme) -> None:
    found = nearby("85113", programme.towns, 35)
    assert list(found["name"]) == [
        "Saint-Hilaire-de-Riez",
        "Saint-Gilles-Croix-de-Vie",
        "Beauvoir-sur-Mer",
    ]
