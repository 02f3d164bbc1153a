from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from harness.sheets import CORPUS, SIGN_IN, TWELVE
from pvd_geo import cli, store
from pvd_geo.settings import settings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(autouse=True)
def url(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    address = f"sqlite:///{tmp_path}/var/pvd.sqlite"
    monkeypatch.setenv("PVD_DATABASE_URL", address)
    settings.cache_clear()
    yield address
    settings.cache_clear()


def revision(url: str) -> int:
    engine = store.open_store(url)
    number = store.revision(engine)
    engine.dispose()
    return number


def test_the_operator_records_looks_and_undoes(
    url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["record", str(TWELVE), "--who", "Anne", "--yes"]) == 0
    said = capsys.readouterr().out.replace("\u202f", " ")
    assert "Corte (Corse) : ≈ 20 estimé → 24 relevé" in said
    assert "12 rencontres relevées sur 12" in said
    assert "Saisie n° 1 enregistrée." in said
    assert cli.main(["record", str(TWELVE), "--yes"]) == 1
    assert "déjà enregistrée" in capsys.readouterr().err
    assert cli.main(["undo", "1", "--who", "Anne"]) == 0
    assert cli.main(["undo", "1"]) == 1
    capsys.readouterr()
    assert cli.main(["history"]) == 0
    newest, oldest = capsys.readouterr().out.splitlines()
    assert "Anne  annulation de la saisie n° 1" in newest
    assert oldest.endswith("12 rencontres, total 813, annulée depuis")
    assert revision(url) == 2


def test_nothing_is_recorded_without_a_yes(
    url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for answer in ("", "non"):
        monkeypatch.setattr("builtins.input", lambda _, answer=answer: answer)
        assert cli.main(["record", str(TWELVE)]) == 1
    assert "Rien n’est enregistré." in capsys.readouterr().out
    assert revision(url) == 0


def test_faults_are_all_printed_and_nothing_is_recorded(
    url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["record", str(CORPUS / "tally-values.csv"), "--yes"]) == 1
    said = capsys.readouterr().out
    assert said.count("Ligne ") == 14
    assert "14 choses à corriger et 1 question sans réponse : rien n’est enregistré." in said
    assert revision(url) == 0


@pytest.fixture
def with_statuses(tmp_path: Path) -> Path:
    file = tmp_path / "statuts.csv"
    file.write_text("rencontre;nom;présence\nCorte;A;oui\nCorte;B;oui\nCorte;C;excusé\n")
    return file


def test_open_questions_are_printed_with_how_to_answer_and_nothing_is_recorded(
    with_statuses: Path, url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["record", str(with_statuses), "--yes"]) == 1
    said = capsys.readouterr().out
    assert "« excusé » : 1 ligne (ligne 4)" in said
    assert "--answer status.presence.excuse=excused  (ne pas compter : excusé)" in said
    assert "2 questions sans réponse : rien n’est enregistré." in said
    assert revision(url) == 0


def test_questions_are_answered_in_advance(
    with_statuses: Path, url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    answers = ("status.presence.oui=present", "status.presence.excuse=excused")
    given = [word for answer in answers for word in ("--answer", answer)]
    assert cli.main(["record", str(with_statuses), "--yes", *given]) == 0
    said = capsys.readouterr().out
    assert "Corte (Corse) : ≈\u202f20 estimé → 2 relevé" in said
    assert "Non comptés : 1 excusé (ligne 4)." in said
    assert revision(url) == 1


def test_questions_are_asked_one_by_one(
    with_statuses: Path,
    url: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    replies = iter(["1", "3", "oui"])
    monkeypatch.setattr("builtins.input", lambda _: next(replies))
    assert cli.main(["record", str(with_statuses)]) == 0
    assert "→ 2 relevé" in capsys.readouterr().out
    assert revision(url) == 1
    replies = iter(["x"])
    assert cli.main(["record", str(with_statuses)]) == 1
    assert "2 questions sans réponse" in capsys.readouterr().out


def test_the_meeting_that_an_export_does_not_name_is_answered(
    tmp_path: Path, url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "export.csv"
    file.write_text("Prénom,Nom,Courriel\nA,B,a@exemple.fr\nC,D,c@exemple.fr\n")
    assert cli.main(["record", str(file), "--yes"]) == 1
    assert "--answer meeting=corse  (Corse (Corte), 24/06/2022)" in capsys.readouterr().out
    assert cli.main(["record", str(file), "--yes", "--answer", "meeting=corse"]) == 1
    assert "--answer measure=presence  (qui est venu)" in capsys.readouterr().out
    answers = ("--answer", "meeting=corse", "--answer", "measure=presence")
    assert cli.main(["record", str(file), "--yes", *answers]) == 0
    assert "Corte (Corse) : ≈\u202f20 estimé → 2 relevé" in capsys.readouterr().out
    assert revision(url) == 1


def test_what_was_answered_of_a_column_holds_for_the_next_file_and_the_same_again_is_told(
    tmp_path: Path, url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    head = "Participant,Fonction,Courriel"
    people = [f"P{number},Chargé de mission,p{number}@exemple.fr" for number in range(4)]
    first, second = tmp_path / "a.csv", tmp_path / "b.csv"
    first.write_text("\n".join([head, *people]))
    second.write_text("\n".join([head, *people]).replace("\n", "\r\n"))
    given = ("--answer", "meeting=corse", "--answer", "measure=presence")
    kept = ("--answer", "column.fonction=audience", "--answer")
    mission = "audience.charge-de-mission=project_manager"
    assert cli.main(["record", str(first), "--yes", *given, *kept, mission]) == 0
    capsys.readouterr()
    # Other bytes, the same people: nothing is asked twice, and what it is is told.
    assert cli.main(["record", str(second), "--yes", *given]) == 0
    said = capsys.readouterr().out
    assert "2 réponses reprises des fichiers d’avant" in said.replace("\u202f", " ")
    assert f"  {mission}  (chef de projet)" in said
    assert "Attention : Ces nombres sont déjà ceux qui sont enregistrés" in said
    assert revision(url) == 2


def test_people_are_counted_and_not_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["record", str(SIGN_IN), "--yes"]) == 0
    said = "".join(capsys.readouterr())
    assert "12 noms ou prénoms" in said
    assert "Kervella" not in said


def test_a_missing_file_and_a_missing_store_are_said(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["record", "nowhere.csv", "--yes"]) == 1
    monkeypatch.setenv("PVD_DATABASE_URL", "sqlite:////proc/nowhere/pvd.sqlite")
    settings.cache_clear()
    assert cli.main(["record", str(TWELVE), "--yes"]) == 1
    said = capsys.readouterr().err
    assert "ne s’ouvre pas" in said
    assert "/proc/" in said  # where it was looked for
