"""What the team records: a journal that only grows, in SQLite or PostgreSQL."""

from __future__ import annotations

from pvd_geo.store.backup import back_up, restore
from pvd_geo.store.engine import close
from pvd_geo.store.frames import answers, contributions, records
from pvd_geo.store.journal import Entry, history, recorded_as, revision
from pvd_geo.store.lists import list_in_force, renewals
from pvd_geo.store.meetings import Change, changes, meeting_ids, states
from pvd_geo.store.opening import open_store
from pvd_geo.store.sessions import end as end_session
from pvd_geo.store.sessions import has_ended
from pvd_geo.store.writing import change_meeting, record, renew, undo

__all__ = [
    "Change",
    "Entry",
    "answers",
    "back_up",
    "change_meeting",
    "changes",
    "close",
    "contributions",
    "end_session",
    "has_ended",
    "history",
    "list_in_force",
    "meeting_ids",
    "open_store",
    "record",
    "recorded_as",
    "records",
    "renew",
    "renewals",
    "restore",
    "revision",
    "states",
    "undo",
]
