"""What is in force, as frames: imports that are not undone, the last one for each meeting."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd
from sqlalchemy import func, select

from pvd_geo.store.engine import reading
from pvd_geo.store.tables import ATTENDANCE, CONTRIBUTION, ENTRY
from pvd_geo.tables.records import Attendance, attendance_frame

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement
    from sqlalchemy.engine import Engine


def records(engine: Engine) -> pd.DataFrame:
    """Return the recorded attendance in force (see `pvd_geo.tables.records.attendance_frame`)."""
    newest = (
        select(ATTENDANCE.c.meeting_id, func.max(ATTENDANCE.c.entry_id).label("entry_id"))
        .join(ENTRY, ENTRY.c.id == ATTENDANCE.c.entry_id)
        .where(_in_force())
        .group_by(ATTENDANCE.c.meeting_id)
        .subquery()
    )
    query = (
        select(
            ATTENDANCE.c.meeting_id,
            ATTENDANCE.c.audience,
            ATTENDANCE.c.participants,
            ATTENDANCE.c.groups,
            ATTENDANCE.c.note,
        )
        .join(
            newest,
            (newest.c.meeting_id == ATTENDANCE.c.meeting_id)
            & (newest.c.entry_id == ATTENDANCE.c.entry_id),
        )
        .order_by(ATTENDANCE.c.meeting_id, ATTENDANCE.c.id)
    )
    with reading(engine) as connection:
        rows = connection.execute(query).mappings().all()
    return attendance_frame(Attendance(**row) for row in rows)


def contributions(engine: Engine) -> pd.DataFrame:
    """Return what the groups wrote, each text once.

    Returns
    -------
    pandas.DataFrame
        ``meeting_id, theme_id, nature, text, group``, in the order they were brought in.
    """
    columns = ["meeting_id", "theme_id", "nature", "text", "group"]
    query = (
        select(*(CONTRIBUTION.c[name] for name in columns))
        .join(ENTRY, ENTRY.c.id == CONTRIBUTION.c.entry_id)
        .where(_in_force())
        .order_by(CONTRIBUTION.c.id)
    )
    with reading(engine) as connection:
        rows = [tuple(row) for row in connection.execute(query)]
    frame = pd.DataFrame(rows, columns=columns, dtype="str")
    return frame.drop_duplicates(ignore_index=True)


def _in_force() -> ColumnElement[bool]:
    later: Any = ENTRY.alias("later")
    undone = select(later.c.id).where(later.c.undoes == ENTRY.c.id).exists()
    return (ENTRY.c.action == "import") & ~undone
