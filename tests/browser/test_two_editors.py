"""Two editors in two browsers, through two servers on one PostgreSQL, change the same meeting."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from harness.chromium import settled
from harness.postgres import running_cluster
from harness.provider import CLAIMANT, EDITOR, running_provider, settings_for, sign_in
from harness.server import Server, running_server
from pvd_geo import store

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

MEETING = re.compile("^Martinique")
SAVED = re.compile(r"Saisie n° \d+ enregistrée")
MEANWHILE = "Cette rencontre a changé entre-temps"


@pytest.fixture(scope="module")
def replicas(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Server, Server, str]]:
    """Return two servers with sign-in, and the address of the store that they share."""
    folder = tmp_path_factory.mktemp("replicas")
    with running_provider(folder / "provider.log") as provider, running_cluster() as cluster:
        shared = cluster.new_database()
        environment = settings_for(provider, folder) | {
            "PVD_DATABASE_URL": shared,
            "PVD_EDITOR_CLAIM": "groups=pvd-saisie",
        }
        with (
            running_server(folder / "one.log", **environment) as one,
            running_server(folder / "two.log", **environment) as two,
        ):
            yield one, two, shared


def desk(browser: Browser, server: Server, who: str) -> Page:
    """Return the form of the meeting, open in a browser of somebody's own."""
    context = browser.new_context(locale="fr-FR", viewport={"width": 1440, "height": 900})
    context.route(re.compile("jsdelivr"), lambda route: route.abort())  # the provider's own page
    context.set_default_timeout(60_000)
    page = context.new_page()
    page.goto(f"{server.url}/saisie")
    sign_in(page, who)
    expect(page.get_by_text("Connecté")).to_be_visible()
    settled(page)
    page.get_by_role("tab", name="Les rencontres").click()
    page.get_by_role("combobox", name="Rencontre à créer ou à modifier").click()
    page.get_by_role("option", name=MEETING).click()
    expect(page.get_by_label("Public attendu")).to_be_visible()
    settled(page)
    return page


def write(page: Page, label: str, text: str) -> None:
    field = page.get_by_label(label)
    field.fill(text)
    field.press("Tab")
    settled(page)


def save(page: Page) -> None:
    page.get_by_role("button", name=re.compile("^Enregistrer")).click()


def test_nothing_that_either_says_is_lost_and_each_sees_the_other(
    replicas: tuple[Server, Server, str], browser: Browser
) -> None:
    one, two, shared = replicas
    pages = {who: desk(browser, at, who) for who, at in ((EDITOR, one), (CLAIMANT, two))}
    typed = {EDITOR: ("Public attendu", "80"), CLAIMANT: ("Titre", "Au François")}
    for who, page in pages.items():
        write(page, *typed[who])
    for page in pages.values():
        # At once, without waiting for what becomes of the first.
        page.get_by_role("button", name="Enregistrer", exact=True).dispatch_event("click")
    for page in pages.values():
        expect(page.get_by_text(SAVED).or_(page.get_by_text(MEANWHILE)).first).to_be_visible()
        settled(page)
    (first,) = [who for who, page in pages.items() if page.get_by_text(SAVED).is_visible()]
    (second,) = pages.keys() - {first}
    early, late = pages[first], pages[second]

    # Who came second sees what the first did, and still has what she typed.
    expect(late.get_by_text(f"{MEANWHILE} : {first}@exemple.fr")).to_be_visible()
    alert = late.get_by_role("alert").filter(has_text=MEANWHILE)
    expect(alert).to_contain_text(typed[first][1])
    label, text = typed[second]
    expect(late.get_by_label(label)).to_have_value(text)
    # She takes both into her form.
    write(late, *typed[first])
    save(late)
    expect(late.get_by_text(SAVED)).to_be_visible()

    # The first, who saw nothing of it yet, is told before his next change is recorded.
    write(early, "Série", "2031")
    save(early)
    expect(early.get_by_text(f"{MEANWHILE} : {second}@exemple.fr")).to_be_visible()
    expect(early.get_by_role("alert").filter(has_text=MEANWHILE)).to_contain_text(text)
    early.get_by_role("button", name="Reprendre la version enregistrée").click()
    # Until then the form of before stands beside the new one.
    expect(early.get_by_text(MEANWHILE)).to_have_count(0)
    settled(early)
    for each in typed.values():
        expect(early.get_by_label(each[0])).to_have_value(each[1])

    engine = store.open_store(shared)
    (change,) = store.states(engine)
    assert (change.state.expected, change.state.title) == (80, "Au François")
    told = store.changes(engine, change.state.meeting_id)
    assert [each.who for each in told] == [f"{second}@exemple.fr", f"{first}@exemple.fr"]
    store.close(engine)
    for page in pages.values():
        page.context.close()
