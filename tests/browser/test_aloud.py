"""What a screen reader is told of what changes: by one region of each document, which stays."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from harness.accessibility import assert_accessible
from harness.chromium import choose, settled

if TYPE_CHECKING:
    from playwright.sync_api import FrameLocator, Locator, Page

    from harness.server import Server

HEARS = """region => {
    window.heard = [];
    const note = () => window.heard.push(region.innerText.trim());
    new MutationObserver(note).observe(region, {
        childList: true, characterData: true, subtree: true,
    });
    region.isTheFirst = true;
}"""
OTHERS = "[aria-live]:not([aria-live=off], [role=status], [data-live-announcer] *)"
"""Regions that are not ours: what the selectors' library tells of their options is its own."""


def the_region(document: Page | FrameLocator) -> Locator:
    """Return the region of a document, the only one that speaks; it has been there all along."""
    region = document.get_by_role("status")
    expect(region).to_have_count(1)
    expect(document.locator(OTHERS)).to_have_count(0)
    assert region.evaluate("region => region.isTheFirst")
    return region


def said(document: Page | FrameLocator, words: str) -> None:
    expect(document.get_by_role("status")).to_have_text(re.compile(words))
    the_region(document)


def test_one_region_of_the_page_says_what_changes(server: Server, page: Page) -> None:
    page.goto(f"{server.url}/carte")
    region = page.get_by_role("status")
    expect(region).to_have_text(re.compile("1.645 communes"))
    settled(page)
    region.evaluate(HEARS)

    choose(page, "Région", "Bretagne")
    said(page, r"^134 communes sur 1.645 · .*Bretagne")
    settled(page)

    # Drawn anew with the same words, a notice is not said again.
    heard = page.evaluate("window.heard")
    page.locator(".pvd-towns tbody tr").first.click()
    expect(page.locator(".st-key-pvd-town-sheet")).to_be_visible()
    settled(page)
    page.get_by_role("button", name="Fermer la fiche").click()
    expect(page.locator(".st-key-pvd-town-sheet")).to_be_hidden()
    settled(page)
    assert page.evaluate("window.heard") == heard

    page.get_by_role("button", name="Rechercher").click()
    query = page.locator(".st-key-pvd-query input")
    expect(query).to_be_focused()
    query.press_sequentially("zzzz")
    said(page, "Rien ne ressemble à ce nom")
    query.fill("")
    query.press_sequentially("limoux")
    said(page, r"^\d+ résultats?\s; Entrée ouvre le premier$")
    page.keyboard.press("Escape")

    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    for _ in range(2):
        page.get_by_role("button", name="Copier le lien").click()
        said(page, "^Lien copié$")
        expect(page.locator(".st-key-pvd-head .pvd-copied")).to_have_text("Lien copié")
        expect(page.locator(".st-key-pvd-head .pvd-copied")).to_be_empty()

    # Another page of the menu is the same document.
    page.get_by_role("link", name="Thèmes").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Thèmes")
    settled(page)
    the_region(page)
    assert_accessible(page)


def test_a_filter_that_leaves_nothing_is_said(server: Server, page: Page) -> None:
    page.goto(f"{server.url}/carte?region=94")
    region = page.get_by_role("status")
    expect(region).to_have_text(re.compile("12 communes"))
    settled(page)
    region.evaluate(HEARS)
    name = page.get_by_label("Nom de la commune")
    name.fill("zzzz")
    name.press("Enter")
    said(page, "Aucune commune ne répond à tous ces filtres")
    page.locator(".st-key-pvd-nothing-left button").first.click()
    said(page, "^12 communes")


def test_one_region_of_the_map_says_where_one_is(server: Server, page: Page) -> None:
    page.goto(f"{server.url}/carte")
    frame = page.frame_locator("iframe[src*='/component/']")
    expect(frame.locator("[data-pvd-state=ready]")).to_be_visible()
    settled(page)
    region = frame.get_by_role("status")
    region.evaluate(HEARS)
    keys = frame.get_by_role("application")
    keys.focus()
    said(frame, "^France entière, 31 points")
    keys.press("+")
    said(frame, "par département")
    keys.press("Escape")
    said(frame, "par région")
    keys.press_sequentially("bret")
    said(frame, "^Bretagne, 134 communes")
    keys.press("Enter")
    expect(page).to_have_url(f"{server.url}/carte?region=53")
    said(frame, "^Bretagne, 134 communes. .+ habitants")
