"""The curve of an indicator that has several vintages: on the sheet, for an area, in files."""

from __future__ import annotations

import csv
import io
import shutil
from typing import TYPE_CHECKING

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from harness.apptest import open_page, words
from harness.datafiles import REAL
from harness.processes import GIVE_UP
from pvd_geo import store
from pvd_geo.errors import DataError
from pvd_geo.renewal import bringing
from pvd_geo.renewal.bringing import Installation
from pvd_geo.renewal.report import Decisions
from pvd_geo.settings import settings
from pvd_geo.tables import loading
from pvd_geo.ui.server.by_address import answers
from pvd_geo.ui.shared import in_force, recorded

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

HEADING = "Indicateurs par millésime"


@pytest.fixture
def own_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Give a test a store of its own; return where it is, not yet made."""
    monkeypatch.setenv("PVD_DATABASE_URL", f"sqlite:///{tmp_path}/pvd.sqlite")
    _forget()
    yield tmp_path / "pvd.sqlite"
    recorded.close()
    _forget()


def _forget() -> None:
    settings.cache_clear()
    recorded._door_to.cache_clear()
    in_force._made.cache_clear()


@pytest.fixture(scope="module")
def brought(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Bring in a later vintage of two indicators, once; return the store, closed."""
    path = tmp_path_factory.mktemp("brought") / "pvd.sqlite"
    engine = store.open_store(f"sqlite:///{path}")
    here = Installation(REAL, settings().versions_dir, engine)
    values = loading.read(REAL, "town_indicators", "indicators").town_indicators
    lines = [("insee_com", "indicateur", "millesime", "valeur")]
    for name, vintage, more in (("fibre", "2026-08", -1), ("gares", "2025", 1)):
        own = values[values["indicator_id"].eq(name)]
        lines += [
            (code, name, vintage, str(max(value + more, 1)))
            for code, value in zip(own["insee_code"], own["value"], strict=True)
        ]
    out = io.StringIO()
    csv.writer(out, delimiter=";").writerows(lines)
    data = out.getvalue().encode()
    report = bringing.read(data, "valeurs.csv", here.standing(), Decisions())
    assert not report.faults
    here.confirm(bringing.renewal_of(report, data), "Anne", None)
    store.close(engine)
    return path


@pytest.fixture
def renewed(brought: Path, own_store: Path) -> None:
    shutil.copy(brought, own_store)


def told(app: AppTest) -> str:
    assert not app.exception
    text = " ".join(words(app).split())
    assert "incident" not in text
    return text


@pytest.mark.usefixtures("own_store")
def test_with_one_vintage_each_nothing_is_drawn() -> None:
    assert HEADING not in [one.value for one in open_page("my_area.py", region="94").header]
    app = open_page("towns.py", commune="01033")
    assert HEADING not in [one.label for one in app.expander]


@pytest.mark.usefixtures("renewed")
def test_an_area_shows_the_indicator_that_is_chosen_beside_the_programme() -> None:
    app = open_page("my_area.py", region="94")
    assert HEADING in [one.value for one in app.header]
    # In the order of the catalogue.
    choice = app.selectbox(key="pvd-indicator-area")
    assert choice.options == ["Gares de voyageurs", "Locaux raccordables à la fibre"]
    assert "médiane des communes du territoire, 0 puis 1 (+1)" in told(app)
    app.selectbox(key="pvd-indicator-area").set_value("fibre").run()
    text = told(app)
    assert "Entre février 2026 et août 2026 : médiane des communes du territoire" in text
    assert "(−1,0 point)" in text
    assert "Millésimes antérieurs des indicateurs" in text


@pytest.mark.usefixtures("renewed")
def test_the_sheet_of_a_town_offers_its_curves() -> None:
    app = open_page("towns.py", commune="01033")
    assert HEADING in [one.label for one in app.expander]
    # Nothing is computed before it is unfolded, which AppTest cannot do: the part stands alone.
    assert "Gares de voyageurs" not in told(app)
    part = AppTest.from_function(of_a_town, default_timeout=GIVE_UP).run()
    assert "Entre 2024 et 2025 : " in told(part)
    part.selectbox(key="pvd-indicator-alone").set_value("fibre").run()
    text = told(part)
    assert "Locaux raccordables à la fibre (%)" in text
    assert "médiane des communes du territoire" not in text
    assert "Médiane des communes du programme : " in text


def of_a_town() -> None:
    """Show the curves of one town; a script of its own."""
    from pvd_geo.ui.parts import curves  # noqa: PLC0415
    from pvd_geo.ui.shared import in_force  # noqa: PLC0415

    in_force.begin()
    curves.show_indicators(["01033"], key="alone")


@pytest.mark.usefixtures("own_store")
def test_a_broken_table_is_said_to_be(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: str) -> None:
        raise DataError([])

    monkeypatch.setattr("pvd_geo.ui.parts.curves.datasets.dataset", broken)
    part = AppTest.from_function(of_a_town, default_timeout=GIVE_UP).run()
    assert "Les indicateurs par millésime sont à réparer." in told(part)


@pytest.mark.usefixtures("renewed")
def test_the_file_of_indicators_has_every_vintage() -> None:
    body = answers._made("indicateurs.csv", [("region", "94")], "/data/").body
    rows = pd.read_csv(io.BytesIO(body), dtype="str").query("indicator_id == 'fibre'")
    assert len(rows) == 24
    of_one = rows[rows["insee_code"].eq(rows["insee_code"].iloc[0])]
    assert list(of_one["vintage"]) == ["2026-02", "2026-08"]
