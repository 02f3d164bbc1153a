"""Who may record: decided from what the identity provider says, at each call anew."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from pvd_geo.settings import Settings


class Access(Enum):
    """Why somebody may, or may not, record."""

    CLOSED = "no identity provider is configured"
    SIGNED_OUT = "nobody is signed in"
    EXPIRED = "the sign-in is too old"
    REFUSED = "signed in, without the right"
    GRANTED = "an editor"


@dataclass(frozen=True, slots=True)
class Decision:
    """Access, and to whom."""

    access: Access
    who: str = ""


def decide(user: Mapping[str, Any], settings: Settings, now: datetime) -> Decision:
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
    """
    if "is_logged_in" not in user:
        return Decision(Access.CLOSED)
    if user["is_logged_in"] is not True:
        return Decision(Access.SIGNED_OUT)
    who = _text(user.get("email")) or _text(user.get("preferred_username"))
    who = who or _text(user.get("sub"))
    if _is_expired(user, settings.sign_in_minutes, now):
        return Decision(Access.EXPIRED, who)
    granted = _is_listed(user, settings.editors) or _has_claim(user, settings.editor_claim)
    return Decision(Access.GRANTED if granted and who else Access.REFUSED, who)


def _is_expired(user: Mapping[str, Any], minutes: float, now: datetime) -> bool:
    # A token that does not say when it was made opens nothing.
    since = user.get("auth_time") or user.get("iat")
    if isinstance(since, bool) or not isinstance(since, int | float):
        return True
    return now.timestamp() - since > 60 * minutes


def _is_listed(user: Mapping[str, Any], editors: str) -> bool:
    listed = {each.strip().casefold() for each in editors.split(",")} - {""}
    # An address that the provider itself does not vouch for proves nothing.
    if user.get("email_verified") is False:
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
