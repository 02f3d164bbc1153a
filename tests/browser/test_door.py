"""A phone at the door of a meeting: the page works without scripts, and for everybody."""

from __future__ import annotations

import http.client
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlencode, urlsplit

import pytest
from playwright.sync_api import expect

from harness.accessibility import assert_accessible
from harness.server import running_server
from pvd_geo.store import close, doors, open_store
from pvd_geo.store.doors import Opening

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, ViewportSize

pytestmark = pytest.mark.browser


def test_somebody_says_that_they_are_there_without_a_script(
    tmp_path: Path, browser: Browser
) -> None:
    store_url = f"sqlite:///{tmp_path}/pvd.sqlite"
    engine = open_store(store_url)
    opening = Opening("corse", "Rencontre Corse", "Corte", date(2022, 6, 24), ("94",))
    door = doors.open_door(engine, opening, datetime.now(UTC) + timedelta(hours=1), "anne")
    with running_server(tmp_path / "log", PVD_DATABASE_URL=store_url) as server:
        address = f"{server.url}/ici/{door.token}"
        narrow: ViewportSize = {"width": 390, "height": 844}
        with browser.new_context(java_script_enabled=False, viewport=narrow) as context:
            page = context.new_page()
            page.goto(address)
            expect(page.get_by_role("heading", name="Rencontre Corse")).to_be_visible()
            page.get_by_label("Élu").check()
            page.get_by_label("Votre commune").select_option("2B096")
            page.get_by_role("button", name="Je suis là").click()
            expect(page.get_by_role("status")).to_contain_text("C’est noté")
            page.goto(address)
            page.get_by_label("Partenaire").check()
            page.get_by_role("button", name="Je suis là").click()
            expect(page.get_by_role("status")).to_contain_text("déjà compté")
        for scheme in ("light", "dark"):
            with browser.new_context(color_scheme=scheme, viewport=narrow) as context:
                page = context.new_page()
                page.goto(address)
                assert_accessible(page)
                page.get_by_label("Élu").check()
                page.get_by_role("button", name="Je suis là").click()
                expect(page.get_by_role("status")).to_contain_text("C’est noté")
                assert_accessible(page)
        leads_nowhere_else(server.url, door.token)
    assert doors.counts(engine, door.door_id) == ({"elected": 4}, 1)
    close(engine)


def leads_nowhere_else(url: str, token: str) -> None:
    """Ask in ways that have made others send a phone to another site."""
    elsewhere = "https://evil.example/"
    fields = {"public": "elected", "fiche": "a" * 24, "next": elsewhere, "suivante": elsewhere}
    paths = [f"/ici/{token}", f"/ici/{token}/", "/ici/", "/ici//evil.example", "//evil.example/ici"]
    paths += ["/ici/%2f%2fevil.example", f"/ici/{token}?next={elsewhere}", f"/ici/{token}//.."]
    for path in paths:
        for method, body in (("GET", None), ("POST", urlencode(fields))):
            connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=60)
            head = {"content-type": "application/x-www-form-urlencoded"} if body else {}
            connection.request(method, path, body, head)
            answer = connection.getresponse()
            target = answer.headers.get("location", "")
            assert urlsplit(target).netloc in {"", urlsplit(url).netloc}, (path, target)
            assert not target.startswith("//"), (path, target)
            assert b"evil.example" not in answer.read() or "ici" not in path, path
            connection.close()
