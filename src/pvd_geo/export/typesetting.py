"""Typesetting: a template and its data to a tagged PDF, with fonts of ours only."""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from importlib import resources
from typing import Any, Final

import typst

from pvd_geo.export import fonts
from pvd_geo.formatting import curled

_EPOCH: Final = date(1970, 1, 1)
_STANDARD: Final = "ua-1"
"""PDF/UA-1: title, language, reading order and text for images are there, or it fails."""


def pdf_bytes(template: str, data: dict[str, Any], made_on: date) -> bytes:
    """Typeset a template of ours.

    Parameters
    ----------
    template
        Its name, such as ``area``.
    data
        What it asks for; texts are ready to be printed.
    made_on
        Date of the document.

    Raises
    ------
    RuntimeError
        When the template cannot be typeset with these data.
    """
    folder = resources.files("pvd_geo.export") / "templates"
    compiler = typst.Compiler(
        str(folder / f"{template}.typ"),
        root=str(folder),
        font_paths=_fonts(),
        ignore_system_fonts=True,
        sys_inputs={"data": curled(json.dumps(data, ensure_ascii=False))},
    )
    pdf = compiler.compile(format="pdf", pdf_standards=[_STANDARD], timestamp=_midnight(made_on))
    if not isinstance(pdf, bytes):  # one page a file is for images only
        raise TypeError(f"{template}: one document was expected")
    return pdf


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(fonts.folder())],
    )


def _midnight(day: date) -> int:
    """Return the start of a day as seconds since 1970, UTC."""
    return (day - _EPOCH).days * 86_400
