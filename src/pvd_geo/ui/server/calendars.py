"""The calendar of each region at an address of its own, which mail programs subscribe to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd
from starlette.responses import PlainTextResponse, RedirectResponse, Response

from pvd_geo.codes import FORMER_REGIONS
from pvd_geo.errors import DataError
from pvd_geo.export.calendar import calendar
from pvd_geo.export.stamp import PROGRAMME
from pvd_geo.meetings import attendance, life, national
from pvd_geo.ui.parts.calendar_link import NATIONAL, PREFIX
from pvd_geo.ui.shared import datasets, recorded

if TYPE_CHECKING:
    from starlette.requests import Request

_FRESH: Final = "public, max-age=300"
ADDRESS: Final = f"{PREFIX}{{code}}.ics"


def feed(request: Request) -> Response:
    """Answer with the meetings of a region, or with the national ones."""
    code = request.path_params["code"]
    if code in FORMER_REGIONS:
        # Relative, so that it leads nowhere but here.
        return RedirectResponse(f"{FORMER_REGIONS[code][1]}.ics", status_code=308)
    try:
        written = _written(code)
    except DataError:
        return PlainTextResponse("Les rencontres ne peuvent pas être lues.", 503)
    if written is None:
        return PlainTextResponse(f"La région « {code[:20]} » n’existe pas.", 404)
    head = {
        "cache-control": _FRESH,
        "content-disposition": f'inline; filename="rencontres-{code}.ics"',
    }
    return Response(written, media_type="text/calendar; charset=utf-8", headers=head)


def _written(code: str) -> bytes | None:
    """Return the calendar of a region; None when there is no such region."""
    data = datasets.dataset("meetings", "towns", "regions")
    names = dict(zip(data.regions["code"], data.regions["name"], strict=True))
    if code not in names and code != NATIONAL:
        return None
    own = (
        data.meetings[data.meetings["regions"].isna()]
        if code == NATIONAL
        else life.of_region(data.meetings, code)
    )
    rows = attendance.placed(own, data.towns)
    points = data.towns.set_index("insee_code")[["longitude", "latitude"]]
    changed = {
        change.state.meeting_id: (change.entry_id, change.at) for change in recorded.meetings()
    }
    rows = rows.join(points, on="insee_code")
    if code == NATIONAL:
        rows = _with_published(rows, data.meetings)
    title = f"Rencontres {PROGRAMME} : {names.get(code, 'nationales')}"
    return calendar(rows.sort_values("date", kind="stable"), title, changed)


def _with_published(rows: pd.DataFrame, meetings: pd.DataFrame) -> pd.DataFrame:
    """Add the national meetings that were published; none when their table is broken.

    One that editors told of too is there once, as they told it, with its source.
    """
    try:
        found = national.published(datasets.dataset("programme_facts").programme_facts)
    except DataError:
        return rows
    same = national.told_too(found, meetings)
    said = {
        same[fact]: said
        for fact, said in zip(found["meeting_id"], found["said"], strict=True)
        if fact in same
    }
    rows = rows.assign(said=rows["meeting_id"].map(said))
    return pd.concat([rows, found[~found["meeting_id"].isin(list(same))]], ignore_index=True)
