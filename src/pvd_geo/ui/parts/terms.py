"""What one page alone lets the user choose, by id; it stands in the address as the selection does.

Not Streamlit's own binding of widgets to the address: it writes the words of the options, so that
another wording would break each link that was sent, and it refuses that the selection be written
beside them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import streamlit as st

from pvd_geo.ui import address

if TYPE_CHECKING:
    from collections.abc import Mapping

    from streamlit.elements.lib.mutable_tab_container import TabContainer

_YES: Final = "true"


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice among a few.

    Parameters
    ----------
    name
        Its name in the address, and that of its widget.
    words
        What the user reads, by id, in order; the first is chosen until the user says otherwise.
    """

    name: str
    words: Mapping[str, str]

    @property
    def usual(self) -> str:
        """The id that is chosen until the user says otherwise."""
        return next(iter(self.words))

    def read(self, said: str) -> str | None:
        """Return the id that an address names; the words themselves stood there once."""
        if said in self.words:
            return said
        return next((code for code, text in self.words.items() if text == said), None)


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number between two others.

    Parameters
    ----------
    name
        Its name in the address, and that of its widget.
    least, most
        What can be chosen, both included.
    usual
        What is chosen until the user says otherwise.
    step
        Between two numbers that can be chosen by hand; an address may name any.
    """

    name: str
    least: int
    most: int
    usual: int
    step: int = 1

    def read(self, said: str) -> str | None:
        """Return the number that an address names, as it is written."""
        whole = said.isascii() and said.isdecimal()
        return str(int(said)) if whole and self.least <= int(said) <= self.most else None


def selectbox(label: str, choice: Choice) -> str:
    """Offer a choice in a list; return the id chosen."""
    chosen = address.term(choice.name, choice.read, choice.usual)
    st.selectbox(
        label,
        list(choice.words),
        format_func=choice.words.__getitem__,
        key=_shown(choice.name, chosen),
        on_change=_take,
        args=(choice.name,),
        filter_mode="contains",
    )
    return chosen


def optional(label: str, choice: Choice, placeholder: str) -> str | None:
    """Offer a choice that may be left open; return the id chosen, if any."""
    chosen = address.term(choice.name, choice.read, "") or None
    st.selectbox(
        label,
        list(choice.words),
        index=None,
        placeholder=placeholder,
        format_func=choice.words.__getitem__,
        key=_shown(choice.name, chosen),
        on_change=_take,
        args=(choice.name,),
        filter_mode="contains",
    )
    return chosen


def segmented(label: str, choice: Choice) -> str:
    """Offer a choice among a few, side by side; return the id chosen."""
    chosen = address.term(choice.name, choice.read, choice.usual)
    st.segmented_control(
        label,
        list(choice.words),
        format_func=choice.words.__getitem__,
        default=choice.usual,
        required=True,
        key=_shown(choice.name, chosen),
        on_change=_take,
        args=(choice.name,),
    )
    return chosen


def tabs(choice: Choice) -> dict[str, TabContainer]:
    """Offer the sections of a page; return them by id, of which one is open."""
    chosen = address.term(choice.name, choice.read, choice.usual)
    made = st.tabs(
        list(choice.words.values()),
        # Streamlit knows a tab by its words alone.
        key=_shown(choice.name, choice.words[chosen]),
        on_change=_take_tab,
        args=(choice,),
    )
    return dict(zip(choice.words, made, strict=True))


def slider(label: str, whole: Whole) -> int:
    """Offer a number on a line; return it."""
    chosen = int(address.term(whole.name, whole.read, str(whole.usual)))
    st.slider(
        label,
        whole.least,
        whole.most,
        step=whole.step,
        key=_shown(whole.name, chosen),
        on_change=_take,
        args=(whole.name,),
    )
    return chosen


def checkbox(label: str, name: str) -> bool:
    """Offer what can be had or not, and is not until the user says so."""
    chosen = is_asked(name)
    st.checkbox(label, key=_shown(name, chosen), on_change=_take_mark, args=(name,))
    return chosen


def button(label: str, name: str) -> None:
    """Offer what can be had or not, while it is not."""
    st.button(label, key=f"pvd-ask-{name}", on_click=ask, args=(name,))


def is_asked(name: str) -> bool:
    """Tell whether the user, or the address, asks for what can be had or not."""
    return address.term(name, lambda said: said if said == _YES else None, "") == _YES


def ask(name: str) -> None:
    """Have what can be had or not."""
    address.set_term(name, _YES)


def _shown(key: str, value: object) -> str:
    """Have a widget show what is chosen; return its key."""
    if key not in st.session_state or st.session_state[key] != value:
        st.session_state[key] = value
    return key


def _take(name: str) -> None:
    value = st.session_state[name]
    address.set_term(name, "" if value is None else str(value))


def _take_mark(name: str) -> None:
    address.set_term(name, _YES if st.session_state[name] else "")


def _take_tab(choice: Choice) -> None:
    address.set_term(choice.name, choice.read(st.session_state[choice.name]) or "")
