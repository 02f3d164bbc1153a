import re

import pandas as pd
import pytest
import vl_convert

from pvd_geo.charts.timeline import CLICKED, describe, timeline
from pvd_geo.colors import LIGHT


@pytest.fixture
def meetings() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "meeting_id": ["occitanie", "nouvelle-aquitaine"],
            "host": ["Castelnaudary", "La Réole"],
            "region_name": ["Occitanie", "Nouvelle-Aquitaine"],
            "date": pd.to_datetime(["2022-06-22", "2022-07-18"]),
        }
    )


def test_a_click_gives_the_meeting(meetings: pd.DataFrame) -> None:
    spec = timeline(meetings, None, LIGHT).to_dict()
    assert [param["name"] for param in spec["params"]] == [CLICKED]
    assert "layer" not in spec
    (rows,) = spec["datasets"].values()
    assert set(rows[0]) == {"Identifiant", "Lieu", "Région", "Jour", "Rencontre", "Ouverte"}


def test_only_the_chosen_meeting_is_filled(meetings: pd.DataFrame) -> None:
    spec = timeline(meetings, "occitanie", LIGHT).to_dict()
    (rows,) = spec["datasets"].values()
    assert [row["Ouverte"] for row in rows] == [True, False]


def test_the_first_month_and_each_january_say_their_year(meetings: pd.DataFrame) -> None:
    later = meetings.assign(date=pd.to_datetime(["2022-06-22", "2026-03-05"]))
    assert "juillet 2022" in drawn(meetings)
    assert {"janvier 2023", "janvier 2026"} <= drawn(later)


def drawn(rows: pd.DataFrame) -> set[str]:
    """Return the texts of the picture."""
    svg = vl_convert.vegalite_to_svg(timeline(rows, None, LIGHT).to_dict())
    return set(re.findall(r">([^<]+)</text>", svg))


def test_descriptions(meetings: pd.DataFrame) -> None:
    assert describe(meetings) == (
        "2 rencontres : de Castelnaudary, le 22 juin 2022, à La Réole, le 18 juillet 2022."
    )
    assert describe(meetings.iloc[1:]) == "Une rencontre : La Réole, le 18 juillet 2022."
    assert describe(meetings.iloc[:0]).startswith("Aucune rencontre")
