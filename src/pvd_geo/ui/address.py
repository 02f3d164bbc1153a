"""One selection for all pages of a session, kept in the address.

The session holds the selection; the address is its mirror. The address is read only when it may
say something that the session does not know: at the first run, when the user went back or
forward, and when a link to another page carries parameters. Otherwise the session is right, even
if the browser's request was sent before the last change of address reached it.

What one page alone lets choose (`term`) stands beside it in the address, and is forgotten with
the page.

The address is written last in a run (`mirror`): the browser redraws the menu for it, which would
keep what was asked for waiting.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

import streamlit as st

from pvd_geo.selection import links
from pvd_geo.selection.selection import Selection
from pvd_geo.ui import streamlit_internals
from pvd_geo.ui.shared import datasets

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from pvd_geo.selection.selection import Choices

_SELECTION: Final = "pvd-selection"
_NOTICES: Final = "pvd-notices"
_PAGE: Final = "pvd-page"
_ARRIVED: Final = "pvd-arrived"
_TERMS: Final = "pvd-terms"
"""What the page's own terms are, by their name in the address; empty for the usual."""
_SAID: Final = "pvd-said"
"""What the address said of terms that the page has not asked for yet."""


def current() -> Selection:
    """Return the session's selection."""
    selection: Selection = st.session_state.get(_SELECTION, Selection())
    return selection


def notices() -> tuple[str, ...]:
    """Return what the address said and could not be used, in French, until the next change."""
    found: tuple[str, ...] = st.session_state.get(_NOTICES, ())
    return found


def page() -> str:
    """Return the address of the page that runs."""
    return str(st.session_state.get(_PAGE, ""))


def just_arrived() -> bool:
    """Tell, once, that the browser shows this page for the first time since another, or at all."""
    return bool(st.session_state.pop(_ARRIVED, False))


def follow(url_path: str, choices: Choices) -> None:
    """Take the selection from the address where the address knows better.

    Parameters
    ----------
    url_path
        Address of the page that is about to run.
    choices
        What can be chosen.
    """
    moved = st.session_state.get(_PAGE) != url_path
    st.session_state[_PAGE] = url_path
    if moved:
        st.session_state[_ARRIVED] = True
    params, back = _ours(links.KEYS), streamlit_internals.went_back()
    if moved or back:
        st.session_state[_SAID] = st.query_params.to_dict()
        st.session_state[_TERMS] = dict.fromkeys(_terms(), "")
    if _SELECTION not in st.session_state or back or (moved and params):
        selection, found = links.from_params(params, choices)
        st.session_state[_SELECTION] = selection
        st.session_state[_NOTICES] = found


def change(**changes: Any) -> Selection:  # noqa: ANN401 - the fields of a selection
    """Change some fields of the selection, in a callback or in the page; return the new one.

    A new région lets go of a département elsewhere; see
    `pvd_geo.selection.links.consistent` for the rest.
    """
    choices = datasets.choices()
    selection: Selection = replace(current(), **changes)
    if "region" in changes and "department" not in changes:
        inside = choices.departments_in(selection.region)
        if selection.department not in inside:
            selection = replace(selection, department=None)
    st.session_state[_SELECTION] = links.consistent(selection, choices)
    st.session_state[_NOTICES] = ()
    return current()


def notify(sentence: str) -> None:
    """Have the page say a French sentence on what was chosen, until the next change."""
    st.session_state[_NOTICES] = (sentence,)


def take(selection: Selection) -> None:
    """Choose another selection as a whole."""
    st.session_state[_SELECTION] = selection
    st.session_state[_NOTICES] = ()


def clear() -> None:
    """Choose the whole programme again."""
    take(Selection())


def mirror() -> None:
    """Write the selection into the address, if it is not there yet; one message at most.

    The main script ends with it, and so does each `pvd_geo.ui.page.fragment`.
    """
    if _SELECTION not in st.session_state:
        return
    terms = _terms()
    wanted = links.to_params(current()) | {name: code for name, code in terms.items() if code}
    keys = {*links.KEYS, *terms}
    if _ours(keys) != wanted:
        others = {key: value for key, value in st.query_params.items() if key not in keys}
        st.query_params.from_dict(others | wanted)


def term(name: str, read: Callable[[str], str | None], usual: str) -> str:
    """Return what one of the page's own terms is, by id; see `pvd_geo.ui.parts.terms`.

    Parameters
    ----------
    name
        Its name in the address.
    read
        Returns the id that the address names, nothing when it cannot be chosen.
    usual
        What it is when the address does not say.
    """
    terms = _terms()
    said = st.session_state.setdefault(_SAID, st.query_params.to_dict()).pop(name, None)
    if said is not None:
        terms[name] = said
    found = read(terms.get(name, "")) or usual
    terms[name] = "" if found == usual else found
    return found


def set_term(name: str, code: str) -> None:
    """Take what the user chose for a term; nothing for the usual."""
    _terms()[name] = code


def _terms() -> dict[str, str]:
    terms: dict[str, str] = st.session_state.setdefault(_TERMS, {})
    return terms


def _ours(keys: Collection[str]) -> dict[str, str]:
    return {key: value for key, value in st.query_params.items() if key in keys}
