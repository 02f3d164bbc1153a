"""Which town hosts a meeting: chosen in the list, or written, by a former name too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pvd_geo.formatting import listed
from pvd_geo.text import folded_name

if TYPE_CHECKING:
    from pvd_geo.selection.selection import Choices


class HostError(ValueError):
    """A name that several towns have; the message, in French, says what to do."""


def host_of(text: str, choices: Choices) -> tuple[str | None, str]:
    """Return the code of the programme's town that a text means, else the place as written.

    Parameters
    ----------
    text
        An INSEE code, a name of today or a former one, or any other place.
    choices
        The programme's towns, and what they were called.

    Raises
    ------
    HostError
        When several towns have that name.
    """
    written = " ".join(text.split())
    if written in choices.towns:
        return written, ""
    wanted = folded_name(written)
    named = [code for code, name in choices.towns.items() if folded_name(name) == wanted]
    if not named:
        past = choices.former_names.by_name(written)
        # A commune that stands alone again is not the town that it was part of.
        named = sorted({former.town for former in past if former.nature != "restored"})
    if len(named) > 1:
        towns = listed((f"{choices.towns[code]} ({code})" for code in named), "or")
        raise HostError(f"« {written} » nomme plusieurs communes : choisissez {towns}.")
    return (named[0], "") if named else (None, written)
