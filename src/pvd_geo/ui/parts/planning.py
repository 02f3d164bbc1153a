"""A meeting that another page proposes, on its way to the recording page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import streamlit as st

_WANTED: Final = "pvd-plan"
_TAKEN: Final = "pvd-plan-taken"


@dataclass(frozen=True, slots=True)
class Plan:
    """What is known of a meeting before it is planned.

    Parameters
    ----------
    regions
        Codes of the regions that would meet.
    insee_code
        The town proposed as host.
    """

    regions: tuple[str, ...] = ()
    insee_code: str | None = None


def propose(plan: Plan) -> None:
    """Have the recording page open a new meeting with what is known of it."""
    st.session_state[_WANTED] = plan
    st.session_state[_TAKEN] = False


def take() -> bool:
    """Tell, once, that a page has just proposed a meeting."""
    return st.session_state.pop(_TAKEN, None) is False


def wanted() -> Plan:
    """Return the meeting that was proposed, or nothing known."""
    plan: Plan = st.session_state.get(_WANTED, Plan())
    return plan


def forget() -> None:
    """Let the next meeting begin with nothing."""
    st.session_state.pop(_WANTED, None)
