"""The map alone, in a page of its own: what it draws, hears and keeps.

Covers: ui.palette, ui.parts.map_view, ui.parts.town_map.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from harness.chromium import PHONE
from harness.server import running_server
from pvd_geo import assets, maps
from pvd_geo.codes import AreaCode
from pvd_geo.tables import loading

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Frame, Locator, Page

    from harness.chromium import Guard
    from harness.server import Server

SYMBOL = """code => {
    const {surface, map, scene} = pvd.main;
    const view = surface.view();
    const symbols = pvd.placeSymbols(view, scene.modeAt(view.zoom));
    const {x, y} = symbols.find(({area}) => area.code === code);
    return map.layerPointToContainerPoint(L.point(x, y).add(surface._bounds.min));
}"""


@pytest.fixture(scope="module")
def map_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    log = tmp_path_factory.mktemp("map") / "server.log"
    with running_server(log, script="tests/browser/apps/map_server.py") as running:
        yield running


@dataclass
class Map:
    """The map of a page, as a test sees it."""

    page: Page
    frame: Frame
    box: Locator

    def expect(self, **data: str | int) -> None:
        for name, value in data.items():
            expect(self.box).to_have_attribute(f"data-pvd-{name}", str(value))

    def data(self, name: str) -> str:
        return str(self.box.get_attribute(f"data-pvd-{name}"))

    def said(self, text: str) -> None:
        expect(self.page.get_by_test_id("stMarkdown").filter(has_text="Choix")).to_contain_text(
            text
        )

    def choose(self, label: str, value: str) -> None:
        self.page.get_by_role("combobox", name=label).click()
        self.page.get_by_role("option", name=value, exact=True).click()

    def click(self, script: str, code: str) -> None:
        self.still()
        point: dict[str, Any] = self.frame.evaluate(script, code)
        self.box.click(position={"x": point["x"], "y": point["y"]})

    def click_town(self, code: str) -> None:
        self.click("code => pvd.project(code)", code)

    def still(self) -> None:
        """Wait until the view has arrived where it flies to."""
        self.frame.wait_for_function("() => !pvd.main.moving && !pvd.main.map._animatingZoom")


@pytest.fixture
def on_map(page: Page, map_server: Server) -> Map:
    page.goto(map_server.url)
    handle = page.locator("iframe").element_handle()
    frame = handle.content_frame()
    assert frame is not None
    box = frame.locator("[data-pvd-state=ready]")
    box.wait_for()
    frame.evaluate("() => { window.firstLoad = true; }")
    return Map(page, frame, frame.locator(".pvd-map"))


def test_france_is_seen_whole_by_region(on_map: Map) -> None:
    on_map.expect(shown=1645, mode="regions", drawn=13)
    expect(on_map.box).to_have_attribute("aria-label", "1645 communes")
    expect(on_map.frame.locator(".pvd-inset")).to_have_count(5)
    left, right = on_map.frame.evaluate(
        """() => {
            const {map, base, insets} = pvd.main;
            const [[south, west], [north, east]] = pvd.boundsOf(base.mainland);
            const a = map.latLngToContainerPoint([north, west]);
            const b = map.latLngToContainerPoint([south, east]);
            const size = map.getSize();
            return [a.x - insets.room()[0], size.x - b.x];
        }"""
    )
    assert left >= 0
    assert right >= 0


def test_a_filter_redraws_without_a_reload(on_map: Map) -> None:
    on_map.choose("Région", "53")
    on_map.expect(shown=134, drawn=134, mode="towns", area="region:53")
    on_map.choose("Thème", "habitat")
    expect(on_map.frame.locator(".pvd-legend")).to_contain_text("enjeu fort (")
    assert on_map.frame.evaluate("window.firstLoad")


def test_the_view_stays_when_the_area_does(on_map: Map) -> None:
    on_map.choose("Région", "53")
    on_map.expect(shown=134)
    on_map.still()
    on_map.frame.evaluate("() => pvd.main.map.setView([48, -3], 9, {animate: false})")
    on_map.choose("Thème", "habitat")
    expect(on_map.frame.locator(".pvd-legend")).to_contain_text("enjeu fort (")
    assert on_map.frame.evaluate("() => pvd.main.map.getZoom()") == 9


def test_each_click_on_a_town_is_heard(on_map: Map) -> None:
    on_map.choose("Région", "53")
    on_map.expect(shown=134)
    on_map.click_town("29046")
    on_map.said("Choix 1 : town 29046")
    on_map.expect(town="29046")
    on_map.click_town("29046")
    on_map.said("Choix 2 : town 29046")


def test_a_click_on_a_site_names_the_meeting_and_its_town(on_map: Map) -> None:
    on_map.click_town("22162")
    on_map.said("Choix 1 : meeting bretagne 22162")


def test_hovering_names_the_town(on_map: Map) -> None:
    on_map.choose("Région", "53")
    on_map.expect(shown=134)
    on_map.still()
    point = on_map.frame.evaluate("() => pvd.project('29046')")
    on_map.box.hover(position=point)
    expect(on_map.frame.locator(".pvd-tip")).to_contain_text("Douarnenez")


def test_a_click_on_a_region_goes_there_and_filters(on_map: Map) -> None:
    on_map.click(SYMBOL, "28")
    on_map.said("Choix 1 : region 28")
    on_map.expect(shown=159, area="region:28", mode="towns")


def test_a_click_on_a_department_is_heard_when_nearer(on_map: Map) -> None:
    on_map.frame.evaluate("() => pvd.main.map.setView([47, 2.5], 7.2, {animate: false})")
    on_map.expect(mode="departments")
    on_map.click(SYMBOL, "18")
    on_map.said("Choix 1 : department 18")


def test_an_inset_goes_to_the_true_place_and_home_comes_back(on_map: Map) -> None:
    on_map.frame.get_by_role("button", name="La Réunion : 11 communes").click()
    on_map.said("Choix 1 : region 04")
    on_map.expect(shown=11, area="region:04")
    on_map.still()
    center = on_map.frame.evaluate("() => pvd.main.map.getCenter()")
    assert center["lat"] == pytest.approx(-21.1, abs=0.3)
    assert center["lng"] == pytest.approx(55.4, abs=0.5)
    on_map.frame.get_by_role("button", name="France entière").click()
    on_map.said("Choix 2 : country FR")
    on_map.expect(shown=1645, area="", mode="regions")
    on_map.still()
    assert on_map.frame.evaluate("() => pvd.main.map.getCenter().lat") == pytest.approx(46.5, abs=1)


def test_a_town_in_an_inset_is_chosen_there(on_map: Map) -> None:
    on_map.click_town("97424")
    on_map.said("Choix 1 : town 97424")
    on_map.expect(town="97424", mode="regions")


def test_a_change_of_theme_needs_no_rerun(on_map: Map) -> None:
    on_map.expect(theme="light")
    version = on_map.data("version")
    on_map.page.emulate_media(color_scheme="dark")
    on_map.expect(theme="dark", version=version)
    assert on_map.frame.evaluate("window.firstLoad")


def test_sixty_changes_leave_nothing_behind(on_map: Map) -> None:
    def weigh() -> tuple[float, int]:
        session = on_map.page.context.new_cdp_session(on_map.page)
        session.send("HeapProfiler.collectGarbage")
        heap = session.send("Runtime.getHeapUsage")["usedSize"] / 1e6
        return heap, on_map.frame.evaluate("document.querySelectorAll('*').length")

    def change(times: int) -> None:
        for number in range(times):
            on_map.page.get_by_role("button", name="Autre région").click()
            on_map.expect(shown=(134, 159)[number % 2])

    change(6)
    heap, elements = weigh()
    change(60)
    later, more = weigh()
    assert more <= elements + 2
    assert later <= heap + 8  # megabytes


def test_a_missing_base_is_said(page: Page, map_server: Server, guard: Guard) -> None:
    page.route("**/base.*.json", lambda route: route.abort())
    page.goto(map_server.url)
    box = page.frame_locator("iframe")
    expect(box.get_by_role("alert")).to_contain_text("La carte n’a pas pu être chargée")
    assert guard.complaints
    guard.complaints.clear()


def test_tiles_that_do_not_come_are_given_up_quietly(on_map: Map, guard: Guard) -> None:
    assert guard.outside == []
    on_map.page.context.route("**data.geopf.fr**", lambda route: route.abort())
    on_map.frame.get_by_title("Fond de plan").click()
    on_map.frame.get_by_label("Plan IGN").click()  # unchecked again at once when tiles fail
    expect(on_map.frame.get_by_role("status")).to_have_text("Fond de plan indisponible")
    expect(on_map.frame.locator(".pvd-notice")).to_have_text("Fond de plan indisponible")
    expect(on_map.frame.get_by_label("Contours")).to_be_checked()
    assert all("data.geopf.fr" in address for address in guard.outside)
    assert all("geopf" in said or "ERR_FAILED" in said for said in guard.complaints)
    guard.outside.clear()
    guard.complaints.clear()


@pytest.mark.parametrize("context_options", [{"viewport": PHONE, "locale": "fr-FR"}])
def test_on_a_phone_the_insets_lie_in_a_strip(on_map: Map) -> None:
    strip = on_map.frame.locator(".pvd-insets").bounding_box()
    whole = on_map.box.bounding_box()
    assert strip is not None
    assert whole is not None
    assert strip["width"] == pytest.approx(whole["width"], abs=1)
    assert strip["y"] + strip["height"] == pytest.approx(whole["y"] + whole["height"], abs=1)
    assert on_map.frame.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_file_of_its_own_needs_no_request(page: Page, tmp_path: Path, guard: Guard) -> None:
    files = assets.collection(loading.data_dir())
    order = list(loading.read(loading.data_dir(), "towns").towns["insee_code"])
    chart = maps.base_map(files, title="Communes de Bretagne", embedded=True)
    layer = maps.town_layer(
        maps.Towns(order, [code for code in order if code[:2] == "29"]),
        chosen=maps.Chosen(AreaCode("department", "29")),
    )
    path = tmp_path / "carte.html"
    path.write_text(maps.to_html(chart, layer), encoding="utf-8")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(path.as_uri())
    box = page.locator(".pvd-map[data-pvd-state=ready]")
    expect(box).to_have_attribute("data-pvd-area", "department:29")
    point = page.evaluate("() => pvd.project('29046')")
    page.mouse.click(point["x"], point["y"])
    expect(page.locator(".pvd-tip")).to_contain_text("Douarnenez")
    assert asked == [path.as_uri()]
    guard.outside.clear()  # the file itself


HIDDEN = """() => {
    const {scene, map, base} = pvd.main;
    const frame = map.getContainer().getBoundingClientRect();
    const box = document.querySelector('.pvd-legend').getBoundingClientRect();
    const isUnder = (town) => {
        const {x, y} = map.latLngToContainerPoint(
            pvd.toLatLng(base.towns.x[town], base.towns.y[town]));
        return frame.left + x > box.left && frame.left + x < box.right
            && frame.top + y > box.top && frame.top + y < box.bottom;
    };
    return [...base.towns.order].filter((town) => scene.shown[town] && isUnder(town));
}"""
LEGEND = "document.querySelector('.pvd-legend')"


def test_the_legend_gives_way_to_what_is_drawn(on_map: Map) -> None:
    on_map.choose("Échelle", "towns")
    on_map.expect(shown=1645, mode="towns")
    on_map.still()
    assert on_map.frame.evaluate(HIDDEN) == []
    assert on_map.frame.evaluate(f"{LEGEND}.open")
    # From so near, towns are in each corner.
    on_map.frame.evaluate("() => pvd.main.map.setView([47.5, 2], 7.4, {animate: false})")
    expect(on_map.frame.locator(".pvd-legend")).not_to_have_attribute("open", "")
    under = on_map.frame.evaluate(HIDDEN)
    # A town that is chosen is seen.
    for town in under[:1]:
        on_map.frame.evaluate("town => { pvd.main.scene.town = town; pvd.main.redraw(); }", town)
        on_map.frame.wait_for_function(f"town => !({HIDDEN})().includes(town)", arg=town)
    # Opened by hand, it stays open, even where the map moves before the browser tells of it.
    on_map.frame.evaluate(
        """() => {
            document.querySelector(".pvd-legend summary").click();
            pvd.main.map.setView([47.5, 2], 7.6, {animate: false});
        }"""
    )
    expect(on_map.frame.locator(".pvd-legend")).to_have_attribute("open", "")
