"""The page that the server hands out before any script runs, put into French.

Streamlit serves the same static page at every address. Screen readers take the language from
it, and the browser learns from it which files to fetch, long before Python is asked anything.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from html import escape
from typing import TYPE_CHECKING, Final

from pvd_geo.ui import streamlit_internals
from pvd_geo.upstream import Replacement, replaced

if TYPE_CHECKING:
    from collections.abc import Iterable

TITLE: Final = "Petites villes de demain – tableau de bord"
DESCRIPTION: Final = (
    "Les communes du programme Petites villes de demain, les rencontres régionales, "
    "leur fréquentation et les thèmes du territoire."
)
_NOSCRIPT: Final = (
    "<noscript><p>Ce tableau de bord a besoin de JavaScript. "
    "Activez-le dans votre navigateur, puis rechargez la page.</p></noscript>"
)
_FRENCH: Final = (
    Replacement("<html lang>", r'<html lang="[^"]*"', '<html lang="fr"'),
    Replacement("<noscript>", r"<noscript>.*?</noscript>", _NOSCRIPT),
    # What Streamlit says there of its agent interface does not hold here: it is off.
    Replacement(
        '<link rel="service-desc">',
        r'(?:<!--(?:(?!-->).)*-->\s*)?<link rel="service-desc"[^>]*>\s*',
        "",
    ),
)
_INLINE_SCRIPT: Final = re.compile(r"<script>(.*?)</script>", re.DOTALL)


@dataclass(frozen=True)
class ServedPage:
    """A page ready to be sent, with what the answer's head says of it."""

    body: bytes

    @cached_property
    def etag(self) -> str:
        """The entity tag: a new one whenever a byte of the page changes."""
        return f'"{hashlib.sha256(self.body).hexdigest()[:32]}"'

    @cached_property
    def gzipped(self) -> bytes:
        """The body compressed once, for every browser that can read it."""
        return gzip.compress(self.body, mtime=0)

    @cached_property
    def script_hashes(self) -> tuple[str, ...]:
        """What a content security policy must name to let the page's own inline scripts run."""
        scripts = _INLINE_SCRIPT.findall(self.body.decode())
        digests = (hashlib.sha256(script.encode()).digest() for script in scripts)
        return tuple(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests)

    @lru_cache(maxsize=8)  # noqa: B019 - as many pages as there are data, and they are few
    def below(self, folders: int) -> ServedPage:
        """Return the page for an address so many folders further down.

        Its files are named from where it stands: without this, an address that leads nowhere
        shows nothing, not even that it leads nowhere.
        """
        return ServedPage(self.body.replace(b'="./', b'="' + b"../" * folders))


def original() -> str:
    """Return the page as Streamlit ships it."""
    return (streamlit_internals.front_end() / "index.html").read_text(encoding="utf-8")


def mend(
    html: str,
    *,
    stylesheets: Iterable[str] = (),
    scripts: Iterable[str] = (),
    modules: Iterable[str] = (),
    prefetch: Iterable[str] = (),
) -> str:
    """Return Streamlit's page in French, with our files in its head.

    Parameters
    ----------
    html
        The page as Streamlit ships it.
    stylesheets, scripts
        Addresses of our files that the page itself uses, relative to the page.
    modules
        Addresses of Streamlit's own modules that the page will import once elements come.
    prefetch
        Addresses of files that a frame of the page will want, relative to the page. They are
        fetched while Streamlit starts; `prefetch` fills the cache that the frame reads, which
        `preload` would not.

    Raises
    ------
    UpstreamError
        When Streamlit's page lacks what is to be replaced in it.
    """
    links = [f'<link rel="stylesheet" href="{escape(address)}">' for address in stylesheets]
    links += [f'<script src="{escape(address)}"></script>' for address in scripts]
    links += [
        f'<link rel="modulepreload" crossorigin href="{escape(address)}">' for address in modules
    ]
    links += [f'<link rel="prefetch" href="{escape(address)}">' for address in prefetch]
    head = "\n    ".join(
        [f"<title>{TITLE}</title>", f'<meta name="description" content="{DESCRIPTION}">', *links]
    )
    title = Replacement("<title>", r"<title>.*?</title>", head)
    return replaced(html, (title, *_FRENCH), library="streamlit", file="index.html")
