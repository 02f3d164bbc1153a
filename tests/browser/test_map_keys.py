"""The map by the keyboard alone, and what a screen reader is told of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from harness.accessibility import assert_accessible
from harness.chromium import settled

if TYPE_CHECKING:
    from playwright.sync_api import Frame, Page

    from harness.server import Server


STEPS = """() => {
    const keys = pvd.main.keyboard;
    const all = keys.stops().length;
    const box = document.activeElement;
    const reached = new Set();
    const waiting = [keys.found];
    while (waiting.length > 0) {
        const from = waiting.pop();
        const name = `${from.kind} ${from.code}`;
        if (reached.has(name)) continue;
        reached.add(name);
        for (const key of ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"]) {
            keys.found = from;
            box.dispatchEvent(new KeyboardEvent("keydown", {key}));
            waiting.push(keys.found);
        }
    }
    const byArrows = reached.size;
    for (const {found} of keys.stops()) {
        if (reached.has(`${found.kind} ${found.code}`)) continue;
        keys.last = -Infinity;
        const {names} = pvd.main.base.towns;
        const name = found.area?.name ?? names[found.number ?? found.site.town];
        const letters = name.replace(/[^\\p{L}]/gu, ""); // a hyphen would zoom out
        for (const key of letters) box.dispatchEvent(new KeyboardEvent("keydown", {key}));
        if (keys.found.code !== found.code) { // a namesake: the first letter again
            keys.last = -Infinity;
            box.dispatchEvent(new KeyboardEvent("keydown", {key: name[0]}));
        }
        reached.add(`${keys.found.kind} ${keys.found.code}`);
    }
    return [byArrows, reached.size, all];
}"""
"""How many symbols the arrow keys reach from one another, with names too, and of how many."""


def map_of(page: Page) -> Frame:
    """Return the frame of the page's map, once it is drawn."""
    handle = page.locator("iframe[src*='/component/']").element_handle()
    frame = handle.content_frame()
    assert frame is not None
    frame.locator("[data-pvd-state=ready]").wait_for()
    return frame


def to_map(page: Page) -> Frame:
    """Press the Tab key until the map has the focus, and return its frame."""
    frame = map_of(page)
    settled(page)
    keys = frame.locator(".pvd-keys")
    for _ in range(60):
        page.keyboard.press("Tab")
        if keys.evaluate("one => one === document.activeElement && document.hasFocus()"):
            return frame
    raise AssertionError("the Tab key never comes to the map")


def said(frame: Frame, *, of: str) -> None:
    """Expect what a screen reader is told, as its tree has it."""
    expect(frame.get_by_role("status")).to_have_text(re.compile(of))


def test_paimpol_is_chosen_on_the_map_without_a_mouse(server: Server, page: Page) -> None:
    page.goto(f"{server.url}/carte?theme=habitat")
    frame = to_map(page)
    widget = frame.get_by_role("application", name="Carte à parcourir au clavier")
    expect(widget).to_be_focused()
    expect(widget).to_have_accessible_description(re.compile("Flèches.*Entrée.*Échap"))
    # A filter by theme leaves few towns: all of them are there at once.
    said(frame, of=r"^France entière, \d+ communes\. .+ sur \d+ vers l’est$")
    page.goto(f"{server.url}/carte")
    frame = to_map(page)
    said(frame, of=r"^France entière, 31 points, par région\. .+ vers l’est$")
    page.keyboard.type("bret")
    said(frame, of=r"^Bretagne, 134 communes, \d+ sur 31 vers l’est$")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{server.url}/carte?region=53")
    said(frame, of=r"^Bretagne, 134 communes\. .+ habitants.*, \d+ sur 134 vers l’est$")
    page.keyboard.press("Home")
    said(frame, of=r"^.+, 1 sur 134 vers l’est$")
    page.keyboard.press("ArrowRight")
    said(frame, of=r"^.+, \d+ sur 134 vers l’est$")
    page.keyboard.type("paimpol")
    said(frame, of=r"^Paimpol, .+ habitants, rencontre du 13 juillet 2022, \d+ sur 134 vers l’est$")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("commune=22162"))
    sheet = page.get_by_role("heading", name="Paimpol")
    expect(sheet).to_be_focused()
    assert "Paimpol" in page.locator(".st-key-pvd-town-sheet").aria_snapshot()


def test_escape_goes_up_a_level_and_zoom_changes_what_counts(server: Server, page: Page) -> None:
    page.goto(f"{server.url}/carte?region=53&departement=22")
    frame = to_map(page)
    said(frame, of="^Côtes-d.Armor, ")
    page.keyboard.press("Escape")
    expect(page).to_have_url(f"{server.url}/carte?region=53")
    said(frame, of=r"^Bretagne, 134 communes\. ")
    page.keyboard.press("Escape")
    expect(page).to_have_url(f"{server.url}/carte")
    said(frame, of=r"^France entière, 31 points, par région\. Bretagne, 134 communes, ")
    page.keyboard.press("+")
    said(frame, of=r"^France entière, \d+ points, par département\. ")
    page.keyboard.press("+")
    said(frame, of=r"^France entière, 1.645 communes\. .+ habitants")
    page.keyboard.press("-")
    said(frame, of=r"^France entière, \d+ points, par département\. ")
    page.keyboard.press("Escape")
    said(frame, of=r"^France entière, 31 points, par région\. ")


def test_insets_are_reached_like_the_rest(server: Server, page: Page) -> None:
    page.goto(f"{server.url}/carte")
    frame = to_map(page)
    page.keyboard.type("reunion")
    said(frame, of="^La Réunion, 11 communes, ")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{server.url}/carte?region=04")
    said(frame, of=r"^La Réunion, 11 communes\. .+ sur 11 vers l’est$")
    page.keyboard.press("Escape")
    said(frame, of="La Réunion, 11 communes, ")
    assert_accessible(page)


@pytest.mark.parametrize("zoom", [0, 1, 2])
def test_arrows_and_letters_come_to_every_symbol(server: Server, page: Page, zoom: int) -> None:
    page.goto(f"{server.url}/carte")
    frame = to_map(page)
    for _ in range(zoom):
        page.keyboard.press("+")
    level = ("regions", "departments", "towns")[zoom]
    expect(frame.locator(".pvd-map")).to_have_attribute("data-pvd-mode", level)
    by_arrows, reached, there = frame.evaluate(STEPS)
    assert reached == there
    assert by_arrows >= 0.98 * there
