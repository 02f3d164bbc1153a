"""Take docs/screenshots anew: every page of the menu, two widths, both themes; and the tour.

Usage: python scripts/screenshots.py [page ...], a page being the name of its script, or ``tour``
for the pictures of docs/recording.md, which are of ``make demo``.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT)]

from demo.__main__ import SAMPLES  # noqa: E402
from demo.provider import ADDRESS, EDITOR  # noqa: E402
from harness.chromium import DESKTOP, PHONE, choose, launched, settled  # noqa: E402
from harness.processes import free_port  # noqa: E402
from harness.server import running_server  # noqa: E402
from pvd_geo.ui import navigation  # noqa: E402

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page, ViewportSize

FOLDER = ROOT / "docs" / "screenshots"
TOUR = "tour"
_WINDOW: ViewportSize = {"width": 1200, "height": 800}
LIKE_A_VISIT = {
    "towns": "?region=53&theme=habitat",
    "my_area": "?region=53",
    "next_meeting": "?region=84",
}
"""What is chosen on a page, where the bare page would show too little."""


def main(wanted: list[str]) -> None:
    """Start the dashboard and photograph its pages."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = launched(playwright)
        if wanted != [TOUR]:
            _menu(browser, Path(folder), wanted)
        if not wanted or TOUR in wanted:
            _tour(browser, Path(folder))
        browser.close()


def _menu(browser: Browser, folder: Path, wanted: list[str]) -> None:
    with running_server(folder / "log") as server:
        for entry in navigation.entries():
            name = entry.file.removesuffix(".py")
            if not wanted or name in wanted:
                _photograph(
                    browser, f"{server.url}/{entry.url_path}{LIKE_A_VISIT.get(name, '')}", name
                )


def _tour(browser: Browser, folder: Path) -> None:
    """Go through the demonstration as docs/recording.md tells it."""
    url = f"http://{ADDRESS}:{free_port()}"
    command = [sys.executable, "-m", "demo", "--port", url.rpartition(":")[2]]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) as demo:
        try:
            assert demo.stdout is not None  # noqa: S101 - a pipe was asked for
            demo.stdout.readline()  # said once it is up
            page = browser.new_context(viewport=_WINDOW, locale="fr-FR").new_page()
            page.goto(f"{url}/saisie")
            page.get_by_role("button", name="Se connecter").click()
            page.get_by_role("heading", name="Qui êtes-vous").wait_for()
            _take(page, "sign-in")
            page.get_by_role("button", name=EDITOR, exact=True).click()
            page.get_by_text("Connecté").wait_for()
            _import(page)
            _door(browser, page, folder)
        finally:
            demo.terminate()


def _import(page: Page) -> None:
    settled(page)
    page.locator("input[type=file]").set_input_files(SAMPLES / "demonstration-2-decompte.csv")
    heading = page.get_by_role("heading", name="Aperçu avant enregistrement")
    heading.wait_for()
    _take(page, "preview", heading)
    page.get_by_role("button", name="Enregistrer").click()
    done = page.get_by_text("Saisie n° 1 enregistrée")
    done.wait_for()
    _take(page, "recorded", page.get_by_role("tab").first)
    page.get_by_role("combobox", name="Annuler une saisie").click()
    page.get_by_role("option").first.click()
    page.get_by_role("button", name="Annuler…").click()
    page.get_by_role("button", name="Confirmer l’annulation").wait_for()
    _take(page, "undo", page.get_by_role("heading", name="Historique"))
    page.get_by_role("button", name="Confirmer l’annulation").click()
    page.get_by_text("Saisie n° 1 annulée").wait_for()


def _door(browser: Browser, page: Page, folder: Path) -> None:
    settled(page)
    page.get_by_role("tab", name="Compter à l’entrée").click()
    choose(page, "Rencontre", "Corse (Corte), 24/06/2022")
    page.get_by_role("button", name="Ouvrir l’accueil").click()
    address = page.get_by_role("link", name="/ici/").get_attribute("href") or ""
    phone = browser.new_context(viewport=PHONE, locale="fr-FR").new_page()
    for who in ("Élu", "Partenaire", "Chef de projet"):
        phone.goto(f"{address}?suivante=1")
        phone.get_by_label(who).check()
        phone.get_by_label("Votre commune").select_option("2B096")
        _take(phone, "phone")
        phone.get_by_role("button", name="Je suis là").click()
        phone.get_by_role("status").wait_for()
    page.get_by_text("3 personnes").wait_for()
    _take(page, "door", page.get_by_role("tab").first)
    with page.expect_download() as taken:
        page.get_by_role("button", name="Affiche PDF").click()
    taken.value.save_as(folder / "poster.pdf")
    drawn = ["pdftoppm", "-png", "-r", "60", "-singlefile", str(folder / "poster.pdf")]
    subprocess.run([*drawn, str(FOLDER / f"{TOUR}-poster")], check=True)


def _take(page: Page, name: str, top: Locator | None = None) -> None:
    """Photograph the window, with an element at its top."""
    if top:
        top.evaluate("element => element.scrollIntoView({block: 'start'})")
        page.mouse.move(0, 0)
    if page.locator(".stApp").count():
        settled(page)
    page.wait_for_timeout(500)  # what fades in
    page.screenshot(path=FOLDER / f"{TOUR}-{name}.png")


def _photograph(browser: Browser, url: str, name: str) -> None:
    for size in (DESKTOP, PHONE):
        for scheme in ("light", "dark"):
            context = browser.new_context(viewport=size, color_scheme=scheme, locale="fr-FR")
            page = context.new_page()
            page.goto(url)
            page.locator("footer").wait_for(timeout=60_000)
            settled(page)
            page.wait_for_load_state("networkidle")
            # Maps and charts draw themselves after the last answer has come.
            page.wait_for_timeout(1500)
            page.screenshot(path=FOLDER / f"{name}-{size['width']}-{scheme}.png")
            context.close()


if __name__ == "__main__":
    main(sys.argv[1:])
