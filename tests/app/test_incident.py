"""A page that fails says so calmly; the log has the cause, the other pages go on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.apptest import open_page, words
from pvd_geo.ui.views import overview

if TYPE_CHECKING:
    import pytest


def test_a_failing_page_shows_no_traceback(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("a fault of ours")

    monkeypatch.setattr(overview, "headline", fail)
    app = open_page()
    assert not app.exception
    assert "Un incident empêche d’afficher cette page" in words(app)
    assert "a fault of ours" not in words(app)
    assert "a fault of ours" in caplog.text
    assert not open_page("attendance.py").exception
