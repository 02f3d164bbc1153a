"""Three hundred invented people go through the command line: nothing of them is anywhere."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from typing import TYPE_CHECKING

import pytest

from harness import exports
from harness.personal import PEOPLE, contributions, people, sign_in_list, traces
from pvd_geo import cli, store
from pvd_geo.export.meetings import meetings_table
from pvd_geo.export.stamp import Stamp
from pvd_geo.export.workbook import xlsx_bytes
from pvd_geo.meetings.attendance import by_meeting, current
from pvd_geo.settings import settings
from pvd_geo.tables import loading

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sqlalchemy.engine import Engine

EVERYBODY = people()


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, url: str) -> Iterator[Path]:
    """Return the folder that holds all the command may write."""
    for name in ("HOME", "TMPDIR", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(tmp_path))
    monkeypatch.setenv("PVD_DATABASE_URL", url)
    settings.cache_clear()
    yield tmp_path
    settings.cache_clear()


def workbook(engine: Engine) -> bytes:
    """Return the meetings as a reader takes them away."""
    data = loading.read(loading.data_dir(), "attendance", "meetings", "towns")
    held = by_meeting(current(data.attendance, store.records(engine)), data.meetings, data.towns)
    return xlsx_bytes([meetings_table(held, Stamp("Rencontres", "", date(2026, 11, 25)))])


def members(archive: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def test_the_search_finds_what_is_there() -> None:
    assert len(EVERYBODY) == PEOPLE
    sheet = contributions(EVERYBODY) + sign_in_list(EVERYBODY)
    found = traces(EVERYBODY, sheet)
    assert {each.last.lower() for each in EVERYBODY} <= found
    assert {each.email for each in EVERYBODY} <= found
    assert {each.phone for each in EVERYBODY} <= found
    assert traces(EVERYBODY[:1], EVERYBODY[0].last.upper().encode("utf-16-le"))


def test_nothing_of_three_hundred_people_remains(
    desk: Path,
    url: str,
    tmp_path_factory: pytest.TempPathFactory,
    capfd: pytest.CaptureFixture[str],
) -> None:
    # The sheets themselves are the person's own: they stand elsewhere.
    sheets = tmp_path_factory.mktemp("sheets")
    for name, content in (
        ("contributions.csv", contributions(EVERYBODY)),
        ("list.csv", sign_in_list(EVERYBODY)),
    ):
        (sheets / name).write_bytes(content)
        assert cli.main(["record", str(sheets / name), "--who", "anne", "--yes"]) == 0
    assert cli.main(["history"]) == 0
    said = "".join(capfd.readouterr())
    assert said.count("total 300") == 2
    assert traces(EVERYBODY, said.encode()) == set()

    assert cli.main(["backup", str(sheets / "backup.zip")]) == 0
    for name, content in members((sheets / "backup.zip").read_bytes()).items():
        # The data files are the published ones: towns have the names of families.
        assert name.startswith("data/") or traces(EVERYBODY, content) == set(), name

    # While the store is open its write-ahead log is there too.
    engine = store.open_store(url)
    try:
        rows = store.contributions(engine)
        assert len(rows) == PEOPLE
        assert traces(EVERYBODY, rows.to_csv().encode()) == set()
        assert traces(EVERYBODY, store.records(engine).to_csv().encode()) == set()
        for content in members(workbook(engine)).values():
            assert traces(EVERYBODY, content) == set()
        files = [path for path in desk.rglob("*") if path.is_file()]
        for path in files:
            assert traces(EVERYBODY, path.read_bytes()) == set(), path
    finally:
        engine.dispose()
    if url.startswith("sqlite"):
        assert any(path.name == "pvd.sqlite" for path in files)
        assert any(path.name.endswith("-wal") for path in files)


def test_nothing_of_the_people_of_any_export_remains(
    desk: Path,
    url: str,
    tmp_path_factory: pytest.TempPathFactory,
    capfd: pytest.CaptureFixture[str],
) -> None:
    sheets = tmp_path_factory.mktemp("exports")
    # Some cases are one file, counted in another way: it is brought once.
    files = {case.data: case.answers for case in exports.CASES.values()}
    assert len(files) >= 24
    for number, (data, answers) in enumerate(files.items()):
        file = sheets / f"{number}.csv"
        file.write_bytes(data)
        _, given = exports.settled(data, answers)
        told = [f"--answer={key}={choice}" for key, choice in given.items()]
        assert cli.main(["record", str(file), "--who", "anne", "--yes", *told]) == 0, number
    said = "".join(capfd.readouterr())
    assert said.count("enregistrée.") == len(files)
    assert traces(EVERYBODY, said.encode()) == set()

    assert cli.main(["backup", str(sheets / "backup.zip")]) == 0
    for name, content in members((sheets / "backup.zip").read_bytes()).items():
        assert name.startswith("data/") or traces(EVERYBODY, content) == set(), name
    engine = store.open_store(url)
    try:
        assert traces(EVERYBODY, repr(store.answers(engine)).encode()) == set()
        assert store.answers(engine)["audience.ddt-22"] == "state_service"
        assert not store.records(engine, "registered").empty
        for content in members(workbook(engine)).values():
            assert traces(EVERYBODY, content) == set()
        for path in desk.rglob("*"):
            assert not path.is_file() or traces(EVERYBODY, path.read_bytes()) == set(), path
    finally:
        engine.dispose()
