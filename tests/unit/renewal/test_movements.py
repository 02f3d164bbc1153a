"""INSEE's file of movements of communes: told first, then in force, then back."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import pytest

from pvd_geo import cli, store
from pvd_geo.reader import limits
from pvd_geo.renewal.terminal import folder_in_force
from pvd_geo.renewal.words import summary
from pvd_geo.settings import settings
from pvd_geo.tables import loading
from pvd_geo.timeline.former import FormerNames, told

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("small")

_SIDE = ("TYPECOM_{0}", "COM_{0}", "TNCC_{0}", "NCC_{0}", "NCCENR_{0}", "LIBELLE_{0}")
HEADER = ("MOD", "DATE_EFF", *(name.format(side) for side in ("AV", "AP") for name in _SIDE))
NEW_NAME = (10, "2026-03-01", "COM", "22004", "Bégard", "COM", "22004", "Bégard-sur-Jaudy")
JOINED = (32, "2026-01-01", "COM", "29145", "Loc'h", "COM", "29020", "Briec")
DELEGATED = (32, "2026-01-01", "COM", "29145", "Loc'h", "COMD", "29145", "Loc'h")
KNOWN = (32, "2021-01-01", "COM", "29052", "Esquibien", "COM", "29003", "Audierne")
ALONE = (21, "2025-06-01", "COM", "29003", "Audierne", "COM", "29052", "Esquibien")
NAMED = (31, "1960-01-01", "COM", "22089", "Kérity", "COM", "22162", "Paimpol")
GONE = (32, "2026-01-01", "COM", "29024", "Carhaix-Plouguer", "COM", "29999", "Poher")
TOGETHER = (32, "2026-01-01", "COM", "29024", "Carhaix-Plouguer", "COM", "29020", "Briec")
ELSEWHERE = (31, "2026-01-01", "COM", "29996", "Ici", "COM", "29997", "Là")


def written(*moves: tuple[object, ...]) -> bytes:
    """Return moves in the columns of INSEE's file, whose names without articles are not read."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(HEADER)
    for kind, day, before, code, name, after, code_after, name_after in moves:
        filler = ["0", "", ""]
        writer.writerow(
            [kind, day, before, code, *filler, name, after, code_after, *filler, name_after]
        )
    return out.getvalue().encode()


class Runner:
    """The command, with a file to bring."""

    def __init__(self, file: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.file, self.capsys = file, capsys

    def __call__(self, data: bytes, *arguments: str) -> tuple[int, str]:
        self.file.write_bytes(data)
        code = cli.main(["refresh", "--movements", str(self.file), *arguments])
        said = self.capsys.readouterr()
        return code, (said.out + said.err).replace("\u202f", " ")


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Runner:
    return Runner(tmp_path / "v_mvt_commune_2026.csv", capsys)


def test_names_and_codes_that_changed_are_told_then_in_force_then_back(
    small: Path, run: Runner
) -> None:
    data = written(NEW_NAME, DELEGATED, JOINED, KNOWN, ALONE, NAMED, ELSEWHERE)
    code, said = run(data)
    assert code == 0, said
    for line in (
        "22004 Bégard → Bégard-sur-Jaudy (ligne 2)",
        "29145 Loc'h (ligne 4) : tenue pour Briec (29020), dont elle fait partie",
        "29052 Esquibien (ligne 6) : n’est plus dans Audierne (29003)",
        "4 lignes ajoutées ou complétées",
        "1 ligne laissée, d’avant le 1",
        "Rien n’est changé. Avec --confirm",
    ):
        assert line in said, line
    assert folder_in_force() == small
    code, said = run(data, "--confirm", "--who", "Anne")
    assert code == 0
    assert "Code géographique n° 1 en vigueur" in said
    after, before = loading.read(folder_in_force()), loading.read(small)
    towns = after.towns.set_index("insee_code")["name"].to_dict()
    assert towns["22004"] == "Bégard-sur-Jaudy"
    assert len(towns) == len(before.towns)
    past = FormerNames.of(after.former_names)
    assert {one.nature for one in past.by_name("Esquibien")} == {"restored"}
    for name, nature, last_cog in (("Bégard", "renamed", "2026"), ("Loc'h", "delegated", "2025")):
        found = past.find(name)
        assert found is not None, name
        assert (found.nature, found.last_cog) == (nature, last_cog)
    named = past.by_code("22089")
    assert named is not None
    assert told(named, towns) == "Kérity (22089) fait aujourd’hui partie de Paimpol."
    # The list is the ANCT's: this file is none.
    assert after.sources["date"].equals(before.sources["date"])
    engine = store.open_store(settings().database_url.get_secret_value())
    said = summary(store.renewals(engine)[0].renewal)
    engine.dispose()
    assert said == "1 commune renommée : Bégard → Bégard-sur-Jaudy ; 4 anciens noms et codes."
    assert run(data)[1].count("Rien ne change") == 1
    assert cli.main(["refresh", "--back"]) == 0
    assert folder_in_force() == small


@pytest.mark.parametrize(
    ("move", "asked", "towns"),
    [
        (GONE, "réunie à Poher (29999), hors du programme. Poher prend sa place", 12),
        (TOGETHER, "réunie à Briec (29020), aussi du programme. La compter comme Briec", 11),
    ],
    ids=["outside", "inside"],
)
def test_a_town_whose_code_disappeared_waits_for_a_decision(
    small: Path, run: Runner, move: tuple[object, ...], asked: str, towns: int
) -> None:
    data = written(move, NEW_NAME)
    code, said = run(data, "--confirm")
    assert code == 1
    assert f"29024 Carhaix-Plouguer (ligne 2) : {asked}" in said
    assert "--admit 29024 ou --leave-out 29024" in said
    assert folder_in_force() == small
    code, said = run(data, "--leave-out", "29024")
    assert code == 0
    assert "Communes gardées sous leur code (1)" in said
    code, said = run(data, "--admit", "29024", "--confirm")
    assert code == 0, said
    after = loading.read(folder_in_force())
    listed = set(after.towns["insee_code"])
    assert len(listed) == towns
    assert "29024" not in listed
    past = FormerNames.of(after.former_names)
    found = past.find("Carhaix-Plouguer")
    assert found is not None
    assert found.town == move[6]
    # What was part of the town is part of the one that it went into.
    older = past.by_code("29194")
    assert older is not None
    assert older.town == move[6]


def test_a_town_where_people_met_does_not_go(run: Runner) -> None:
    move = (32, "2026-01-01", "COM", "22162", "Paimpol", "COM", "22999", "Goëlo")
    code, said = run(written(move), "--admit", "22162", "--confirm")
    assert code == 1
    assert "aucune rencontre" in said


BAD = {
    "day": ((10, "1er mars", *NEW_NAME[2:]), "Ligne 3", "une date entière"),
    "future": ((10, "2126-01-01", *NEW_NAME[2:]), "Ligne 3", "une date entière"),
    "kind": (("dix", *NEW_NAME[1:]), "Ligne 3", "type de mouvement"),
    "type": ((10, "2026-03-01", "VILLE", *NEW_NAME[3:]), "Ligne 3", "COMD ou ARM"),
    "no code": ((10, "2026-03-01", "COM", "Bégard", *NEW_NAME[4:]), "Ligne 3", "code INSEE"),
    "name": ((*NEW_NAME[:-1], ""), "Ligne 3", "le nom de la commune"),
}


@pytest.mark.parametrize(("move", "line", "expected"), BAD.values(), ids=BAD)
def test_a_bad_line_is_named_and_nothing_changes(
    small: Path, run: Runner, move: tuple[object, ...], line: str, expected: str
) -> None:
    _, said = run(written(ELSEWHERE, move), "--confirm")
    assert line in said
    assert expected in said
    assert folder_in_force() == small


def test_a_file_cut_in_the_middle_of_a_line_changes_nothing(small: Path, run: Runner) -> None:
    whole = written(NEW_NAME, JOINED)
    code, said = run(whole[:-25], "--confirm")
    assert code == 1
    assert "coupé au milieu de cette ligne" in said
    assert run(written(), "--confirm")[0] == 1
    code, said = run(b"insee_com;nom\n22004;Begard\n", "--confirm")
    assert code == 1
    assert "les colonnes MOD, DATE_EFF" in said
    assert folder_in_force() == small


def test_the_whole_history_of_the_country_is_read(run: Runner) -> None:
    many = limits.MAX_LINES + 10
    code, said = run(written(*[ELSEWHERE] * many, NEW_NAME))
    assert code == 0, said
    assert f"Bégard → Bégard-sur-Jaudy (ligne {many + 2})" in said
