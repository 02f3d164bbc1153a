"""What the report says of the meetings, with the published figures and the real host towns."""

from __future__ import annotations

import pytest

from pvd_geo.formatting import NARROW
from pvd_geo.meetings import report
from pvd_geo.meetings.attendance import by_meeting
from pvd_geo.tables import loading


@pytest.fixture(scope="module")
def told() -> str:
    data = loading.read(
        loading.data_dir(), "towns", "meetings", "attendance", "themes", "published_figures"
    )
    met = by_meeting(data.attendance, data.meetings, data.towns)
    chapters = report.chapters(met, data.towns, data.themes, data.published_figures)
    assert len(chapters) == 5
    return " ".join(line for chapter in chapters for line in chapter.lines)


@pytest.mark.parametrize(
    "fact",
    [
        "Club des Petites villes de demain",
        "un livret à la main",
        "Plus de 60 groupes, d’environ 15 personnes chacun",
        "les préfets de département",
        f"jusqu’à 75{NARROW}%",
        "stationnement et mobilités, friches de centre-ville et de périphérie et habitat ancien",
        "propres à chaque commune",
        "fin de 2022",
        "Castelnaudary (l’Aude, 22 juin)",
        "Belleville-en-Beaujolais (le Rhône, 11 juillet)",
    ],
)
def test_each_fact_of_the_report_is_told(told: str, fact: str) -> None:
    assert fact in told


def test_the_twelve_host_towns_of_the_summer_are_named_with_their_departement(told: str) -> None:
    assert told.rpartition("Castelnaudary")[2].count("(") == 12
    assert "Montbard" not in told
