"""Meetings that editors plan, hold and cancel; and what a count measures.

A column with a default and a table: a version that does not know them goes on recording beside one
that does. Its page of the journal fails on the first meeting recorded, so replicas are not left
mixed for longer than an update takes.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

_VERBS = ("UPDATE", "DELETE")


def upgrade() -> None:
    """Add the column and the table; what was recorded before counted who was there."""
    # Written out: SQLite adds a column together with what it must satisfy, or not at all.
    op.execute(
        "ALTER TABLE attendance ADD COLUMN measure VARCHAR(12) DEFAULT 'present' NOT NULL "
        "CONSTRAINT ck_attendance_measure CHECK (measure IN ('present', 'registered'))"
    )
    op.create_table(
        "meeting",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("entry_id", sa.Integer, nullable=False),
        sa.Column("meeting_id", sa.String(80), nullable=False),
        sa.Column("regions", sa.String(80), nullable=False),
        sa.Column("series", sa.String(40), nullable=False),
        sa.Column("status", sa.String(12), nullable=False),
        sa.Column("first", sa.Date),
        sa.Column("last", sa.Date),
        sa.Column("insee_code", sa.String(5)),
        sa.Column("host", sa.String(200), nullable=False),
        sa.Column("title", sa.String(200), nullable=False),
        sa.Column("expected", sa.Integer),
        sa.Column("reason", sa.String(500), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_meeting"),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name="fk_meeting_entry_id"),
        sa.CheckConstraint(
            "status IN ('announced', 'planned', 'held', 'cancelled')",
            name=op.f("ck_meeting_status"),
        ),
        sa.CheckConstraint("last IS NULL OR last > first", name=op.f("ck_meeting_last")),
        sa.CheckConstraint("expected IS NULL OR expected > 0", name=op.f("ck_meeting_expected")),
    )
    op.create_index("ix_meeting_entry_id", "meeting", ["entry_id"])
    op.create_index("ix_meeting_meeting_id", "meeting", ["meeting_id"])
    for verb in _VERBS:
        _refuse("meeting", verb)


def downgrade() -> None:
    """Return to what the version before can read: meetings and registrations are given up."""
    op.drop_table("meeting")
    op.execute(
        "CREATE TEMPORARY TABLE given_up AS SELECT id FROM entry WHERE kind = 'meeting' "
        "OR id IN (SELECT entry_id FROM attendance GROUP BY entry_id "
        "HAVING max(CASE measure WHEN 'present' THEN 1 ELSE 0 END) = 0)"
    )
    for table in ("attendance", "entry"):
        _allow(table, "DELETE")
    op.execute("DELETE FROM attendance WHERE measure <> 'present'")
    # An undoing goes with what it took back, and before it.
    op.execute("DELETE FROM entry WHERE undoes IN (SELECT id FROM given_up)")
    op.execute("DELETE FROM entry WHERE id IN (SELECT id FROM given_up)")
    op.execute("DROP TABLE given_up")
    for table in ("attendance", "entry"):
        _refuse(table, "DELETE")
    op.execute("ALTER TABLE attendance DROP COLUMN measure")
    # What was known under the old number is stale.
    op.execute("UPDATE revision SET number = number + 1")


def _refuse(table: str, verb: str) -> None:
    body = (
        "EXECUTE FUNCTION pvd_refuse()"
        if op.get_bind().dialect.name == "postgresql"
        else "BEGIN SELECT RAISE(ABORT, 'what was recorded is never changed'); END"
    )
    op.execute(
        f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} FOR EACH ROW {body}"
    )


def _allow(table: str, verb: str) -> None:
    on = f" ON {table}" if op.get_bind().dialect.name == "postgresql" else ""
    op.execute(f"DROP TRIGGER {table}_no_{verb.lower()}{on}")
