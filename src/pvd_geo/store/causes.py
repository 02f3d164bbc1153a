"""Why the store failed, in the words of who waits for it."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Final

from psycopg import errors

if TYPE_CHECKING:
    from sqlalchemy.exc import SQLAlchemyError

_DAMAGED: Final = "est endommagée (à rétablir d’une sauvegarde)"
_READ_ONLY: Final = "est en lecture seule"
_FULL: Final = "n’a plus de place"
_BUSY: Final = "est occupée par une autre saisie"
_GONE: Final = "est introuvable ou inaccessible"
_SILENT: Final = "ne répond pas"

_SQLITE: Final = {
    sqlite3.SQLITE_READONLY: _READ_ONLY,
    sqlite3.SQLITE_CORRUPT: _DAMAGED,
    sqlite3.SQLITE_NOTADB: _DAMAGED,
    sqlite3.SQLITE_FULL: _FULL,
    sqlite3.SQLITE_BUSY: _BUSY,
    sqlite3.SQLITE_CANTOPEN: _GONE,
}
_POSTGRESQL: Final = {
    errors.ReadOnlySqlTransaction: _READ_ONLY,
    errors.DataCorrupted: _DAMAGED,
    errors.IndexCorrupted: _DAMAGED,
    errors.DiskFull: _FULL,
    errors.QueryCanceled: _BUSY,
}


def cause(error: SQLAlchemyError) -> str:
    """Return what is the matter with the store, as the end of a French sentence.

    Nothing of the error's own text: PostgreSQL repeats the row in it, SQLite the path.
    """
    original = getattr(error, "orig", None)
    if isinstance(original, sqlite3.Error):
        # The low byte is the kind, what is above tells where.
        return _SQLITE.get(getattr(original, "sqlite_errorcode", 0) & 0xFF, _SILENT)
    return next(
        (words for kind, words in _POSTGRESQL.items() if isinstance(original, kind)), _SILENT
    )
