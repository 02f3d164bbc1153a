"""What every page opens and closes with, so that a page reads like a table of contents."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from functools import wraps
from typing import TYPE_CHECKING, ParamSpec

import streamlit as st

from pvd_geo.errors import DataError
from pvd_geo.formatting import typeset
from pvd_geo.ui import address
from pvd_geo.ui.html import show, tag
from pvd_geo.ui.parts import downloads, problems, provenance
from pvd_geo.ui.shared import datasets, metrics, recorded

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping

    from pvd_geo.selection.selection import Choices, Selection
    from pvd_geo.tables.dataset import Dataset

_Parameters = ParamSpec("_Parameters")


@dataclass(frozen=True, slots=True)
class View:
    """What a page works with.

    Parameters
    ----------
    dataset
        At least the tables that the page named. Shared by all sessions: never change them.
    choices
        What can be chosen.
    """

    dataset: Dataset
    choices: Choices

    @property
    def selection(self) -> Selection:
        """The selection at this moment; a fragment must ask again at each run."""
        return address.current()


def fragment(
    part: Callable[_Parameters, None], *, every: float | None = None
) -> Callable[_Parameters, None]:
    """Make a part of a page that runs alone when something in it changes; the address follows.

    Parameters
    ----------
    part
        The part.
    every
        Seconds after which it runs again by itself, for as long as the page is not run anew
        without them; never by default.

    Notes
    -----
    In a page::

        @fragment
        def explore(view: View) -> None:
            filters.bar(view.dataset, view.selection)
    """

    @wraps(part)
    def run(*args: _Parameters.args, **kwargs: _Parameters.kwargs) -> None:
        with metrics.timed(metrics.RUN_SECONDS.labels(address.page() or "accueil", "part")):
            part(*args, **kwargs)
        address.mirror()

    return st.fragment(run, run_every=every)


@st.fragment(run_every=timedelta(days=1))
def run_again_when_the_line_is_back() -> None:
    """Have an open page run anew, with all that is chosen and typed, when its server was replaced.

    The new server knows none of its parts, and does nothing of what they are asked for. Streamlit's
    page asks for a whole run when its line is back only where a part runs by itself: this one does
    nothing, once a day.
    """


@contextmanager
def plain(title: str) -> Iterator[None]:
    """Open a page that shows none of the data, and close it as the others."""
    st.title(title, anchor=False)
    yield
    provenance.footer()


@contextmanager
def opened(
    title: str,
    *tables: str,
    reads: Collection[str] = (),
    narrowed: Mapping[str, Collection[str]] | None = None,
    lead: str = "",
    warns: bool = True,
) -> Iterator[View]:
    """Open a page with its heading, and close it with its sources.

    When a table that it needs is broken, the page says what is wrong and stops there.

    Parameters
    ----------
    title
        The page's only first-level heading.
    tables
        Names of the tables that the page shows; they are its sources. Without any, a part that
        runs again by itself closes the page, by `pvd_geo.ui.parts.provenance.footer`.
    reads
        Tables that it needs besides, of which it shows nothing by themselves.
    narrowed
        As `pvd_geo.ui.parts.provenance.footer` takes it.
    lead
        One sentence under the heading.
    warns
        Whether to warn that what was recorded cannot be read; a page that says so itself does not.

    Notes
    -----
    In a page::

        with opened("Rencontres", "meetings", "towns") as view:
            filters.bar(view.dataset, view.selection, fields=("region",))
    """
    st.title(title, anchor=False)
    if lead:
        show(tag("p", lead, css="pvd-lead"))
    try:
        view = View(datasets.dataset(*tables, *reads), datasets.choices())
    except DataError as error:
        problems.broken_data(error)
        st.stop()
    if notices := address.notices():
        # Not `st.warning`: what the address said would be read as Markdown, links included.
        show(tag("div", *(tag("p", notice) for notice in notices), css="pvd-notice", role="alert"))
    if warns and "attendance" in (*tables, *reads) and not recorded.is_reachable():
        st.warning(
            typeset(
                "Les relevés de fréquentation ne peuvent pas être lus en ce moment : "
                "ce que vous voyez est ce qui en était connu."
            )
        )
    with downloads.place():
        yield view
    if tables:
        provenance.footer(*tables, narrowed=narrowed)
