"""What people come for, in few actions by mouse and in few keys without: docs/tasks.md."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import pytest
from playwright.sync_api import expect

from harness.chromium import settled
from harness.datafiles import ROOT
from pvd_geo.ui import navigation

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Locator, Page

    from harness.server import Server

REGION: Final = "from the first page to a region's towns with a theme and a population"
TOWN: Final = "from any page to the sheet of a town, by its name"
PDF: Final = "from the sheet to its PDF"
LINK: Final = "from the sheet to the link that opens it again"
KEYS_AN_ACTION: Final = 1.5
COUNTING: Final = """(() => {
  const counted = { actions: 0, keys: 0, presses: 0 };
  window.counted = counted;
  let writing = null; // the field of the text that is being written
  addEventListener("pointerdown", ({ isTrusted }) => {
    if (!isTrusted) return;
    writing = null;
    counted.presses += 1;
    counted.actions += 1;
  }, true);
  addEventListener("keydown", ({ isTrusted, key, ctrlKey, altKey, metaKey, target }) => {
    if (!isTrusted || ["Shift", "Control", "Alt", "Meta"].includes(key)) return;
    const isLetter = key.length === 1 && !ctrlKey && !altKey && !metaKey;
    if (isLetter && target instanceof HTMLInputElement) {
      if (writing !== target) counted.actions += 1;
      writing = target;
      return;
    }
    counted.keys += 1;
    if (key !== "Enter" || writing === null) counted.actions += 1;
    writing = null;
  }, true);
})()"""
"""Counts in the page, by what the browser trusts, so that nothing that a test does is left out."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the table: bounds, and what was counted."""

    actions_bound: float
    actions: int
    keys_bound: float
    keys: int


def table() -> dict[str, Row]:
    text = (ROOT / "docs" / "tasks.md").read_text("utf-8")
    rows = re.findall(r"^\| ([^|]+) \|" + r" ([\d.]+) \|" * 4 + "$", text, re.MULTILINE)
    return {
        task: Row(float(most), int(actions), float(most_keys), int(keys))
        for task, most, actions, most_keys, keys in rows
    }


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """Return a page that counts what is done to it."""
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    context.add_init_script(COUNTING)
    return context.new_page()


def arrive(page: Page, url: str) -> None:
    page.goto(url)
    expect(page.locator("footer")).to_be_visible()
    settled(page)
    begin(page)


def begin(page: Page) -> None:
    """Count anew, and mark the page: a page loaded anew would have forgotten what was done."""
    page.evaluate("Object.assign(counted, { actions: 0, keys: 0, presses: 0, begun: true })")


def took(page: Page) -> dict[str, int]:
    counted: dict[str, int] = page.evaluate("counted")
    assert counted["begun"]
    return counted


def held_by_mouse(page: Page, task: str) -> None:
    row = table()[task]
    assert took(page)["actions"] == row.actions <= row.actions_bound


def held_by_keyboard(page: Page, task: str) -> None:
    row, counted = table()[task], took(page)
    assert counted["presses"] == 0
    assert counted["keys"] == row.keys <= row.keys_bound


def test_the_table_allows_as_many_keys_as_were_asked_for() -> None:
    asked = {REGION: 5, TOWN: 2, PDF: 1, LINK: 1}
    assert {task: row.actions_bound for task, row in table().items()} == asked
    assert all(row.keys_bound == KEYS_AN_ACTION * row.actions_bound for row in table().values())
    # A task that takes fewer actions is held to fewer keys.
    assert all(row.keys <= KEYS_AN_ACTION * row.actions for row in table().values())


def filtered(page: Page, population: str) -> None:
    """Expect the towns of the region, of the theme and of the population alone."""
    expect(page).to_have_url(
        re.compile(rf"/carte\?region=53&theme=habitat&population={population}")
    )
    expect(page.locator(".pvd-summary")).to_have_text(re.compile(r"sur 1.645 · Bretagne"))


def themes(page: Page) -> Locator:
    return page.get_by_role("combobox", name="Thèmes, au niveau fort")


def least(page: Page) -> Locator:
    # Not by its role: a list that is open hides the rest from those who look for roles.
    return page.locator(".st-key-pvd-filter-population-carte input").first


def test_a_region_s_towns_with_a_theme_and_a_population(server: Server, page: Page) -> None:
    arrive(page, server.url)
    page.locator(".st-key-pvd-regions").get_by_role("link", name="Bretagne").click()
    expect(page).to_have_url(f"{server.url}/carte?region=53")
    themes(page).click()
    page.get_by_role("option", name="Habitat ancien").click()
    expect(page).to_have_url(re.compile("theme=habitat"))
    settled(page)
    thumb = least(page).bounding_box()
    assert thumb is not None
    page.mouse.move(thumb["x"] + thumb["width"] / 2, thumb["y"] + thumb["height"] / 2)
    page.mouse.down()
    page.mouse.move(thumb["x"] + 60, thumb["y"] + thumb["height"] / 2, steps=4)
    page.mouse.up()
    filtered(page, r"\d+-")
    held_by_mouse(page, REGION)


def test_the_same_by_keyboard(server: Server, page: Page) -> None:
    arrive(page, server.url)
    page.keyboard.press("Control+k")
    expect(page.locator(".st-key-pvd-query input")).to_be_focused()
    page.keyboard.type("bretagne")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{server.url}/carte?region=53")
    expect(themes(page)).to_be_focused()
    page.keyboard.type("habitat")
    expect(page.get_by_role("option").first).to_have_attribute("data-focused", "true")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("theme=habitat"))
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(least(page)).to_be_focused()
    page.keyboard.press("ArrowRight")
    filtered(page, "500-")
    held_by_keyboard(page, REGION)


PAGES: Final = [one.url_path for one in navigation.entries() if one.url_path != navigation.RECORD]


def opened(page: Page) -> None:
    """Expect the sheet of the town, for which one asked by its name."""
    heading = page.locator(".st-key-pvd-town-sheet").get_by_role("heading", name="Limoux")
    expect(heading).to_be_focused()
    expect(page).to_have_url(re.compile("/carte.*commune=11206"))


def copied(page: Page) -> None:
    expect(page.locator(".st-key-pvd-head .pvd-copied")).to_have_text("Lien copié")
    assert page.evaluate("navigator.clipboard.readText()") == page.url


def test_a_town_by_its_name_from_every_page_its_paper_and_its_link(
    server: Server, page: Page
) -> None:
    for path in PAGES:
        arrive(page, f"{server.url}/{path}")
        page.get_by_role("button", name="Rechercher").click()
        expect(page.locator(".st-key-pvd-query input")).to_be_focused()
        page.keyboard.type("limoux")
        page.keyboard.press("Enter")
        opened(page)
        held_by_mouse(page, TOWN)
    settled(page)
    begin(page)
    with page.expect_download() as started:
        page.get_by_role("button", name="Fiche en PDF").click()
    assert started.value.suggested_filename.endswith(".pdf")
    held_by_mouse(page, PDF)
    begin(page)
    page.get_by_role("button", name="Copier le lien").click()
    copied(page)
    held_by_mouse(page, LINK)


def test_and_these_by_keyboard(server: Server, page: Page) -> None:
    for path in PAGES:
        arrive(page, f"{server.url}/{path}")
        page.keyboard.press("Control+k")
        expect(page.locator(".st-key-pvd-query input")).to_be_focused()
        page.keyboard.type("limoux")
        page.keyboard.press("Enter")
        opened(page)
        held_by_keyboard(page, TOWN)
    settled(page)
    begin(page)
    with page.expect_download() as started:
        page.keyboard.press("Alt+p")
    assert started.value.suggested_filename.endswith(".pdf")
    held_by_keyboard(page, PDF)
    begin(page)
    page.keyboard.press("Alt+l")
    copied(page)
    held_by_keyboard(page, LINK)


def test_a_key_of_its_own_is_no_letter_of_a_text(server: Server, page: Page) -> None:
    arrive(page, f"{server.url}/carte")
    # Nothing to press here: what the browser does with the key is left to it.
    page.keyboard.press("Alt+p")
    page.keyboard.press("Control+k")
    query = page.locator(".st-key-pvd-query input")
    expect(query).to_be_focused()
    page.keyboard.type("kapl")
    expect(query).to_have_value("kapl")
    # Pressed again it keeps the field open, and what is written in it.
    page.keyboard.press("Control+k")
    expect(query).to_be_focused()
    expect(query).to_have_value("kapl")
    expect(page.locator(".st-key-pvd-head .pvd-copied")).to_be_empty()
    # Nothing is found: Enter opens nothing, and what is written next has results of its own.
    page.keyboard.press("Enter")
    expect(page.locator(".pvd-asked")).to_contain_text("Rien ne ressemble à ce nom")
    query.fill("saint")
    expect(page.locator(".st-key-pvd-found button")).to_have_count(8)
    expect(page).to_have_url(f"{server.url}/carte")
