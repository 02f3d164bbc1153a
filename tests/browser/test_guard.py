"""What the map page may cost: counts that hold on any machine, each with its reason."""

from __future__ import annotations

from itertools import cycle, islice
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from harness.chromium import DESKTOP, PHONE, at_rest, choose, settled
from harness.wire import Traffic

if TYPE_CHECKING:
    from playwright.sync_api import CDPSession, FrameLocator, Page

    from harness.chromium import Guard
    from harness.server import Server

TOWNS = {"Bretagne": 134, "Grand Est": 143, "Occitanie": 224, "Normandie": 159, "Corse": 12}
CHANGES = 30

MAP_AT_FIRST = 60_000
"""Bytes: outlines and towns come by a request that the browser keeps, not by the websocket."""
MAP_PER_FILTER = 10_000
"""Bytes: a bit a town and the legend; the towns themselves would be 130 kB."""
ALL_PER_FILTER = 60_000
"""Bytes: the list of the largest region, the filters and a sheet come on top of the map."""
OWN_FILES = 400_000
"""Bytes on the wire: a second on a link of 3 Mbit/s."""
REQUESTS = 160
"""Streamlit's own page makes 87, its filters and its table 50 more; a file a town would show."""
SECOND_REQUESTS = 8
"""The page, the websocket's, the map's frame: everything else must come from the cache."""
ELEMENTS = 400
"""Towns are drawn on a canvas; an element a town would be 1,645 at least."""
SHIFT = 20
"""Pixels: the filters above the map come after it; without their room it moves by 126 to 382."""
HEAP = 5_500_000
"""Bytes that 25 more changes may leave behind: the layer that was never emptied left 38 MB."""


NOTE_PLACES = """
    window.mapPlaces = [];
    const look = () => {
      const map = document.querySelector("iframe");
      const { top, height } = map ? map.getBoundingClientRect() : { height: 0 };
      if (height) mapPlaces.push(Math.round(top)); /* it has none until it is shown */
      requestAnimationFrame(look);
    };
    look();
"""
"""Where the map's upper edge is, at each frame that the browser shows."""


@pytest.fixture
def session(page: Page) -> CDPSession:
    return page.context.new_cdp_session(page)


@pytest.fixture
def traffic(session: CDPSession) -> Traffic:
    traffic = Traffic()
    traffic.watch(session)
    return traffic


def frame(page: Page) -> FrameLocator:
    return page.frame_locator("iframe[src*='/component/']")


def first_kinds(traffic: Traffic) -> list[str]:
    """Return what came that takes the browser long to show, in the order in which it came."""
    slow = {"component_instance", "selectbox", "multiselect", "slider", "dataframe"}
    kinds = [message.delta.new_element.WhichOneof("type") for message in traffic.messages()]
    return [kind for kind in kinds if kind in slow]


def wait_for_map(page: Page, towns: int) -> None:
    expect(
        frame(page).locator(f"[data-pvd-state='ready'][data-pvd-shown='{towns}']")
    ).to_be_visible()
    settled(page)


def heap(session: CDPSession) -> int:
    session.send("HeapProfiler.collectGarbage")
    return int(session.send("Runtime.getHeapUsage")["usedSize"])


def test_first_load_is_light(server: Server, page: Page, traffic: Traffic) -> None:
    page.goto(f"{server.url}/carte")
    wait_for_map(page, 1645)
    at_rest(page)
    assert traffic.runs() == 1
    assert traffic.websocket_bytes()["map"] <= MAP_AT_FIRST
    assert traffic.request_bytes()["own"] <= OWN_FILES
    assert len(traffic.requests()) <= REQUESTS
    assert frame(page).locator("*").count() <= ELEMENTS
    traffic.clear()
    page.reload()
    wait_for_map(page, 1645)
    at_rest(page)
    assert len(traffic.requests()) <= SECOND_REQUESTS, traffic.requests()


@pytest.mark.parametrize("path", ["carte", "trajectoire"])
def test_the_map_comes_before_what_would_keep_it_waiting(
    server: Server, page: Page, traffic: Traffic, path: str
) -> None:
    with page.expect_response("**/pvd/drawn/*") as said:
        page.goto(f"{server.url}/{path}")
    assert said.value.status == 204
    wait_for_map(page, 1645)
    assert first_kinds(traffic)[0] == "component_instance"
    traffic.clear()
    choose(page, "Région", "Bretagne")
    wait_for_map(page, TOWNS["Bretagne"])
    assert first_kinds(traffic)[0] == "component_instance"
    # Later changes are drawn by a frame that stands: it says nothing more.
    assert not [url for url in traffic.requests() if "/pvd/drawn/" in url]


@pytest.mark.parametrize("path", ["carte", "trajectoire"])
@pytest.mark.parametrize(
    "context_options", [{"viewport": size, "locale": "fr-FR"} for size in (DESKTOP, PHONE)]
)
def test_the_map_stays_where_it_first_appears(server: Server, page: Page, path: str) -> None:
    page.add_init_script(NOTE_PLACES)
    page.goto(f"{server.url}/{path}")
    wait_for_map(page, 1645)
    expect(page.locator(".pvd-summary, .pvd-figures").first).to_be_visible()
    settled(page)
    places = page.evaluate("mapPlaces")
    assert max(places) - min(places) <= SHIFT, places


def test_a_map_that_fails_does_not_hold_up_the_list(
    server: Server, page: Page, guard: Guard
) -> None:
    page.route("**/base.*.json", lambda route: route.abort())
    with page.expect_response("**/pvd/drawn/*"):
        page.goto(f"{server.url}/carte")
    expect(frame(page).get_by_role("alert")).to_be_visible()
    expect(page.locator(".pvd-summary")).to_contain_text("1 645 communes")
    assert guard.complaints
    guard.complaints.clear()


def test_thirty_filters_leave_frame_and_memory_as_they_were(
    server: Server, page: Page, traffic: Traffic, session: CDPSession
) -> None:
    page.goto(f"{server.url}/carte")
    wait_for_map(page, 1645)
    frame(page).locator("body").evaluate("() => { window.sameFrame = true; }")
    after_five = 0
    for number, region in enumerate(islice(cycle(TOWNS), CHANGES), 1):
        traffic.clear()
        choose(page, "Région", region)
        wait_for_map(page, TOWNS[region])
        assert traffic.runs() == 1, f"{region}: one change, one run"
        sent = traffic.websocket_bytes()
        assert sent["map"] <= MAP_PER_FILTER
        assert sum(sent.values()) <= ALL_PER_FILTER
        if number == 5:
            after_five = heap(session)
    left = heap(session) - after_five
    assert left <= HEAP, f"{left / 1e6:.1f} MB more after {CHANGES} changes than after 5"
    assert frame(page).locator("body").evaluate("() => window.sameFrame")
    assert frame(page).locator("*").count() <= ELEMENTS
