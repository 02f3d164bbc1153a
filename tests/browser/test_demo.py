"""`make demo` in a browser: marked on every page, paper and file; the tour of docs/recording.md."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import zipfile
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from demo import provider
from demo.__main__ import SAMPLES
from demo.banner import SENTENCE
from harness.accessibility import assert_accessible
from harness.chromium import choose, settled
from harness.processes import free_port
from harness.programs import program
from harness.server import ROOT
from pvd_geo.ui import navigation

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return where the demonstration is; it leaves nothing behind."""
    folder = tmp_path_factory.mktemp("demo")
    url = f"http://{provider.ADDRESS}:{free_port()}"
    with subprocess.Popen(
        [sys.executable, "-m", "demo", "--port", url.rpartition(":")[2]],
        cwd=ROOT,
        env={name: value for name, value in os.environ.items() if not name.startswith("PVD_")}
        | {"TMPDIR": str(folder)},
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            assert process.stdout is not None
            said = process.stdout.readline()
            assert f"{url}/saisie" in said
            assert "anne" in said
            assert str(SAMPLES) in said
            yield url
        finally:
            process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=60) == 0
    assert not list(folder.glob("pvd-demonstration-*"))


def marked(page: Page) -> None:
    banner = page.get_by_role("complementary", name="Démonstration")
    expect(banner).to_be_in_viewport(ratio=1)
    expect(banner).to_have_text(SENTENCE)
    assert "Démonstration" in page.title()


def text_of(pdf: Path) -> str:
    told = subprocess.run(
        [program("pdftotext"), "-layout", pdf, "-"], capture_output=True, check=True
    )
    return told.stdout.decode()


def cells_of(workbook: Path) -> str:
    return zipfile.ZipFile(workbook).read("xl/sharedStrings.xml").decode()


def plain(file: Path) -> str:
    return file.read_text("utf-8-sig")


FILES = {
    "Note à imprimer (PDF)": text_of,
    "Excel (XLSX)": cells_of,
    "CSV": plain,
    "GeoJSON": plain,
    "Carte (HTML)": plain,
    "Dessin (SVG)": plain,
}


@pytest.mark.parametrize(
    "context_options",
    [
        {"viewport": {"width": width, "height": 844}, "color_scheme": scheme, "locale": "fr-FR"}
        for width, scheme in ((1440, "light"), (390, "dark"))
    ],
    ids=["desktop", "phone"],
)
def test_every_page_is_marked_wherever_it_is_scrolled_to(demo: str, page: Page) -> None:
    for entry in navigation.MENU:
        page.goto(f"{demo}/{entry.url_path}")
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        settled(page)
        page.mouse.move(200, 400)
        page.mouse.wheel(0, 5000)
        marked(page)
        # The banner takes its line from the page, and nothing beside.
        assert page.evaluate("document.documentElement.scrollHeight <= innerHeight")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        if entry.url_path == navigation.RECORD:
            assert_accessible(page)  # its main button, in both themes
        page.locator("footer").first.evaluate("element => element.scrollIntoView()")
        assert page.evaluate("document.querySelector('.stApp').getBoundingClientRect().bottom") == (
            page.evaluate("document.querySelector('.stMain').getBoundingClientRect().bottom")
        )
    assert_accessible(page)


def test_each_sheet_of_paper_and_each_file_is_marked(demo: str, page: Page, tmp_path: Path) -> None:
    page.goto(f"{demo}/mon-territoire?region=53")
    page.locator("footer").wait_for()
    settled(page)
    paper = tmp_path / "page.pdf"
    page.pdf(path=paper, prefer_css_page_size=True)
    for sheet in text_of(paper).rstrip("\f").split("\f"):
        assert "DÉMONSTRATION" in sheet
    page.get_by_role("button", name="Télécharger", exact=True).click()
    expect(page.get_by_role("button", name="CSV", exact=True)).to_be_visible()
    offered = [
        (label, read, button)
        for label, read in FILES.items()
        for button in page.get_by_role("button", name=label, exact=True).all()
    ]
    assert len(offered) > len(FILES)  # more than one chart
    for label, read, button in offered:
        with page.expect_download() as taken:
            button.click()
        assert taken.value.suggested_filename.startswith("demonstration-pvd-")
        taken.value.save_as(tmp_path / "file")
        assert "DÉMONSTRATION" in read(tmp_path / "file"), label
    calendar = page.request.get(f"{demo}/pvd/calendar/53.ics")
    assert calendar.text().count("DÉMONSTRATION") > 2
    assert "demonstration-rencontres" in calendar.headers["content-disposition"]


def test_the_tour_import_undo_and_the_door(
    demo: str, page: Page, browser: Browser, tmp_path: Path
) -> None:
    page.goto(f"{demo}/saisie")
    page.get_by_role("button", name="Se connecter").click()
    expect(page.get_by_role("heading", name="Qui êtes-vous")).to_be_visible()
    marked(page)
    assert_accessible(page)
    page.get_by_role("button", name=provider.EDITOR, exact=True).click()
    expect(page.get_by_text(provider.EMAIL, exact=True)).to_be_visible()
    settled(page)

    page.locator("input[type=file]").set_input_files(SAMPLES / "demonstration-2-decompte.csv")
    expect(page.get_by_role("heading", name="Aperçu avant enregistrement")).to_be_visible()
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.get_by_text("Saisie n° 1 enregistrée")).to_be_visible()
    settled(page)
    page.get_by_role("combobox", name="Annuler une saisie").click()
    page.get_by_role("option").first.click()
    page.get_by_role("button", name="Annuler…").click()
    page.get_by_role("button", name="Confirmer l’annulation").click()
    expect(page.get_by_text("Saisie n° 1 annulée")).to_be_visible()
    settled(page)

    page.get_by_role("tab", name="Compter à l’entrée").click()
    choose(page, "Rencontre", "Corse (Corte), 24/06/2022")
    page.get_by_role("button", name="Ouvrir l’accueil").click()
    link = page.get_by_role("link", name="/ici/")
    address = link.get_attribute("href")
    assert address is not None
    assert address.startswith(f"{demo}/ici/")
    with page.expect_download() as taken:
        page.get_by_role("button", name="Affiche PDF").click()
    taken.value.save_as(tmp_path / "poster.pdf")
    assert "Démonstration – Rencontre de Corse" in text_of(tmp_path / "poster.pdf")
    with browser.new_context(
        java_script_enabled=False, viewport={"width": 390, "height": 844}
    ) as phones:
        phone = phones.new_page()
        phone.goto(address)
        marked(phone)
        phone.get_by_label("Élu").check()
        phone.get_by_role("button", name="Je suis là").click()
        expect(phone.get_by_role("status")).to_contain_text("C’est noté")
        marked(phone)
    expect(page.get_by_text("1 personne")).to_be_visible()
