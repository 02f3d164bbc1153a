from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pvd_geo.territory import areas
from pvd_geo.territory.side_by_side import measures

if TYPE_CHECKING:
    from pvd_geo.territory.programme import Programme


@pytest.fixture
def rows(programme: Programme) -> dict[str, tuple[str, ...]]:
    told = (
        areas.tell("region", "94", programme),
        areas.tell("region", "04", programme),
        areas.tell("department", "75", programme),
    )
    return {
        one.label.replace("\u202f", " "): tuple(text.replace("\u202f", " ") for text in one.values)
        for one in measures(*told)
    }


def test_territories_are_measured_alike(rows: dict[str, tuple[str, ...]]) -> None:
    assert rows["Communes du programme"] == ("12", "11", "0")
    assert rows["Habitants"] == ("49 162", "97 359", "0")
    assert rows["Plus grande commune"] == ("Porto-Vecchio (11 198)", "L’Étang-Salé (14 464)", "–")
    assert all(len(values) == 3 for values in rows.values())
    assert len([label for label in rows if " : part en " in label]) == 12


def test_what_is_unknown_is_a_dash_and_an_estimate_says_so(
    rows: dict[str, tuple[str, ...]],
) -> None:
    assert rows["Participants"] == ("≈ 20 (estimé)", "–", "≈ 32 (estimé)")
    assert rows["Distance médiane à la rencontre"] == ("51 km", "–", "–")
    assert rows["Rencontre régionale"][1] == "annoncée, sans date ni lieu"
    assert rows["Habitat ancien : part en enjeu fort"][2] == "–"
