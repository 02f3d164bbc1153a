"""A source stands with its figure, and the foot cites what the page shows.

Covers: ui.parts.marks, ui.parts.provenance, ui.views.meetings.understanding.
"""

from __future__ import annotations

import html
import re

import pytest

from harness.apptest import open_page, words
from pvd_geo.errors import DataError
from pvd_geo.tables import catalog, loading
from pvd_geo.ui.parts import marks
from pvd_geo.ui.shared import datasets


def bodies(script: str, **params: str) -> str:
    app = open_page(script, **params)
    assert not app.exception
    return html.unescape(" ".join(str(one.proto.body) for one in app.get("html")))


def test_each_headline_figure_opens_its_source_and_its_row() -> None:
    found = bodies("overview.py")
    figures = re.search(r'<dl class="pvd-figures".*?</dl>', found, flags=re.DOTALL)
    assert figures is not None
    assert figures[0].count("<details") == figures[0].count("<dt>") == 5
    assert 'aria-label="Source\u202f: participants"' in figures[0]
    assert 'href="donnees#chiffre-participants"' in figures[0]
    assert 'href="donnees#fichier-towns"' in figures[0]
    assert "juillet 2022, citation" in figures[0]


def test_the_rows_that_marks_lead_to_exist() -> None:
    led = set(re.findall(r'href="donnees#([^"]+)"', bodies("overview.py")))
    led |= set(re.findall(r'href="donnees#([^"]+)"', bodies("my_area.py", region="53")))
    rows = set(re.findall(r'id="([^"]+)"', bodies("data.py")))
    assert len(led) >= 4
    assert led <= rows


@pytest.mark.parametrize(
    ("script", "cited", "absent"),
    [
        ("overview.py", "ANCT", ("Sisteron Journal", "L'Écho des communes", "Banque des")),
        ("attendance.py", "ANCT", ("Sisteron Journal", "IGN, Admin Express")),
        ("trajectory.py", "La Gazette des communes", ("Sisteron Journal",)),
    ],
)
def test_the_foot_cites_what_the_page_shows(
    script: str, cited: str, absent: tuple[str, ...]
) -> None:
    foot = re.search(r"<footer.*?</footer>", bodies(script), flags=re.DOTALL)
    assert foot is not None
    assert cited in foot[0]
    assert [name for name in absent if name in foot[0]] == []


def test_an_origin_is_nothing_when_the_package_cannot_be_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def broken(*_: object) -> None:
        raise DataError([])

    monkeypatch.setattr(datasets, "described", broken)
    assert marks.of_table("towns") is None
    assert marks.of_published("participants") is None


def test_an_origin_is_that_of_the_catalogue() -> None:
    described = catalog.read(loading.data_dir()).resource("towns")
    whole = marks.of_table("towns")
    assert whole is not None
    assert len(whole.lines) == len(described.sources)
    assert whole.anchor == "fichier-towns"


def test_the_meetings_are_explained_from_the_report() -> None:
    app = open_page("meetings.py")
    assert "Comprendre les rencontres" in [one.label for one in app.expander]
    told = words(app)
    assert "Club des Petites villes de demain" in told
    assert "Source : ANCT, Collectif, marches et convivialité" in told
