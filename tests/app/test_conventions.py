"""Towns that signed one convention: together on the sheet, as a filter, and in the files.

The list that is delivered names no convention: one is built here.

Covers: ui.parts.town_sheet.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pandas as pd
import pytest

from harness.apptest import listed, open_page, words
from harness.datafiles import mini
from pvd_geo.renewal.bringing import Installation
from pvd_geo.settings import settings
from pvd_geo.tables.changes import Headline, Renewal, TownChange
from pvd_geo.ui.server.by_address import answers
from pvd_geo.ui.shared import in_force, recorded

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

BEGARD, BROONS, PAIMPOL = "22004", "22020", "22162"
TOGETHER = "pvd-53-22-1"
HEAD = Headline(12, 1, 1)


@pytest.fixture(autouse=True)
def _signed_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    base = mini(tmp_path / "data")
    monkeypatch.setenv("PVD_DATA_DIR", str(base))
    monkeypatch.setenv("PVD_DATABASE_URL", f"sqlite:///{tmp_path}/pvd.sqlite")
    monkeypatch.setenv("PVD_VERSIONS_DIR", str(tmp_path / "versions"))
    _forget()
    signed = ((BEGARD, TOGETHER), (BROONS, TOGETHER), (PAIMPOL, "pvd-53-22-12"))
    changes = tuple(TownChange(code, "id_pvd", "", name) for code, name in signed)
    here = Installation(base, tmp_path / "versions", recorded.engine())
    here.confirm(Renewal("f" * 64, 12, changes, HEAD, HEAD), "Anne", None)
    recorded.refresh()
    yield
    recorded.close()
    _forget()


def _forget() -> None:
    settings.cache_clear()
    recorded._door_to.cache_clear()
    in_force._made.cache_clear()


def test_the_sheet_names_the_towns_that_signed_with_it_and_keeps_them() -> None:
    # Paimpol alone would be left by this: the button asks for all that signed together.
    app = open_page("towns.py", commune=BEGARD, population="4000-", region="53")
    told = words(app)
    assert f"Convention {TOGETHER}" in " ".join(told.split())
    assert "Même convention : Broons." in told
    app.button(key="pvd-town-together").click().run()
    assert set(listed(app).index) == {BEGARD, BROONS}


def test_a_town_that_signed_alone_offers_no_filter() -> None:
    app = open_page("towns.py", commune=PAIMPOL)
    assert "Convention pvd-53-22-12" in " ".join(words(app).split())
    assert "Même convention" not in words(app)
    assert not [one for one in app.button if one.key == "pvd-town-together"]


@pytest.mark.parametrize("written", [TOGETHER, TOGETHER.upper()])
def test_the_address_keeps_the_towns_of_a_convention_and_no_other(written: str) -> None:
    """The convention that begins alike is another one."""
    assert set(listed(open_page("towns.py", q=written)).index) == {BEGARD, BROONS}


def test_files_hold_the_convention_and_are_narrowed_by_it() -> None:
    everything = rows([])
    assert everything["id_pvd"].dropna().to_dict() == {
        BEGARD: TOGETHER,
        BROONS: TOGETHER,
        PAIMPOL: "pvd-53-22-12",
    }
    assert set(rows([("q", TOGETHER)]).index) == {BEGARD, BROONS}


def rows(params: list[tuple[str, str]]) -> pd.DataFrame:
    made = answers._made("communes.csv", params, "/data/").body
    return pd.read_csv(io.BytesIO(made), dtype={"insee_code": "str"}).set_index("insee_code")
