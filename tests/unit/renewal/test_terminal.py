"""The command that renews the list: report, confirmation, back again.

Covers: renewal.words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from harness import lists
from harness.datafiles import REAL
from pvd_geo import cli
from pvd_geo.renewal.terminal import folder_in_force
from pvd_geo.settings import settings
from pvd_geo.tables import loading

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(autouse=True)
def _own_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("PVD_DATABASE_URL", f"sqlite:///{tmp_path}/var/pvd.sqlite")
    monkeypatch.setenv("PVD_VERSIONS_DIR", str(tmp_path / "versions"))
    settings.cache_clear()
    yield
    settings.cache_clear()


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    code = cli.main(["refresh", *arguments])
    said = capsys.readouterr()
    return code, (said.out + said.err).replace("\u202f", " ")


def test_the_operator_renews_the_list_and_brings_the_one_before_back(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "liste.csv"
    file.write_bytes(lists.reordered())
    assert folder_in_force() == REAL
    code, said = run(capsys, "--list", str(file), "--confirm")
    assert code == 1
    assert "--admit 01004 ou --leave-out 01004  (Ambérieu-en-Bugey)" in said
    admitted = ("--list", str(file), "--admit", lists.CAME)
    code, said = run(capsys, *admitted)
    assert code == 0
    for line in (
        "01004 Ambérieu-en-Bugey (ligne 1646)",
        "15031 Celles (ligne 1647) : n’est plus dans Neussargues-Moissac",
        "01034 Belley",
        "Aubusson → Aubusson-en-Creuse",
        "79060 Caunay",
        "22262 Quintin : 12 mars 2021",
        "1033 lu 01033",
        "Communes : 1 645 → 1 646",
        "Auvergne-Rhône-Alpes : 226 → 227",
        "Rien n’est changé. Avec --confirm",
    ):
        assert line in said, line
    assert folder_in_force() == REAL
    code, said = run(capsys, *admitted, "--confirm", "--who", "Anne")
    assert code == 0
    assert "Liste n° 1 en vigueur." in said
    folder = folder_in_force()
    assert len(loading.read(folder, "towns").towns) == 1646
    assert cli.main(["check-data"]) == 0
    assert str(folder) in capsys.readouterr().out
    code, said = run(capsys, *admitted)
    assert code == 0
    assert "Rien ne change" in said
    code, said = run(capsys, "--back", "--who", "Luc")
    assert (code, folder_in_force()) == (0, REAL)
    assert "Liste n° 1 annulée" in said
    code, said = run(capsys, "--back")
    assert code == 1
    assert "Aucune liste n’est en vigueur" in said
    assert cli.main(["history"]) == 0
    newest, oldest = capsys.readouterr().out.splitlines()
    assert "annulation de la saisie n° 1" in newest
    assert "liste des communes" in oldest


def test_half_a_list_is_told_how_it_could_be_confirmed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "liste.csv"
    file.write_bytes(lists.written(lists.held()[:800]))
    code, said = run(capsys, "--list", str(file), "--confirm")
    assert code == 1
    assert "845 communes sur 1 645 n’y sont pas" in said
    assert "--departures 845" in said
    assert folder_in_force() == REAL


def test_a_file_that_is_no_list_is_refused_in_french(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "liste.pdf"
    file.write_bytes(b"%PDF-1.7 ...")
    code, said = run(capsys, "--list", str(file), "--confirm")
    assert code == 1
    assert "PDF" in said
    assert run(capsys, "--list", str(tmp_path / "absent.csv"))[0] == 1
