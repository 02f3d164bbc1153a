"""Each step of the guide is done by a test: here, or by one that does it for another reason too."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest
from playwright.sync_api import expect

from harness.chromium import choose, settled
from pvd_geo.ui.views import guide

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page

    from harness.server import Server

DONE_BY: Final = {
    "mon-territoire": (
        "test_guide.test_my_area",
        "test_guide.test_my_area",
        "test_guide.test_my_area",
        "test_guide.test_my_area",
    ),
    "carte": (
        "test_tasks.test_and_these_by_keyboard",
        "test_map_keys.test_paimpol_is_chosen_on_the_map_without_a_mouse",
        "test_tasks.test_a_town_by_its_name_from_every_page_its_paper_and_its_link",
    ),
    "prochaine-rencontre": ("test_guide.test_the_next_meeting",) * 3,
    "saisie": (
        "test_record.test_signed_in_without_the_right_nothing_more_is_offered",
        "test_record.test_a_tally_is_recorded_in_three_clicks_and_undone",
        "test_record.test_what_a_sheet_does_not_say_is_asked_before_anything_is_counted",
    ),
    "donnees": ("test_guide.test_a_figure_to_quote",) * 3,
}
"""The test that does each step of a task, by the page that serves it."""


def test_a_test_does_each_step() -> None:
    assert {task.path: len(task.steps) for task in guide.TASKS} == {
        path: len(tests) for path, tests in DONE_BY.items()
    }
    for name in {name for tests in DONE_BY.values() for name in tests}:
        module, _, test = name.partition(".")
        tree = ast.parse((Path(__file__).parent / f"{module}.py").read_text("utf-8"))
        assert test in {one.name for one in tree.body if isinstance(one, ast.FunctionDef)}


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """Return a page that may look at what was copied."""
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    return context.new_page()


def follow(page: Page, server: Server, path: str) -> None:
    """Open the guide and, from it, the page of a task."""
    page.goto(f"{server.url}/aide")
    expect(page.locator("footer")).to_be_visible()
    settled(page)
    page.locator(f".pvd-prose a[href='{path}']").click()
    expect(page).to_have_url(f"{server.url}/{path}")
    settled(page)


def heads(page: Page, *names: str) -> None:
    for name in names:
        expect(page.get_by_role("heading", name=name, exact=True)).to_be_visible()


def test_my_area(server: Server, page: Page) -> None:
    follow(page, server, "mon-territoire")
    choose(page, "Région", "Corse")
    heads(page, "Corse", "Les communes", "La rencontre")
    heads(page, "Ce qui distingue le territoire", "Ce qu’on ne sait pas")
    choose(page, "Département", "Haute-Corse (2B)")
    heads(page, "Haute-Corse")
    settled(page)
    page.get_by_role("button", name="Télécharger", exact=True).click()
    with page.expect_download() as started:
        page.get_by_role("button", name="Note à imprimer (PDF)").first.click()
    assert started.value.suggested_filename.endswith(".pdf")
    page.keyboard.press("Escape")
    assert page.pdf().startswith(b"%PDF")
    page.get_by_role("button", name="Copier le lien").click()
    expect(page.locator(".st-key-pvd-head .pvd-copied")).to_have_text("Lien copié")
    link = page.evaluate("navigator.clipboard.readText()")
    assert link == f"{server.url}/mon-territoire?region=94&departement=2B"
    page.goto(link)
    heads(page, "Haute-Corse")


def test_the_next_meeting(server: Server, page: Page) -> None:
    follow(page, server, "prochaine-rencontre")
    choose(page, "Région", "Bretagne")
    expect(page.get_by_text("la plus centrale à vol d’oiseau est")).to_be_visible()
    others = page.get_by_role("region", name=re.compile("ce que chacun coûte")).locator("tbody tr")
    expect(others).to_have_count(3)
    page.locator("header").get_by_role("link", name="Rencontres").first.click()
    expect(page.locator("h1")).to_have_text("Rencontres")
    choose(page, "Fiche d’une rencontre", "13 juillet 2022 · Paimpol (Bretagne)")
    sheet = page.locator(".st-key-pvd-meeting-sheet")
    expect(sheet.get_by_text("Communes à moins de 50 km")).to_be_visible()


def test_a_figure_to_quote(server: Server, page: Page) -> None:
    page.goto(server.url)
    expect(page.locator("footer")).to_be_visible()
    settled(page)
    figure = page.locator(".pvd-figure", has_text="participants")
    mark = figure.locator(".pvd-source")
    mark.locator("summary").click()
    expect(mark).to_contain_text(re.compile("ANCT, .+ 2022"))
    expect(figure.locator(".pvd-precision")).to_have_text("plus de ")
    follow(page, server, "donnees")
    quote = page.locator("#chiffre-participants")
    expect(quote).to_have_text(re.compile(r"plus de 800 personnes \(ANCT, .+ 2022\)\.$"))
