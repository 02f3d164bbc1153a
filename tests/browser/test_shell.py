"""The frame around every page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from pvd_geo.ui import navigation

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from harness.server import Server

ENTRIES = navigation.entries()


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.file)
def test_first_visit_after_start_has_the_frame(
    entry: navigation.Entry, cold_server: Server, page: Page
) -> None:
    page.goto(f"{cold_server.url}/{entry.url_path}")
    expect(page.locator("h1")).to_have_text(entry.title)
    menu = page.locator("header").get_by_role("link")
    expect(menu).to_have_text([other.title for other in ENTRIES])
    expect(page).to_have_title(f"{entry.title} – {navigation.PRODUCT}")
    expect(page.locator("html")).to_have_attribute("lang", "fr")
