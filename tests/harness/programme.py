"""The whole programme, and a small one with the real meetings that needs no data files."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from pvd_geo.meetings.attendance import by_meeting
from pvd_geo.meetings.distance import to_meetings
from pvd_geo.sheets import References
from pvd_geo.territory.programme import Programme
from pvd_geo.themes.discoveries import compared
from pvd_geo.themes.levels import town_levels

if TYPE_CHECKING:
    from pvd_geo.tables.dataset import Dataset

REGIONS = {
    "01": "Guadeloupe",
    "11": "Île-de-France",
    "24": "Centre-Val de Loire",
    "27": "Bourgogne-Franche-Comté",
    "28": "Normandie",
    "32": "Hauts-de-France",
    "44": "Grand Est",
    "52": "Pays de la Loire",
    "53": "Bretagne",
    "75": "Nouvelle-Aquitaine",
    "76": "Occitanie",
    "84": "Auvergne-Rhône-Alpes",
    "93": "Provence-Alpes-Côte d'Azur",
    "94": "Corse",
}
TOWNS = (
    ("11076", "Castelnaudary", "11", "76"),
    ("2B096", "Corte", "2B", "94"),
    ("49244", "Mauges-sur-Loire", "49", "52"),
    ("55122", "Commercy", "55", "44"),
    ("62080", "Bapaume", "62", "32"),
    ("45146", "La Ferté-Saint-Aubin", "45", "24"),
    ("14431", "Mézidon Vallée d'Auge", "14", "28"),
    ("04209", "Sisteron", "04", "93"),
    ("69019", "Belleville-en-Beaujolais", "69", "84"),
    ("91016", "Angerville", "91", "11"),
    ("22162", "Paimpol", "22", "53"),
    ("33352", "La Réole", "33", "75"),
    ("21425", "Montbard", "21", "27"),
    ("01034", "Belley", "01", "84"),
    ("22093", "Lamballe-Armor", "22", "53"),
    ("04112", "Vitrolles", "04", "93"),
    ("76259", "Fécamp", "76", "28"),
    ("16349", "Saint-Sauveur", "16", "75"),
    ("70470", "Saint-Sauveur", "70", "27"),
)
MEETINGS = (
    ("occitanie", "76", "2022-06-22", "11076", "held"),
    ("corse", "94", "2022-06-24", "2B096", "held"),
    ("pays-de-la-loire", "52", "2022-06-27", "49244", "held"),
    ("grand-est", "44", "2022-06-30", "55122", "held"),
    ("hauts-de-france", "32", "2022-07-01", "62080", "held"),
    ("centre-val-de-loire", "24", "2022-07-04", "45146", "held"),
    ("normandie", "28", "2022-07-06", "14431", "held"),
    ("provence-alpes-cote-d-azur", "93", "2022-07-08", "04209", "held"),
    ("auvergne-rhone-alpes", "84", "2022-07-11", "69019", "held"),
    ("ile-de-france", "11", "2022-07-12", "91016", "held"),
    ("bretagne", "53", "2022-07-13", "22162", "held"),
    ("nouvelle-aquitaine", "75", "2022-07-18", "33352", "held"),
    ("bourgogne-franche-comte", "27", "2022-09-02", "21425", "held"),
    ("guadeloupe", "01", None, None, "announced"),
)
SUMMER = tuple(row[0] for row in MEETINGS[:12])
THEMES = (
    ("mobilites", "Stationnement et mobilités"),
    ("friches", "Friches de centre-ville et de périphérie"),
    ("habitat", "Habitat ancien"),
    ("commerce", "Commerce de proximité"),
)


def references() -> References:
    meetings = pd.DataFrame(
        MEETINGS, columns=["meeting_id", "region_code", "date", "insee_code", "status"]
    ).assign(date=lambda frame: pd.to_datetime(frame["date"]))
    towns = pd.DataFrame(TOWNS, columns=["insee_code", "name", "department_code", "region_code"])
    themes = pd.DataFrame(THEMES, columns=["theme_id", "label"])
    regions = pd.DataFrame(REGIONS.items(), columns=["code", "name"])
    return References(meetings, towns, themes, regions)


def whole(data: Dataset) -> Programme:
    """Return the programme of a data folder, nothing being recorded."""
    levels = town_levels(
        data.towns, data.town_indicators, data.themes, data.indicators, data.doubtful_values
    )
    return Programme.of(
        data,
        levels=levels,
        distances=to_meetings(data.towns, data.meetings),
        attendance=by_meeting(data.attendance, data.meetings, data.towns),
        compared=compared(data.towns, levels),
    )
