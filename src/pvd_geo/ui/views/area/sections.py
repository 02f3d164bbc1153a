"""The parts of the page of one territory, in the order of a briefing note."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import streamlit as st

from pvd_geo.charts import areas as charts
from pvd_geo.codes import AREA_NOUNS, OVERSEAS_REGIONS
from pvd_geo.formatting import integer
from pvd_geo.grammar import placed
from pvd_geo.methods import JUDGED
from pvd_geo.selection.selection import Selection
from pvd_geo.territory import narrative
from pvd_geo.territory.backing import PEOPLE
from pvd_geo.territory.published import LIST
from pvd_geo.themes.portrait import reserves
from pvd_geo.ui.html import show, table, tag
from pvd_geo.ui.palette import palette
from pvd_geo.ui.parts import chart, figures, glossary, marks, places, town_map
from pvd_geo.ui.shared import datasets, programme_frames
from pvd_geo.ui.views.area import town_table

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd

    from pvd_geo.tables.dataset import Dataset
    from pvd_geo.territory.areas import Area, Part

_MOST_PARTS: Final = 15


def territory_of(chosen: Selection) -> Selection:
    """Return the territory alone: the département or region chosen, else that of the open town."""
    if chosen.department or chosen.region:
        return Selection(region=chosen.region, department=chosen.department, town=chosen.town)
    if chosen.town:
        region, department = datasets.choices().area_of(chosen.town)
        return Selection(region=region, department=department, town=chosen.town)
    return Selection()


def choose(dataset: Dataset) -> None:
    """Offer every region at one click, when no territory is chosen."""
    show(
        tag(
            "p",
            "Aucun territoire n’est choisi. Choisissez une région, ou un département dans la "
            "liste ci-dessus.",
        )
    )
    places.offer_regions(dataset)


def ignored(chosen: Selection, area: Area) -> None:
    """Say which choices do not apply here, and where a territory comes from if not chosen."""
    if chosen.town and not chosen.region:
        town = placed(datasets.choices().towns[chosen.town])
        st.info(f"Aucun territoire n’est choisi : voici le département {town.of}.")
    if chosen.themes or chosen.text or chosen.population != Selection().population:
        st.info(
            f"La note porte sur toutes les communes du territoire ({area.name}) : les filtres "
            "par thème, population et nom ne s’y appliquent pas."
        )


def headline(area: Area) -> None:
    """Show the name of the territory and its key figures."""
    where = "" if area.kind == "region" else f", {area.region_name}"
    st.header(area.name, anchor=False)
    noun, _ = AREA_NOUNS[area.kind]
    show(tag("p", f"{noun.capitalize()}{where}", css="pvd-note"))
    # Towns are counted on the ANCT's list, inhabitants are INSEE's: each figure says which.
    origins = {
        "towns": marks.of_table("towns", LIST),
        "inhabitants": marks.of_table("towns", PEOPLE),
    }
    figures.row(
        figures.Figure(label, value, origin=origins[of])
        for (value, label), of in zip(narrative.headlines(area), narrative.HEADLINES, strict=False)
    )


def facts(area: Area) -> None:
    """Tell the towns, the meeting and its attendance in sentences, with the parts in a table."""
    st.subheader("Les communes", anchor=False)
    _paragraphs(narrative.towns(area))
    st.subheader("La rencontre", anchor=False)
    _paragraphs([*narrative.meeting(area), narrative.attendance(area)])
    if len(area.departments) > 1:
        _parts("Par département", "Département", area.departments)
    elif area.epci:
        _parts("Par EPCI", glossary.opened("EPCI", "epci"), area.epci)


def area_map(dataset: Dataset, area: Area, territory: Selection, kept: pd.DataFrame) -> None:
    """Show the map framed on the territory, with its towns and the site of the meeting."""
    overseas = area.region_code in OVERSEAS_REGIONS
    town_map.show(dataset, territory, kept, key="area-map", height=560, insets=overseas)
    if area.meeting is not None and not area.meeting.held:
        show(tag("p", "Aucun site de rencontre : la date et le lieu restent à connaître."))


def contrasts(area: Area) -> None:
    """Show where the territory differs from the programme."""
    if not area.towns:
        return
    st.subheader("Ce qui distingue le territoire", anchor=False)
    _paragraphs(narrative.contrasts(area))
    show(tag("p", JUDGED, css="pvd-note"))
    chart.show(
        charts.level_shares,
        area.contrasts,
        area.name,
        palette(),
        alt=charts.describe(area.contrasts, area.name),
    )
    frames = programme_frames.programme()
    said = " ".join(reserves(frames.themes, frames.indicators))
    show(tag("p", f"Réserves. {said}", css="pvd-note"))


def towns(area: Area) -> None:
    """List the towns with their levels."""
    if area.towns:
        st.subheader("Les communes et leurs thèmes", anchor=False)
        town_table.show(area, programme_frames.programme())


def unknown(area: Area) -> None:
    """Tell what is not known."""
    lines = narrative.unknown(area)
    if lines:
        st.subheader("Ce qu’on ne sait pas", anchor=False)
        show(tag("ul", *(tag("li", line) for line in lines)))


def _parts(caption: str, heading: str, parts: tuple[Part, ...]) -> None:
    few = len(parts) <= _MOST_PARTS
    shown = table(
        marks.captioned(caption, marks.of_table("towns", LIST, PEOPLE)),
        (heading, "Communes", "Habitants"),
        ((part.name, integer(part.towns), integer(part.population)) for part in parts),
        numbers=(1, 2),
        css="pvd-compact" if few else "",
    )
    summary = tag("summary", f"{caption} ({integer(len(parts))})")
    show(shown if few else tag("details", summary, shown))


def _paragraphs(lines: Iterable[str]) -> None:
    show(tag("div", *(tag("p", line) for line in lines), css="pvd-told"))
