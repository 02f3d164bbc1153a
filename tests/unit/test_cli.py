from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

from harness.datafiles import MINI_REFERENCE, REAL, edit, mini
from pvd_geo import cli

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

N = "\u202f"


def test_sound_data_are_shown_in_a_table(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["check-data", "--data", str(REAL)]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    assert out.splitlines()[-1] == "Aucune faute."
    (towns,) = [line for line in out.splitlines() if line.startswith("towns.geojson")]
    assert towns.split("  ")[0] == "towns.geojson"
    assert f"1{N}645" in towns
    assert "correct" in towns
    assert "ANCT" in towns


def test_ten_faults_are_all_printed_and_the_exit_code_is_1(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = mini(tmp_path)
    edit(folder / "meetings.csv", "22162,held", "22999,hold")
    edit(folder / "meetings.csv", "guadeloupe,01", "guadeloupe,1")
    edit(folder / "attendance.csv", "corse,all,47,", "corse,all,x,")
    edit(folder / "cities.csv", "41.9189", "141.9189")
    edit(folder / "themes.csv", "sante,", "habitat,")
    edit(folder / "towns.geojson", "[-3.0466,48.77831]", "[48.77831,-3.0466]")
    edit(folder / "town_indicators.csv", "longue,5.94", "longue,594")
    edit(folder / "sources.csv", "geonames,GeoNames,", "geonames,,")
    (folder / "published_figures.csv").unlink()
    assert cli.main(["check-data", "--data", str(folder)]) == 1
    out, err = capsys.readouterr()
    for told in (
        f"meetings.csv, ligne 3, colonne «{N}insee_code{N}»{N}: «{N}22999{N}»",
        f"meetings.csv, ligne 3, colonne «{N}status{N}»{N}: «{N}hold{N}»",
        f"meetings.csv, ligne 4, colonne «{N}region_code{N}»{N}: «{N}1{N}»",
        f"attendance.csv, ligne 2, colonne «{N}participants{N}»{N}: «{N}x{N}»",
        f"cities.csv, ligne 3, colonne «{N}latitude{N}»{N}: «{N}141.9189{N}»",
        f"themes.csv, ligne 3, colonne «{N}theme_id{N}»{N}: «{N}habitat{N}»",
        f"towns.geojson, ligne 4, colonne «{N}geometry{N}»{N}: «{N}48.7783, -3.0466{N}»",
        f"town_indicators.csv, ligne 4, colonne «{N}value{N}»{N}: «{N}594{N}»",
        f"sources.csv, ligne 6, colonne «{N}publisher{N}» – attendu{N}: un texte",
        f"published_figures.csv – attendu{N}: un fichier de ce nom",
        f"cities.csv{N}: «{N}",
    ):
        assert told in err, told
    assert "Traceback" not in err
    assert "faute" in next(line for line in out.splitlines() if line.startswith("meetings.csv"))


def test_build_data_makes_the_folder_and_reports(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "data"
    assert cli.main(["build-data", "--from", str(MINI_REFERENCE), "--to", str(target)]) == 0
    assert (target / "datapackage.json").is_file()
    assert "Aucune faute." in capsys.readouterr().out


def test_build_data_from_nowhere_fails_without_a_traceback(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["build-data", "--from", str(tmp_path / "x"), "--to", str(tmp_path / "data")]
    assert cli.main(arguments) == 1
    err = capsys.readouterr().err
    assert err.startswith("15 fautes :")
    assert "communes-pvd.csv – attendu" in err


def test_the_command_is_installed_and_speaks_to_a_terminal_without_accents(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "pvd_geo.cli", "check-data", "--data", str(tmp_path)]
    environment = {"PYTHONIOENCODING": "ascii", "PATH": ""}
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    assert done.returncode == 1
    assert "towns.geojson" in done.stderr
    assert "Traceback" not in done.stderr
