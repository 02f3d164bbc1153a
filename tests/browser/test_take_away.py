"""Files, search and print, as a delegate meets them in a browser.

Covers: export.files, export.meetings, export.web_map, ui.parts.downloads, ui.views.page_files.
"""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import TYPE_CHECKING

import pyogrio
import pytest
from playwright.sync_api import expect

from harness.chromium import DESKTOP, settled

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Page, ViewportSize

    from harness.chromium import Guard
    from harness.server import Server

KINDS = {
    "Note à imprimer (PDF)": "pvd-note-corse-{}.pdf",
    "Excel (XLSX)": "pvd-communes-corse-{}.xlsx",
    "CSV": "pvd-communes-corse-{}.csv",
    "GeoJSON": "pvd-communes-corse-{}.geojson",
    "GeoPackage (QGIS)": "pvd-communes-corse-{}.gpkg",
    "Carte (HTML)": "pvd-carte-corse-{}.html",
    "Image (PNG)": "pvd-niveaux-corse-{}.png",
    "Dessin (SVG)": "pvd-niveaux-corse-{}.svg",
}


def rows_of(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig")), delimiter=";"))


def towns_of_sheet(data: bytes) -> int:
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        return book.read("xl/worksheets/sheet1.xml").count(b"<row ") - 1


HOLDS: dict[str, Callable[[bytes], bool]] = {
    "pdf": lambda data: data.startswith(b"%PDF"),
    "xlsx": lambda data: towns_of_sheet(data) == 12,
    "csv": lambda data: rows_of(data).index([]) == 13,
    "geojson": lambda data: len(json.loads(data)["features"]) == 12,
    "gpkg": lambda data: data.startswith(b"SQLite format 3"),
    "html": lambda data: b"Porto-Vecchio" in data,
    "png": lambda data: data.startswith(b"\x89PNG"),
    "svg": lambda data: b"Enfance et jeunesse" in data,
}


def test_each_kind_of_file_is_downloaded_under_its_name(
    server: Server, page: Page, tmp_path: Path
) -> None:
    page.goto(f"{server.url}/mon-territoire?region=94")
    page.get_by_role("button", name="Télécharger", exact=True).click()
    for label, name in KINDS.items():
        with page.expect_download() as started:
            page.get_by_role("button", name=label, exact=True).first.click()
        file = started.value.suggested_filename
        assert re.fullmatch(name.format(r"\d{4}-\d\d-\d\d").replace(".", r"\."), file), file
        path = tmp_path / file
        started.value.save_as(path)
        assert HOLDS[path.suffix[1:]](path.read_bytes()), file
    layer = pyogrio.read_info(next(tmp_path.glob("*.gpkg")))
    assert (layer["features"], layer["crs"]) == (12, "EPSG:4326")


def test_the_map_of_one_file_needs_nothing_else(
    server: Server, page: Page, guard: Guard, tmp_path: Path
) -> None:
    page.goto(f"{server.url}/carte?region=53")
    page.get_by_role("button", name="Télécharger", exact=True).click()
    with page.expect_download() as started:
        page.get_by_role("button", name="Carte (HTML)").click()
    path = tmp_path / "carte.html"
    started.value.save_as(path)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(path.as_uri())
    expect(page.locator(".pvd-map")).to_have_attribute("data-pvd-shown", "134")
    page.get_by_text("Bretagne\u202f: sources et date").click()
    expect(page.get_by_text("Fait le")).to_be_visible()
    assert [url for url in asked if not url.startswith(("file:", "data:", "blob:"))] == []
    guard.outside.remove(path.as_uri())  # the file itself


def test_a_chart_is_shown_on_a_site_that_is_allowed_and_on_no_other(
    server: Server, page: Page, guard: Guard, tmp_path: Path
) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{server.url}/trajectoire?region=53")
    page.get_by_role("button", name="Télécharger", exact=True).click()
    page.get_by_role("button", name="Intégrer", exact=True).first.click()
    expect(page.locator(".pvd-copied", has_text="Code copié")).to_be_visible()
    code = page.evaluate("navigator.clipboard.readText()")
    assert f'src="{server.url}/integrer/conventions?region=53"' in code
    page.get_by_role("button", name="Citer", exact=True).locator("visible=true").first.click()
    expect(page.locator(".pvd-copied", has_text="Phrase copiée")).to_be_visible()
    said = page.evaluate("navigator.clipboard.readText()")
    assert said.startswith("«\u202fConventions signées, Bretagne. Au ")
    assert "ANCT" in said
    assert said.endswith(page.url)

    (tmp_path / "page.html").write_text(f"<!doctype html><title>Ailleurs</title>{code}", "utf-8")
    asked: list[str] = []
    with other_site(tmp_path) as port:
        page.on("request", lambda request: asked.append(request.url))
        page.goto(f"http://127.0.0.1:{port}/page.html")
        shown = page.frame_locator("iframe").get_by_role("img")
        expect(shown).to_have_js_property("complete", value=True)
        assert shown.evaluate("image => image.naturalWidth") > 0
        expect(page.frame_locator("iframe").locator("body")).to_contain_text("Source")
        assert [url for url in asked if not url.startswith("data:")] == [
            f"http://127.0.0.1:{port}/page.html",
            f"{server.url}/integrer/conventions?region=53",
        ]
        page.goto(f"http://localhost:{port}/page.html")
        expect(page.frame_locator("iframe").get_by_role("img")).to_have_count(0)
    assert any("frame-ancestors" in line for line in guard.complaints)
    guard.complaints.clear()


@contextmanager
def other_site(folder: Path) -> Iterator[int]:
    """Serve a folder as a site that is not ours; give its port."""
    handler = partial(SimpleHTTPRequestHandler, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as site:
        Thread(target=site.serve_forever, daemon=True).start()
        yield site.server_port
        site.shutdown()


def test_the_search_answers_while_one_types(server: Server, page: Page) -> None:
    with page.expect_websocket() as opened:
        page.goto(f"{server.url}/mon-territoire")
    page.get_by_role("button", name="Rechercher").click()
    field = page.get_by_label("Commune, EPCI, département ou région")
    expect(field).to_be_focused()
    # Each pause makes a search: what counts is the one after the last key.
    with opened.value.expect_event("framesent", lambda frame: b"saitn flour" in frame):
        field.press_sequentially("saitn flour")
    settled(page)
    results = page.locator(".st-key-pvd-found button")
    expect(results.first).to_have_text("Saint-Flour · Cantal (15)")
    field.press("ArrowDown")
    expect(results.first).to_be_focused()
    results.first.press("Enter")
    # A town leads to the page that shows it.
    expect(page.get_by_role("heading", name="Saint-Flour", exact=True)).to_be_visible()
    expect(page).to_have_url(re.compile("commune=15187"))
    expect(results).to_have_count(0)


@pytest.mark.parametrize("region", ["Corse (12)", "La Réunion (11)", "Nouvelle-Aquitaine (201)"])
def test_a_note_is_two_clicks_from_the_menu(server: Server, page: Page, region: str) -> None:
    page.goto(server.url)
    settled(page)
    page.get_by_role("link", name="Mon territoire").click()
    page.get_by_role("button", name=region).click()
    name = region.partition(" (")[0]
    expect(page.get_by_role("heading", name=name, exact=True)).to_be_visible()


def test_a_page_prints_without_its_controls(server: Server, page: Page) -> None:
    page.goto(f"{server.url}/mon-territoire?region=94")
    expect(page.get_by_role("heading", name="Ce qu’on ne sait pas")).to_be_visible()
    settled(page)
    screen = page.locator("iframe").evaluate("frame => frame.getBoundingClientRect().width")
    # What the browser says before it prints: maps and lists keep their width, made smaller.
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    frame = page.locator("iframe")
    assert frame.evaluate("frame => parseFloat(frame.style.width)") == pytest.approx(screen, abs=1)
    assert frame.evaluate("frame => frame.getBoundingClientRect().width") <= 681
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert frame.evaluate("frame => frame.style.transform") == ""
    page.emulate_media(media="print")
    expect(page.get_by_role("button", name="Télécharger", exact=True)).to_be_hidden()
    expect(page.get_by_role("button", name="Rechercher")).to_be_hidden()
    expect(page.locator("header.stAppHeader")).to_be_hidden()
    expect(page.get_by_role("heading", name="Corse", exact=True)).to_be_visible()
    # Nothing is cut by a box that scrolls on the screen.
    cut = page.evaluate("() => getComputedStyle(document.querySelector('.stMain')).overflowY")
    assert cut == "visible"
    assert page.pdf().startswith(b"%PDF")


PRINTED = (
    *("", "carte?region=53", "rencontres", "frequentation", "themes", "mon-territoire?region=53"),
    *("prochaine-rencontre?region=84", "trajectoire", "donnees"),
)
PAPER: ViewportSize = {"width": 688, "height": 1000}
"""CSS pixels between the margins of an A4 page."""
_ON_PAPER = """() => {
    const all = [...document.querySelectorAll('.stMain *')].filter((one) => !one.ownerSVGElement);
    const seen = all.filter((one) => one.checkVisibility());
    const box = (one) => one.getBoundingClientRect();
    const named = (one) => `${one.tagName} ${one.className} ${one.textContent.slice(0, 40)}`;
    const foot = document.querySelector('.pvd-footer');
    const above = seen.filter((one) => one.matches('table, iframe, canvas, p, ul, h1, h2, h3'));
    const controls = "button:not(thead button), [role=tab], input, select, [role=combobox]";
    return {
        wide: seen.filter((one) => box(one).right > 689 && box(one).width > 1).map(named),
        pressed: seen.filter((one) => one.matches(controls)).map(named),
        small: seen
            .filter((one) => one.matches('td, th') && one.textContent.trim())
            .filter((one) => parseFloat(getComputedStyle(one).fontSize) < 8 * 96 / 72 - 0.01)
            .map(named),
        under: above
            .filter((one) => !foot.contains(one) && box(one).bottom > box(foot).top + 1)
            .map(named),
    };
}"""


def test_each_page_fits_the_paper(server: Server, page: Page) -> None:
    found = {}
    for address in PRINTED:
        page.emulate_media(media="screen")
        page.set_viewport_size(DESKTOP)
        page.goto(f"{server.url}/{address}")
        expect(page.locator(".pvd-footer")).to_be_visible()
        settled(page)
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        page.emulate_media(media="print")
        page.set_viewport_size(PAPER)
        found[address] = {what: said for what, said in page.evaluate(_ON_PAPER).items() if said}
    assert {address: faults for address, faults in found.items() if faults} == {}
