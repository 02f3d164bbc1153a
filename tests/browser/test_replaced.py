"""A server that is replaced under pages that stay open: they are used on, without a reload.

Covers: ui.parts.rounds.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from harness.chromium import settled
from harness.processes import free_port, stop
from harness.provider import EDITOR, running_provider, settings_for, sign_in
from harness.server import start
from harness.sheets import TWELVE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import BrowserContext, Page

    from harness.chromium import Guard
    from harness.server import Server

TWELVE_TOWNS = re.compile(r"\b12\s+communes")
SAVED = re.compile(r"Saisie n° \d+ enregistrée")
MEETING = re.compile("^Martinique")
TYPED = {"Public attendu": "80", "Titre": "Au François"}
LINE = ".stApp[data-test-connection-state='CONNECTED']"


class Place:
    """A port at which one server takes the other's place."""

    def __init__(self, folder: Path, **environment: str) -> None:
        self.port = free_port()
        self._folder, self._environment = folder, environment
        self.server = self._begin()

    def _begin(self) -> Server:
        log = self._folder / f"{len(list(self._folder.glob('*.log')))}.log"
        return start(log, port=self.port, **self._environment).wait()

    def replace(self, page: Page) -> None:
        """End the server, start another one; return when the page has a line again."""
        stop(self.server.process)
        page.locator(f".stApp:not({LINE})").wait_for()
        self.server = self._begin()
        page.locator(LINE).wait_for()


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """Return a server with sign-in that can be replaced."""
    folder = tmp_path_factory.mktemp("place")
    with running_provider(folder / "provider.txt") as provider:
        environment = settings_for(provider, folder / "secrets") | {
            "PVD_DATABASE_URL": f"sqlite:///{folder}/pvd.sqlite"
        }
        place = Place(folder, **environment)
        yield place
        stop(place.server.process)


@pytest.fixture(autouse=True)
def _a_cut_line_is_no_fault(
    context: BrowserContext,  # noqa: ARG001 - it complains when it is closed, after this
    guard: Guard,
) -> Iterator[None]:
    yield
    guard.outside[:] = [url for url in guard.outside if "jsdelivr" not in url]
    guard.complaints.clear()  # of connections refused, and the provider's own


def test_an_open_page_is_used_on_with_its_selection(place: Place, page: Page) -> None:
    page.goto(f"{place.server.url}/carte?region=53")
    settled(page)
    place.replace(page)
    # At once: nothing that can be chosen is lost. Typed, as a click on a page that is still at work
    # may open the list and shut it.
    page.get_by_role("combobox", name="Région").fill("Corse")
    page.get_by_role("option", name="Corse", exact=True).click()
    expect(page).to_have_url(f"{place.server.url}/carte?region=94")
    expect(page.locator(".stMain").get_by_text(TWELVE_TOWNS).first).to_be_visible()


def test_what_is_typed_stays_and_a_file_that_went_is_asked_for_again(
    place: Place, page: Page
) -> None:
    enter(page, place)
    bring(page)
    expect(page.get_by_role("button", name="Enregistrer")).to_be_visible()
    place.replace(page)
    said = page.locator(".stMain").get_by_text("apportez de nouveau « feuille.csv »")
    expect(said).to_be_visible()
    expect(page.get_by_role("button", name="Enregistrer")).to_have_count(0)
    bring(page)
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.get_by_text(SAVED)).to_be_visible()

    page.get_by_role("tab", name="Les rencontres").click()
    pick_meeting(page)
    for label, text in TYPED.items():
        page.get_by_label(label).fill(text)
        page.get_by_label(label).press("Tab")
        settled(page)
    place.replace(page)
    settled(page)
    for label, text in TYPED.items():
        expect(page.get_by_label(label)).to_have_value(text)
    page.get_by_role("button", name=re.compile("^Enregistrer")).click()
    expect(page.get_by_text(SAVED)).to_be_visible()
    page.reload()
    pick_meeting(page)
    for label, text in TYPED.items():
        expect(page.get_by_label(label)).to_have_value(text)


def enter(page: Page, place: Place) -> None:
    page.context.route(re.compile("jsdelivr"), lambda route: route.abort())  # the provider's own
    page.goto(f"{place.server.url}/saisie")
    sign_in(page, EDITOR)
    expect(page.get_by_text("Connecté")).to_be_visible()
    settled(page)


def bring(page: Page) -> None:
    file = {"name": "feuille.csv", "mimeType": "text/csv", "buffer": TWELVE.read_bytes()}
    page.locator("input[type=file]").set_input_files(file)  # type: ignore[arg-type]


def pick_meeting(page: Page) -> None:
    page.get_by_role("combobox", name="Rencontre à créer ou à modifier").click()
    page.get_by_role("option", name=MEETING).click()
