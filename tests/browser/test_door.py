"""A phone at the door of a meeting: the page works without scripts, and for everybody."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

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
    assert doors.counts(engine, door.door_id) == ({"elected": 3}, 1)
    close(engine)
