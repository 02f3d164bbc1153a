"""Later lists of towns: what each changed, cell by cell.

It adds tables and changes none, so a version that does not know it goes on recording beside one
that does, and shows the towns that it was delivered with. Started again, that version refuses
this store.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

_KEPT = ("renewal", "town_change")


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
    postgresql = op.get_bind().dialect.name == "postgresql"
    for table in _KEPT:
        for verb in ("UPDATE", "DELETE"):
            body = (
                "EXECUTE FUNCTION pvd_refuse()"
                if postgresql
                else "BEGIN SELECT RAISE(ABORT, 'what was recorded is never changed'); END"
            )
            op.execute(
                f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
                f"FOR EACH ROW {body}"
            )


def downgrade() -> None:
    """Drop them."""
    for table in reversed(_KEPT):
        op.drop_table(table)
