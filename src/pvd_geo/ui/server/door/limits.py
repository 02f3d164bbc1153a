"""How often one address may press: enough for a room behind one, too little for a script.

Addresses are kept in memory for as long as a window lasts, and nowhere else.
"""

from __future__ import annotations

import ipaddress
import threading
import time
from dataclasses import dataclass, field
from typing import Final

WINDOW: Final = 600.0
"""Seconds."""
MOST_PRESSES: Final = 600
"""Forms that one address may send in a window: three hundred phones behind one, twice."""
MOST_MISSES: Final = 60
"""Addresses that open nothing and are told so, in a window. A right one opens its door after any
number of them: what keeps a door from being guessed is the length of its address."""
_MOST_KEPT: Final = 20_000
_NETWORK: Final = 64
"""Bits of an IPv6 address that its owner does not choose."""


@dataclass
class Limit:
    """Counts by address, in windows.

    Parameters
    ----------
    most
        In a window.
    """

    most: int
    _counts: dict[str, int] = field(default_factory=dict)
    _until: float = 0.0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def spend(self, address: str) -> bool:
        """Use one; return False when there was none left."""
        with self._lock:
            self._begin_anew()
            name = _network(address)
            used = self._counts.get(name, 0)
            if used >= self.most or (not used and len(self._counts) >= _MOST_KEPT):
                return False
            self._counts[name] = used + 1
            return True

    def _begin_anew(self) -> None:
        now = time.monotonic()
        if now >= self._until:
            self._counts.clear()
            self._until = now + WINDOW


def _network(address: str) -> str:
    """Return what stands for whoever has an address: of IPv6, its network.

    Examples
    --------
    >>> _network("192.0.2.7"), _network("2001:db8:0:1:a:b:c:d")
    ('192.0.2.7', '2001:db8:0:1::')
    """
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address
    if found.version == 4:  # noqa: PLR2004 - of the Internet Protocol
        return str(found)
    return str(ipaddress.ip_network((found, _NETWORK), strict=False).network_address)
