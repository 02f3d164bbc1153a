"""Nothing moves under the reader while a page arrives, on a computer and on a phone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from harness.chromium import DESKTOP, PHONE, at_rest, settled
from pvd_geo.ui import navigation

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from harness.server import Server

MOST = 0.1
"""What the Web Vitals call good."""

NOTE_SHIFTS = """
    window.layoutShift = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        if (!entry.hadRecentInput) window.layoutShift += entry.value;
      }
    }).observe({ type: "layout-shift", buffered: true });
"""


MOVED = {"data.py", "next_meeting.py", "my_area.py", "attendance.py"}
"""Pages that moved most before what has no place yet was held back."""

AT = [
    pytest.param(entry, {"viewport": size, "locale": "fr-FR"}, id=f"{entry.file}-{name}")
    for name, size in (("desktop", DESKTOP), ("phone", PHONE))
    for entry in navigation.entries()
    if size is DESKTOP or entry.file in MOVED
]


@pytest.mark.parametrize(("entry", "context_options"), AT)
def test_nothing_moves_while_a_page_arrives(
    entry: navigation.Entry, server: Server, page: Page
) -> None:
    page.add_init_script(NOTE_SHIFTS)
    page.goto(f"{server.url}/{entry.url_path}")
    expect(page.locator("h1")).to_have_text(entry.title)
    expect(page.locator(".pvd-footer")).to_be_visible()
    settled(page)
    at_rest(page)
    assert page.evaluate("layoutShift") <= MOST
