"""The sign-ins that were ended, shared by all replicas.

It adds a table and changes none, so a version that does not know it goes on recording beside one
that does. Started again, that version refuses this store: it would let in who signed out.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "ended_session",
        sa.Column("session", sa.String(64), nullable=False),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.PrimaryKeyConstraint("session", name="pk_ended_session"),
    )


def downgrade() -> None:
    """Drop it."""
    op.drop_table("ended_session")
