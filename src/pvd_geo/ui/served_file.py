"""Files of our own that the server hands out: named by their content, kept for ever."""

from __future__ import annotations

import gzip
import hashlib
import mimetypes
from dataclasses import dataclass
from functools import cached_property
from importlib import resources
from pathlib import PurePosixPath
from typing import Final

PREFIX: Final = "pvd/assets"


@dataclass(frozen=True)
class ServedFile:
    """A file and the address it is served at.

    Parameters
    ----------
    name
        Name such as ``page.css``.
    body
        Its content.
    """

    name: str
    body: bytes

    @cached_property
    def path(self) -> str:
        """Address relative to the app's root, such as ``pvd/assets/page.1a2b3c4d.css``."""
        name = PurePosixPath(self.name)
        digest = hashlib.sha256(self.body).hexdigest()[:12]
        return f"{PREFIX}/{name.stem}.{digest}{name.suffix}"

    @cached_property
    def gzipped(self) -> bytes:
        """The content compressed once, for every browser that can read it."""
        return gzip.compress(self.body, mtime=0)

    @property
    def media_type(self) -> str:
        """The content's media type, from the name."""
        return mimetypes.guess_type(self.name)[0] or "application/octet-stream"


def own(name: str) -> ServedFile:
    """Return a file of ``pvd_geo/assets``."""
    return ServedFile(name, (resources.files("pvd_geo") / "assets" / name).read_bytes())
