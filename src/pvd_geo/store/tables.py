"""The store's tables. What was recorded is never changed or deleted."""

from __future__ import annotations

from typing import Final

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Date,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

METADATA: Final = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

ENTRY: Final = Table(
    "entry",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("action", String(10), nullable=False),
    # The import that an undoing takes back; unique, so that it is taken back once.
    Column("undoes", Integer, ForeignKey("entry.id"), unique=True),
    Column("kind", String(20), nullable=False),
    Column("who", String(200), nullable=False),
    Column("at", DateTime, nullable=False),  # UTC
    Column("checksum", String(64), nullable=False),
    Column("lines", Integer, nullable=False),
    Column("dropped", Integer, nullable=False),
    CheckConstraint("action IN ('import', 'undo')", name="action"),
    CheckConstraint("(action = 'undo') = (undoes IS NOT NULL)", name="undoes"),
    Index("ix_entry_checksum", "checksum"),
)
"""The journal: one row for each import, each change of a meeting, and each undoing.

An ``import`` is whatever an undoing can take back, a change of a meeting too: its word stands in
the stores that there are.
"""

ATTENDANCE: Final = Table(
    "attendance",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("entry_id", Integer, ForeignKey("entry.id"), nullable=False, index=True),
    Column("meeting_id", String(80), nullable=False),
    Column("audience", String(20), nullable=False),
    Column("participants", Integer, nullable=False),
    Column("groups", Integer),
    Column("note", Text, nullable=False),
    # Who registered and who was there are two counts, which never stand for each other.
    Column("measure", String(12), nullable=False, server_default="present"),
    CheckConstraint("participants >= 0", name="participants"),
    CheckConstraint("groups IS NULL OR groups >= 0", name="groups"),
    CheckConstraint("measure IN ('present', 'registered')", name="measure"),
)

CONTRIBUTION: Final = Table(
    "contribution",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("entry_id", Integer, ForeignKey("entry.id"), nullable=False, index=True),
    Column("meeting_id", String(80), nullable=False),
    Column("theme_id", String(40), nullable=False),
    Column("nature", String(20), nullable=False),
    Column("text", Text, nullable=False),
    Column("group", String(200), nullable=False),
)

MEETING: Final = Table(
    "meeting",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("entry_id", Integer, ForeignKey("entry.id"), nullable=False, index=True),
    Column("meeting_id", String(80), nullable=False, index=True),
    Column("regions", String(80), nullable=False),  # codes and spaces; none for a national one
    Column("series", String(40), nullable=False),
    Column("status", String(12), nullable=False),
    Column("first", Date),
    Column("last", Date),
    Column("insee_code", String(5)),
    Column("host", String(200), nullable=False),
    Column("title", String(200), nullable=False),
    Column("expected", Integer),
    Column("reason", String(500), nullable=False),
    CheckConstraint("status IN ('announced', 'planned', 'held', 'cancelled')", name="status"),
    CheckConstraint("last IS NULL OR last > first", name="last"),
    CheckConstraint("expected IS NULL OR expected > 0", name="expected"),
)
"""Each state that a meeting was given, whole: the last one in force counts."""

ANSWER: Final = Table(
    "answer",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("entry_id", Integer, ForeignKey("entry.id"), nullable=False, index=True),
    Column("question", String(120), nullable=False),
    Column("choice", String(40), nullable=False),
)
"""What an editor said of a column or a value, which holds for the next file that has it."""

DOOR: Final = Table(
    "door",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("token", String(20), nullable=False, unique=True),
    Column("meeting_id", String(80), nullable=False),
    Column("title", String(200), nullable=False),
    Column("place", String(200), nullable=False),
    Column("regions", String(80), nullable=False),  # codes and spaces
    Column("first", Date),
    Column("who", String(200), nullable=False),
    Column("opened", DateTime, nullable=False),  # UTC
    Column("until", DateTime, nullable=False),  # UTC
    Column("closed", DateTime),  # UTC
    Column("crowded", Boolean, nullable=False),
)
"""Where phones press at a meeting; forgotten after a while, its presses with it."""

PRESS: Final = Table(
    "press",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("door_id", Integer, ForeignKey("door.id"), nullable=False),
    Column("nonce", String(40), nullable=False),
    Column("audience", String(20), nullable=False),
    Column("insee_code", String(5), nullable=False),
    UniqueConstraint("door_id", "nonce"),
)
"""Somebody is there. When it was, and whose phone it is, is not known."""

RENEWAL: Final = Table(
    "renewal",
    METADATA,
    Column("entry_id", Integer, ForeignKey("entry.id"), primary_key=True),
    Column("towns_before", Integer, nullable=False),
    Column("towns_after", Integer, nullable=False),
    Column("inhabitants_before", Integer, nullable=False),
    Column("inhabitants_after", Integer, nullable=False),
    Column("signed_before", Integer, nullable=False),
    Column("signed_after", Integer, nullable=False),
)
"""What a later list of towns did to the headline figures; its changes stand in the next table."""

TOWN_CHANGE: Final = Table(
    "town_change",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("entry_id", Integer, ForeignKey("entry.id"), nullable=False, index=True),
    Column("insee_code", String(5), nullable=False),
    Column("field", String(20), nullable=False),
    Column("before", Text, nullable=False),
    Column("after", Text, nullable=False),
)

REVISION: Final = Table(
    "revision",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("number", Integer, nullable=False),
    CheckConstraint("id = 1", name="single"),
)
"""One row, one number. A writer raises it first, which makes writers queue."""

ENDED: Final = Table(
    "ended_session",
    METADATA,
    Column("session", String(64), primary_key=True),
    Column("at", DateTime, nullable=False),  # UTC
)
"""Sign-ins that were ended, by a name that tells nothing of the person; old ones are dropped."""
