"""The pages of themes, of the next meeting and of data, as a user sees them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote_plus

import pytest
from playwright.sync_api import expect

from harness.accessibility import assert_accessible
from harness.chromium import choose, settled
from harness.server import running_server

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

    from harness.server import Server

VIEWS = (
    "themes?vue=map&region=53",
    "themes?par=department",
    "themes?vue=areas",
    "themes?vue=clusters",
    f"themes?vue={quote_plus('Deux thèmes')}",  # as in the links of before
    "themes?vue=indicators&region=04&theme=transition",
    "prochaine-rencontre?region=84",
    "prochaine-rencontre?partie=sites",
    "prochaine-rencontre?partie=reach",
    "donnees",
)


@pytest.mark.parametrize("view", VIEWS)
def test_each_view_is_accessible_and_silent(server: Server, page: Page, view: str) -> None:
    page.goto(f"{server.url}/{view}")
    expect(page.locator(".pvd-footer")).to_be_visible()
    settled(page)
    for chart in page.locator("[data-testid=stVegaLiteChart]").all():
        expect(chart.locator("canvas, svg").first).to_be_visible()
    assert_accessible(page)


def test_the_section_and_the_theme_stand_in_the_address(server: Server, page: Page) -> None:
    page.goto(f"{server.url}/themes")
    choose(page, "Thème", "Numérique")
    expect(page).to_have_url(f"{server.url}/themes?theme=numerique")
    page.get_by_role("tab", name="Territoires").click()
    expect(page.get_by_role("heading", name="Les régions, avec leur incertitude")).to_be_visible()
    expect(page).to_have_url(f"{server.url}/themes?theme=numerique&vue=areas")
    page.reload()
    expect(page.get_by_role("heading", name="Les régions, avec leur incertitude")).to_be_visible()
    expect(page.get_by_role("combobox", name="Thème")).to_have_value("Numérique")
    page.get_by_role("tab", name="Indicateurs").click()
    expect(page).to_have_url(f"{server.url}/themes?theme=numerique&vue=indicators")
    page.go_back()
    expect(page.get_by_role("heading", name="Les régions, avec leur incertitude")).to_be_visible()
    expect(page.get_by_role("tab", name="Territoires", selected=True)).to_be_visible()


def test_an_old_link_opens_and_its_address_becomes_the_new_one(server: Server, page: Page) -> None:
    page.goto(f"{server.url}/themes?vue={quote_plus('Géographie ou hasard')}&theme=habitat")
    expect(page.get_by_role("heading", name="Géographie ou hasard")).to_be_visible()
    expect(page).to_have_url(f"{server.url}/themes?theme=habitat&vue=clusters")


def test_three_hosts_are_drawn_with_their_towns(server: Server, page: Page) -> None:
    page.goto(f"{server.url}/prochaine-rencontre?region=84")
    expect(page.locator(".pvd-figures")).to_contain_text("Sury-le-Comtal")
    page.get_by_role("radio", name="3", exact=True).click()
    expect(page.locator(".pvd-figures")).to_contain_text("lieux proposés")
    expect(page).to_have_url(re.compile(r"[?&]nombre=3(&|$)"))
    expect(page.frame_locator("iframe").locator(".pvd-map")).to_have_attribute(
        "data-pvd-shown", "226"
    )
    page.get_by_role("button", name="Télécharger").click()
    # The towns of the selection come first, what this page computes of them after.
    tables = page.get_by_role("button", name="CSV")
    expect(tables).to_have_count(2)
    with page.expect_download() as waiting:
        tables.last.click()
    lines = waiting.value.path().read_text("utf-8-sig").splitlines()
    assert lines[0].startswith("Code INSEE;Commune;Département;Habitants;")
    assert sum(line.count(";") == 6 for line in lines) == 227
    assert any("Hakimi 1964" in line for line in lines)


def test_what_only_one_page_asks_does_not_follow_to_another(server: Server, page: Page) -> None:
    page.goto(f"{server.url}/prochaine-rencontre?region=84&nombre=2")
    expect(page.locator(".pvd-figures")).to_contain_text("lieux proposés")
    page.locator("header").get_by_role("link", name="Thèmes").click()
    expect(page.locator("h1")).to_have_text("Thèmes")
    expect(page).to_have_url(f"{server.url}/themes?region=84")


def test_a_long_search_shows_progress_and_can_be_stopped(tmp_path: Path, page: Page) -> None:
    script = "tests/browser/apps/changed_server.py"
    with running_server(tmp_path / "log", script, TEST_ENDLESS_SEARCH="1") as server:
        page.goto(f"{server.url}/prochaine-rencontre?nationale=true&nombre=3")
        expect(page.get_by_text("Recherche de l’optimum")).to_be_visible()
        page.get_by_role("button", name="Arrêter la recherche").click()
        expect(page.get_by_text("Recherche arrêtée")).to_be_visible()
        expect(page.get_by_role("button", name="Reprendre la recherche")).to_be_visible()
        page.close()
