"""Later lists of towns: what each changed, cell by cell.

It adds tables and changes none, so a version that does not know it goes on recording beside one
that does, and shows the towns that it was delivered with. Its page of the journal fails on the
first list, so replicas are not left mixed for longer than an update takes.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

_KEPT = ("renewal", "town_change")
_VERBS = ("UPDATE", "DELETE")


def upgrade() -> None:
    """Make the tables; refuse any change of what was recorded, in the database itself."""
    op.create_table(
        "renewal",
        sa.Column("entry_id", sa.Integer, nullable=False),
        sa.Column("towns_before", sa.Integer, nullable=False),
        sa.Column("towns_after", sa.Integer, nullable=False),
        sa.Column("inhabitants_before", sa.Integer, nullable=False),
        sa.Column("inhabitants_after", sa.Integer, nullable=False),
        sa.Column("signed_before", sa.Integer, nullable=False),
        sa.Column("signed_after", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("entry_id", name="pk_renewal"),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name="fk_renewal_entry_id"),
    )
    op.create_table(
        "town_change",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("entry_id", sa.Integer, nullable=False),
        sa.Column("insee_code", sa.String(5), nullable=False),
        sa.Column("field", sa.String(20), nullable=False),
        sa.Column("before", sa.Text, nullable=False),
        sa.Column("after", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_town_change"),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name="fk_town_change_entry_id"),
    )
    op.create_index("ix_town_change_entry_id", "town_change", ["entry_id"])
    for table in _KEPT:
        for verb in _VERBS:
            _refuse(table, verb)


def downgrade() -> None:
    """Return to what the version before can read: lists are given up."""
    for table in reversed(_KEPT):
        op.drop_table(table)
    _allow("entry", "DELETE")
    # An undoing goes with what it took back, and before it.
    op.execute("DELETE FROM entry WHERE kind = 'list' AND action = 'undo'")
    op.execute("DELETE FROM entry WHERE kind = 'list'")
    _refuse("entry", "DELETE")
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
