"""The frame around every page."""

from __future__ import annotations

import re
import shutil
import time
import urllib.request
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from harness.accessibility import assert_accessible
from harness.chromium import DESKTOP, PHONE, settled
from harness.processes import GIVE_UP
from harness.server import ROOT, running_server
from pvd_geo.ui import navigation

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page, ViewportSize

    from harness.chromium import Guard
    from harness.server import Server

ENTRIES = navigation.entries()
every_page = pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.file)

# Words of Streamlit's own interface, as no French sentence has them.
ENGLISH = re.compile(
    r"\b(?:the|Open|Search|Download|Fullscreen|Choose an? option|Show|Hide|Clear|Select|Sidebar|"
    r"sidebar|Running|Rerun|Settings|Upload|Browse|results|Skip to|Close|Press)\b"
)
READ_WORDS = """() => [...document.querySelectorAll('body *')].flatMap((element) => [
    ...['aria-label', 'title', 'placeholder'].map((name) => element.getAttribute(name)),
    ...[...element.childNodes].filter((node) => node.nodeType === 3).map((node) => node.data),
  ].filter((text) => text && !element.closest('script, style, noscript, svg, template')
      && element.closest('[data-testid="stElementToolbarButton"]')?.checkVisibility() !== false
      && element.translate))"""
# But for the buttons of a chart that streamlit.css takes away by their English names.
# Streamlit draws some of its focus rings on the frame around a field.
DESCRIBE_FOCUS = """() => {
  const rings = (element) => {
    const style = getComputedStyle(element);
    return style.outlineStyle !== 'none' || style.boxShadow !== 'none';
  };
  let element = document.activeElement;
  const name = (element.getAttribute('aria-label') || element.textContent).trim().slice(0, 80);
  const left = ['BODY', 'IFRAME'].includes(element.tagName);
  const seen = left || rings(element) || rings(element.parentElement)
    || element.matches(':is([role="combobox"], [type="text"], [type="range"])');
  return {name, seen, html: element.outerHTML.slice(0, 300)};
}"""


@every_page
def test_first_visit_after_start_has_the_frame(
    entry: navigation.Entry, cold_server: Server, page: Page
) -> None:
    page.goto(f"{cold_server.url}/{entry.url_path}")
    expect(page.locator("h1")).to_have_text(entry.title)
    menu = page.locator("header").get_by_role("link")
    # Nobody can sign in here: recording is closed, and not in the menu.
    listed = [other.title for other in ENTRIES if other.url_path != navigation.RECORD]
    expect(menu).to_have_text(listed)
    expect(page).to_have_title(f"{entry.title} – {navigation.PRODUCT}")
    expect(page.locator("html")).to_have_attribute("lang", "fr")


@every_page
@pytest.mark.parametrize(
    "context_options",
    [
        {"viewport": DESKTOP, "color_scheme": "light"},
        {"viewport": PHONE, "color_scheme": "dark"},
    ],
    ids=["desktop-light", "phone-dark"],
)
def test_every_page_can_be_used_by_everyone(
    entry: navigation.Entry, server: Server, page: Page, context_options: dict[str, Any]
) -> None:
    page.goto(f"{server.url}/{entry.url_path}")
    expect(page.locator("footer")).to_be_visible()
    settled(page)
    assert_accessible(page)

    width: ViewportSize = context_options["viewport"]
    assert page.evaluate("document.documentElement.scrollWidth") <= width["width"]
    assert page.evaluate("document.querySelector('.stMain').scrollWidth") <= width["width"]

    levels = page.evaluate("[...document.querySelectorAll('h1,h2,h3,h4')].map(h => +h.tagName[1])")
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))

    shown = page.evaluate(READ_WORDS)
    # A reference names the journal it stands in, whatever its language.
    ours = [text for text in shown if not text.startswith("Référence")]
    english = [text for text in ours if ENGLISH.search(text)]
    assert english == []


def test_the_overview_fits_one_screen(server: Server, page: Page) -> None:
    page.goto(server.url)
    expect(page.locator("footer")).to_be_visible()
    settled(page)
    assert page.evaluate("document.querySelector('.stMain').scrollHeight") <= DESKTOP["height"]


def test_a_button_that_opens_a_list_is_named_with_its_field(server: Server, page: Page) -> None:
    page.goto(f"{server.url}/carte")
    expect(page.locator("footer")).to_be_visible()
    for field in ("Région", "Département", "Thèmes, au niveau fort", "Il en faut"):
        expect(page.get_by_role("button", name=f"Ouvrir : {field}")).to_have_count(1)
    expect(page.get_by_role("button", name="Ouvrir", exact=True)).to_have_count(0)


@pytest.mark.parametrize("context_options", [{"viewport": PHONE}], ids=["phone"])
def test_the_menu_opens_on_a_phone(server: Server, page: Page) -> None:
    page.goto(f"{server.url}/frequentation?region=53")
    expect(page.locator("footer")).to_be_visible()
    page.get_by_role("button", name="Ouvrir le menu").click()
    page.get_by_role("link", name="Carte des communes").click()
    expect(page.locator("h1")).to_have_text("Carte des communes")
    expect(page).to_have_url(f"{server.url}/carte?region=53")


def test_the_keyboard_reaches_menu_and_filters(server: Server, page: Page) -> None:
    page.goto(f"{server.url}/carte")
    expect(page.locator("footer")).to_be_visible()
    settled(page)
    wanted = {"Aller au contenu", "Rencontres", "Région", "Département", "Nom de la commune"}
    reached = set()
    for _ in range(30):
        page.keyboard.press("Tab")
        focus = page.evaluate(DESCRIBE_FOCUS)
        reached.add(focus["name"])
        assert focus["seen"], focus
    assert wanted <= reached


def test_the_dashboard_lives_below_a_path(tmp_path: Path, page: Page) -> None:
    with running_server(tmp_path / "log", base="/outils/pvd") as below:
        page.goto(f"{below.url}/carte?region=53")
        expect(page.locator(".pvd-summary")).to_contain_text("134 communes")
        page.locator("header").get_by_role("link", name="Fréquentation").click()
        expect(page).to_have_url(f"{below.url}/frequentation?region=53")
        assert below.asked("ready")[0] == 200
        page.close()


def test_broken_data_is_told_by_the_page_and_to_the_platform(tmp_path: Path, page: Page) -> None:
    data = tmp_path / "data"
    shutil.copytree(ROOT / "data", data)
    file = data / "attendance.csv"
    file.write_text(file.read_text("utf-8").replace(",108,", ",beaucoup,", 1), "utf-8")
    with running_server(tmp_path / "log", PVD_DATA_DIR=str(data)) as broken:
        page.goto(f"{broken.url}/frequentation")
        expect(page.get_by_role("alert")).to_contain_text("attendance.csv")
        expect(page.get_by_role("alert")).to_contain_text("beaucoup")
        page.goto(f"{broken.url}/carte?region=53")
        expect(page.locator(".pvd-summary")).to_contain_text("134 communes")
        status, state = broken.asked("ready")
        assert (status, state["broken_files"]) == (503, ["attendance.csv"])
        assert broken.asked("live")[0] == 200
        page.close()


def errors_counted(server: Server) -> dict[str, float]:
    """Return the errors of browsers that a server shows its operator, by kind."""
    (address,) = re.findall(r"metrics ([\d.]+:\d+)", server.read_log())
    with urllib.request.urlopen(f"http://{address}/metrics", timeout=GIVE_UP) as answer:
        text = answer.read().decode()
    found = re.findall(r'pvd_front_end_errors_total\{kind="(\w+)"\} (\S+)', text)
    return {kind: float(number) for kind, number in found}


@pytest.mark.parametrize(
    ("kind", "script"),
    [
        ("script", "() => { setTimeout(() => { throw new Error('planted'); }); }"),
        ("promise", "() => { Promise.reject(new Error('planted')); }"),
    ],
)
def test_an_error_in_a_browser_is_reported_and_counted(
    server: Server, page: Page, guard: Guard, kind: str, script: str
) -> None:
    page.goto(server.url)
    expect(page.locator("footer")).to_be_visible()
    before = errors_counted(server)
    with page.context.expect_event("weberror"), page.expect_request(f"**/pvd/failed/{kind}"):
        page.evaluate(script)
    deadline = time.monotonic() + GIVE_UP
    while errors_counted(server) == before and time.monotonic() < deadline:
        page.wait_for_timeout(100)
    assert errors_counted(server) == before | {kind: before[kind] + 1}
    assert f"A browser reported an error: {kind}" in server.read_log()
    # It was planted: what the page complains of is that, and nothing else.
    assert all("planted" in complaint for complaint in guard.complaints)
    guard.complaints.clear()
