import pandas as pd
import pytest

from pvd_geo.charts import attendance as charts
from pvd_geo.colors import DARK, LIGHT, Palette
from pvd_geo.formatting import typeset
from pvd_geo.methods import ESTIMATED, SPAN


@pytest.fixture
def meetings() -> pd.DataFrame:
    frame = pd.DataFrame(
        {
            "meeting_id": ["corse", "aura", "bfc"],
            "host": ["Corte", "Belleville", "Montbard"],
            "region_name": ["Corse", "Auvergne-Rhône-Alpes", "Bourgogne-Franche-Comté"],
            "date": pd.to_datetime(["2022-06-24", "2022-07-11", "2022-09-02"]),
            "towns": [12, 226, 109],
            "participants": [21, 117, None],
            "participants_low": [7, 67, None],
            "participants_high": [67, 128, None],
            "basis": ["recorded", "estimated", None],
            "per_town": [1.75, None, None],
        }
    )
    whole = ["towns", "participants", "participants_low", "participants_high"]
    return frame.astype(dict.fromkeys(whole, "Int64"))


def names(chart: object) -> str:
    return str(chart.to_dict())  # type: ignore[attr-defined]


@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_an_estimate_is_marked_and_a_record_is_not(
    meetings: pd.DataFrame, palette: Palette
) -> None:
    spec = names(charts.bars(meetings, palette))
    assert "≈\\u202f117" in spec.replace("\u202f", "\\u202f")
    assert "'text': '21'" in spec
    assert "estimé" in spec
    assert "relevé" in spec


def test_only_estimates_are_hatched(meetings: pd.DataFrame) -> None:
    strokes = charts._hatching(charts._labelled(meetings))
    assert set(strokes["label"]) == {"11 juillet · Belleville"}
    assert strokes["at"].max() < 117


def test_unknown_attendance_has_no_bar_but_a_dash(meetings: pd.DataFrame) -> None:
    autumn = charts._labelled(meetings).iloc[2]
    assert autumn["text"] == "–"
    assert pd.isna(autumn["participants"])


def test_descriptions_state_the_finding_and_the_basis(meetings: pd.DataFrame) -> None:
    assert charts.describe(meetings) == typeset(
        "Fréquentation de 2 rencontres. Relevé : Corte (21). "
        "Estimé : 1 rencontre, de ≈\u202f117 à ≈\u202f117 participants. "
        f"≈ et hachures : estimé ; trait : fourchette. {ESTIMATED} {SPAN}"
    )


def test_without_an_estimate_nothing_is_said_of_one(meetings: pd.DataFrame) -> None:
    assert charts.legend(meetings.iloc[:1]) == ""
    assert SPAN not in charts.describe(meetings.iloc[:1])


def test_rates_are_of_recorded_meetings_and_name_the_missing(meetings: pd.DataFrame) -> None:
    said = charts.describe_rates(meetings)
    assert "relevés seuls\u202f: Corse (1,75)" in said
    assert "absentes\u202f: Auvergne-Rhône-Alpes et Bourgogne-Franche-Comté" in said
    assert "Belleville" not in names(charts.rates(meetings, LIGHT))


def test_descriptions_of_nothing(meetings: pd.DataFrame) -> None:
    nothing = meetings.iloc[2:]
    assert "Aucune fréquentation" in charts.describe(nothing)
    assert "Aucun rapport" in charts.describe_rates(nothing)
    assert "Aucune fréquentation" in charts.describe_total(nothing.iloc[:0], 800)


def test_the_running_total_stands_against_what_was_published(meetings: pd.DataFrame) -> None:
    data = (
        meetings.iloc[:2]
        .assign(
            cumulative=[21, 138],
            cumulative_low=[21, 88],
            cumulative_basis=["recorded", "estimated"],
        )
        .assign(floored=False)
    )
    spec = names(charts.running_total(data, 800, LIGHT))
    assert "publié : plus de 800" in spec
    said = charts.describe_total(data, 800)
    assert said.startswith("Bande ouverte vers le haut")
    assert "88 au 11 juillet" in said
    assert SPAN in said


def test_with_all_meetings_the_band_ends_on_what_was_published(meetings: pd.DataFrame) -> None:
    data = meetings.iloc[:2].assign(
        cumulative=[21, 138],
        cumulative_low=[21, 800],
        cumulative_basis=["recorded", "estimated"],
        floored=[False, True],
    )
    assert "publié : plus de 800" in names(charts.running_total(data, 800, LIGHT))
    said = charts.describe_total(data, 800)
    assert "21 avant la dernière. Toutes réunies, le 11 juillet" in said
    assert "son bord\u202f: plus de 800" in said


def test_the_running_total_is_a_band_only_where_something_is_estimated(
    meetings: pd.DataFrame,
) -> None:
    data = (
        meetings.iloc[:2]
        .assign(
            cumulative=[21, 138],
            cumulative_low=[21, 88],
            cumulative_basis=["recorded", "estimated"],
        )
        .assign(floored=False)
    )
    assert "'area'" in names(charts.running_total(data, 800, LIGHT))
    recorded = data.iloc[:1]
    assert "'area'" not in names(charts.running_total(recorded, 800, LIGHT))
    assert charts.describe_total(recorded, 800) == typeset(
        "Cumul relevé au 24 juin : 21 ; publié pour les douze : plus de 800."
    )


def test_each_chart_of_no_row_is_still_a_chart(meetings: pd.DataFrame) -> None:
    nothing = meetings.iloc[:0]
    empty = nothing.assign(cumulative=[], cumulative_low=[], cumulative_basis=[], floored=[])
    for chart in (
        charts.bars(nothing, LIGHT),
        charts.rates(nothing, LIGHT),
        charts.running_total(empty, 800, LIGHT),
    ):
        assert chart.to_dict()["layer"]
