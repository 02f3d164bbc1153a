"""What was published of the programme and the meetings, each on its row of the time axis."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from pvd_geo.charts import lazy_altair as alt
from pvd_geo.charts.calendar_axis import GUTTER, LATER, day_rule, instant, x_axis
from pvd_geo.charts.style import dress
from pvd_geo.formatting import curled, date_long, precise
from pvd_geo.timeline.agreements import LAUNCH

if TYPE_CHECKING:
    from datetime import date

    from pvd_geo.colors import Palette

ROWS: Final = {
    "towns": "Communes publiées",
    "funding": "Financements publiés",
    "national_meeting": "Rencontres nationales, participants",
    "meeting": "Rencontres régionales",
}
"""Rows of `events`, from top to bottom, with what a reader calls them."""

_SHAPES: Final = ("circle", "square", "triangle-up", "cross")
_ROW: Final = 62


def events(
    facts: pd.DataFrame, held: pd.DataFrame, day: date, until: date, palette: Palette
) -> alt.LayerChart:
    """Draw what was published, and the meetings, each on its row; nothing is joined by a line.

    Funding committed and funding deployed are two measures: two shapes, no line.

    Parameters
    ----------
    facts
        ``programme_facts``, the shares of conventions excepted.
    held
        What `pvd_geo.meetings.attendance.by_meeting` returns.
    """
    data = pd.DataFrame([*_fact_rows(facts), *_meeting_rows(held)])
    data["past"] = data["at"] <= instant(day)
    order = [kind for kind in ROWS if kind in set(data["kind"])]
    x = x_axis("at", LAUNCH, until)
    # An axis that is not seen keeps the plot under the others.
    unseen = alt.Axis(
        labels=False, ticks=False, domain=False, grid=False, minExtent=GUTTER, maxExtent=GUTTER
    )
    place = alt.Y("kind:N", sort=order, title=None, axis=unseen)
    base = alt.Chart(data)
    points = base.mark_point(filled=True, size=80).encode(
        x=x,
        y=place,
        color=alt.Color(
            "kind:N",
            legend=None,
            scale=alt.Scale(
                domain=list(ROWS),
                range=[palette.town, palette.ink, palette.announced, palette.meeting],
            ),
        ),
        shape=alt.Shape("shape:N", legend=None, scale=None),
        opacity=alt.condition("datum.past", alt.value(1), alt.value(LATER)),
        tooltip=[
            alt.Tooltip("what:N", title="Fait"),
            alt.Tooltip("when:N", title="Date"),
            alt.Tooltip("value:N", title="Valeur"),
            alt.Tooltip("source:N", title="Source"),
        ],
    )
    texts = [
        base.transform_filter(f"datum.side === {side}")
        .mark_text(align="left", dx=9, dy=side * 8, fontSize=12, color=palette.ink)
        .encode(x=x, y=place, text="value:N")
        for side in (-1, 1)
    ]
    heads = (
        alt.Chart(
            pd.DataFrame({"kind": order, "text": [ROWS[kind] for kind in order]}).assign(
                at=instant(LAUNCH)
            )
        )
        .mark_text(align="left", dy=-24, fontSize=12, color=palette.muted)
        .encode(x=x, y=place, text="text:N")
    )
    out = alt.LayerChart(
        layer=[day_rule(day, palette), points, *texts, heads],
        height=_ROW * max(len(order), 1),
    )
    return dress(out, palette)


def describe(facts: pd.DataFrame, held: pd.DataFrame) -> str:
    """State in words what the rows of facts and meetings hold."""
    rows = [*_fact_rows(facts), *_meeting_rows(held)]
    told = (f"{row['when']} : {row['what']}, {row['value']}".rstrip(", ") for row in rows)
    return " ; ".join(told) + "."


def _fact_rows(facts: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the facts as points; of one row, what has another label has another shape."""
    rows: list[dict[str, Any]] = []
    for kind in ROWS:
        kept = facts[facts["kind"].eq(kind)].sort_values("date")
        labels = list(dict.fromkeys(kept["label"]))
        for place, fact in enumerate(kept.to_dict("records")):
            value = precise(fact["value"], fact["precision"])
            if kind == "funding":
                # The publisher's own word: committed and deployed are not one measure.
                value += f" {fact['unit']} {fact['label'].split()[-1]}"
            rows.append(
                {
                    "kind": kind,
                    "at": instant(fact["date"]),
                    "when": date_long(fact["date"]),
                    "what": fact["label"],
                    "value": value,
                    "source": curled(f"{fact['publisher']}, {fact['source_date']}"),
                    "shape": _SHAPES[labels.index(fact["label"]) % len(_SHAPES)],
                    "side": 1 if place % 2 else -1,
                }
            )
    return rows


def _meeting_rows(held: pd.DataFrame) -> list[dict[str, Any]]:
    return [
        {
            "kind": "meeting",
            "at": instant(row.date),
            "when": date_long(row.date),
            "what": curled(f"{row.region_name}, {row.host}"),
            "value": "",
            "source": "",
            "shape": "diamond",
            "side": 0,
        }
        for row in held.itertuples()
    ]
