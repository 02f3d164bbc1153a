"""The pages about the dashboard itself, which each page names at its foot."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from harness.accessibility import assert_accessible
from harness.chromium import DESKTOP, PHONE, settled
from pvd_geo.ui import navigation

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from harness.server import Server


@pytest.mark.parametrize(
    "context_options",
    [
        {"viewport": DESKTOP, "color_scheme": "light"},
        {"viewport": PHONE, "color_scheme": "dark"},
    ],
    ids=["desktop-light", "phone-dark"],
)
def test_they_are_reached_from_the_foot_and_can_be_used_by_everyone(
    server: Server, page: Page
) -> None:
    page.goto(f"{server.url}/carte?region=53")
    for entry in navigation.FOOT:
        foot = page.locator(".pvd-footer nav")
        expect(foot.get_by_role("link")).to_have_text([one.title for one in navigation.FOOT])
        foot.get_by_role("link", name=entry.title).click()
        expect(page.locator("h1")).to_have_text(entry.title)
        settled(page)
        assert_accessible(page)
        main = page.locator(".stMain")
        assert main.evaluate("main => main.scrollWidth <= innerWidth")
        expect(page.locator("header").get_by_role("link", name=entry.title)).to_have_count(0)
