"""The curve of reach: how many are within how far of a meeting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pvd_geo.charts import lazy_altair as alt
from pvd_geo.charts.style import dress, in_words
from pvd_geo.formatting import integer, plural, share
from pvd_geo.themes.comparison import FEW

if TYPE_CHECKING:
    import pandas as pd

    from pvd_geo.colors import Palette


def curve(table: pd.DataFrame, palette: Palette, *, limit: int = 300) -> alt.LayerChart:
    """Draw the share of towns and of inhabitants by distance.

    Parameters
    ----------
    table
        What `pvd_geo.meetings.reach.curve` returns.
    palette
        Colours of the current theme.
    limit
        Kilometres where the axis ends.
    """
    words = {"share_towns": "communes", "share_inhabitants": "habitants"}
    data = (
        table[table["km"] <= limit]
        .melt("km", list(words), "of", "share")
        .assign(
            who=lambda frame: frame["of"].map(words),
            text=lambda frame: frame["share"].map(lambda value: share(value, 1)),
        )
    )
    line = (
        alt.Chart(data)
        .mark_line(strokeWidth=2.5)
        .encode(
            x=alt.X("km:Q", title="kilomètres à vol d’oiseau"),
            y=alt.Y("share:Q", title="part", axis=alt.Axis(format=".0%"), scale={"domain": [0, 1]}),
            color=alt.Color(
                "of:N",
                title=None,
                scale=alt.Scale(domain=list(words), range=[palette.town, palette.meeting]),
                legend=alt.Legend(orient="top", labelExpr=in_words(words)),
            ),
            strokeDash=alt.StrokeDash(
                "of:N",
                title=None,
                scale=alt.Scale(domain=list(words), range=[[1, 0], [4, 3]]),
            ),
            tooltip=[
                alt.Tooltip("who:N", title="Qui"),
                alt.Tooltip("km:Q", title="À moins de (km)"),
                alt.Tooltip("text:N", title="Part"),
            ],
        )
    )
    return dress(alt.LayerChart(layer=[line], height=280), palette)


def describe(table: pd.DataFrame) -> str:
    """State in numbers the shares within each distance.

    Parameters
    ----------
    table
        What `pvd_geo.meetings.reach.shares` returns.
    """
    if not table["base"].any():
        return "Aucune commune à portée : aucune rencontre n’est connue dans cette région."
    parts = [
        f"{integer(row.km)} km : {of_towns(row.towns, row.base)}, "
        f"{share(row.share_inhabitants)} de leurs habitants"
        for row in table.itertuples()
    ]
    return "À vol d’oiseau, à moins de " + " ; ".join(parts) + "."


def of_towns(towns: int, base: int) -> str:
    """Write some of the towns that have a distance, with their base; of a few as a count.

    Examples
    --------
    >>> of_towns(789, 1610), of_towns(2, 3)
    ('49\u202f% de 1\u202f610 communes', '2 communes sur 3')
    """
    if base < FEW:
        return f"{plural(towns, 'commune')} sur {integer(base)}"
    return f"{share(towns / base)} de {plural(base, 'commune')}"
