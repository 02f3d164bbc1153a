"""INSEE's files of communes and of EPCI: told first, then in force, then back.

No file of INSEE's is here: lines are made of the real codes of the small data folder, with a label
changed, in the columns of those files.
"""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import pytest

from pvd_geo import cli, store
from pvd_geo.renewal.terminal import folder_in_force
from pvd_geo.renewal.words import summary
from pvd_geo.settings import settings
from pvd_geo.tables import loading
from pvd_geo.timeline.former import FormerNames

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from pvd_geo.renewal.communes import Kind

pytestmark = pytest.mark.usefixtures("small")

COMMUNES = (
    *("TYPECOM", "COM", "REG", "DEP", "CTCD", "ARR"),
    *("TNCC", "NCC", "NCCENR", "LIBELLE", "CAN", "COMPARENT"),
)
EPCI = ("CODGEO", "LIBGEO", "EPCI", "LIBEPCI", "DEP", "REG")
Line = dict[str, str]


def lines_of(folder: Path) -> dict[str, Line]:
    """Return what INSEE's files say of the towns of now, by code, in the columns of both."""
    towns = loading.read(folder, "towns").towns
    columns = ["insee_code", "name", "department_code", "region_code", "epci_code", "epci_name"]
    rows = towns[columns].astype("object").where(towns[columns].notna(), "")
    return {
        code: {
            "TYPECOM": "COM",
            "COM": code,
            "CODGEO": code,
            "LIBELLE": name,
            "LIBGEO": name,
            "DEP": department,
            "REG": region,
            "EPCI": epci or "ZZZZZZZZZ",
            "LIBEPCI": epci_name or "Sans objet",
        }
        for code, name, department, region, epci, epci_name in rows.itertuples(index=False)
    }


def written(kind: Kind, lines: Iterable[Mapping[str, str]]) -> bytes:
    out = io.StringIO()
    columns = COMMUNES if kind == "communes" else EPCI
    writer = csv.DictWriter(out, columns, restval="", extrasaction="ignore")
    writer.writeheader()
    writer.writerows(lines)
    return out.getvalue().encode()


class Runner:
    """The command, with a file to bring."""

    def __init__(self, file: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.file, self.capsys = file, capsys

    def __call__(self, kind: Kind, lines: Iterable[Line], *arguments: str) -> tuple[int, str]:
        self.file.write_bytes(written(kind, lines))
        code = cli.main(["refresh", f"--{kind}", str(self.file), *arguments])
        said = self.capsys.readouterr()
        return code, (said.out + said.err).replace("\u202f", " ")


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Runner:
    return Runner(tmp_path / "insee.csv", capsys)


def last_told() -> str:
    engine = store.open_store(settings().database_url.get_secret_value())
    said = summary(store.renewals(engine)[-1].renewal)
    engine.dispose()
    return said


@pytest.mark.parametrize("kind", ["communes", "epci"])
def test_what_we_know_already_changes_nothing(small: Path, run: Runner, kind: Kind) -> None:
    lines = lines_of(small)
    lines["22004"]["LIBEPCI"] += " (GP3A)"
    lines["22162"]["LIBEPCI"] += " (GP3A)"
    code, said = run(kind, lines.values())
    assert code == 0
    assert "Rien ne change : le fichier dit ce que nous savons." in said


def test_a_new_name_is_told_then_in_force_then_back(small: Path, run: Runner) -> None:
    lines = lines_of(small)
    lines["22004"]["LIBELLE"] = "Bégard-sur-Jaudy"
    # Another commune, and one that is part of another: both are read, and change nothing.
    others = [
        {**lines["22004"], "COM": "22001", "LIBELLE": "Allineuc"},
        {"TYPECOM": "COMD", "COM": "29052", "LIBELLE": "Esquibien", "COMPARENT": "29003"},
    ]
    code, said = run("communes", [*others, *lines.values()])
    assert code == 0, said
    assert "22004 Bégard → Bégard-sur-Jaudy (ligne 4)" in said
    assert folder_in_force() == small
    code, said = run("communes", [*others, *lines.values()], "--confirm", "--who", "Anne")
    assert code == 0, said
    assert "Code géographique n° 1 en vigueur" in said
    after, before = loading.read(folder_in_force()), loading.read(small)
    assert after.towns.set_index("insee_code")["name"]["22004"] == "Bégard-sur-Jaudy"
    found = FormerNames.of(after.former_names).find("Bégard")
    assert found is not None
    assert (found.town, found.nature) == ("22004", "renamed")
    # The list is the ANCT's: this file is none.
    assert after.sources["date"].equals(before.sources["date"])
    assert last_told() == "1 commune renommée : Bégard → Bégard-sur-Jaudy ; 1 ancien nom ou code."
    # A file of the year before does not bring the former name back.
    code, said = run("communes", lines_of(small).values())
    assert "22004 (ligne 2) : Bégard est un ancien nom ; nous gardons Bégard-sur-Jaudy." in said
    assert "Rien ne change" in said
    assert cli.main(["refresh", "--back"]) == 0
    assert folder_in_force() == small


def test_another_epci_is_told_then_in_force_then_back(small: Path, run: Runner) -> None:
    lines = lines_of(small)
    lines["22020"] |= {"EPCI": lines["22004"]["EPCI"], "LIBEPCI": lines["22004"]["LIBEPCI"]}
    lines["97106"] |= {"EPCI": "ZZZZZZZZZ", "LIBEPCI": "Sans objet"}
    before = loading.read(small).towns.set_index("insee_code")
    code, said = run("epci", lines.values(), "--confirm")
    assert code == 0, said
    joined = before["epci_name"]["22004"]
    assert f"22020 : {before['epci_name']['22020']} → {joined} (ligne 3)" in said
    assert f"97106 : {before['epci_name']['97106']} → aucun" in said
    after = loading.read(folder_in_force())
    towns = after.towns.set_index("insee_code")
    assert towns["epci_code"]["22020"] == before["epci_code"]["22004"]
    assert towns["epci_name"]["22020"] == joined
    assert towns["epci_code"].isna()["97106"]
    assert after.sources["date"].equals(loading.read(small).sources["date"])
    assert last_told() == "2 EPCI changés ; 2 noms d’EPCI."
    assert cli.main(["refresh", "--back"]) == 0
    assert folder_in_force() == small


def test_a_town_that_the_file_has_no_longer_is_kept_and_said(small: Path, run: Runner) -> None:
    lines = lines_of(small)
    lines["22004"] |= {"TYPECOM": "COMD", "REG": "", "DEP": "", "COMPARENT": "22162"}
    lines["22020"]["LIBELLE"] = "Broons-sur-Frémeur"
    code, said = run("communes", lines.values())
    assert code == 0, said
    assert "1 commune n’y est pas et reste telle quelle : 22004 Bégard (déléguée de 22162" in said
    assert "v_mvt_commune" in said


BAD: dict[str, tuple[Kind, Line, tuple[str, ...]]] = {
    "département": ("communes", {"DEP": "29"}, ("Ligne 2", "22, par quoi commence ce code")),
    "région": ("communes", {"REG": "28"}, ("Ligne 2", "53, la région du département 22")),
    "nature": ("communes", {"TYPECOM": "VILLE"}, ("Ligne 2", "COM, COMD, COMA ou ARM")),
    "no code": ("communes", {"COM": "Bégard"}, ("Ligne 2", "un code INSEE de commune")),
    "no name": ("communes", {"LIBELLE": ""}, ("Ligne 2", "un nom")),
    "twice": ("communes", {"COM": "22020"}, ("Ligne 3", "une seule ligne", "ligne 2")),
    "no siren": ("epci", {"EPCI": "20006"}, ("Ligne 2", "neuf chiffres", "ZZZZZZZZZ")),
    "two names": ("epci", {"LIBEPCI": "CC d’ailleurs"}, ("le même nom qu’à la ligne 2",)),
}


@pytest.mark.parametrize("case", BAD)
def test_a_bad_line_is_named_and_changes_nothing(small: Path, run: Runner, case: str) -> None:
    kind, cells, expected = BAD[case]
    lines = lines_of(small)
    lines["22004"] |= cells
    code, said = run(kind, lines.values(), "--confirm")
    assert code == 1
    for part in (*expected, "Rien n’est changé"):
        assert part in said, said
    assert folder_in_force() == small


def test_half_a_file_and_another_file_are_refused(small: Path, run: Runner) -> None:
    code, said = run("communes", list(lines_of(small).values())[:6], "--confirm")
    assert code == 1
    assert "toutes les communes : 6 de nos 12 n’y sont pas" in said
    run.file.write_bytes(written("epci", lines_of(small).values()))
    assert cli.main(["refresh", "--communes", str(run.file)]) == 1
    said = run.capsys.readouterr().out
    assert "les colonnes TYPECOM, COM, REG, DEP, LIBELLE et COMPARENT" in said
    assert folder_in_force() == small
