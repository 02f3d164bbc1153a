from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import pytest

from harness.datafiles import REAL, edit, mini
from pvd_geo.tables import doubtful, loading

if TYPE_CHECKING:
    from pathlib import Path

INDICATORS = pd.DataFrame(
    {
        "indicator_id": [
            *("fibre", "logements", "naissances", "taux_vacance", "taux_vacance_longue"),
            *("friches", "friches_sans_projet", "friches_avec_projet", "friches_potentielles"),
        ],
        "vintage": "2024",
    }
)
POPULATIONS = pd.DataFrame(
    {
        "insee_code": ["01001", "01001", "01002", "01002", "01003"],
        "vintage": ["2020", "2022", "2022", "2023", "2017"],
        "population": [1000, 1200, 1000, 1110, 1000],
    }
)


def doubts_of(rows: list[tuple[str, str, float]]) -> set[tuple[str, str, str]]:
    values = pd.DataFrame(rows, columns=["insee_code", "indicator_id", "value"])
    found = doubtful.find(values, INDICATORS, POPULATIONS)
    return set(found[["insee_code", "rule", "fate"]].itertuples(index=False, name=None))


JUMP = ("01002", "vintage_jump", "kept")
"""11 % in a year; 20 % in two, 9.5 % a year, is none."""


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        ([("01001", "fibre", 0.0), ("01002", "fibre", 5.0)], ("01001", "zero_fibre", "set_aside")),
        ([("01001", "logements", 0.0)], ("01001", "never_zero", "set_aside")),
        (
            [("01001", "taux_vacance", 5.0), ("01001", "taux_vacance_longue", 5.1)],
            ("01001", "part_above_whole", "set_aside"),
        ),
        ([("01001", "fibre", 4.9)], ("01001", "little_fibre", "kept")),
        (
            [("01001", "fibre", 100.0), ("01001", "logements", 399.0)],
            ("01001", "full_of_few", "kept"),
        ),
        (
            [
                ("01001", "naissances", 0.0),
                ("01002", "naissances", 9.0),
                ("01003", "naissances", 9),
            ],
            ("01001", "no_births", "kept"),
        ),
        (
            [
                ("01001", "friches", 3.0),
                ("01001", "friches_sans_projet", 1.0),
                ("01001", "friches_avec_projet", 1.0),
                ("01001", "friches_potentielles", 0.0),
            ],
            ("01001", "parts_and_whole", "kept"),
        ),
    ],
)
def test_each_rule_finds_what_it_looks_for(
    rows: list[tuple[str, str, float]], found: tuple[str, str, str]
) -> None:
    assert doubts_of(rows) == {found, JUMP}


def test_what_is_sound_is_not_doubted() -> None:
    sound = [
        *(("01001", "fibre", 100.0), ("01001", "logements", 400.0)),
        *(("01001", "taux_vacance", 5.0), ("01001", "taux_vacance_longue", 5.0)),
        *(("01001", "friches", 1.0), ("01001", "friches_sans_projet", 1.0)),
        *(("01001", "friches_avec_projet", 0.0), ("01001", "friches_potentielles", 0.0)),
        ("01003", "fibre", 5.0),
    ]
    assert doubts_of(sound) == {JUMP}


def test_the_twelve_zeros_of_fibre_are_unknown_and_listed() -> None:
    data = loading.read(REAL)
    aside = data.doubtful_values[data.doubtful_values["fate"].eq("set_aside")]
    assert set(aside["rule"]) == {"zero_fibre"}
    towns = data.towns.set_index("insee_code")
    regions = towns.loc[aside["insee_code"], "region_code"].value_counts().to_dict()
    assert regions == {"03": 4, "06": 3, "02": 3, "44": 2}
    fibre = data.town_indicators[data.town_indicators["indicator_id"].eq("fibre")]
    assert not fibre["insee_code"].isin(aside["insee_code"]).any()
    assert fibre["value"].gt(0).all()
    assert len(fibre) == 1645 - 12
    caveat = data.indicators.set_index("indicator_id").loc["fibre", "caveat"]
    assert caveat.endswith("12 valeurs écartées : inconnues, jamais zéro.")


def test_the_committed_list_is_what_the_rules_find() -> None:
    data = loading.read(REAL)
    found = doubtful.find(data.town_indicators, data.indicators, data.populations)
    listed = data.doubtful_values.fillna({"indicator_id": ""})
    kept = listed[listed["fate"].eq("kept")].reset_index(drop=True)
    pd.testing.assert_frame_equal(found, kept, check_dtype=False)


def test_a_zero_that_comes_back_is_a_fault(tmp_path: Path) -> None:
    folder = mini(tmp_path)
    edit(folder / "town_indicators.csv", "22020,taux_vacance_longue,5.94", "22020,fibre,0")
    faults = [fault for fault in loading.check(folder).faults if "règle" in fault.expected]
    assert [(fault.file, fault.column, fault.value) for fault in faults] == [
        ("town_indicators.csv", "value", "0")
    ]


def test_a_fate_that_is_not_the_rule_s_is_a_fault(tmp_path: Path) -> None:
    folder = mini(tmp_path)
    with (folder / "doubtful_values.csv").open("a", encoding="utf-8") as file:
        file.write("22020,medecins_generalistes,2024,5,zero_fibre,kept\n")
    expected = [fault.expected for fault in loading.check(folder).faults if fault.column == "fate"]
    assert expected == ["set_aside, comme le veut la règle zero_fibre"]
