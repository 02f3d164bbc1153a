"""Every page with a later list in force: its new towns, whose place nobody knows, and no other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from harness import lists
from harness.apptest import open_page, words
from harness.datafiles import REAL
from pvd_geo.renewal import bringing
from pvd_geo.renewal.bringing import Installation
from pvd_geo.renewal.report import Decisions
from pvd_geo.settings import settings
from pvd_geo.ui import navigation
from pvd_geo.ui.shared import recorded

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGES = [entry.file for entry in navigation.entries()]


@pytest.fixture(autouse=True)
def renewed(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Iterator[int]:
    folder = tmp_path_factory.mktemp("renewed")
    monkeypatch.setenv("PVD_DATABASE_URL", f"sqlite:///{folder}/pvd.sqlite")
    settings.cache_clear()
    recorded._door_to.cache_clear()
    engine = recorded.engine()
    here = Installation(REAL, settings().versions_dir, engine)
    data = lists.reordered()
    report = bringing.read(data, "liste.csv", here.standing(), Decisions(frozenset({lists.CAME})))
    number = here.confirm(bringing.renewal_of(report, data), "Anne", None)
    recorded.refresh()
    yield number
    recorded.close()
    settings.cache_clear()
    recorded._door_to.cache_clear()


@pytest.mark.parametrize(
    "params", [{}, {"region": "84"}, {"town": lists.CAME}, {"town": lists.SPLIT}], ids=str
)
@pytest.mark.parametrize("page", PAGES)
def test_pages_open(page: str, params: dict[str, str]) -> None:
    app = open_page(page, **params)
    assert not app.exception
    assert "incident" not in words(app)
