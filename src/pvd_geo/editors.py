"""Who may record: decided from what the identity provider says, at each call anew."""

from __future__ import annotations

import hashlib
import json
import math
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from pvd_geo.settings import Settings

_SIGN_IN: Final = ("iss", "sub", "aud", "sid", "nonce", "jti", "iat", "auth_time", "exp", "at_hash")
"""Claims that tell one sign-in from another, of the same person too."""
_AHEAD: Final = 5.0
"""Seconds by which the provider's clock may be ahead of ours."""


class Access(Enum):
    """Why somebody may, or may not, record."""

    CLOSED = "no identity provider is configured"
    SIGNED_OUT = "nobody is signed in"
    ENDED = "the sign-in was ended, here or elsewhere"
    EXPIRED = "the sign-in is too old"
    REFUSED = "signed in, without the right"
    GRANTED = "an editor"


@dataclass(frozen=True, slots=True)
class Permit:
    """The right to record that a sign-in gives; the store looks at it again in the write itself.

    Parameters
    ----------
    who
        The editor.
    session
        The sign-in, as `session_of` names it.
    until
        When it ends, in seconds since 1970 (UTC).
    """

    who: str
    session: str
    until: float


@dataclass(frozen=True, slots=True)
class Decision:
    """Access, and to whom; with the permit when it is granted."""

    access: Access
    who: str = ""
    permit: Permit | None = None


def is_open(user: Mapping[str, Any]) -> bool:
    """Tell whether there is anybody to ask who a user is; without, nobody records by the page."""
    return "is_logged_in" in user


def decide(
    user: Mapping[str, Any], settings: Settings, now: datetime, *, ended: bool = False
) -> Decision:
    """Decide whether a user may record.

    Parameters
    ----------
    user
        Claims of the identity token, with ``is_logged_in``; without that key no provider
        is configured.
    settings
        Who the editors are, and how long a sign-in lasts.
    now
        The present moment, with its zone.
    ended
        Whether the sign-in was ended, by signing out wherever that was.
    """
    if not is_open(user):
        return Decision(Access.CLOSED)
    if user["is_logged_in"] is not True:
        return Decision(Access.SIGNED_OUT)
    who = _text(user.get("email")) or _text(user.get("preferred_username"))
    who = who or _text(user.get("sub"))
    if ended:
        return Decision(Access.ENDED, who)
    since = _since(user)
    if since is None or not -_AHEAD <= now.timestamp() - since <= 60 * settings.sign_in_minutes:
        return Decision(Access.EXPIRED, who)
    granted = _is_listed(user, settings.editors) or _has_claim(user, settings.editor_claim)
    if not (granted and who):
        return Decision(Access.REFUSED, who)
    permit = Permit(who, session_of(user), since + 60 * settings.sign_in_minutes)
    return Decision(Access.GRANTED, who, permit)


def session_of(user: Mapping[str, Any]) -> str:
    """Return what names one sign-in: the same in every tab and for every copy of its cookie.

    Returns
    -------
    str
        A SHA-256 in hexadecimal, which tells nothing of the person.
    """
    claims = [user.get(name) for name in _SIGN_IN]
    return hashlib.sha256(json.dumps(claims, default=str).encode()).hexdigest()


def _since(user: Mapping[str, Any]) -> float | None:
    """Return when the provider says that the user signed in; None when it says nothing usable.

    The moment of the authentication counts before that of the token, which may be renewed.
    """
    said = user.get("auth_time")
    if said is None:
        said = user.get("iat")
    if isinstance(said, bool) or not isinstance(said, int | float):
        return None
    try:
        since = float(said)
    except OverflowError:
        return None
    return since if math.isfinite(since) else None


def _is_listed(user: Mapping[str, Any], editors: str) -> bool:
    listed = {each.strip().casefold() for each in editors.split(",")} - {""}
    # An address that the provider itself does not vouch for proves nothing.
    if user.get("email_verified") is not True:
        return False
    return _text(user.get("email")).casefold() in listed


def _has_claim(user: Mapping[str, Any], rule: str) -> bool:
    name, separator, wanted = (part.strip() for part in rule.partition("="))
    if not (name and separator and wanted):
        return False
    held = user.get(name)
    values = held if isinstance(held, list | tuple) else [held]
    return wanted in {str(value) for value in values if value is not None}


def _text(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""
