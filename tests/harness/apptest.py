"""The dashboard under Streamlit's own test runner: fast, but blind to maps and addresses."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from streamlit.testing.v1 import AppTest

from pvd_geo.settings import ROOT

if TYPE_CHECKING:
    from pathlib import Path

SHELL: Path = ROOT / "src" / "pvd_geo" / "ui" / "shell.py"


def open_page(script: str = "overview.py", **params: str) -> AppTest:
    """Open a page as the menu does, with parameters in the address.

    The first visit is the shell's own, so that every page has its frame.
    """
    app = AppTest.from_file(str(SHELL), default_timeout=120)
    for key, value in params.items():
        app.query_params[key] = value
    app.run()
    if script != "overview.py":
        app.switch_page(str(ROOT / "pages" / script)).run()
    return app


def words(app: AppTest) -> str:
    """Return the text that the page shows through our own HTML, without tags."""
    bodies = " ".join(str(element.proto.body) for element in app.get("html"))
    return html.unescape(re.sub(r"<[^>]+>", " ", bodies)).replace("\u202f", " ")
