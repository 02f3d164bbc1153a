"""The dashboard under Streamlit's own test runner: fast, but blind to maps and addresses."""

from __future__ import annotations

import html
import re
from functools import cache
from typing import TYPE_CHECKING

import pandas as pd
from streamlit.components.v2.component_manager import BidiComponentManager
from streamlit.testing.v1 import AppTest

from harness.processes import GIVE_UP
from pvd_geo.settings import ROOT

if TYPE_CHECKING:
    from pathlib import Path

SHELL: Path = ROOT / "src" / "pvd_geo" / "ui" / "shell.py"


_PAGES: dict[str, str] = {}
"""What Streamlit calls a page of the menu, by its script."""


def open_page(script: str = "overview.py", **params: str) -> AppTest:
    """Open a page by its address, with parameters in it.

    The shell is what runs, so that every page has its frame. AppTest can switch to a page of the
    menu, but only after a run of the first one; its name is learnt so once for each page.
    """
    if script not in _PAGES:
        _PAGES[script] = _shell().run().switch_page(str(ROOT / "pages" / script))._page_hash
    app = _shell()
    app._page_hash = _PAGES[script]
    for key, value in params.items():
        app.query_params[key] = value
    return app.run()


def _shell() -> AppTest:
    app = AppTest.from_file(str(SHELL), default_timeout=GIVE_UP)
    app._bidi_component_manager = _components()
    return app


@cache
def _components() -> BidiComponentManager:
    """Look for components once: AppTest asks each installed package, for each page anew."""
    found = BidiComponentManager()
    found.discover_and_register_components(start_file_watching=False)
    return found


def listed(app: AppTest) -> pd.DataFrame:
    """Return the list of towns of the page, as text, indexed by INSEE code; empty without one."""
    bodies = [str(one.proto.body) for one in app.get("html")]
    found = [body for body in bodies if "pvd-towns" in body]
    if not found:
        return pd.DataFrame()
    (body,) = found
    head = body.partition("<thead>")[2].partition("</thead>")[0]
    headings = re.findall(r"<button[^>]*>([^<]*)</button>", head)
    rows = [
        [
            html.unescape(re.sub(r"<[^>]+>", "", cell))
            for cell in re.findall(r"<t[hd].*?</t[hd]>", row)
        ]
        for row in re.findall(r"<tr>(.*?)</tr>", body.partition("<tbody>")[2])
    ]
    codes = re.findall(r"\?commune=(\w+)", body)
    return pd.DataFrame(rows, columns=headings, index=codes)


_MEANING = re.compile(r'<details class="pvd-word[^>]*>(<summary>.*?</summary>).*?</details>')


def words(app: AppTest) -> str:
    """Return the text that the page shows through our own HTML, without tags.

    What a word means is not shown before it is opened.
    """
    bodies = " ".join(str(element.proto.body) for element in app.get("html"))
    bodies = _MEANING.sub(r"\1", bodies)
    return html.unescape(re.sub(r"<[^>]+>", " ", bodies)).replace("\u202f", " ")
