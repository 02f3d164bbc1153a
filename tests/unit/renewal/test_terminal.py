"""The command that renews the list: report, confirmation, back again.

Covers: renewal.words.
"""

from __future__ import annotations

import errno
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from harness import lists
from harness.datafiles import REAL, mini
from pvd_geo import cli
from pvd_geo.renewal.bringing import Installation
from pvd_geo.renewal.terminal import folder_in_force
from pvd_geo.settings import settings
from pvd_geo.tables import loading

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("own_store")


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
    assert "Renouvellement n° 1 annulé" in said
    code, said = run(capsys, "--back")
    assert code == 1
    assert "Aucune liste n’est en vigueur" in said
    assert cli.main(["history"]) == 0
    newest, oldest = capsys.readouterr().out.splitlines()
    assert "annulation de la saisie n° 1" in newest
    assert "données des communes" in oldest


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


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    base = mini(tmp_path / "data")
    monkeypatch.setenv("PVD_DATA_DIR", str(base))
    settings.cache_clear()
    return base


Change = Callable[[list[lists.Line]], list[lists.Line]]
NEW = dict.fromkeys(lists.COLUMNS, "")


def plus(**cells: str) -> Change:
    return lambda lines: [*lines, NEW | cells]


def dated(day: str) -> Change:
    return lambda lines: [lines[0] | {"date_signature": day}, *lines[1:]]


BAD: dict[str, tuple[Change, tuple[str, ...]]] = {
    "half its lines": (
        lambda lines: lines[:6],
        ("6 communes sur 12 n’y sont pas", "--departures 6"),
    ),
    "a town twice": (
        plus(insee_com="22004", lib_com="Bégard", date_signature="2021-01-05"),
        ("ligne 14", "la ligne 2 en dit autre chose"),
    ),
    "a code that never existed": (
        plus(insee_com="22999", lib_com="Nulle-Part"),
        ("22999 Nulle-Part (ligne 14)", "--admit 22999 ou --leave-out 22999"),
    ),
    "a code of no département": (
        plus(insee_com="99001", lib_com="Nulle-Part"),
        ("ligne 14", "aucun département ne commence ainsi"),
    ),
    "merged into one outside": (
        plus(insee_com="29052", lib_com="Esquibien"),
        (
            "29052 Esquibien (ligne 13)",
            "fait partie d’Audierne (29003), hors du programme",
            "--admit 29052 ou --leave-out 29052  (Esquibien, dans Audierne)",
        ),
    ),
    "empty": (lambda _: [], ("ligne 1", "au moins une commune")),
    "another programme": (
        lambda _: [NEW | {"insee_com": f"22{n:03}", "lib_com": f"Ville {n}"} for n in range(30)],
        ("c’est sans doute celle d’un autre programme",),
    ),
    "before the launch": (dated("30/09/2020"), ("ligne 2", "1er octobre 2020")),
    "in the future": (dated("2999-01-01"), ("ligne 2", "lancement du programme, au")),
    "not whole": (dated("2021"), ("ligne 2", "une date entière")),
}


@pytest.mark.parametrize("case", BAD)
def test_bad_input_is_named_by_line_and_the_data_stay_whole(
    small: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], case: str
) -> None:
    file = tmp_path / "liste.csv"
    lines = lists.held(small)
    if case == "merged into one outside":
        file.write_bytes(lists.written([x for x in lines if x["insee_com"] != "29003"]))
        assert run(capsys, "--list", str(file), "--confirm")[0] == 0
        lines = lists.held(folder_in_force())
    before = _bytes(folder_in_force())
    change, expected = BAD[case]
    file.write_bytes(lists.written(change(lines)))
    code, said = run(capsys, "--list", str(file), "--confirm")
    assert code == 1
    for part in (*expected, "Rien n’est changé"):
        assert part.lower() in said.lower(), said
    assert _bytes(folder_in_force()) == before


def test_a_file_cut_in_the_middle_of_a_line_is_named(
    small: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "liste.csv"
    file.write_bytes(lists.written(lists.held(small))[:-20])
    code, said = run(capsys, "--list", str(file), "--confirm")
    assert code == 1
    assert "Ligne 13" in said
    assert "coupé au milieu de cette ligne" in said
    assert folder_in_force() == small


def test_a_commune_merged_into_a_town_is_held_to_be_that_town(
    small: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "liste.csv"
    lines = [
        line | ({"insee_com": "29052", "lib_com": "Esquibien"} if place == 3 else {})
        for place, line in enumerate(lists.held(small))
    ]
    file.write_bytes(lists.written(lines))
    code, said = run(capsys, "--list", str(file), "--confirm")
    assert code == 0
    assert "29052 Esquibien (ligne 5) : tenue pour Audierne (29003)" in said
    assert "Rien ne change" in said


def test_a_full_disk_and_a_second_refresh_change_nothing(
    small: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    file = tmp_path / "liste.csv"
    file.write_bytes(lists.written(dated("2021-01-05")(lists.held(small))))

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr("pvd_geo.renewal.versions.os.fsync", full)
        code, said = run(capsys, "--list", str(file), "--confirm")
    assert code == 1
    assert "No space left on device" in said
    assert folder_in_force() == small

    # Another refresh comes in between the report and the confirmation of this one.
    confirm = Installation.confirm

    def late(here: Installation, *given: object) -> int:
        monkeypatch.setattr(Installation, "confirm", confirm)
        assert cli.main(["refresh", "--list", str(file), "--confirm"]) == 0
        return confirm(here, *given)  # type: ignore[arg-type]

    monkeypatch.setattr(Installation, "confirm", late)
    code, said = run(capsys, "--list", str(file), "--confirm")
    assert code == 1
    assert "Une autre liste" in said
    towns = loading.read(folder_in_force(), "towns").towns.set_index("insee_code")
    assert f"{towns.loc['22004', 'agreement_date']:%Y-%m-%d}" == "2021-01-05"
    assert cli.main(["history"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 1


def _bytes(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}
