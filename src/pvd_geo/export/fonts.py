"""The type that notes and images are set in: files of a package, never of the machine."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import Final

FAMILY: Final = "Source Sans Pro"
_PACKAGE: Final = "font_source_sans_pro"


def folder() -> Path:
    """Return the folder of the font files.

    Raises
    ------
    ModuleNotFoundError
        When the package that carries them is not installed.
    """
    spec = find_spec(_PACKAGE)
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError(f"{_PACKAGE} is not installed", name=_PACKAGE)
    return Path(spec.origin).parent / "files"
