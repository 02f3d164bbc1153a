"""The findings of docs/findings, run again from data/, beside the app and the tables kept."""

import runpy
from io import StringIO
from pathlib import Path

import pandas as pd
import pytest

from pvd_geo.meetings.hosts import compare
from pvd_geo.tables import loading
from pvd_geo.themes import clusters, local_moran

FINDINGS = Path(__file__).parents[2] / "docs" / "findings"


def run(script: str, capsys: pytest.CaptureFixture[str]) -> pd.DataFrame:
    """Run a script as its reader would; a process of its own would load esda once more."""
    runpy.run_path(str(FINDINGS / script), run_name="__main__")
    return table(StringIO(capsys.readouterr().out))


def kept(name: str) -> pd.DataFrame:
    return table(FINDINGS / name)


def table(source: Path | StringIO) -> pd.DataFrame:
    return pd.read_csv(source, dtype={"insee_code": str})


def test_vacancy_clusters_come_out_the_same_to_the_last_digit(
    capsys: pytest.CaptureFixture[str],
) -> None:
    script = run("vacancy_clusters.py", capsys)
    # The statistic is a long sum, whose last digit is the processor's; all else is exact.
    before = kept("vacancy_clusters.csv")
    assert script["moran"].tolist() == pytest.approx(before["moran"].tolist(), rel=1e-12)
    assert script.drop(columns="moran").equals(before.drop(columns="moran"))

    data = loading.read(loading.data_dir())
    theme = data.themes.set_index("theme_id", drop=False).loc["habitat"]
    measure = local_moran.theme_measure(data.towns, data.town_indicators, theme, data.indicators)
    found = local_moran.local_moran(
        data.towns, measure, local_moran.continent(data.towns, data.regions)
    )
    known = found[found["p_value"].notna()].reset_index(drop=True)
    for column in ("insee_code", "value", "moran", "p_value", "lisa"):
        assert known[column].tolist() == script[column].tolist(), column
    assert (found["lisa"] == "outside").sum() == 35 + 12 + 3

    stands = pd.Series(data=False, index=found.index)
    names = [one.name for one in clusters.named(found, data.towns, stands)]
    assert names[0].startswith("87 communes autour ")


def test_best_hosts_come_out_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    theirs = run("best_hosts.py", capsys)
    assert theirs.equals(kept("best_hosts.csv"))
    data = loading.read(loading.data_dir(), "meetings", "towns")
    ours = compare(data.meetings, data.towns).dropna(subset=["host"])
    assert len(theirs) == 13
    assert ours["best_name"].tolist() == theirs["best"].tolist()
    for column in ("mean_km", "best_mean_km", "difference_km"):
        assert ours[column].tolist() == pytest.approx(theirs[column].tolist(), abs=1e-3)


def test_what_is_said_of_nine_places_is_what_the_table_says(
    capsys: pytest.CaptureFixture[str],
) -> None:
    said = run("sentences.py", capsys).fillna("")
    table = kept("sentences.csv").fillna("")
    assert said.rename(columns={"said": "after"}).equals(table.drop(columns="before"))
    assert set(table["point"]) == set(range(1, 12))
    assert table["place"].nunique() == 10
    changed = table[table["before"].ne(table["after"])]
    assert set(changed["point"]) == set(range(1, 12))
