"""What people stumbled over when they used the pages for their work, each as a test."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from harness.chromium import choose, settled
from pvd_geo.ui import navigation

if TYPE_CHECKING:
    from playwright.sync_api import Frame, Locator, Page

    from harness.chromium import Guard
    from harness.server import Server

FILES = "[class*='st-key-pvd-open-downloads-'] button"


def once(page: Page) -> None:
    """Expect one button of the files, that is there and opens what it should."""
    settled(page)
    expect(page.locator(FILES)).to_have_count(1)


def test_the_files_are_offered_once_whatever_was_done_before(server: Server, page: Page) -> None:
    page.goto(f"{server.url}/carte")
    for region in ("Bretagne", "Corse", "Normandie"):
        choose(page, "Région", region)
        expect(page).to_have_url(f"{server.url}/carte?region={REGIONS[region]}")
        once(page)
    page.locator(".pvd-towns tbody tr").first.click()
    expect(page.locator(".st-key-pvd-town-sheet")).to_be_visible()
    once(page)
    page.get_by_role("button", name="Fermer la fiche").click()
    expect(page.locator(".st-key-pvd-town-sheet")).to_be_hidden()
    once(page)
    # What it holds is of now, not of when it was put there.
    page.locator(FILES).click()
    expect(page.get_by_text("159 communes de la sélection")).to_be_visible()
    page.keyboard.press("Escape")

    # A notice that comes and goes moves what stands below it.
    for path in ("trajectoire", "themes"):
        page.goto(f"{server.url}/{path}?region=53&q=pl")
        once(page)
        page.get_by_role("button", name="Tout effacer").click()
        expect(page).to_have_url(f"{server.url}/{path}")
        once(page)
        choose(page, "Région", "Corse")
        expect(page).to_have_url(f"{server.url}/{path}?region=94")
        once(page)
        page.locator(FILES).click()
        expect(page.locator("[data-testid=stDownloadButton]").first).to_be_visible()


LISTED = [one.title for one in navigation.entries() if one.url_path != navigation.RECORD]
REGIONS = {"Bretagne": "53", "Corse": "94", "Normandie": "28"}
WIDTHS = (320, 390, 640, 641, 767, 768, 900, 1024, 1100, 1250, 1366, 1440, 1920, 2560)
PAINTED = """() => new Promise((done) =>
  requestAnimationFrame(() => setTimeout(() => requestAnimationFrame(done), 100)))"""
UNDER_THE_POINTER = """(entry) => {
  const box = entry.getBoundingClientRect();
  const top = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
  return Boolean(top && (entry.contains(top) || top.closest("a, button")?.contains(entry)));
}"""
SHOWN = f"""async (entries) => {{
  const ending = document.getAnimations()
    .filter((each) => each.effect.getTiming().iterations !== Infinity);
  await Promise.allSettled(ending.map((each) => each.finished)); // a menu slides in
  return entries
    .filter((entry) => entry.checkVisibility({{ visibilityProperty: true }}))
    .map((entry) => [entry.innerText.trim(), ({UNDER_THE_POINTER})(entry)]);
}}"""


def within_reach(entries: Locator) -> set[str]:
    """Return the entries that are there, each under the pointer where it is drawn."""
    shown: list[tuple[str, bool]] = entries.evaluate_all(SHOWN)
    there = [(text, reached) for text, reached in shown if text in LISTED]
    assert [text for text, reached in there if not reached] == []
    return {text for text, _ in there}


def test_every_entry_of_the_menu_can_be_clicked_at_every_width(server: Server, page: Page) -> None:
    page.goto(f"{server.url}/donnees")
    expect(page.locator("footer")).to_be_visible()
    settled(page)
    titles = set(LISTED)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        page.evaluate(PAINTED)
        more = page.locator("header").get_by_text(re.compile(r"^\d+ autres?$"))
        opens = page.get_by_role("button", name="Ouvrir le menu")
        reached = within_reach(page.locator("header").get_by_role("link"))
        if opens.is_visible():
            opens.click()
            expect(page.get_by_role("link", name="Trajectoire")).to_be_visible()
            reached |= within_reach(page.get_by_role("link"))
            page.get_by_role("button", name="Fermer le menu").click()
        elif more.is_visible():
            assert more.evaluate(UNDER_THE_POINTER), width
            more.click()
            folded = page.get_by_role("menuitem")
            expect(folded.filter(has_text="Données et méthode")).to_be_visible()
            reached |= within_reach(folded)
            page.keyboard.press("Escape")
        assert titles <= reached, (width, titles - reached)
        search = page.get_by_role("button", name="Rechercher")
        assert search.evaluate(UNDER_THE_POINTER), width


def search(page: Page, town: str) -> None:
    """Choose a town by its name, without the mouse."""
    expect(page.locator("footer")).to_be_visible()
    settled(page)
    page.get_by_role("button", name="Rechercher").click()
    query = page.locator(".st-key-pvd-query input")
    expect(query).to_be_focused()
    page.keyboard.type(town.lower(), delay=30)
    expect(page.locator(".st-key-pvd-found button").first).to_contain_text(town)
    expect(query).to_have_value(town.lower())
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")


def test_a_town_by_its_name_to_its_sheet_and_back_by_keyboard(server: Server, page: Page) -> None:
    page.goto(f"{server.url}/carte")
    search(page, "Limoux")
    sheet = page.locator(".st-key-pvd-town-sheet")
    expect(sheet.get_by_role("heading", name="Limoux")).to_be_focused()
    current = page.locator(".pvd-towns [aria-current]")
    expect(current).to_have_text("Limoux")
    expect(page).to_have_url(re.compile(r"commune=11206"))

    # Another town of the list, by its name alone; the address goes on holding the rest.
    other = page.locator(".pvd-towns").get_by_role("link", name="Chalabre")
    other.click()
    expect(sheet.get_by_role("heading", name="Chalabre")).to_be_focused()
    expect(current).to_have_text("Chalabre")
    expect(page).to_have_url(f"{server.url}/carte?region=76&departement=11&commune=11091")
    page.go_back()
    expect(sheet.get_by_role("heading", name="Limoux")).to_be_visible()
    expect(current).to_have_text("Limoux")
    sheet.get_by_role("button", name="Fermer la fiche").click()
    expect(sheet).to_be_hidden()
    expect(current).to_have_count(0)
    # Closed, the same row opens it again; by keyboard the focus comes back to the row.
    settled(page)
    other.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    expect(other).to_be_focused()
    page.keyboard.press("Enter")
    expect(sheet.get_by_role("heading", name="Chalabre")).to_be_focused()
    sheet.get_by_role("button", name="Fermer la fiche").press("Enter")
    expect(sheet).to_be_hidden()
    expect(other).to_be_focused()
    # As when the list is drawn anew after the sheet is gone: the row leads to its town alone again.
    other.evaluate(
        """link => {
            const anew = link.cloneNode(true);
            anew.setAttribute("href", "?commune=11091");
            anew.tabIndex = -1;
            link.replaceWith(anew);
        }"""
    )
    expect(other).to_be_focused()
    # Sorted by inhabitants, the least first, then the most.
    people = page.locator(".pvd-towns").get_by_role("button", name="Habitants")
    people.click()
    people.click()
    expect(page.locator(".pvd-towns thead th").nth(2)).to_have_attribute("aria-sort", "descending")
    numbers = page.locator(".pvd-towns tbody td:nth-child(3)").all_inner_texts()
    counts = [int(re.sub(r"\D", "", number)) for number in numbers]
    assert counts == sorted(counts, reverse=True)
    assert len(counts) > 10
    # The link of all this, in one click.
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copier le lien").click()
    expect(page.locator(".st-key-pvd-head .pvd-copied")).to_have_text("Lien copié")
    assert page.evaluate("navigator.clipboard.readText()") == page.url


def test_selectors_find_what_is_typed_without_accents_or_hyphens(
    server: Server, page: Page
) -> None:
    page.goto(f"{server.url}/themes")
    expect(page.locator("footer")).to_be_visible()
    settled(page)
    for label, typed, found in (
        ("Région", "reunion", "La Réunion"),
        ("Région", "ile de fr", "Île-de-France"),
        ("Département", "herault", "Hérault (34)"),
        ("Département", "Cotes d arm", "Côtes-d’Armor (22)"),
    ):
        field = page.get_by_role("combobox", name=label)
        field.click()
        field.press_sequentially(typed)
        options = page.get_by_role("option")
        expect(options).to_have_count(1)
        expect(options).to_have_text(found)
        page.keyboard.press("Escape")


def test_an_address_that_leads_nowhere_says_so_in_the_frame(
    server: Server, page: Page, guard: Guard
) -> None:
    for path in ("carte/12", "nulle-part", "a/b/c?region=53"):
        page.goto(f"{server.url}/{path}")
        expect(page.locator("header").get_by_role("link").first).to_be_visible()
        expect(page.get_by_text("La page demandée n’existe pas")).to_be_visible()
    guard.complaints.clear()


DRAWN = """(text) => {
  const written = [];
  const {ctx} = pvd.main.surface;
  const fill = ctx.fillText.bind(ctx);
  ctx.fillText = (words, ...place) => { written.push(words); fill(words, ...place); };
  pvd.main.surface.redraw();
  return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => {
    delete ctx.fillText;
    done(written.filter((words) => words === text).length);
  })));
}"""
RING = """(code) => {
  const {surface, scene, base} = pvd.main;
  const view = surface.view();
  const town = base.towns.codes.indexOf(code);
  const site = scene.meetings.find((one) => one.town === town);
  const {ratio} = view;
  const x = view.x(base.towns.x[town]) + pvd.siteSize(view, site) + 3;
  const {data} = surface.ctx.getImageData(
    Math.round(x * ratio), Math.round(view.y(base.towns.y[town]) * ratio), 1, 1);
  return ["#" + [...data.slice(0, 3)].map((one) => one.toString(16).padStart(2, "0")).join(""),
    scene.colorOf(town).toLowerCase()];
}"""


def still(page: Page) -> Frame:
    """Return the frame of the page's map, once it is drawn and stands still."""
    expect(page.frame_locator("iframe").locator(".pvd-map")).to_have_attribute(
        "data-pvd-state", "ready"
    )
    settled(page)
    frame = page.locator("iframe").element_handle().content_frame()
    assert frame is not None
    frame.wait_for_function("() => !pvd.main.moving && !pvd.main.map._animatingZoom")
    return frame


def test_the_map_shows_a_host_s_level_and_says_what_a_filter_left_out(
    server: Server, page: Page
) -> None:
    # A host town's level is around its diamond; chosen, the town is named once.
    page.goto(f"{server.url}/carte?region=53&theme=patrimoine&commune=22162")
    frame = still(page)
    assert frame.evaluate("() => pvd.main.scene.shown.some(Boolean)")
    assert frame.evaluate(DRAWN, "Paimpol") == 1
    seen, level = frame.evaluate(RING, "22162")
    # Softened at its edge, as all that is drawn round.
    channels = [(int(seen[at : at + 2], 16), int(level[at : at + 2], 16)) for at in (1, 3, 5)]
    assert all(abs(one - other) <= 40 for one, other in channels), (seen, level)
    page.goto(f"{server.url}/carte?q=zzzz")
    frame = still(page)
    tell = "(code) => pvd.main.scene.tell(pvd.main.base.regions.find((one) => one.code === code))"
    assert frame.evaluate(tell, "28") == "aucune commune retenue par les filtres"
    inset = page.frame_locator("iframe").get_by_role("button", name="La Réunion")
    expect(inset).to_have_attribute("aria-label", re.compile("retenue par les filtres"))
    expect(inset).to_have_text(re.compile("hors filtres"))
