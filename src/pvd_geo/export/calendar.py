"""Meetings as a calendar that mail programs read and subscribe to (iCalendar, RFC 5545).

Written here: what is needed is a dozen lines an event, and a library would be one more thing that
every installation carries. The tests read it with one.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from pvd_geo.categories import MEETINGS
from pvd_geo.export.stamp import PROGRAMME
from pvd_geo.formatting import curled, missing
from pvd_geo.meetings.series import on_days

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_WIDEST: Final = 75
"""Bytes of a line, without its end (RFC 5545, 3.1)."""
_STATUS: Final = {"planned": "CONFIRMED", "held": "CONFIRMED", "cancelled": "CANCELLED"}
"""What each state of a meeting is in a calendar; one that is only announced has no day there."""
_ESCAPED: Final = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": None})


def calendar(
    meetings: pd.DataFrame, title: str, changed: Mapping[str, tuple[int, datetime]]
) -> bytes:
    """Write the dated meetings as a calendar.

    Parameters
    ----------
    meetings
        What `pvd_geo.meetings.attendance.placed` returns of the meetings in force, with
        ``longitude, latitude`` (degrees, WGS 84) where the place is known, and ``said``, who
        published it, as `pvd_geo.meetings.national.published` has it.
    title
        What the calendar is called.
    changed
        Meeting to the number of its last change in the journal, and when that was (UTC).

    Returns
    -------
    bytes
        UTF-8, lines ended as the standard wants; the same for the same meetings.
    """
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//pvd-geo//{PROGRAMME}//FR",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"NAME:{_text(title)}",
        f"X-WR-CALNAME:{_text(title)}",
        "REFRESH-INTERVAL;VALUE=DURATION:PT6H",
        "X-PUBLISHED-TTL:PT6H",
    ]
    for row in meetings.to_dict("records"):
        if not missing(row["date"]) and row["status"] in _STATUS:
            lines += _event(row, changed.get(row["meeting_id"]))
    lines.append("END:VCALENDAR")
    return "".join(f"{folded}\r\n" for line in lines for folded in _folded(line)).encode()


def _event(row: dict[Any, Any], changed: tuple[int, datetime] | None) -> Iterator[str]:
    first = pd.Timestamp(row["date"]).date()
    last = first if missing(row.get("last")) else pd.Timestamp(row["last"]).date()
    # What no editor touched has been as it is since the file's own day.
    number, at = changed or (0, datetime(first.year, first.month, first.day, tzinfo=UTC))
    region, host = row["region_name"], row["host"]
    yield "BEGIN:VEVENT"
    yield f"UID:{row['meeting_id']}@pvd-geo"
    yield f"DTSTAMP:{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    yield f"SEQUENCE:{number}"
    yield f"DTSTART;VALUE=DATE:{first:%Y%m%d}"
    # The end is the first day that the meeting does not last.
    yield f"DTEND;VALUE=DATE:{last + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{_text(f'{PROGRAMME} : {region}')}"
    yield f"STATUS:{_STATUS[row['status']]}"
    yield "TRANSP:TRANSPARENT"
    if not missing(host):
        yield f"LOCATION:{_text(str(host))}"
    if not missing(row.get("latitude")):
        yield f"GEO:{row['latitude']:.5f};{row['longitude']:.5f}"
    yield f"DESCRIPTION:{_text(_description(row))}"
    yield "END:VEVENT"


def _description(row: dict[Any, Any]) -> str:
    last = None if missing(row.get("last")) else row["last"]
    text = f"Rencontre {MEETINGS.label(row['status'])}, {on_days(row['date'], last)}."
    if not missing(row.get("reason")):
        text += f"\n{row['reason']}"
    if not missing(row.get("said")):
        text += f"\nSource : {row['said']}"
    return text


def _text(value: str) -> str:
    return curled(value).translate(_ESCAPED)


def _folded(line: str) -> Iterator[str]:
    """Cut a line into those of the greatest width, between characters and never inside one."""
    piece, size = "", 0
    for letter in line:
        width = len(letter.encode())
        if size + width > _WIDEST:
            yield piece
            piece, size = " ", 1
        piece += letter
        size += width
    yield piece
