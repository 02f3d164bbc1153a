import pandas as pd
import pytest

from pvd_geo.charts import attendance as charts
from pvd_geo.colors import DARK, LIGHT, Palette


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
            "per_town": [1.75, 0.518, None],
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
    assert charts.describe(meetings) == (
        "Fréquentation de 2 rencontres (estimé) : 138 participants ; "
        "le plus à Belleville (117), le moins à Corte (21)."
    )
    assert "0,52 (Auvergne-Rhône-Alpes) à 1,75 (Corse)" in charts.describe_rates(meetings)


def test_descriptions_of_nothing(meetings: pd.DataFrame) -> None:
    nothing = meetings.iloc[2:]
    assert "Aucune fréquentation" in charts.describe(nothing)
    assert "Aucun rapport" in charts.describe_rates(nothing)
    assert "Aucune fréquentation" in charts.describe_total(nothing.iloc[:0], 800)


def test_the_running_total_stands_against_what_was_published(meetings: pd.DataFrame) -> None:
    data = meetings.iloc[:2].assign(
        cumulative=[21, 138], cumulative_basis=["recorded", "estimated"]
    )
    spec = names(charts.running_total(data, 800, LIGHT))
    assert "publié : plus de 800" in spec
    assert charts.describe_total(data, 800).startswith("Cumul (estimé) : 138 participants")


def test_each_chart_of_no_row_is_still_a_chart(meetings: pd.DataFrame) -> None:
    nothing = meetings.iloc[:0]
    empty = nothing.assign(cumulative=[], cumulative_basis=[])
    for chart in (
        charts.bars(nothing, LIGHT),
        charts.rates(nothing, LIGHT),
        charts.running_total(empty, 800, LIGHT),
    ):
        assert chart.to_dict()["layer"]
