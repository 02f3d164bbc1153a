"""The journal, what imports hold, and the counter."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_KEPT = ("entry", "attendance", "contribution")


def upgrade() -> None:
    """Make the tables; refuse any change of what was recorded, in the database itself."""
    op.create_table(
        "entry",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("action", sa.String(10), nullable=False),
        sa.Column("undoes", sa.Integer),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("who", sa.String(200), nullable=False),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.Column("checksum", sa.String(64), nullable=False),
        sa.Column("lines", sa.Integer, nullable=False),
        sa.Column("dropped", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_entry"),
        sa.ForeignKeyConstraint(["undoes"], ["entry.id"], name="fk_entry_undoes"),
        sa.UniqueConstraint("undoes", name="uq_entry_undoes"),
        sa.CheckConstraint("action IN ('import', 'undo')", name=op.f("ck_entry_action")),
        sa.CheckConstraint(
            "(action = 'undo') = (undoes IS NOT NULL)", name=op.f("ck_entry_undoes")
        ),
    )
    op.create_index("ix_entry_checksum", "entry", ["checksum"])
    op.create_table(
        "attendance",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("entry_id", sa.Integer, nullable=False),
        sa.Column("meeting_id", sa.String(80), nullable=False),
        sa.Column("audience", sa.String(20), nullable=False),
        sa.Column("participants", sa.Integer, nullable=False),
        sa.Column("groups", sa.Integer),
        sa.Column("note", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_attendance"),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name="fk_attendance_entry_id"),
        sa.CheckConstraint("participants >= 0", name=op.f("ck_attendance_participants")),
        sa.CheckConstraint("groups IS NULL OR groups >= 0", name=op.f("ck_attendance_groups")),
    )
    op.create_index("ix_attendance_entry_id", "attendance", ["entry_id"])
    op.create_table(
        "contribution",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("entry_id", sa.Integer, nullable=False),
        sa.Column("meeting_id", sa.String(80), nullable=False),
        sa.Column("theme_id", sa.String(40), nullable=False),
        sa.Column("nature", sa.String(20), nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("group", sa.String(200), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_contribution"),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name="fk_contribution_entry_id"),
    )
    op.create_index("ix_contribution_entry_id", "contribution", ["entry_id"])
    op.create_table(
        "revision",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_revision"),
        sa.CheckConstraint("id = 1", name=op.f("ck_revision_single")),
    )
    op.execute("INSERT INTO revision (id, number) VALUES (1, 0)")
    _protect()


def downgrade() -> None:
    """Drop everything."""
    for table in ("revision", "contribution", "attendance", "entry"):
        op.drop_table(table)
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION pvd_refuse")


def _protect() -> None:
    postgresql = op.get_bind().dialect.name == "postgresql"
    if postgresql:
        op.execute(
            "CREATE FUNCTION pvd_refuse() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION 'what was recorded is never changed'; END $$"
        )
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
