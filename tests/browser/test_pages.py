"""The pages as a user sees them: map, list, counter and address in step, at both widths."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from harness.chromium import DESKTOP, PHONE, choose, settled
from pvd_geo.ui import navigation

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, FrameLocator, Locator, Page

    from harness.server import Server

ENTRIES = navigation.entries()


@dataclass
class Explorer:
    """The page of the map: what each of its parts shows."""

    page: Page

    @property
    def frame(self) -> FrameLocator:
        return self.page.frame_locator("iframe")

    @property
    def map(self) -> Locator:
        return self.frame.locator(".pvd-map")

    def expect(self, count: int) -> None:
        """Expect the same number of towns on the map, in the list and in the counter."""
        expect(self.page.locator(".pvd-summary b")).to_have_text(f"{count} communes")
        expect(self.map).to_have_attribute("data-pvd-shown", str(count))
        expect(self.page.locator(".pvd-towns tbody tr")).to_have_count(count)

    def counted(self) -> int:
        text = self.page.locator(".pvd-summary b").inner_text()
        return int(text.split()[0])

    def click_town(self, insee_code: str) -> None:
        """Click where the map draws a town, once it stands still."""
        handle = self.page.locator("iframe").element_handle()
        frame = handle.content_frame()
        assert frame is not None
        frame.wait_for_function("() => !pvd.main.moving && !pvd.main.map._animatingZoom")
        point: dict[str, Any] = frame.evaluate("code => pvd.project(code)", insee_code)
        self.map.click(position={"x": point["x"], "y": point["y"]})


@pytest.fixture
def explorer(server: Server, page: Page) -> Explorer:
    page.goto(f"{server.url}/carte")
    opened = Explorer(page)
    expect(opened.map).to_have_attribute("data-pvd-state", "ready")
    settled(page)
    return opened


def test_a_region_gives_the_same_towns_on_map_list_and_counter(
    explorer: Explorer, browser_context_again: BrowserContext
) -> None:
    choose(explorer.page, "Région", "Bretagne")
    explorer.expect(134)
    choose(explorer.page, "Thèmes, au niveau fort", "Habitat ancien")
    expect(explorer.page.locator(".pvd-summary")).to_contain_text("Habitat ancien")
    count = explorer.counted()
    assert 0 < count < 134
    explorer.expect(count)
    # The address follows what is on the page.
    expect(explorer.page).to_have_url(re.compile(r"region=53.*theme=habitat"))
    address = explorer.page.url
    again = Explorer(browser_context_again.new_page())
    again.page.goto(address)
    again.expect(count)


def test_the_same_link_as_the_first_visit_of_all(cold_server: Server, page: Page) -> None:
    page.goto(f"{cold_server.url}/carte?region=53&commune=22162")
    Explorer(page).expect(134)
    expect(page.locator(".st-key-pvd-town-sheet")).to_contain_text("Paimpol")


def test_a_click_on_the_map_opens_the_town_s_sheet(explorer: Explorer) -> None:
    page = explorer.page
    choose(page, "Région", "Bretagne")
    explorer.expect(134)
    explorer.click_town("22093")
    sheet = page.locator(".st-key-pvd-town-sheet")
    expect(sheet).to_contain_text("Lamballe-Armor")
    expect(sheet).to_contain_text("à vol d’oiseau")
    expect(page).to_have_url(f"{page.url.split('?')[0]}?region=53&commune=22093")
    page.get_by_role("button", name="Fermer la fiche").click()
    expect(sheet).to_be_hidden()


def test_a_row_of_the_list_opens_the_same_sheet(explorer: Explorer) -> None:
    page = explorer.page
    choose(page, "Région", "Corse")
    explorer.expect(12)
    page.locator(".pvd-towns tbody tr").first.click()
    expect(page.locator(".st-key-pvd-town-sheet")).to_be_visible()
    expect(explorer.map).not_to_have_attribute("data-pvd-town", "")


def test_the_map_is_not_loaded_again_by_a_filter(explorer: Explorer) -> None:
    handle = explorer.page.locator("iframe").element_handle()
    frame = handle.content_frame()
    assert frame is not None
    frame.evaluate("() => { window.firstLoad = true; }")
    choose(explorer.page, "Région", "Corse")
    explorer.expect(12)
    assert frame.evaluate("() => window.firstLoad")


def test_a_timeline_s_point_opens_the_meeting(server: Server, page: Page) -> None:
    page.goto(f"{server.url}/rencontres")
    choose(page, "Fiche d’une rencontre", "13 juillet 2022 · Paimpol (Bretagne)")
    expect(page.locator(".st-key-pvd-meeting-sheet")).to_contain_text("Martigné-Ferchaud, 166")
    expect(page).to_have_url(f"{server.url}/rencontres?rencontre=bretagne")


def test_the_overview_holds_in_one_screen(server: Server, page: Page) -> None:
    page.goto(server.url)
    expect(page.locator(".pvd-footer")).to_be_visible()
    settled(page)
    height = page.evaluate("document.querySelector('.stMain').scrollHeight")
    assert height <= DESKTOP["height"]
    # In a narrow window the table of the regions goes below, whole.
    page.set_viewport_size({"width": 1024, "height": 768})
    fits = "box => box.scrollWidth <= box.clientWidth"
    assert page.locator(".st-key-pvd-regions .pvd-scroll").evaluate(fits)


@pytest.mark.parametrize(
    "context_options", [{"viewport": size, "locale": "fr-FR"} for size in (DESKTOP, PHONE)]
)
def test_the_map_of_a_theme_begins_on_the_first_screen(server: Server, page: Page) -> None:
    page.goto(f"{server.url}/themes")
    expect(page.locator(".pvd-footer")).to_be_visible()
    settled(page)
    where = page.locator("iframe").bounding_box()
    assert where is not None
    assert where["y"] < 0.85 * page.evaluate("innerHeight")


@pytest.mark.parametrize("context_options", [{"viewport": PHONE, "locale": "fr-FR"}])
@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.file)
def test_no_page_scrolls_sideways_on_a_phone(
    entry: navigation.Entry, server: Server, page: Page
) -> None:
    page.goto(f"{server.url}/{entry.url_path}")
    expect(page.locator("h1")).to_have_text(entry.title)
    settled(page)
    wide = page.evaluate(
        "() => Math.max(document.documentElement.scrollWidth,"
        " document.querySelector('.stMain').scrollWidth)"
    )
    assert wide <= PHONE["width"]
