"""The map of the towns: what it shows for a selection, and what a click on it chooses."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from sys import intern
from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from pvd_geo import assets, maps
from pvd_geo.categories import AGREEMENTS, LEVELS
from pvd_geo.codes import AreaCode
from pvd_geo.formatting import date_long, integer, listed, plural
from pvd_geo.meetings import attendance
from pvd_geo.settings import settings
from pvd_geo.timeline import agreements
from pvd_geo.ui import address, navigation
from pvd_geo.ui.parts import map_view
from pvd_geo.ui.shared import datasets, in_force, selected_towns, theme_analyses
from pvd_geo.ui.shared.once import once

if TYPE_CHECKING:
    from datetime import date

    import folium

    from pvd_geo.selection.selection import Selection
    from pvd_geo.tables.dataset import Dataset
    from pvd_geo.ui.parts.map_view import Event

MOST_NAMED = 3


def show(  # noqa: PLR0913 - each is a choice of the page
    dataset: Dataset,
    chosen: Selection,
    kept: pd.DataFrame,
    *,
    key: str,
    height: int,
    insets: bool = True,
    drawn: str | None = None,
) -> None:
    """Show the towns kept by a selection, with the meeting sites.

    Parameters
    ----------
    dataset
        With ``towns, regions, departments, themes``.
    chosen
        The selection that the map follows.
    kept
        The towns that it keeps.
    key
        Name of the map, other on each page.
    height
        Pixels; the page's style may make it follow the window.
    insets
        Whether the overseas départements stand beside the mainland.
    drawn
        What `pvd_geo.ui.parts.pacing.first` yields.
    """
    shown = layer(dataset, chosen, kept, drawn=drawn)
    base = maps.base_map(
        files(), title="Carte des communes du programme", tiles=settings().tiles, insets=insets
    )
    with st.container(key=f"pvd-{key}"):
        map_view.show(base, shown, key=key, height=height, on_event=choose)


def layer(
    dataset: Dataset, chosen: Selection, kept: pd.DataFrame, *, drawn: str | None = None
) -> folium.FeatureGroup:
    """Return what the map shows for a selection, for the page or for a file."""
    order = selected_towns.order(dataset)
    towns = maps.Towns(
        order,
        None if len(kept) == len(order) else selected_towns.codes(dataset, chosen),
        coloring(dataset, chosen),
    )
    sites, said = _sites()
    told = of_selection(dataset, selected_towns.filtering(chosen))
    return maps.town_layer(
        towns,
        sites=sites,
        chosen=maps.Chosen(area_of(chosen), chosen.town, chosen.meeting),
        alt=told + said,
        drawn=drawn,
    )


def national(dataset: Dataset, *, key: str, height: int, drawn: str | None = None) -> None:
    """Show the whole programme with its meeting sites; a click leads to the page of the map."""
    sites, said = _sites()
    layer = maps.town_layer(
        maps.Towns(selected_towns.order(dataset)),
        sites=replace(sites, named=True),
        mode="towns",
        alt=alternative(dataset.towns, len(dataset.towns), "France entière") + said,
        drawn=drawn,
    )
    base = maps.base_map(files(), title="Les communes du programme")
    if map_view.show(base, layer, key=key, height=height, on_event=choose):
        st.switch_page(navigation.named("carte"))


def meetings(  # noqa: PLR0913 - each is a choice of the page
    dataset: Dataset,
    held: pd.DataFrame,
    others: pd.DataFrame,
    meeting: str | None,
    *,
    key: str,
    height: int,
    drawn: str | None = None,
) -> None:
    """Show the sites of the meetings, and which towns each was for.

    Parameters
    ----------
    dataset
        With ``towns``.
    held
        What `pvd_geo.meetings.attendance.by_meeting` returns.
    others
        The meetings in force of the same year and series, whatever became of them.
    meeting
        The meeting whose region is outlined, if any.
    key, height, drawn
        As for `show`.
    """
    own = held.loc[held["meeting_id"].eq(meeting), "region_code"]
    towns = dataset.towns
    shown = towns if own.empty else towns[towns["region_code"].eq(own.iloc[0])]
    area = None if own.empty else AreaCode("region", str(own.iloc[0]))
    layer = maps.town_layer(
        maps.Towns(selected_towns.order(dataset), list(shown["insee_code"])),
        sites=replace(maps.Sites.of(others), named=True),
        chosen=maps.Chosen(area, meeting=meeting),
        mode="towns",
        alt="Carte de "
        f"{plural(len(held), 'rencontre tenue', 'rencontres tenues')} et des communes des régions."
        + sites_told(others),
        drawn=drawn,
    )
    base = maps.base_map(files(), title="Les rencontres régionales")
    map_view.show(base, layer, key=key, height=height, on_event=choose_meeting)


def signed(  # noqa: PLR0913 - each is a choice of the page
    dataset: Dataset,
    chosen: Selection,
    kept: pd.DataFrame,
    held: pd.DataFrame,
    day: date,
    *,
    key: str,
    height: int,
    drawn: str | None = None,
) -> None:
    """Show which towns had signed their convention by a day, and the meetings held by then.

    Parameters
    ----------
    dataset
        With ``towns``.
    chosen
        The area that the map follows.
    kept
        Its towns.
    held
        Its meetings, as `pvd_geo.meetings.attendance.by_meeting`.
    day
        The day.
    key, height, drawn
        As for `show`.
    """
    towns, sites, told = once(_signed, dataset, datasets.dataset("meetings"), kept, held, day)
    layer = maps.town_layer(
        towns,
        sites=sites,
        chosen=maps.Chosen(area_of(chosen)),
        mode="towns",
        alt=told,
        drawn=drawn,
    )
    base = maps.base_map(files(), title="Les conventions signées", tiles=settings().tiles)
    with st.container(key=f"pvd-{key}"):
        map_view.show(base, layer, key=key, height=height, on_event=choose)


def files() -> dict[str, assets.Asset]:
    """Return the files of the map, made once for the data at hand."""
    return dict(assets.collection(in_force.folder()))


def area_of(chosen: Selection) -> AreaCode | None:
    """Return the finest area of a selection."""
    if chosen.department:
        return AreaCode("department", chosen.department)
    return AreaCode("region", chosen.region) if chosen.region else None


def choose(event: Event) -> None:
    """Turn a click into the selection: a place is filtered, a town or a meeting is opened."""
    if event.kind == "country":
        address.change(region=None, department=None, epci=None)
    elif event.kind == "region":
        address.change(region=event.code, department=None)
    elif event.kind == "department":
        address.change(department=event.code)
    elif event.kind == "town":
        address.change(town=event.code)
    elif event.kind == "meeting":
        # The sheet of the town that held it says when, and how far the others were.
        address.change(meeting=event.code, town=event.town)


def choose_meeting(event: Event) -> None:
    """Turn a click among the meetings into a meeting: a site, or the region it was for."""
    if event.kind == "meeting":
        address.change(meeting=event.code)
    elif event.kind == "region":
        address.change(region=event.code, department=None, meeting=None)
    elif event.kind == "country":
        address.change(region=None, department=None, meeting=None)


def alternative(kept: pd.DataFrame, total: int, words: str) -> str:
    """State in numbers what the map shows, for those who do not see it."""
    if kept.empty:
        return f"Carte : aucune commune pour cette sélection ({words})."
    codes = kept["region_code"].to_numpy()
    where = "region_name" if (codes != codes[0]).any() else "department_name"
    # Whole, where several share the last place that is named.
    top = kept[where].value_counts().nlargest(MOST_NAMED, keep="all")
    most = listed(
        (f"{name} ({integer(count)})" for name, count in top.items()), most=MOST_NAMED + 2
    )
    return (
        f"Carte : {plural(len(kept), 'commune')} sur {integer(total)} ({words}) ; "
        f"les plus nombreuses : {most}."
    )


def sites_told(meetings: pd.DataFrame) -> str:
    """Name the sites of meetings planned and cancelled, as they stand on a map; or nothing."""
    told = meetings[meetings["status"].isin(["planned", "cancelled"])].dropna(subset=["insee_code"])
    if told.empty:
        return ""
    rows = attendance.placed(told, datasets.dataset("towns").towns)
    said = []
    for status, one, several in (
        ("planned", "rencontre planifiée", "rencontres planifiées"),
        ("cancelled", "rencontre annulée", "rencontres annulées"),
    ):
        there = rows[rows["status"].eq(status)]
        if len(there):
            where = listed(
                f"{host} ({region})"
                for host, region in zip(there["host"], there["region_name"], strict=True)
            )
            said.append(f"{plural(len(there), one, several)} : {where}.")
    return "".join(f" {sentence}" for sentence in said)


def _sites() -> tuple[maps.Sites, str]:
    """Return the sites of all meetings in force, and what is told of them."""
    # Found once for all sessions and filters: it was a third of what a filter costs.
    return once(_sites_of, datasets.dataset("meetings", "towns"))


def _sites_of(dataset: Dataset) -> tuple[maps.Sites, str]:
    return maps.Sites.of(dataset.meetings), sites_told(dataset.meetings)


def _signed(
    dataset: Dataset, planned: Dataset, kept: pd.DataFrame, held: pd.DataFrame, day: date
) -> tuple[maps.Towns, maps.Sites, str]:
    """Return what the map of a day shows, and its words."""
    found = agreements.states(kept, day)
    met = list(held.loc[held["date"] <= pd.Timestamp(day), "meeting_id"])
    # Interned, as the days that are kept would each have 3,290 strings of their own.
    codes = dict(zip(map(intern, kept["insee_code"]), map(intern, found), strict=True))
    towns = maps.Towns(
        selected_towns.order(dataset),
        None if len(kept) == len(dataset.towns) else list(codes),
        maps.Coloring(f"Convention au {date_long(day)}", AGREEMENTS, codes),
    )
    meetings = planned.meetings
    sites = maps.Sites.of(meetings[meetings["meeting_id"].isin(met)])
    return towns, sites, _signed_alternative(kept, found, len(met), day)


def _signed_alternative(kept: pd.DataFrame, found: pd.Series[str], met: int, day: date) -> str:
    count, total = int(found.eq("signed").sum()), len(kept)
    told = (
        f"Carte au {date_long(day)} : {plural(count, 'commune')} sur {integer(total)} "
        f"ont signé leur convention, "
        f"{plural(met, 'rencontre régionale tenue', 'rencontres régionales tenues')}."
    )
    waiting = kept.loc[found.eq("later"), "region_name"].value_counts()
    if waiting.empty:
        return told
    most = listed(f"{name} ({integer(n)})" for name, n in waiting.head(MOST_NAMED).items())
    return f"{told} Le plus de communes encore attendues : {most}."


@lru_cache(maxsize=256)
def of_selection(dataset: Dataset, chosen: Selection) -> str:
    """State what the map shows of a selection, as `alternative`."""
    kept, total = selected_towns.kept(dataset, chosen), len(dataset.towns)
    return alternative(kept, total, selected_towns.words(dataset, chosen))


def coloring(dataset: Dataset, chosen: Selection) -> maps.Coloring | None:
    """Return the colours of the first theme chosen; one colour when there is none."""
    if not chosen.themes:
        return None
    theme = dataset.themes.set_index("theme_id").loc[chosen.themes[0]]
    return maps.Coloring(
        theme["label"], LEVELS[theme["reading"]], theme_analyses.levels_by_town(chosen.themes[0])
    )
