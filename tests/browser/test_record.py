"""Saisie in a real browser, with a real OpenID Connect provider: who gets in, and what they do."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from harness import lists
from harness.accessibility import assert_accessible
from harness.chromium import settled
from harness.personal import contributions, people, sign_in_list, traces
from harness.provider import CLAIMANT, EDITOR, VISITOR, running_provider, settings_for, sign_in
from harness.server import ROOT, Server, running_server
from harness.sheets import CORPUS, SIGN_IN, TWELVE, hostile_contributions
from pvd_geo.ui import navigation

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, BrowserContext, Locator, Page

    from harness.chromium import Guard


@pytest.fixture(scope="module")
def provider(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with running_provider(tmp_path_factory.mktemp("provider") / "provider.log") as url:
        yield url


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, provider: str) -> Iterator[tuple[Server, Path]]:
    """Return a dashboard with sign-in, and the folder that holds all it may write."""
    folder = tmp_path_factory.mktemp("desk")
    (folder / "tmp").mkdir()
    environment = settings_for(provider, folder / "secrets") | {
        "PVD_DATABASE_URL": f"sqlite:///{folder}/var/pvd.sqlite",
        "PVD_EDITOR_CLAIM": "groups=pvd-saisie",
        "TMPDIR": str(folder / "tmp"),
        "HOME": str(folder),
    }
    with running_server(folder / "server.log", **environment) as running:
        yield running, folder


@pytest.fixture(autouse=True)
def _provider_is_not_ours(context: BrowserContext, guard: Guard) -> Iterator[None]:
    # The provider's own page asks a public host for its style, which the tests do not have.
    context.route(re.compile("jsdelivr"), lambda route: route.abort())
    yield
    guard.outside[:] = [url for url in guard.outside if "jsdelivr" not in url]
    guard.complaints[:] = [text for text in guard.complaints if not _is_providers(text)]


def _is_providers(complaint: str) -> bool:
    return "jsdelivr" in complaint or "favicon.ico" in complaint


def enter(page: Page, server: Server, who: str) -> None:
    page.goto(f"{server.url}/saisie")
    sign_in(page, who)
    page.wait_for_url(f"{server.url}/saisie")
    expect(page.get_by_text("Connecté")).to_be_visible()


def on(page: Page, words: str) -> Locator:
    """Return where a page says something; what reads it aloud holds the same words."""
    return page.locator(".stMain").get_by_text(words)


def bring(page: Page, file: Path | bytes) -> None:
    payload = (
        {"name": "contributions.csv", "mimeType": "text/csv", "buffer": file}
        if isinstance(file, bytes)
        else file
    )
    settled(page)  # else the field may be one that is about to go
    page.locator("input[type=file]").set_input_files(payload)  # type: ignore[arg-type]


def record(page: Page, file: Path | bytes) -> None:
    bring(page, file)
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.get_by_text(re.compile(r"Saisie n° \d+ enregistrée"))).to_be_visible()


def is_shut(page: Page) -> None:
    settled(page)
    expect(page.get_by_role("heading", name="Saisie")).to_be_visible()
    expect(page.locator("input[type=file]")).to_have_count(0)
    expect(page.get_by_text("Historique")).to_have_count(0)


def test_without_a_provider_the_page_is_closed_and_the_log_says_how_to_open_it(
    server: Server, page: Page
) -> None:
    page.goto(f"{server.url}/saisie")
    expect(on(page, "La saisie est fermée")).to_be_visible()
    # What an operator has to do is no visitor's business.
    expect(page.locator("header").get_by_role("link", name="Saisie")).to_have_count(0)
    expect(page.get_by_text("secrets.toml")).to_have_count(0)
    assert "docs/recording.md says how to open it" in server.log.read_text("utf-8")
    is_shut(page)


def test_signed_out_the_page_only_offers_to_sign_in(desk: tuple[Server, Path], page: Page) -> None:
    page.goto(f"{desk[0].url}/saisie")
    expect(page.get_by_role("button", name="Se connecter")).to_be_visible()
    is_shut(page)


def test_a_visit_by_address_right_after_the_start_is_shut_too(
    provider: str, tmp_path: Path, context: BrowserContext
) -> None:
    with running_server(tmp_path / "log", **settings_for(provider, tmp_path)) as cold:
        page = context.new_page()
        page.goto(f"{cold.url}/saisie")
        expect(page.get_by_role("button", name="Se connecter")).to_be_visible()
        is_shut(page)
        page.close()


def test_signed_in_without_the_right_nothing_more_is_offered(
    desk: tuple[Server, Path], page: Page
) -> None:
    page.goto(f"{desk[0].url}/saisie")
    sign_in(page, VISITOR)
    expect(on(page, "Votre compte n’a pas le droit de saisir")).to_be_visible()
    expect(page.get_by_text("eve@exemple.fr")).to_be_visible()
    is_shut(page)


def test_a_claim_of_the_provider_opens_the_page(desk: tuple[Server, Path], page: Page) -> None:
    enter(page, desk[0], CLAIMANT)
    expect(page.locator("input[type=file]")).to_have_count(1)


def test_signing_out_shuts_the_page(desk: tuple[Server, Path], page: Page) -> None:
    enter(page, desk[0], CLAIMANT)
    page.get_by_role("button", name="Se déconnecter").click()
    page.wait_for_url(lambda url: "saisie" not in url)
    page.goto(f"{desk[0].url}/saisie")
    expect(page.get_by_role("button", name="Se connecter")).to_be_visible()
    is_shut(page)


def test_signing_out_in_one_tab_ends_the_others_and_every_copy_of_the_cookie(
    desk: tuple[Server, Path], page: Page, browser: Browser
) -> None:
    server, _ = desk
    enter(page, server, EDITOR)
    other = page.context.new_page()
    other.goto(f"{server.url}/saisie")
    bring(other, TWELVE)
    button = other.get_by_role("button", name="Enregistrer")
    expect(button).to_be_visible()
    copied = page.context.cookies()
    page.get_by_role("button", name="Se déconnecter").click()
    page.wait_for_url(lambda url: "saisie" not in url)
    button.click()
    expect(on(other, "Votre connexion a été terminée").first).to_be_visible()
    is_shut(other)
    thief = browser.new_context()
    thief.add_cookies(copied)  # type: ignore[arg-type]
    opened = thief.new_page()
    opened.goto(f"{server.url}/saisie")
    expect(on(opened, "Votre connexion a été terminée")).to_be_visible()
    is_shut(opened)
    thief.close()
    other.goto(f"{server.url}/frequentation")
    expect(other.get_by_text("0 sur 12")).to_be_visible()
    other.close()
    # Signing in again opens it again.
    enter(page, server, EDITOR)
    expect(page.locator("input[type=file]")).to_have_count(1)


def test_a_sign_in_that_expires_shuts_the_page_and_refuses_the_last_click(
    provider: str, tmp_path: Path, context: BrowserContext
) -> None:
    clock = tmp_path / "clock"
    clock.write_text("0")
    environment = settings_for(provider, tmp_path) | {
        "PVD_SIGN_IN_MINUTES": "480",
        "TEST_CLOCK": str(clock),
    }
    script = "tests/browser/apps/changed_server.py"
    with running_server(tmp_path / "log", script, **environment) as server:
        page = context.new_page()
        enter(page, server, EDITOR)
        bring(page, TWELVE)
        button = page.get_by_role("button", name="Enregistrer")
        expect(button).to_be_visible()
        clock.write_text("9")
        button.click()
        expect(on(page, "Votre connexion a expiré")).to_be_visible()
        is_shut(page)
        page.goto(f"{server.url}/frequentation")
        expect(page.get_by_text("0 sur 12")).to_be_visible()
        page.close()


def test_faults_are_named_by_line_and_nothing_is_stored(
    desk: tuple[Server, Path], page: Page
) -> None:
    enter(page, desk[0], EDITOR)
    bring(page, CORPUS / "tally-values.csv")
    expect(page.get_by_text("14 choses à corriger : rien n’est enregistré")).to_be_visible()
    expect(page.get_by_text("Ligne 3, colonne « public »")).to_be_visible()
    assert_accessible(page)
    expect(page.get_by_role("button", name="Enregistrer")).to_have_count(0)
    expect(page.get_by_text("Aucune saisie pour le moment")).to_be_visible()


def test_a_tally_is_recorded_in_three_clicks_and_undone(
    desk: tuple[Server, Path], page: Page
) -> None:
    enter(page, desk[0], EDITOR)
    # One click opens the choice of a file, one chooses it, one records.
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Choisir un fichier").click()
    chooser.value.set_files(TWELVE)
    expect(page.get_by_text("12 rencontres relevées sur 12")).to_be_visible()
    settled(page)
    assert_accessible(page)
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.get_by_text("Saisie n° 1 enregistrée")).to_be_visible()
    expect(page.get_by_text("anne@exemple.fr", exact=True)).to_have_count(2)

    reader = page.context.new_page()
    for path, words in (("", "12 rencontres sur 12"), ("/frequentation", "12 sur 12")):
        reader.goto(f"{desk[0].url}{path}")
        settled(reader)
        expect(reader.get_by_text(words).first).to_be_visible()
        expect(reader.get_by_text("estimé", exact=True)).to_have_count(0)
    reader.close()

    bring(page, TWELVE)
    expect(on(page, "Cette feuille est déjà enregistrée")).to_be_visible()
    page.get_by_role("button", name="Abandonner").click()
    expect(page.get_by_role("button", name="Abandonner")).to_have_count(0)
    settled(page)
    page.get_by_role("combobox", name="Annuler une saisie").click()
    page.get_by_role("option").first.click()
    page.get_by_role("button", name="Annuler…").click()
    page.get_by_role("button", name="Confirmer l’annulation").click()
    expect(page.get_by_text("Saisie n° 1 annulée")).to_be_visible()
    page.goto(f"{desk[0].url}/frequentation")
    expect(page.get_by_text("0 sur 12")).to_be_visible()


STATUSES = (
    "rencontre;public;nom;commune;présence ![x](y)\n"
    "Corte;élu;Riou;;oui\nCorte;élu;Santoni;;oui\nCorte;élu;Luciani;;excusé\n"
    "Corte;élu;Abgrall;;:red[?]\n"
).encode()


def test_what_a_sheet_does_not_say_is_asked_before_anything_is_counted(
    desk: tuple[Server, Path], page: Page
) -> None:
    enter(page, desk[0], EDITOR)
    bring(page, STATUSES)
    expect(page.get_by_role("heading", name="3 questions avant l’aperçu")).to_be_visible()
    # What the file says is text, in headings and labels too.
    expect(page.get_by_role("heading", name="présence ![x](y)")).to_be_visible()
    expect(page.get_by_text("« :red[?] »").first).to_be_visible()
    assert_accessible(page)
    expect(page.get_by_role("button", name="Enregistrer")).to_have_count(0)
    send = page.get_by_role("button", name="Compter ainsi")
    send.click()  # two have a proposal, the third has none
    expect(page.get_by_role("heading", name="1 question avant l’aperçu")).to_be_visible()
    page.get_by_role("combobox", name=re.compile("red")).click()
    page.get_by_role("option", name="ne pas compter : on ne sait pas").click()
    send.click()
    expect(page.get_by_text("Aperçu avant enregistrement")).to_be_visible()
    expect(on(page, "Non comptés")).to_contain_text("1 excusé (ligne 4)")
    row = page.get_by_role("row", name=re.compile("Corte"))
    expect(row).to_contain_text("2 relevé")
    settled(page)
    assert_accessible(page)
    # Another file is asked about anew, though its questions have the same names.
    page.get_by_role("button", name="Abandonner").click()
    expect(page.get_by_role("button", name="Abandonner")).to_have_count(0)
    bring(page, STATUSES + "Corte;élu;Anton;;oui\n".encode())
    expect(page.get_by_role("heading", name="3 questions avant l’aperçu")).to_be_visible()


def test_no_person_of_a_sheet_is_found_afterwards(desk: tuple[Server, Path], page: Page) -> None:
    server, folder = desk
    enter(page, server, EDITOR)
    bring(page, SIGN_IN)
    expect(on(page, "12 noms ou prénoms")).to_be_visible()
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.get_by_text("enregistrée")).to_be_visible()
    bring(page, CORPUS / "contributions.csv")
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.get_by_text(re.compile("enregistrée : 2 rencontres"))).to_be_visible()
    people = (
        *("Kervella", "Maïwenn", "Soizic", "Abgrall", "Santoni", "Ghjulia", "exemple.bzh"),
        *("exemple.corsica", "61 91 12 34", "65 71 00 00", "sign-in.csv", "DDTM"),
    )
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert any(path.name == "pvd.sqlite" for path in files)
    assert folder / "server.log" in files
    for path in files:
        content = path.read_bytes()
        for person in people:
            for encoding in ("utf-8", "cp1252", "utf-16-le"):
                assert person.encode(encoding) not in content, (path, person)


def test_what_may_be_a_name_is_highlighted_and_taken_out(
    desk: tuple[Server, Path], page: Page
) -> None:
    server, folder = desk
    enter(page, server, EDITOR)
    lines = (
        "rencontre;theme;nature;texte;groupe;auteur",
        "Corte;habitat;idée;Lannuzel refuse le sens unique;1;Petit",
        "Corte;habitat;idée;La Maison Quemeneur pourrait rouvrir;1;Petit",
        "Corte;habitat;idée;Aider un petit commerce;1;Petit",
    )
    bring(page, "\n".join(lines).encode())
    marks = page.locator("mark")
    expect(marks).to_have_text(["Lannuzel", "Quemeneur"])
    expect(on(page, "2 passages peuvent nommer une personne")).to_be_visible()
    assert_accessible(page)
    page.get_by_role("combobox", name="Passages surlignés à retirer").click()
    page.get_by_role("option", name="Lannuzel").click()
    expect(marks).to_have_text(["Quemeneur"])
    expect(page.get_by_text("[nom retiré] refuse le sens unique")).to_be_visible()
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.get_by_text(re.compile("enregistrée : 1 rencontre"))).to_be_visible()
    reader = page.context.new_page()
    reader.goto(f"{server.url}/rencontres?rencontre=corse")
    expect(reader.get_by_text("La Maison Quemeneur pourrait rouvrir")).to_be_visible()
    expect(reader.get_by_text("[nom retiré] refuse le sens unique")).to_be_visible()
    reader.close()
    for path in folder.rglob("*"):
        assert not path.is_file() or b"Lannuzel" not in path.read_bytes(), path


def test_nothing_of_three_hundred_people_remains(desk: tuple[Server, Path], page: Page) -> None:
    server, folder = desk
    everybody = people()
    enter(page, server, EDITOR)
    record(page, contributions(everybody))
    record(page, sign_in_list(everybody))
    served = []
    for entry in navigation.entries():
        page.goto(f"{server.url}/{entry.url_path}?rencontre=bretagne&theme=habitat")
        settled(page)
        served.append(page.content())
    assert any("[nom retiré]" in html for html in served)
    # Some names stand in our own words and towns: "roland" in Beaune-la-Rolande.
    ours = [*(ROOT / "data").glob("*.*"), *(ROOT / "src").rglob("*.py")]
    own = traces(everybody, b"\n".join(path.read_bytes() for path in ours))
    assert len(own) < len(everybody) / 10
    assert traces(everybody, "".join(served).encode()) <= own
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert {"pvd.sqlite", "server.log"} <= {path.name for path in files}
    for path in files:
        assert traces(everybody, path.read_bytes()) == set(), path


def test_scripts_in_a_sheet_are_text_on_every_page(desk: tuple[Server, Path], page: Page) -> None:
    enter(page, desk[0], EDITOR)
    bring(page, CORPUS / "html-everywhere.csv")
    expect(page.get_by_text("<img src=x onerror=alert(1)>").first).to_be_visible()
    no_script(page)
    record(page, hostile_contributions())
    no_script(page)
    for entry in navigation.entries():
        page.goto(f"{desk[0].url}/{entry.url_path}?region=53&rencontre=bretagne&theme=habitat")
        expect(page.locator("h1")).to_have_text(entry.title)
        settled(page)
        no_script(page)


def no_script(page: Page) -> None:
    for frame in page.frames:
        assert frame.locator("img[src='x'], [onerror], script:text('pwned')").count() == 0
        assert frame.title() != "pwned"


def test_a_later_list_comes_into_force_after_a_decision_and_is_taken_back(
    desk: tuple[Server, Path], page: Page
) -> None:
    enter(page, desk[0], EDITOR)
    page.get_by_role("tab", name="Les communes").click()
    expect(page.get_by_text("Colonnes d’une liste")).to_be_visible()
    bring(page, lists.reordered())
    choice = page.get_by_role("radiogroup", name=re.compile("01004 Ambérieu-en-Bugey"))
    expect(choice).to_be_visible()
    confirm = page.get_by_role("button", name="Mettre ce fichier en vigueur")
    expect(confirm).to_be_disabled()
    settled(page)
    assert_accessible(page)
    choice.get_by_text("commune nouvelle, à admettre").click()
    expect(confirm).to_be_enabled()
    for told in ("Communes séparées (1)", "Communes qui partent (1)", "Chiffres clés (3)"):
        expect(page.get_by_role("heading", name=told)).to_be_visible()
    confirm.click()
    expect(page.get_by_text(re.compile(r"Liste n° \d+ en vigueur"))).to_be_visible()

    reader = page.context.new_page()
    reader.goto(f"{desk[0].url}/carte?commune=01004")
    expect(reader.get_by_role("heading", name="Ambérieu-en-Bugey")).to_be_visible()
    reader.close()

    settled(page)
    page.get_by_role("combobox", name="Annuler une saisie").click()
    page.get_by_role("option").first.click()
    page.get_by_role("button", name="Annuler…").click()
    page.get_by_role("button", name="Confirmer l’annulation").click()
    expect(page.get_by_text(re.compile(r"Saisie n° \d+ annulée"))).to_be_visible()
    page.goto(f"{desk[0].url}/carte")
    expect(page.get_by_text(re.compile(r"1.645 communes")).first).to_be_visible()
