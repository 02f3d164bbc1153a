"""Legal populations and indicators that someone brings: told first, then in force, then back.

Covers: renewal.vintages.
"""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import pandas as pd
import pytest

from harness.datafiles import REAL
from pvd_geo import cli
from pvd_geo.renewal import applying
from pvd_geo.renewal.terminal import folder_in_force
from pvd_geo.renewal.vintages import Vintages
from pvd_geo.settings import settings
from pvd_geo.tables import loading

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("small")

POPULATIONS = ("insee_com", "annee", "population")
INDICATORS = ("insee_com", "indicateur", "millesime", "valeur")


def written(header: Sequence[str], rows: Iterable[Sequence[object]], delimiter: str = ";") -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter)
    writer.writerows([header, *rows])
    return out.getvalue().encode()


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Runner:
    return Runner(tmp_path / "valeurs.csv", capsys)


class Runner:
    """The command, with a file to bring."""

    def __init__(self, file: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.file, self.capsys = file, capsys

    def __call__(self, data: bytes, kind: str, *arguments: str) -> tuple[int, str]:
        self.file.write_bytes(data)
        code = cli.main(["refresh", f"--{kind}", str(self.file), *arguments])
        said = self.capsys.readouterr()
        return code, (said.out + said.err).replace("\u202f", " ")


def codes(folder: Path) -> list[str]:
    return list(loading.read(folder, "towns").towns["insee_code"])


def test_later_populations_take_the_place_of_those_of_now(small: Path, run: Runner) -> None:
    before = loading.read(small)
    rows = [(code, 2024, 5000 + place) for place, code in enumerate(codes(small))]
    others = [("75056", 2024, 2_100_000), ("22089", 2024, 900)]
    data = written(POPULATIONS, [*reversed(rows), *others])
    code, said = run(data, "populations")
    assert code == 0
    assert "Population légale, 2024 : 12 valeurs nouvelles ; prend la place de" in said
    assert "2 lignes laissées, de communes hors du programme" in said
    assert "d’anciens codes" in said
    assert "22089" in said
    assert folder_in_force() == small
    code, said = run(data, "populations", "--confirm", "--who", "Anne")
    assert code == 0
    assert "Données n° 1 en vigueur" in said
    after = loading.read(folder_in_force())
    towns = after.towns.set_index("insee_code")
    assert towns["population"].to_dict() == {code: number for code, _, number in rows}
    assert set(towns["population_vintage"].astype("str")) == {"2024"}
    assert len(after.populations) == len(before.populations) + 12
    assert "Habitants" in said
    assert after.sources["date"].equals(before.sources["date"])
    assert cli.main(["refresh", "--back"]) == 0
    assert folder_in_force() == small


def test_a_correction_of_an_earlier_vintage_changes_one_cell(small: Path, run: Runner) -> None:
    known = loading.read(small, "populations").populations
    first = known.sort_values(["insee_code", "vintage"]).iloc[0]
    row = (first["insee_code"].removeprefix("0"), first["vintage"], int(first["population"]) + 1)
    code, said = run(written(POPULATIONS, [row]), "populations", "--confirm")
    assert code == 0
    assert f"Population légale, {first['vintage']} : 1 valeur changée" in said
    after = loading.read(folder_in_force())
    assert after.populations["population"].sum() == known["population"].sum() + 1
    assert after.towns.equals(loading.read(small, "towns").towns)


def test_a_later_vintage_of_an_indicator_leaves_the_one_before_to_its_past(
    run: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PVD_DATA_DIR", str(REAL))
    settings.cache_clear()
    before = loading.read(REAL)
    was = before.indicators.set_index("indicator_id").loc["fibre", "vintage"]
    rows = [(code, "fibre", "2026-08", "81,5") for code in codes(REAL)]
    rows[3] = (rows[3][0], "fibre", "2026-08", "0")
    code, said = run(written(INDICATORS, rows), "indicators", "--confirm")
    assert code == 0, said
    assert f"2026-08 : 1 645 valeurs nouvelles ; prend la place de {was}" in said
    after = loading.read(folder_in_force())
    catalogue = after.indicators.set_index("indicator_id")
    assert catalogue.loc["fibre", "vintage"] == "2026-08"
    # A coverage of 0 % is set aside by the rules that the pipeline has.
    assert catalogue.loc["fibre", "towns"] == 1644
    assert "1 valeur écartée" in catalogue.loc["fibre", "caveat"]
    doubted = after.doubtful_values.query("indicator_id == 'fibre' and fate == 'set_aside'")
    assert list(zip(doubted["insee_code"], doubted["vintage"], strict=True)) == [
        (rows[3][0], "2026-08")
    ]
    now = after.town_indicators.query("indicator_id == 'fibre'").set_index("insee_code")["value"]
    assert set(now) == {81.5}
    past = after.indicator_history.query("indicator_id == 'fibre'").set_index("insee_code")
    assert set(past["vintage"]) == {was}
    old = before.town_indicators.query("indicator_id == 'fibre'").set_index("insee_code")["value"]
    assert past["value"].sort_index().to_dict() == old.sort_index().to_dict()
    others = "indicator_id != 'fibre'"
    assert (
        after.town_indicators.query(others)
        .reset_index(drop=True)
        .equals(before.town_indicators.query(others).reset_index(drop=True))
    )
    assert run(written(INDICATORS, rows), "indicators")[1].count("Rien ne change") == 1


FULL = [(f"22{n:03}", "fibre", "2026-08", 80) for n in range(12)]
BAD: dict[str, tuple[str, bytes, tuple[str, ...]]] = {
    "half": (
        "populations",
        written(POPULATIONS, [("22004", 2024, 5000), ("22020", 2024, 3000)]),
        ("2024, n’en a que 2 sur 12",),
    ),
    "two values": (
        "populations",
        written(POPULATIONS, [("22004", 2019, 5000), ("22004", 2019, 3000)]),
        ("Ligne 3", "la même valeur qu’à la ligne 2 : 5000"),
    ),
    "no number": (
        "populations",
        written(POPULATIONS, [("22004", 2019, "beaucoup")]),
        ("Ligne 2", "un nombre entier entre 1 et 100000"),
    ),
    "to come": (
        "populations",
        written(POPULATIONS, [("22004", 2099, 5000)]),
        ("Ligne 2", "un millésime de 20"),
    ),
    "no code": (
        "populations",
        written(POPULATIONS, [("Bégard", 2019, 5000)]),
        ("Ligne 2", "un code INSEE"),
    ),
    "cut": (
        "populations",
        written(POPULATIONS, [("22004", 2019, 5000)]) + b"22020;20",
        ("Ligne 3", "coupé au milieu de cette ligne"),
    ),
    "empty": ("populations", written(POPULATIONS, []), ("au moins une valeur",)),
    "another file": ("populations", written(INDICATORS, FULL), ("les colonnes", "population")),
    "unknown indicator": (
        "indicators",
        written(INDICATORS, [("22004", "bonheur", 2024, 1)]),
        ("Ligne 2", "un indicateur du catalogue"),
    ),
    "out of range": (
        "indicators",
        written(INDICATORS, [("22004", "taux_vacance_longue", "2020-01", 101)]),
        ("Ligne 2", "un nombre entre 0 et 100"),
    ),
    "no vintage": (
        "indicators",
        written(INDICATORS, [("22004", "taux_vacance_longue", "été", 80)]),
        ("Ligne 2", "un millésime"),
    ),
}


@pytest.mark.parametrize("case", BAD)
def test_bad_values_are_named_by_line_and_change_nothing(
    small: Path, run: Runner, case: str
) -> None:
    kind, data, expected = BAD[case]
    code, said = run(data, kind, "--confirm")
    assert code == 1
    for part in (*expected, "Rien n’est changé"):
        assert part in said, said
    assert folder_in_force() == small


def test_making_the_values_anew_from_the_same_ones_changes_nothing() -> None:
    """Order, rules of doubt and caveats are those of the pipeline: nothing moves by itself."""
    tables, _ = applying._texts(REAL)
    before = {name: frame.copy() for name, frame in tables.items()}
    values = Vintages(tables)
    values.counted, values.indicators = True, values._indicators()
    rows = before["towns"].set_index("insee_code", drop=False).to_dict("index")
    values.put_into(rows)
    for name in ("populations", "town_indicators", "indicator_history", "indicators"):
        left, right = (one[name].reset_index(drop=True) for one in (tables, before))
        pd.testing.assert_frame_equal(left, right, check_dtype=False)
    doubts, was = tables["doubtful_values"], before["doubtful_values"]
    assert list(doubts.itertuples(index=False)) == list(was.itertuples(index=False))
    assert rows == before["towns"].set_index("insee_code", drop=False).to_dict("index")
