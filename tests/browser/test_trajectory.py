"""Trajectoire as a user sees it: one day on the map, in the figures and in the address.

Covers: export.agreements.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from harness.chromium import settled

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from harness.server import Server

SIGNED = re.compile(r"1\s487")


@pytest.mark.parametrize("width", [1440, 390])
def test_a_link_shows_its_day_on_the_map_and_in_the_figures(
    server: Server, page: Page, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{server.url}/trajectoire?date=2021-10-25")
    expect(page.locator(".pvd-value").first).to_have_text(SIGNED)
    frame = page.frame_locator("iframe")
    expect(frame.locator(".pvd-map")).to_have_attribute("data-pvd-state", "ready")
    expect(frame.get_by_text(re.compile(r"^signée \(1\s487\)$"))).to_have_count(1)
    settled(page)
    expect(page).to_have_url(re.compile(r"date=2021-10-25"))
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_day_is_chosen_with_the_keyboard_and_played(server: Server, page: Page) -> None:
    page.goto(f"{server.url}/trajectoire?date=2021-04-30")
    expect(page.locator(".pvd-value").first).to_have_text("416")
    settled(page)
    page.get_by_role("slider").focus()
    page.keyboard.press("ArrowRight")
    expect(page).to_have_url(re.compile(r"date=2021-05-31"))
    expect(page.locator(".pvd-value").first).to_have_text("733")
    page.get_by_role("button", name="Lire").press("Enter")
    # Each month stays for less than a second: one that is past has been shown.
    expect(page).to_have_url(re.compile(r"date=(2021-(0[7-9]|1\d)|202[2-9])-"))
    page.get_by_role("button", name="Pause").press("Enter")
    expect(page.get_by_role("button", name="Lire")).to_be_visible()


def test_a_click_on_a_month_shows_its_end(server: Server, page: Page) -> None:
    page.goto(f"{server.url}/trajectoire?date=2021-09-30")
    expect(page.locator("footer")).to_be_visible()
    settled(page)
    months = page.locator(".stVegaLiteChart").nth(1)
    months.scroll_into_view_if_needed()
    months.hover()
    # What a chart's own controls give has no title, no source, or names of the code.
    expect(page.get_by_role("button", name="Plein écran")).not_to_have_count(0)
    named = re.compile("données|PNG|description|data|spec", re.IGNORECASE)
    expect(page.get_by_test_id("stElementToolbar").get_by_role("button", name=named)).to_have_count(
        0
    )
    months.locator(".mark-rect path").nth(7).click()
    expect(page).to_have_url(re.compile(r"date=2021-05-31"))
