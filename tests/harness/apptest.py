"""The dashboard under Streamlit's own test runner: fast, but blind to maps and addresses."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

import pandas as pd
from streamlit.testing.v1 import AppTest

from harness.processes import GIVE_UP
from pvd_geo.settings import ROOT

if TYPE_CHECKING:
    from pathlib import Path

SHELL: Path = ROOT / "src" / "pvd_geo" / "ui" / "shell.py"


def open_page(script: str = "overview.py", **params: str) -> AppTest:
    """Open a page as the menu does, with parameters in the address.

    The first visit is the shell's own, so that every page has its frame.
    """
    app = AppTest.from_file(str(SHELL), default_timeout=GIVE_UP)
    for key, value in params.items():
        app.query_params[key] = value
    app.run()
    if script != "overview.py":
        app.switch_page(str(ROOT / "pages" / script)).run()
    return app


def listed(app: AppTest) -> pd.DataFrame:
    """Return the list of towns of the page, as text, indexed by INSEE code; empty without one."""
    bodies = [str(one.proto.body) for one in app.get("html")]
    found = [body for body in bodies if "pvd-towns" in body]
    if not found:
        return pd.DataFrame()
    (body,) = found
    headings = re.findall(r"<button[^>]*>([^<]*)</button>", body)
    rows = [
        [
            html.unescape(re.sub(r"<[^>]+>", "", cell))
            for cell in re.findall(r"<t[hd].*?</t[hd]>", row)
        ]
        for row in re.findall(r"<tr>(.*?)</tr>", body.partition("<tbody>")[2])
    ]
    codes = re.findall(r"\?commune=(\w+)", body)
    return pd.DataFrame(rows, columns=headings, index=codes)


def words(app: AppTest) -> str:
    """Return the text that the page shows through our own HTML, without tags."""
    bodies = " ".join(str(element.proto.body) for element in app.get("html"))
    return html.unescape(re.sub(r"<[^>]+>", " ", bodies)).replace("\u202f", " ")
