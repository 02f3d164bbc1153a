"""The door of a meeting, the presses at it, and answers that hold for the next file.

Three tables that a version before does not know: it goes on recording beside one that does.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "door",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("token", sa.String(20), nullable=False),
        sa.Column("meeting_id", sa.String(80), nullable=False),
        sa.Column("title", sa.String(200), nullable=False),
        sa.Column("place", sa.String(200), nullable=False),
        sa.Column("regions", sa.String(80), nullable=False),
        sa.Column("first", sa.Date),
        sa.Column("who", sa.String(200), nullable=False),
        sa.Column("opened", sa.DateTime, nullable=False),
        sa.Column("until", sa.DateTime, nullable=False),
        sa.Column("closed", sa.DateTime),
        sa.Column("crowded", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_door"),
        sa.UniqueConstraint("token", name="uq_door_token"),
    )
    op.create_table(
        "press",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("door_id", sa.Integer, nullable=False),
        sa.Column("nonce", sa.String(40), nullable=False),
        sa.Column("audience", sa.String(20), nullable=False),
        sa.Column("insee_code", sa.String(5), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_press"),
        sa.ForeignKeyConstraint(["door_id"], ["door.id"], name="fk_press_door_id"),
        sa.UniqueConstraint("door_id", "nonce", name="uq_press_door_id"),
    )
    op.create_table(
        "answer",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("entry_id", sa.Integer, nullable=False),
        sa.Column("question", sa.String(120), nullable=False),
        sa.Column("choice", sa.String(40), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_answer"),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name="fk_answer_entry_id"),
    )
    op.create_index("ix_answer_entry_id", "answer", ["entry_id"])
    for verb in ("UPDATE", "DELETE"):
        body = (
            "EXECUTE FUNCTION pvd_refuse()"
            if op.get_bind().dialect.name == "postgresql"
            else "BEGIN SELECT RAISE(ABORT, 'what was recorded is never changed'); END"
        )
        op.execute(
            f"CREATE TRIGGER answer_no_{verb.lower()} BEFORE {verb} ON answer FOR EACH ROW {body}"
        )


def downgrade() -> None:
    """Drop them: no count that was recorded is in them."""
    for table in ("answer", "press", "door"):
        op.drop_table(table)
