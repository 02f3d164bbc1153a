"""Files to take away from a page, behind one discreet button.

Nothing is made before somebody asks for it: each button carries a function, which runs when it
is pressed.

What a page offers, its parts say whenever they run (`offer`); the button stands apart, at the
page's head (`place`), and is drawn once by the whole page. Inside a part that runs alone it would
be drawn anew at each run, beside the ones of before.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import streamlit as st

from pvd_geo.colors import LIGHT
from pvd_geo.errors import DataError
from pvd_geo.export.names import file_name
from pvd_geo.export.stamp import Stamp, source_lines, source_numbers
from pvd_geo.formatting import plural
from pvd_geo.methods import ESTIMATED, SPAN
from pvd_geo.selection import selection
from pvd_geo.territory import backing
from pvd_geo.themes.portrait import reserves
from pvd_geo.timeline.curves import by_vintage
from pvd_geo.ui.html import join, show, tag
from pvd_geo.ui.parts import quotes, town_map
from pvd_geo.ui.shared import datasets, programme_frames, selected_towns
from pvd_geo.ui.shared.clock import today

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
    from types import ModuleType

    import pandas as pd
    from markupsafe import Markup

    from pvd_geo.export.tables import Table
    from pvd_geo.selection.selection import Selection
    from pvd_geo.tables.dataset import Dataset
    from pvd_geo.territory.areas import Area
    from pvd_geo.ui.parts.pictures import Picture

_ATTENDANCE: Final = (
    "Seul le total des douze rencontres est publié. «\u202fRelevé\u202f»\u202f: d’une feuille.",
    ESTIMATED,
    SPAN,
)
_OFFERED: Final = "pvd-offered"
"""The page's name and the function that returns what it offers, as its parts last said."""
_COPY: Final = join(
    [
        tag("button", "Copier le lien", css="pvd-copy", type="button"),
        tag("span", css="pvd-copied pvd-spoken"),
    ]
)
"""What page.js copies: the address, which holds all that was chosen."""
_MEDIA: Final = {
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "geojson": "application/geo+json",
    "gpkg": "application/geopackage+sqlite3",
    # As a page the server would put its own frame around it.
    "html": "application/octet-stream",
    "pdf": "application/pdf",
    "png": "image/png",
    "svg": "image/svg+xml",
}


@dataclass(frozen=True, slots=True)
class File:
    """One file on offer.

    Parameters
    ----------
    label
        Text of its button, in French.
    name
        Its name, from `named`.
    make
        Makes its bytes; runs without the session, so it must not ask for the selection.
    """

    label: str
    name: str
    make: Callable[[], bytes]

    @property
    def extension(self) -> str:
        """What its name ends with, without the dot."""
        return self.name.rpartition(".")[2]


@dataclass(frozen=True, slots=True)
class Group:
    """Files that hold the same thing, under one heading.

    Parameters
    ----------
    heading
        What they hold, in French.
    files
        The files.
    quote
        What quotes it elsewhere, as `pvd_geo.ui.parts.quotes` makes it.
    """

    heading: str
    files: tuple[File, ...]
    quote: Markup | None = None


def offer(make: Callable[[], Sequence[Group]], *, key: str) -> None:
    """Say what the page offers from now on; see `place`.

    Parameters
    ----------
    make
        Returns what is on offer, in order; runs when the button is opened.
    key
        Name of the page's button.
    """
    st.session_state[_OFFERED] = (key, make)


@contextmanager
def place() -> Iterator[None]:
    """Keep a place at the page's head for the link to copy, and for the button of the files.

    The button is there if what runs inside offers any file.
    """
    st.session_state.pop(_OFFERED, None)
    head = st.container(horizontal=True, gap="small", key="pvd-head")
    with head:
        show(_COPY)
    yield
    if _OFFERED in st.session_state:
        with head:
            _button(st.session_state[_OFFERED][0])


@st.fragment
def _button(key: str) -> None:
    with (
        st.container(key=f"pvd-downloads-{key}"),
        st.popover(
            "Télécharger",
            icon=":material/download:",
            type="tertiary",
            key=f"pvd-open-downloads-{key}",
            on_change="rerun",
        ) as opened,
    ):
        if opened.open:
            _, make = st.session_state[_OFFERED]
            try:
                groups = make()
            except DataError:
                show(tag("p", "Aucun fichier ne peut être fait\u202f: des données sont à réparer."))
                return
            for number, group in enumerate(groups):
                _show(group, f"{key}-{number}")


def _show(group: Group, key: str) -> None:
    st.markdown(f"**{group.heading}**")
    with st.container(horizontal=True, gap="small"):
        for file in group.files:
            button(file, key=f"pvd-download-{key}-{file.extension}")
    if group.quote:
        show(group.quote)


def button(file: File, *, key: str, label: str | None = None) -> None:
    """Show a button that makes one file when it is pressed.

    Parameters
    ----------
    file
        The file.
    key
        Name of the button.
    label
        Its text, when another than the file's own is needed where it stands.
    """
    st.download_button(
        label or file.label,
        file.make,
        file.name,
        _MEDIA[file.extension],
        key=key,
        on_click="ignore",
    )


def stamp(
    title: str,
    chosen: Selection,
    *tables: str,
    notes: Sequence[str] = (),
    narrowed: Mapping[str, Collection[str]] | None = None,
) -> Stamp:
    """Return the origin of a file made for a selection.

    Parameters
    ----------
    title
        What the file holds.
    chosen
        What it was narrowed to.
    tables
        Names of the tables that it draws from: their sources are its sources.
    notes
        What to know before using it.
    narrowed
        As `pvd_geo.tables.catalog.Catalog.narrowed` takes it.
    """
    sources = datasets.described().sources_of(*tables, to=narrowed)
    return Stamp(
        title=title,
        selection=selected_towns.words(datasets.dataset("towns", "regions", "departments"), chosen),
        made_on=today(),
        sources=source_lines(sources),
        notes=tuple(notes),
        numbers=source_numbers(sources),
    )


def named(subject: str, chosen: Selection, extension: str) -> str:
    """Name a file by its subject and the selection."""
    choices = datasets.choices()
    least, most = chosen.population
    bounds = ("" if end is None else str(end) for end in (least, most))
    parts = [
        choices.regions.get(chosen.region or "", ""),
        choices.departments.get(chosen.department or "", ""),
        choices.epci.get(chosen.epci or "", ""),
        *chosen.themes,
        "-".join(bounds) if chosen.population != selection.OPEN else "",
        chosen.text,
        chosen.series or "",
        chosen.year or "",
    ]
    return file_name(subject, parts, today(), extension)


def of_table(heading: str, subject: str, chosen: Selection, make: Callable[[], Table]) -> Group:
    """Offer a table as XLSX and CSV."""
    return Group(
        heading,
        (
            File(
                "Excel (XLSX)",
                named(subject, chosen, "xlsx"),
                lambda: _makers().xlsx_bytes([make()]),
            ),
            File("CSV", named(subject, chosen, "csv"), lambda: _makers().csv_bytes(make())),
        ),
    )


def towns_table(chosen: Selection, kept: pd.DataFrame) -> Table:
    """Return the towns that a selection keeps as a table to take away."""
    made: Table = _makers().towns_table(
        kept, programme_frames.programme(), _origin_of_towns(chosen)
    )
    return made


def meetings_table(
    chosen: Selection, held: pd.DataFrame, catchments: pd.DataFrame | None = None
) -> Table:
    """Return meetings as a table to take away; see `of_meetings`."""
    origin = stamp(
        "Rencontres et fréquentation", chosen, "meetings", "attendance", "towns", notes=_ATTENDANCE
    )
    made: Table = _makers().meetings_table(held, origin, catchments)
    return made


def indicators_table(chosen: Selection, kept: pd.DataFrame) -> Table:
    """Return the indicators of the towns that a selection keeps as a table to take away."""
    tables = ("towns", "indicators", "town_indicators", "indicator_history", "doubtful_values")
    dataset = datasets.dataset(*tables)
    made: Table = _makers().indicators_table(
        kept,
        by_vintage(dataset.indicators, dataset.town_indicators, dataset.indicator_history),
        dataset.indicators,
        stamp("Indicateurs par commune", chosen, *tables),
    )
    return made


def agreements_table(chosen: Selection, months: pd.DataFrame) -> Table:
    """Return the conventions signed by month as a table to take away."""
    origin = stamp("Conventions signées par mois", chosen, "towns")
    made: Table = _makers().agreements_table(months, origin)
    return made


def _origin_of_towns(chosen: Selection) -> Stamp:
    dataset = datasets.dataset("themes", "indicators")
    return stamp(
        "Communes du programme",
        chosen,
        *programme_frames.TABLES,
        notes=reserves(dataset.themes, dataset.indicators),
    )


def of_towns(dataset: Dataset, chosen: Selection, kept: pd.DataFrame) -> Group:
    """Offer the towns of a selection as spreadsheets, as layers, and as a map of one file.

    Parameters
    ----------
    dataset
        With ``towns, regions, departments, themes``.
    chosen
        The selection.
    kept
        The towns that it keeps.
    """
    origin = _origin_of_towns(chosen)

    def table() -> Table:
        return towns_table(chosen, kept)

    def web_map() -> bytes:
        layer = town_map.layer(dataset, chosen, kept)
        page: bytes = _makers().map_bytes(town_map.files(), layer, origin)
        return page

    heading = f"{plural(len(kept), 'commune')} de la sélection"
    layers = (
        File(
            "GeoJSON",
            named("communes", chosen, "geojson"),
            lambda: _makers().geojson_bytes(table()),
        ),
        File(
            "GeoPackage (QGIS)",
            named("communes", chosen, "gpkg"),
            lambda: _makers().geopackage_bytes(table()),
        ),
        File("Carte (HTML)", named("carte", chosen, "html"), web_map),
    )
    return Group(heading, of_table(heading, "communes", chosen, table).files + layers)


def of_meetings(
    chosen: Selection, held: pd.DataFrame, catchments: pd.DataFrame | None = None
) -> Group:
    """Offer meetings with their attendance and its basis.

    Parameters
    ----------
    chosen
        The selection.
    held
        What `pvd_geo.meetings.attendance.by_meeting` returns, or some of its rows.
    catchments
        What `pvd_geo.meetings.distance.catchments` returns, for the columns of distance.
    """
    return of_table(
        plural(len(held), "rencontre"),
        "rencontres",
        chosen,
        lambda: meetings_table(chosen, held, catchments),
    )


def of_agreements(chosen: Selection, months: pd.DataFrame) -> Group:
    """Offer the conventions signed by month.

    Parameters
    ----------
    chosen
        The selection.
    months
        What `pvd_geo.timeline.agreements.by_month` returns.
    """
    return of_table(
        "Conventions par mois",
        "conventions",
        chosen,
        lambda: agreements_table(chosen, months),
    )


def of_picture(picture: Picture) -> Group:
    """Offer a chart as PNG and SVG, in the light theme; to quote, and to show on another site."""
    notes = _ATTENDANCE if "attendance" in picture.tables else ()
    origin = stamp(picture.title, picture.chosen, *picture.tables, notes=notes)
    said = ", ".join(part for part in (picture.title, origin.selection) if part)
    ways = [quotes.button(f"{said}. {picture.told}".strip(), origin.sources)]
    if picture.at:
        ways.append(quotes.embedding(picture.at, picture.title, st.context.url or ""))
    return Group(
        f"{picture.noun}\u202f: {picture.title}",
        (
            File(
                "Image (PNG)",
                named(picture.subject, picture.chosen, "png"),
                lambda: _makers().png_bytes(picture.draw(LIGHT), origin),
            ),
            File(
                "Dessin (SVG)",
                named(picture.subject, picture.chosen, "svg"),
                lambda: _makers().svg_bytes(picture.draw(LIGHT), origin),
            ),
        ),
        tag("div", *ways, css="pvd-quoted"),
    )


def of_area(area: Area, chosen: Selection) -> Group:
    """Offer the note of a territory as PDF."""
    title = f"Note de territoire\u202f: {area.name}"
    origin = _note_stamp(title, chosen, area.region_code, backing.MAPPED)
    return Group(
        "Note de territoire",
        (
            File(
                "Note à imprimer (PDF)",
                file_name("note", [area.name], today(), "pdf"),
                lambda: _makers().area_pdf(area, programme_frames.programme(), origin),
            ),
        ),
    )


def of_town(insee_code: str, name: str) -> Group:
    """Offer the note of one town as PDF."""
    region, _ = datasets.choices().area_of(insee_code)
    title = f"Note de commune\u202f: {name}"
    origin = _note_stamp(title, selection.Selection(), region or "", backing.SHEET)
    return Group(
        name,
        (
            File(
                "Note de la commune (PDF)",
                file_name("commune", [name, insee_code], today(), "pdf"),
                lambda: _makers().town_pdf(insee_code, programme_frames.programme(), origin),
            ),
        ),
    )


def _note_stamp(title: str, chosen: Selection, region: str, towns: Collection[str]) -> Stamp:
    """Return the origin of a note, which cites what it tells of the towns of a region."""
    told = datasets.dataset(*programme_frames.TABLES)
    narrowed = backing.of_territory(
        told.themes, told.indicators, told.meetings, (region,), towns=towns
    )
    return stamp(title, chosen, *programme_frames.SHOWN, narrowed=narrowed)


def _makers() -> ModuleType:
    """Load the makers of files, with all their libraries, when the first file is asked for."""
    from pvd_geo.export import files  # noqa: PLC0415

    return files
