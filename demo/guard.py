"""What a demonstration never does: listen to other machines, or touch what is real."""

from __future__ import annotations

import ipaddress
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

MARK: Final = "DEMONSTRATION"
"""A file of this name makes a folder one that only a demonstration writes to."""
_CONFIGURED: Final = ("PVD_DATABASE_URL", "PVD_VERSIONS_DIR", "PVD_EDITORS", "PVD_EDITOR_CLAIM")
_SECRETS: Final = ("STREAMLIT_SECRETS_FILES", "PVD_SECRETS_DIR")


def refusals(
    address: str, environment: Mapping[str, str], secrets: tuple[Path, ...]
) -> Iterator[str]:
    """Say why no demonstration may be started here.

    Parameters
    ----------
    address
        Where it would listen.
    environment
        Variables of who starts it.
    secrets
        Files that name a real provider, and folders of secrets, where they are looked for.
    """
    if not is_loopback(address):
        yield f"{address} is not this machine alone: a demonstration listens on 127.0.0.1"
    for name in _CONFIGURED:
        if environment.get(name):
            yield f"{name} is set: it belongs to a real dashboard"
    for name in _SECRETS:
        if environment.get(name):
            yield f"{name} is set: secrets are of a real dashboard"
    for path in secrets:
        if path.exists():
            yield f"{path} is there: a provider or a store is configured on this machine"


def refusals_served(address: str | None, database_url: str, provider: str) -> Iterator[str]:
    """Say why the server may not serve the demonstration, however it was started.

    Parameters
    ----------
    address
        Where it listens; None for every address of the machine.
    database_url
        The store.
    provider
        Where the provider of identities describes itself.
    """
    if not is_loopback(address or ""):
        yield "a demonstration listens on 127.0.0.1, and it was given another address"
    if not is_loopback(urlsplit(provider).hostname or ""):
        yield "its provider of identities is not on this machine"
    kind, _, path = database_url.partition("sqlite:///")
    store = Path(path)
    if kind or not path or not (store.parent / MARK).is_file():
        yield "its store is not in a folder of a demonstration; start it by make demo"
    elif store.exists():
        yield f"there is a store already: {store}"


def is_loopback(address: str) -> bool:
    """Tell whether only this machine can reach an address; a name proves nothing.

    Examples
    --------
    >>> [is_loopback(each) for each in ("127.0.0.1", "::1", "0.0.0.0", "localhost", "")]
    [True, True, False, False, False]
    """
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False
