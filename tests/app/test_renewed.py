"""Every page with a later list in force: its new towns, whose place nobody knows, and no other.

Covers: ui.shared.in_force, ui.views.record.towns_list.
"""

from __future__ import annotations

import errno
import io
import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from harness import lists
from harness.apptest import open_page, words
from harness.datafiles import REAL
from harness.processes import GIVE_UP
from pvd_geo import store
from pvd_geo.editors import Permit
from pvd_geo.export import files
from pvd_geo.renewal import bringing
from pvd_geo.renewal.bringing import Installation
from pvd_geo.renewal.report import Decisions
from pvd_geo.selection.selection import Selection
from pvd_geo.settings import settings
from pvd_geo.tables import loading
from pvd_geo.tables.changes import Headline, Renewal, TownChange
from pvd_geo.ui import navigation
from pvd_geo.ui.parts import access
from pvd_geo.ui.server.by_address import answers
from pvd_geo.ui.server.by_address.offers import OFFERS
from pvd_geo.ui.shared import in_force, recorded

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGES = [entry.file for entry in navigation.entries()]
END_OF_TIME = 4e9
UNPLACED = {("trajectoire", "geojson")}


@pytest.fixture(scope="module")
def brought(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, int]:
    """Bring the list in once; return the store, closed, and its number in the journal."""
    path = tmp_path_factory.mktemp("brought") / "pvd.sqlite"
    engine = store.open_store(f"sqlite:///{path}")
    here = Installation(REAL, settings().versions_dir, engine)
    data = lists.reordered()
    report = bringing.read(data, "liste.csv", here.standing(), Decisions(frozenset({lists.CAME})))
    number = here.confirm(bringing.renewal_of(report, data), "Anne", None)
    store.close(engine)
    return path, number


@pytest.fixture(autouse=True)
def renewed(
    brought: tuple[Path, int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[int]:
    """Give each test a store of its own with the list in force."""
    path, number = brought
    own = Path(shutil.copy(path, tmp_path))
    monkeypatch.setenv("PVD_DATABASE_URL", f"sqlite:///{own}")
    settings.cache_clear()
    recorded._door_to.cache_clear()
    in_force._made.cache_clear()
    yield number
    recorded.close()
    settings.cache_clear()
    recorded._door_to.cache_clear()
    in_force._made.cache_clear()


# Each page with another of the things that a later list makes unknown.
PARAMS = [{"commune": lists.CAME}, {"region": "84", "commune": lists.SPLIT}]


@pytest.mark.parametrize("place", range(len(PAGES)), ids=PAGES)
def test_pages_show_the_list_in_force(place: int) -> None:
    app = open_page(PAGES[place], **PARAMS[place % len(PARAMS)])
    assert not app.exception
    assert "incident" not in words(app)


COUNTED = {
    "overview.py": ("1 646 liste de l’ANCT du ", "Auvergne-Rhône-Alpes 227"),
    "towns.py": ("1 646 communes", "Aubusson-en-Creuse", "Celles 15 –", "Ambérieu-en-Bugey 01 –"),
    "meetings.py": ("Auvergne-Rhône-Alpes 227",),
    "attendance.py": ("estimé 227",),
    "themes.py": ("sur 1 646",),
    "trajectory.py": ("1 638", "de 1 646 communes", "Auvergne-Rhône-Alpes 227 225"),
    "data.py": ("towns.geojson 1 646", "1 646 communes sur la liste publiée par l’ANCT le "),
}
"""What pages say of the later list and of no other; the pages left out count no towns."""


def test_every_page_and_file_agrees_with_the_list_and_then_with_the_one_before(
    renewed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    towns = loading.read(in_force.newest(), "towns").towns
    with_list = taken()
    _agree(with_list, towns)
    for page, counted in COUNTED.items():
        told = " ".join(words(open_page(page)).split())
        for text in counted:
            assert text in told, (page, text)
        assert page == "data.py" or "Belley" not in told.replace("Belleville", ""), page
    store.undo(recorded.engine(), renewed, "Luc")
    recorded.refresh()
    assert in_force.newest() == REAL
    back = taken()
    _agree(back, loading.read(REAL, "towns").towns)
    for page in ("overview.py", "towns.py", "trajectory.py"):
        told, counted = " ".join(words(open_page(page)).split()), COUNTED[page]
        assert not any(text in told for text in counted), page
    # A store that never knew of a list gives the same bytes.
    monkeypatch.setenv("PVD_DATABASE_URL", f"sqlite:///{tmp_path}/fresh.sqlite")
    settings.cache_clear()
    recorded._door_to.cache_clear()
    in_force._made.cache_clear()
    assert taken() == back
    assert with_list.keys() == back.keys()


def taken() -> dict[str, bytes]:
    """Return every file that has an address, and the list that pages offer to spreadsheets."""
    found = {
        f"{name}.{ending}": answers._made(f"{name}.{ending}", [], "/data/").body
        for name in OFFERS
        for ending in ("csv", "geojson", "parquet")
        if (name, ending) not in UNPLACED
    }
    with in_force.one_version():
        table = OFFERS["communes"].make(Selection())
    return found | {"tableur.csv": files.csv_bytes(table)}


def _agree(taken: dict[str, bytes], towns: pd.DataFrame) -> None:
    """Hold every file to the towns in force: codes, names, dates, counts."""
    of_code = towns.set_index("insee_code").sort_index()
    rows = pd.read_csv(
        io.BytesIO(taken["communes.csv"]), dtype={"insee_code": "str", "region_code": "str"}
    )
    rows = rows.set_index("insee_code").sort_index()
    assert list(rows.index) == list(of_code.index)
    assert list(rows["name"]) == list(of_code["name"])
    days = of_code["agreement_date"].dt.strftime("%Y-%m-%d")
    assert list(rows["agreement_date"].fillna("")) == list(days.fillna(""))
    table = pd.read_parquet(io.BytesIO(taken["communes.parquet"]))
    assert set(table["insee_code"]) == set(of_code.index)
    shapes = json.loads(taken["communes.geojson"])["features"]
    assert {one["properties"]["insee_code"] for one in shapes} == set(of_code.index)
    values = pd.read_csv(io.BytesIO(taken["indicateurs.csv"]), dtype={"insee_code": "str"})
    assert set(values["insee_code"]) <= set(of_code.index)
    months = pd.read_csv(io.BytesIO(taken["trajectoire.csv"]))
    assert months["total"].iloc[-1] == months["signed"].sum() == days.notna().sum()
    for name in ("rencontres.csv", "frequentation.csv"):
        met = pd.read_csv(io.BytesIO(taken[name]), dtype={"region_code": "str"})
        inside = of_code["region_code"].value_counts().reindex(met["region_code"])
        assert list(met["towns"]) == list(inside), name


def test_the_sheet_of_a_new_town_says_what_is_unknown() -> None:
    app = open_page("towns.py", commune=lists.CAME)
    told = " ".join(words(app).split())
    assert "1 646 communes" in told
    assert "Ambérieu-en-Bugey" in [heading.value for heading in app.header]
    assert "– habitants" in told
    assert "EPCI –" in told
    assert "la place de cette commune n’est pas connue" in told


def test_a_page_keeps_its_version_until_it_is_run_anew(renewed: int) -> None:
    app = open_page("towns.py")
    assert "1 646 communes" in words(app)
    shown = app.session_state["pvd-data-folder"]
    store.undo(recorded.engine(), renewed, "Luc")
    recorded.refresh()
    with in_force.one_version():
        assert in_force.folder() == REAL
    # Both may still be asked for: a browser has the page of before.
    assert in_force.shown() == (REAL, shown)
    app.run()
    assert app.session_state["pvd-data-folder"] == REAL
    assert "1 645 communes" in words(app)


def test_what_cannot_be_made_leaves_what_was_shown(
    renewed: int, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    before = in_force.newest()
    assert before != REAL

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("pvd_geo.renewal.versions.folder", full)
    change = TownChange("01033", "agreement_date", "2021-03-12", "2021-03-13")
    head = Headline(1646, 1, 1)
    store.renew(recorded.engine(), Renewal("f" * 64, 1, (change,), head, head), "Anne", renewed)
    recorded.refresh()
    assert in_force.newest() == before
    assert "cannot be made" in caplog.text


def test_what_changed_is_told_on_the_page_of_the_data(renewed: int) -> None:
    told = " ".join(words(open_page("data.py")).split())
    assert f"{renewed} " in told
    assert "2 arrivées : Ambérieu-en-Bugey et Celles ; 1 départ : Belley" in told
    assert "Aubusson → Aubusson-en-Creuse" in told
    assert "Communes : 1 645 → 1 646" in told
    assert "en vigueur" in told
    assert "communes arrivées depuis : Ambérieu-en-Bugey et Celles." in told
    store.undo(recorded.engine(), renewed, "Luc")
    recorded.refresh()
    assert "annulée le" in " ".join(words(open_page("data.py")).split())


class Brought:
    """A file as Streamlit hands it over."""

    name = "liste.csv"

    def __init__(self, data: bytes) -> None:
        self.data = data

    def getvalue(self) -> bytes:
        return self.data


def offered() -> None:
    """Show the part of the recording page alone; a script of its own."""
    from pvd_geo.ui.shared import datasets, in_force  # noqa: PLC0415
    from pvd_geo.ui.views.record import towns_list  # noqa: PLC0415

    in_force.begin()
    towns_list.section(datasets.dataset("regions"))


@pytest.fixture
def editor(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(access, "require", lambda: Permit("anne@example.org", "s", END_OF_TIME))


@pytest.mark.usefixtures("editor")
def test_an_editor_decides_confirms_and_sees_the_new_list(
    renewed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = in_force.newest()
    lines = [*lists.held(folder), {"insee_com": "01025", "lib_com": "Bâgé-la-Ville"}]
    monkeypatch.setattr("streamlit.file_uploader", lambda *_, **__: Brought(lists.written(lines)))
    app = AppTest.from_function(offered, default_timeout=GIVE_UP).run()
    assert not app.exception
    assert app.button(key="pvd-list-confirm").disabled
    (choice,) = app.radio
    assert "01025 Bâgé-la-Ville" in choice.label
    choice.set_value("admitted").run()
    assert "01025 Bâgé-la-Ville (ligne 1648)" in words(app)
    app.button(key="pvd-list-confirm").click().run()
    assert not app.exception
    assert store.list_in_force(recorded.engine()) == renewed + 1
    assert len(loading.read(in_force.newest(), "towns").towns) == 1647
    assert store.renewals(recorded.engine())[-1].who == "anne@example.org"


@pytest.mark.usefixtures("editor")
def test_an_editor_is_told_what_keeps_a_list_from_being_confirmed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    data = lists.written(lists.held()[:900])
    monkeypatch.setattr("streamlit.file_uploader", lambda *_, **__: Brought(data))
    app = AppTest.from_function(offered, default_timeout=GIVE_UP).run()
    assert "la liste entière" in words(app)
    assert app.button(key="pvd-list-confirm").disabled
    assert [one.label for one in app.number_input] == [
        "Communes qui ont bien quitté le programme, s’il y en a tant"
    ]
