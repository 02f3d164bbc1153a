"""Backing up an installation into one file, and coming back from it.

The file is an archive that any tool opens: ``manifest.json``, one ``store/<table>.jsonl`` for each
table of the store, and the data files. It is the same whether the store is SQLite or PostgreSQL, so
that an installation can also move from one to the other.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
import zipfile
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import Date, DateTime, func, select, text

from pvd_geo.errors import BackupError
from pvd_geo.store import patience
from pvd_geo.store.engine import reading, schema_revision, writing
from pvd_geo.store.tables import ENTRY, METADATA, REVISION
from pvd_geo.tables.writing import put_in_place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Column, Table
    from sqlalchemy.engine import Connection, Engine

_FORMAT: Final = 1
_MANIFEST: Final = "manifest.json"
_STORE, _DATA = "store/", "data/"
_AT_ONCE: Final = 500
"""Rows written by one statement."""


@dataclass(frozen=True, slots=True)
class Backup:
    """What a backup holds.

    Parameters
    ----------
    made_at
        When it was made (UTC).
    version
        Version of the application that made it.
    schema
        Revision of the store's tables.
    rows
        Rows of each table of the store.
    files
        Names of the data files.
    """

    made_at: datetime
    version: str
    schema: str
    rows: dict[str, int]
    files: tuple[str, ...]


def back_up(engine: Engine, data_dir: Path, file: Path, version: str) -> Backup:
    """Write the whole store, as it is at one moment, and the data files into one archive.

    The archive takes the place of ``file`` when it is whole and on the disk, not before.

    Parameters
    ----------
    engine
        The store.
    data_dir
        Folder of the data files.
    file
        The archive to make.
    version
        Version of the application.

    Raises
    ------
    StoreError
        When the store does not answer.
    OSError
        When the archive cannot be written.
    """
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
    fresh = Path(name)
    try:
        with os.fdopen(handle, "w+b") as opened:
            made = _write(opened, engine, data_dir, version)
            opened.flush()
            os.fsync(opened.fileno())
        fresh.replace(file)
    except BaseException:
        fresh.unlink(missing_ok=True)
        raise
    return made


def restore(engine: Engine, data_dir: Path, file: Path) -> Backup:
    """Bring an installation that holds nothing back to what a backup holds.

    Everything is checked before anything is written; the store is written in one transaction.

    Parameters
    ----------
    engine
        An empty store.
    data_dir
        Folder of the data files; left alone when it holds the same bytes.
    file
        The archive, from `back_up`.

    Raises
    ------
    BackupError
        When the archive is damaged, is of another schema, or the store holds entries.
    StoreError
        When the store does not answer.
    OSError
        When the data files cannot be written.
    """
    try:
        with zipfile.ZipFile(file) as archive:
            made = _checked(archive)
            if made.schema != schema_revision(engine):
                raise BackupError(
                    "La sauvegarde est d’une autre version de la base "
                    f"({made.schema}) : la restaurer avec pvd-geo {made.version}."
                )
            _put_store(engine, archive)
            _put_data(data_dir, archive, made.files)
    except (zipfile.BadZipFile, KeyError, UnicodeDecodeError, json.JSONDecodeError) as error:
        raise BackupError(f"{file.name} n’est pas une sauvegarde de pvd-geo.") from error
    return made


def _write(opened: Any, engine: Engine, data_dir: Path, version: str) -> Backup:  # noqa: ANN401
    sums: dict[str, str] = {}
    rows: dict[str, int] = {}
    files = tuple(sorted(path.name for path in data_dir.iterdir() if path.is_file()))
    with zipfile.ZipFile(opened, "w", zipfile.ZIP_DEFLATED) as archive:

        def add(name: str, content: bytes) -> None:
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
            sums[name] = hashlib.sha256(content).hexdigest()

        with reading(engine, patience.COPYING) as connection:
            _hold_still(connection)
            for table in METADATA.sorted_tables:
                lines = [*_lines(connection, table)]
                rows[table.name] = len(lines)
                add(f"{_STORE}{table.name}.jsonl", "".join(lines).encode())
        for name in files:
            add(f"{_DATA}{name}", (data_dir / name).read_bytes())
        made = Backup(datetime.now(UTC), version, schema_revision(engine), rows, files)
        manifest = {
            "format": _FORMAT,
            "made_at": made.made_at.isoformat(),
            "version": version,
            "schema": made.schema,
            "rows": rows,
            "sha256": sums,
        }
        archive.writestr(_MANIFEST, json.dumps(manifest, indent=1, ensure_ascii=False))
    return made


def _hold_still(connection: Connection) -> None:
    """See all tables as they are at one moment; SQLite does so in any transaction."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"))


def _lines(connection: Connection, table: Table) -> Iterator[str]:
    for row in connection.execute(select(table).order_by(*table.primary_key.columns)).mappings():
        yield json.dumps(dict(row), ensure_ascii=False, default=_as_text) + "\n"


def _as_text(value: object) -> str:
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    raise TypeError(type(value).__name__)


def _checked(archive: zipfile.ZipFile) -> Backup:
    """Return what an archive says of itself, once every member has the checksum it should.

    Raises
    ------
    BackupError
        When one has not, or the format is not known.
    """
    manifest = json.loads(archive.read(_MANIFEST))
    if manifest["format"] != _FORMAT:
        raise BackupError("La sauvegarde est d’un format plus récent que l’application.")
    sums: dict[str, str] = manifest["sha256"]
    for name, expected in sums.items():
        if hashlib.sha256(archive.read(name)).hexdigest() != expected:
            raise BackupError(f"La sauvegarde est abîmée : {name} n’a pas son empreinte.")
    return Backup(
        made_at=datetime.fromisoformat(manifest["made_at"]),
        version=manifest["version"],
        schema=manifest["schema"],
        rows=manifest["rows"],
        files=tuple(sorted(n.removeprefix(_DATA) for n in sums if n.startswith(_DATA))),
    )


def _put_store(engine: Engine, archive: zipfile.ZipFile) -> None:
    with writing(engine, patience.COPYING) as connection:
        if connection.execute(select(func.count()).select_from(ENTRY)).scalar_one():
            raise BackupError(
                "La base des relevés contient déjà des saisies : une sauvegarde se restaure dans "
                "une installation vide."
            )
        # The migration has put one row there; the backup has its own.
        connection.execute(REVISION.delete())
        for table in METADATA.sorted_tables:
            lines = archive.read(f"{_STORE}{table.name}.jsonl").decode().splitlines()
            rows = [_row(table, json.loads(line)) for line in lines]
            for start in range(0, len(rows), _AT_ONCE):
                connection.execute(table.insert(), rows[start : start + _AT_ONCE])
            _count_on(connection, table)


def _row(table: Table, told: dict[str, Any]) -> dict[str, Any]:
    """Return a row as the store takes it: days and moments are text in the archive."""
    return {column.name: _as_column(column, told[column.name]) for column in table.columns}


def _as_column(column: Column[Any], told: object) -> object:
    if isinstance(told, str) and isinstance(column.type, DateTime):
        return datetime.fromisoformat(told)
    if isinstance(told, str) and isinstance(column.type, Date):
        return date.fromisoformat(told)
    return told


def _count_on(connection: Connection, table: Table) -> None:
    """Let new rows take numbers after those that were restored."""
    numbered = table.autoincrement_column
    if connection.dialect.name != "postgresql" or numbered is None:
        return
    name = connection.dialect.identifier_preparer.quote(table.name)
    last = connection.execute(select(func.max(numbered))).scalar_one()
    sequence = connection.execute(
        select(func.pg_get_serial_sequence(name, numbered.name))
    ).scalar_one()
    if last is not None and sequence is not None:
        connection.execute(select(func.setval(sequence, last)))


def _put_data(data_dir: Path, archive: zipfile.ZipFile, files: tuple[str, ...]) -> None:
    wanted = {name: archive.read(f"{_DATA}{name}") for name in files}
    if _same(data_dir, wanted):
        return
    fresh = Path(tempfile.mkdtemp(dir=data_dir.parent, prefix=f".{data_dir.name}."))
    try:
        fresh.chmod(0o755)
        for name, content in wanted.items():
            (fresh / Path(name).name).write_bytes(content)
        put_in_place(fresh, data_dir)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def _same(data_dir: Path, wanted: dict[str, bytes]) -> bool:
    if not data_dir.is_dir() or {p.name for p in data_dir.iterdir()} != set(wanted):
        return False
    return all((data_dir / name).read_bytes() == content for name, content in wanted.items())
