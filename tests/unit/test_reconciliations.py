"""What is known of the programme from elsewhere, held against the committed data."""

from __future__ import annotations

import pandas as pd
import pytest

from harness.datafiles import REAL
from pvd_geo.codes import OVERSEAS_REGIONS
from pvd_geo.methods import ESTIMATED, METHODS, SPAN
from pvd_geo.tables import loading

DATA = loading.read(REAL)


def test_towns_by_region() -> None:
    counts = DATA.towns["region_code"].value_counts().to_dict()
    assert counts == {
        "84": 226, "76": 224, "75": 201, "28": 159, "44": 143, "53": 134, "27": 109, "52": 104,
        "24": 98, "32": 95, "93": 65, "11": 40, "94": 12, "04": 11, "02": 10, "01": 7, "03": 4,
        "06": 3,
    }  # fmt: skip
    assert sum(counts.values()) == 1645


def test_towns_of_bourgogne_franche_comte_as_the_press_had_them() -> None:
    towns = DATA.towns[DATA.towns["region_code"] == "27"]
    assert towns["department_code"].value_counts().to_dict() == {
        "21": 14, "25": 14, "39": 7, "58": 19, "70": 14, "71": 24, "89": 13, "90": 4,
    }  # fmt: skip


def test_what_is_said_of_facts_is_said_to_readers() -> None:
    notes = list(DATA.programme_facts["note"].dropna())
    assert len(notes) == 8
    orders = ("montrer", "relier", "se disent")
    assert [note for note in notes if any(order in note for order in orders)] == []


def test_populations() -> None:
    population = DATA.towns["population"]
    assert population.sum() == 7_185_587
    assert population.median() == 3_289
    assert (population > 20_000).sum() == 5


def test_the_thirteen_hosts_are_towns_of_the_programme() -> None:
    held = DATA.meetings[DATA.meetings["status"] == "held"]
    hosts = DATA.towns.set_index("insee_code").loc[held["insee_code"]]
    assert len(hosts) == 13
    assert list(hosts["region_code"]) == list(held["region_code"])


def test_twelve_meetings_of_summer_one_of_autumn_five_announced_overseas() -> None:
    meetings = DATA.meetings
    summer = meetings[meetings["series"] == "ete-2022"]
    assert len(summer) == 12
    assert set(summer["status"]) == {"held"}
    assert summer["date"].is_monotonic_increasing
    assert summer["date"].min() == pd.Timestamp("2022-06-22")
    announced = meetings[meetings["status"] == "announced"]
    assert sorted(announced["region_code"]) == sorted(OVERSEAS_REGIONS)
    assert announced["date"].isna().all()
    assert announced["insee_code"].isna().all()
    assert len(meetings) == 18


def test_the_estimated_attendance_adds_up_to_the_published_800() -> None:
    rows = DATA.attendance
    assert len(rows) == 12
    assert rows["participants"].sum() == 800
    assert set(rows["basis"]) == {"estimated"}
    assert (rows["participants_low"] < rows["participants_high"]).all()
    published = DATA.published_figures.set_index("figure_id")
    assert published["value"]["participants"] == 800
    assert published["precision"]["participants"] == "at_least"


def test_the_sentences_of_an_estimate_name_what_was_published_and_shipped() -> None:
    published = DATA.published_figures.set_index("figure_id")["value"]
    assert f"plus de {published['participants']:.0f}" in SPAN
    assert f"un groupe de {published['taille_groupe']:.0f} personnes" in ESTIMATED
    assert (DATA.attendance["participants_low"] >= published["taille_groupe"]).all()
    bretagne = DATA.attendance.set_index("meeting_id").loc["bretagne"]
    told = f"Bretagne : de {bretagne['participants_low']} à {bretagne['participants_high']}"
    assert any(told in method.text for method in METHODS)
    assert DATA.attendance["note"].str.endswith(SPAN).all()


@pytest.mark.parametrize(
    ("code", "name", "longitude", "latitude"),
    [
        ("2B096", "Corte", 9.15, 42.31),
        ("97602", "Bandraboua", 45.12, -12.70),
        ("22162", "Paimpol", -3.05, 48.78),
        ("97423", "Les Trois-Bassins", 55.30, -21.11),
    ],
)
def test_places_known_from_any_atlas(
    code: str, name: str, longitude: float, latitude: float
) -> None:
    town = DATA.towns.set_index("insee_code").loc[code]
    assert town["name"] == name
    assert town["longitude"] == pytest.approx(longitude, abs=0.03)
    assert town["latitude"] == pytest.approx(latitude, abs=0.03)


def test_codes_kept_their_zeros_and_letters() -> None:
    codes = DATA.towns["insee_code"]
    assert codes.str.len().eq(5).all()
    assert codes.str.startswith("0").sum() == (DATA.towns["department_code"] < "10").sum() > 100
    assert codes.str.startswith(("2A", "2B")).sum() == 12


def test_indicators_cover_the_towns_that_the_catalogue_says() -> None:
    counts = DATA.town_indicators["indicator_id"].value_counts()
    assert len(DATA.indicators) == 36
    for indicator, towns in zip(
        DATA.indicators["indicator_id"], DATA.indicators["towns"], strict=True
    ):
        assert counts[indicator] == towns


def test_signed_conventions_at_the_two_dates_that_the_press_speaks_of() -> None:
    signed = DATA.towns["agreement_date"]
    assert (signed <= "2021-10-25").sum() == 1_487
    assert (signed <= "2022-06-22").sum() == 1_612
    assert signed.notna().sum() == 1_636


def test_populations_by_vintage() -> None:
    by_vintage = DATA.populations.groupby("vintage")["population"].agg(["size", "sum"])
    assert by_vintage["size"].to_dict() == {
        "2017": 3, "2019": 1_642, "2020": 1_642, "2022": 1_642, "2023": 1_642,
    }  # fmt: skip
    assert by_vintage["sum"].to_dict() == {
        "2017": 34_474, "2019": 7_097_163, "2020": 7_103_961, "2022": 7_131_454,
        "2023": 7_151_113,
    }  # fmt: skip
    assert by_vintage["sum"]["2023"] + by_vintage["sum"]["2017"] == 7_185_587


def test_former_names_and_codes() -> None:
    former = DATA.former_names
    assert former["nature"].value_counts().to_dict() == {
        "delegated": 745, "absorbed": 293, "associated": 98, "renamed": 11, "restored": 4,
    }  # fmt: skip
    assert former["former_name"].isna().sum() == 292
    assert set(former["insee_code"]) <= set(DATA.towns["insee_code"])


def test_facts_of_the_programme() -> None:
    facts = DATA.programme_facts.set_index("fact_id")
    assert facts["kind"].value_counts().to_dict() == {
        "towns": 4, "national_meeting": 3, "agreements": 2, "funding": 2,
    }  # fmt: skip
    assert facts.loc["conventions-2021-10", "value"] == 87
    assert facts["value"].isna().to_dict()["rencontre-nationale-2021-10"]


def test_all_of_france_is_outlined() -> None:
    assert len(DATA.departments) == 101
    assert len(DATA.regions) == 18
    assert sorted(DATA.regions[DATA.regions["zone"] == "overseas"]["code"]) == sorted(
        OVERSEAS_REGIONS
    )
