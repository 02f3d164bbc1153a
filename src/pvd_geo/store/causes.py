"""Why the store failed, in the words of who waits for it."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Final

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
    "25006": _READ_ONLY,
    "XX001": _DAMAGED,
    "XX002": _DAMAGED,  # an index
    "53100": _FULL,
    "57014": _BUSY,  # ended while it waited
}
"""By SQLSTATE, as PostgreSQL's manual lists them (appendix A)."""


def cause(error: SQLAlchemyError) -> str:
    """Return what is the matter with the store, as the end of a French sentence.

    Nothing of the error's own text: PostgreSQL repeats the row in it, SQLite the path.
    """
    original = getattr(error, "orig", None)
    if isinstance(original, sqlite3.Error):
        # The low byte is the kind, what is above tells where.
        return _SQLITE.get(getattr(original, "sqlite_errorcode", 0) & 0xFF, _SILENT)
    return _POSTGRESQL.get(getattr(original, "sqlstate", None) or "", _SILENT)
