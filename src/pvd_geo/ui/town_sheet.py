"""The sheet of one town, as accessible HTML in which every text is escaped."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from pvd_geo.formatting import DASH, date_long, distance, integer, missing

if TYPE_CHECKING:
    import pandas as pd

    from pvd_geo.portrait import ThemeLine

_ROW = Markup(
    '<tr><th scope="row">{label}<small>{measure}</small></th>'
    '<td><span class="pvd-level pvd-{level}">{text}</span></td>'
    '<td class="pvd-number">{value}<small>médiane {median}</small></td>'
    '<td class="pvd-number">{rank}</td></tr>'
)
_TABLE = Markup(
    '<table class="pvd-themes"><caption>Thèmes, comparés aux communes du programme</caption>'
    '<thead><tr><th scope="col">Thème</th><th scope="col">Niveau</th>'
    '<th scope="col">Valeur</th><th scope="col">Rang</th></tr></thead><tbody>{}</tbody></table>'
)
_FACT = Markup("<div><dt>{}</dt><dd>{}</dd></div>")


def html(
    town: Any,  # noqa: ANN401 - a row of the towns
    lines: tuple[ThemeLine, ...],
    reach: Any,  # noqa: ANN401 - a row of the distances
    meetings: pd.DataFrame,
) -> Markup:
    """Write the sheet of one town.

    Parameters
    ----------
    town
        Its row of the towns.
    lines
        What `pvd_geo.portrait.theme_lines` returns for it.
    reach
        Its row of `pvd_geo.distance.to_meetings`.
    meetings
        What `pvd_geo.attendance.by_meeting` returns.

    Returns
    -------
    Markup
        Facts as a description list, themes as a table with headings.
    """
    facts = [
        ("Population légale", f"{integer(town['population'])} habitants"),
        ("Intercommunalité (EPCI)", _text(town["epci_name"], "aucune")),
        ("Département", f"{town['department_name']} ({town['department_code']})"),
        ("Région", town["region_name"]),
        ("Code INSEE", town["insee_code"]),
        ("Convention d’adhésion", date_long(town["agreement_date"])),
        ("Centralité", _text(town["centrality"])),
        ("Ruralité", _text(town["rurality"])),
        ("Rencontre de sa région", meeting_text(reach, meetings)),
    ]
    rows = Markup().join(
        _ROW.format(
            label=line.label,
            measure=line.measure,
            level=f"{'strength' if 'atout' in line.level_text else 'challenge'}-{line.level}",
            text=line.level_text,
            value=line.value,
            median=line.median,
            rank=line.rank,
        )
        for line in lines
    )
    listed = Markup().join(_FACT.format(term, text) for term, text in facts)
    return Markup('<dl class="pvd-facts">{}</dl>{}').format(listed, _TABLE.format(rows))


def meeting_text(reach: Any, meetings: pd.DataFrame) -> str:  # noqa: ANN401
    """Say when and where a town's region met, and how far that was as the crow flies."""
    own = meetings[meetings["meeting_id"].eq(reach["meeting_id"])]
    if missing(reach["meeting_id"]) or own.empty:
        return "pas encore tenue"
    row = own.iloc[0]
    when = f"{row['host']}, le {date_long(row['date'])}"
    if row["insee_code"] == reach["insee_code"]:
        return f"{when} : commune hôte"
    return f"{when}, à {distance(reach['distance_km'])} à vol d’oiseau"


def _text(value: object, instead: str = DASH) -> str:
    return instead if missing(value) else str(value)
