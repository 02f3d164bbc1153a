"""What is in force, as frames: imports that are not undone, the last one for each meeting."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
from sqlalchemy import func, select

from pvd_geo.store.engine import reading
from pvd_geo.store.journal import in_force
from pvd_geo.store.tables import ANSWER, ATTENDANCE, CONTRIBUTION, ENTRY
from pvd_geo.tables.records import Attendance, attendance_frame

if TYPE_CHECKING:
    from sqlalchemy.engine import Engine

    from pvd_geo.tables.records import Measure


def records(engine: Engine, measure: Measure = "present") -> pd.DataFrame:
    """Return the counts in force of one measure, each meeting's from the last import that has it.

    Parameters
    ----------
    engine
        The store.
    measure
        Those who came, or those who registered: never both in one figure.

    Returns
    -------
    pandas.DataFrame
        As `pvd_geo.tables.records.attendance_frame`.
    """
    newest = (
        select(ATTENDANCE.c.meeting_id, func.max(ATTENDANCE.c.entry_id).label("entry_id"))
        .join(ENTRY, ENTRY.c.id == ATTENDANCE.c.entry_id)
        .where(in_force(), ATTENDANCE.c.measure == measure)
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
        .where(ATTENDANCE.c.measure == measure)
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
        .where(in_force())
        .order_by(CONTRIBUTION.c.id)
    )
    with reading(engine) as connection:
        rows = [tuple(row) for row in connection.execute(query)]
    frame = pd.DataFrame(rows, columns=columns, dtype="str")
    return frame.drop_duplicates(ignore_index=True)


def answers(engine: Engine) -> dict[str, str]:
    """Return what holds for the next file: key of a question to key of a choice, the last given."""
    query = (
        select(ANSWER.c.question, ANSWER.c.choice)
        .join(ENTRY, ENTRY.c.id == ANSWER.c.entry_id)
        .where(in_force())
        .order_by(ANSWER.c.id)
    )
    with reading(engine) as connection:
        return {str(question): str(choice) for question, choice in connection.execute(query)}
