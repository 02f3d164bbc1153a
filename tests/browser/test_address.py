"""One selection for all pages, kept in the address."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from harness.chromium import choose, settled

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page

    from harness.server import Server

BRETAGNE = "134 communes sur 1\u202f645 · Bretagne"


def test_a_filter_changes_count_and_address(server: Server, page: Page) -> None:
    page.goto(f"{server.url}/carte")
    expect(page.locator(".pvd-summary")).to_have_text("1\u202f645 communes · France entière")
    choose(page, "Région", "Bretagne")
    expect(page.locator(".pvd-summary")).to_have_text(BRETAGNE)
    expect(page).to_have_url(f"{server.url}/carte?region=53")
    choose(page, "Département", "Finistère (29)")
    expect(page).to_have_url(f"{server.url}/carte?region=53&departement=29")
    page.get_by_role("button", name="Tout effacer").click()
    expect(page).to_have_url(f"{server.url}/carte")
    expect(page.locator(".pvd-summary")).to_have_text("1\u202f645 communes · France entière")
    expect(page.get_by_role("combobox", name="Région")).not_to_have_value("Bretagne")


def test_a_link_opens_the_same_view_as_the_first_visit_of_all(
    cold_server: Server, page: Page
) -> None:
    page.goto(f"{cold_server.url}/carte?region=53&theme=habitat")
    expect(page.locator(".pvd-summary")).to_contain_text("Bretagne, enjeu fort : Habitat ancien")
    expect(page.get_by_role("combobox", name="Région")).to_have_value("Bretagne")
    expect(page).to_have_url(f"{cold_server.url}/carte?region=53&theme=habitat")


def test_the_menu_takes_the_selection_along(server: Server, page: Page) -> None:
    page.goto(f"{server.url}/carte?region=53")
    expect(page.locator(".pvd-summary")).to_have_text(BRETAGNE)
    page.locator("header").get_by_role("link", name="Fréquentation").click()
    expect(page.locator("h1")).to_have_text("Fréquentation")
    expect(page).to_have_url(f"{server.url}/frequentation?region=53")
    expect(page.get_by_role("combobox", name="Région")).to_have_value("Bretagne")
    settled(page)

    page.go_back()
    expect(page.locator("h1")).to_have_text("Carte des communes")
    expect(page).to_have_url(f"{server.url}/carte?region=53")
    expect(page.locator(".pvd-summary")).to_have_text(BRETAGNE)


def test_back_and_forward_walk_through_the_filters(server: Server, page: Page) -> None:
    page.goto(f"{server.url}/carte")
    choose(page, "Région", "Bretagne")
    expect(page).to_have_url(f"{server.url}/carte?region=53")
    choose(page, "Région", "Corse")
    expect(page).to_have_url(f"{server.url}/carte?region=94")
    settled(page)

    page.go_back()
    expect(page.locator(".pvd-summary")).to_have_text(BRETAGNE)
    expect(page.get_by_role("combobox", name="Région")).to_have_value("Bretagne")
    settled(page)
    page.go_back()
    expect(page.locator(".pvd-summary")).to_have_text("1\u202f645 communes · France entière")
    settled(page)
    page.go_forward()
    expect(page.locator(".pvd-summary")).to_have_text(BRETAGNE)
    expect(page).to_have_url(f"{server.url}/carte?region=53")


def test_reload_and_a_second_browser_show_the_same(
    server: Server, page: Page, context: BrowserContext
) -> None:
    page.goto(f"{server.url}/carte")
    choose(page, "Région", "Bretagne")
    expect(page).to_have_url(f"{server.url}/carte?region=53")
    page.reload()
    expect(page.locator(".pvd-summary")).to_have_text(BRETAGNE)
    other = context.new_page()
    other.goto(page.url)
    expect(other.locator(".pvd-summary")).to_have_text(BRETAGNE)


def test_an_unknown_value_is_named_and_leaves_the_address(server: Server, page: Page) -> None:
    page.goto(f"{server.url}/carte?region=bretagne&population=2000-5000")
    warning = page.get_by_role("alert")
    expect(warning).to_contain_text("La région « bretagne » de l’adresse n’existe pas ici")
    expect(warning).to_contain_text("Vouliez-vous dire Bretagne (53)")
    expect(page).to_have_url(f"{server.url}/carte?population=2000-5000")
    expect(page.locator(".pvd-summary")).to_contain_text("de 2\u202f000 à 5\u202f000 habitants")
    choose(page, "Région", "Bretagne")
    expect(page).to_have_url(re.compile("region=53"))


def test_what_an_address_says_is_shown_as_text_alone(server: Server, page: Page) -> None:
    page.goto(f"{server.url}/carte?region=[ici](https://exemple.fr)<img src=x onerror=alert(1)>")
    notice = page.get_by_role("alert")
    expect(notice).to_contain_text("« [ici](https://exemple.fr)<img src=x oner… »")
    expect(notice.locator("a, img")).to_have_count(0)


def test_an_interaction_costs_one_run(server: Server, page: Page) -> None:
    sent: list[int] = []
    page.on(
        "websocket", lambda socket: socket.on("framesent", lambda frame: sent.append(len(frame)))
    )
    page.goto(f"{server.url}/carte")
    expect(page.locator(".pvd-summary")).to_be_visible()
    settled(page)
    assert len(sent) == 1  # the first run
    choose(page, "Région", "Bretagne")
    expect(page.locator(".pvd-summary")).to_have_text(BRETAGNE)
    settled(page)
    assert len(sent) == 2
    page.locator("header").get_by_role("link", name="Fréquentation").click()
    expect(page.locator("h1")).to_have_text("Fréquentation")
    expect(page).to_have_url(f"{server.url}/frequentation?region=53")
    settled(page)
    assert len(sent) == 3


def test_a_menu_link_in_another_tab_takes_the_selection_along(server: Server, page: Page) -> None:
    page.goto(f"{server.url}/carte?region=53")
    expect(page.locator(".pvd-summary")).to_have_text(BRETAGNE)
    link = page.locator("header").get_by_role("link", name="Fréquentation")
    link.focus()
    expect(link).to_have_attribute("href", re.compile(r"/frequentation\?region=53$"))


def test_a_link_in_a_page_opens_another_without_loading_anew(server: Server, page: Page) -> None:
    page.goto(server.url)
    expect(page.locator("footer")).to_be_visible()
    settled(page)
    page.evaluate("window.stillHere = true")
    page.locator(".stHtml").get_by_role("link", name="Bretagne").click()
    expect(page.locator("h1")).to_have_text("Carte des communes")
    expect(page.locator(".pvd-summary")).to_have_text(BRETAGNE)
    expect(page).to_have_url(f"{server.url}/carte?region=53")
    assert page.evaluate("window.stillHere")
    settled(page)
    page.go_back()
    expect(page.locator("h1")).to_have_text("Vue d’ensemble")
    expect(page).to_have_url(f"{server.url}/")
