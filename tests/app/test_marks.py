"""A source stands with its figure, and the foot cites what the page shows.

Covers: ui.parts.marks, ui.parts.provenance, ui.parts.sources, ui.views.meetings.understanding,
territory.backing.
"""

from __future__ import annotations

import html
import re

import pytest

from harness.apptest import open_page, words
from pvd_geo.errors import DataError
from pvd_geo.tables import catalog, loading
from pvd_geo.ui.parts import marks
from pvd_geo.ui.parts.sources import linked
from pvd_geo.ui.shared import datasets, keys


def bodies(script: str, **params: str) -> str:
    app = open_page(script, **params)
    assert not app.exception
    return html.unescape(" ".join(str(one.proto.body) for one in app.get("html")))


def test_each_headline_figure_opens_its_source_and_its_row() -> None:
    found = bodies("overview.py")
    figures = re.search(r'<dl class="pvd-figures".*?</dl>', found, flags=re.DOTALL)
    assert figures is not None
    assert figures[0].count('class="pvd-source"') == figures[0].count("<dt>") == 5
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
    ("script", "params", "subjects"),
    [
        ("themes.py", {"theme": "habitat"}, ("enjeu fort", "inconnu")),
        ("towns.py", {"commune": "22162"}, ("Population légale (2023)", "Ruralité", "Numérique")),
        ("towns.py", {"region": "53"}, ("134 communes de la carte",)),
        (
            "my_area.py",
            {"region": "94", "comparer": "region-53"},
            ("Corse et Bretagne, sur les mêmes mesures",),
        ),
        ("meetings.py", {"rencontre": "bretagne"}, ("Fréquentation", "Communes du programme")),
        ("next_meeting.py", {"region": "53"}, ("lieu proposé", "distance moyenne")),
        ("next_meeting.py", {"partie": "reach"}, ("à moins de 50 km",)),
        ("my_area.py", {"region": "53"}, ("communes", "Par département", "populations légales")),
        ("overview.py", {}, ("Les régions",)),
        ("attendance.py", {}, ("Les chiffres des graphiques",)),
        ("trajectory.py", {}, ("conventions signées", "rencontres régionales tenues")),
    ],
)
def test_figures_of_other_sources_have_their_mark(
    script: str, params: dict[str, str], subjects: tuple[str, ...]
) -> None:
    marked = re.findall(r'aria-label="Source\u202f: ([^"]+)"', bodies(script, **params))
    said = [" ".join(one.split()) for one in marked]
    assert [subject for subject in subjects if subject not in said] == []


def test_the_list_of_towns_names_the_producers_of_what_it_shows() -> None:
    found = bodies("towns.py", region="53", theme="habitat")
    caption = re.search(r"<caption>\d+.communes de la <[^>]+>carte.*?</caption>", found, re.DOTALL)
    assert caption is not None
    assert "LOVAC" in caption[0]
    assert 'href="donnees#fichier-towns"' in caption[0]


def test_a_theme_leads_to_the_row_of_its_indicator() -> None:
    found = bodies("themes.py", theme="numerique")
    assert 'href="donnees#indicateur-fibre"' in found
    assert 'id="indicateur-fibre"' in bodies("data.py")


HOUSING, FIBRE, KINDS = "LOVAC", "ARCEP", "Typologie des ruralités"


@pytest.mark.parametrize(
    ("script", "params", "cited", "absent"),
    [
        ("towns.py", {}, ("GeoNames",), (HOUSING, FIBRE, KINDS, "Thèmes")),
        ("towns.py", {"theme": "habitat"}, (HOUSING,), (FIBRE, KINDS)),
        ("towns.py", {"commune": "22162"}, (HOUSING, FIBRE, KINDS), ("Filosofi",)),
        ("themes.py", {"theme": "habitat"}, (HOUSING, "1er bilan"), (FIBRE, "Gazette")),
        ("themes.py", {"theme": "numerique"}, (FIBRE,), (HOUSING, "1er bilan")),
        ("themes.py", {"theme": "habitat", "vue": "areas"}, ("Gazette Bourgogne",), (FIBRE,)),
        ("themes.py", {"theme": "habitat", "vue": "indicators"}, (HOUSING, "recensement"), ()),
        ("my_area.py", {}, ("liste des communes",), ("Gazette", HOUSING, "IGN")),
        ("my_area.py", {"region": "53"}, (HOUSING, "1er bilan"), ("Gazette", KINDS, "Filosofi")),
        ("my_area.py", {"region": "27"}, ("Gazette Bourgogne",), ("Estimation", KINDS)),
    ],
)
def test_the_foot_follows_what_is_chosen(
    script: str, params: dict[str, str], cited: tuple[str, ...], absent: tuple[str, ...]
) -> None:
    feet = re.findall(r"<footer.*?</footer>", bodies(script, **params), flags=re.DOTALL)
    assert len(feet) == 1
    assert [name for name in cited if name not in feet[0]] == []
    assert [name for name in absent if name in feet[0]] == []


@pytest.mark.parametrize(
    ("script", "cited", "absent"),
    [
        ("overview.py", "ANCT", ("Sisteron Journal", "L’Écho des communes", "Banque des")),
        ("attendance.py", "ANCT", ("Sisteron Journal", "IGN, Admin Express", "Gazette")),
        ("trajectory.py", "La Gazette des communes", ("Sisteron Journal",)),
    ],
)
def test_the_foot_cites_what_the_page_shows(
    script: str, cited: str, absent: tuple[str, ...]
) -> None:
    foot = re.search(r"<footer.*?</footer>", bodies(script), flags=re.DOTALL)
    assert foot is not None
    text = re.sub(r"<[^>]+>", "", foot[0])
    assert cited in text
    assert [name for name in absent if name in text] == []


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
    assert "Club des Petites villes de demain" in words(app)
    told = re.sub(r"<[^>]+>", "", bodies("meetings.py")).replace("\u202f", " ")
    assert "Source : ANCT, Collectif, marches et convivialité" in told


ANCT = (
    '<a href="https://agence-cohesion-territoires.gouv.fr/" target="_blank" rel="noopener">ANCT</a>'
)


@pytest.mark.parametrize("script", ["overview.py", "data.py", "meetings.py"])
def test_publishers_lead_to_their_sites(script: str) -> None:
    assert ANCT in bodies(script)


def test_a_source_leads_to_who_publishes_it_where_that_is_known() -> None:
    insee = 'href="https://www.insee.fr/" target="_blank" rel="noopener">'
    assert linked("INSEE et DGCL, Code officiel") == f"<a {insee}INSEE et DGCL</a>, Code officiel"
    assert linked("INSEE, état civil") == f"<a {insee}INSEE, état civil</a>"
    assert linked("Gazette Bourgogne, <b>") == "Gazette Bourgogne, &lt;b&gt;"
    assert linked("ANCTour") == "ANCTour"


def test_sources_stand_without_links_when_the_package_cannot_be_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def broken(*_: object) -> None:
        raise DataError([])

    monkeypatch.setattr(datasets, "described", broken)
    monkeypatch.setattr(keys, "files", lambda *_: "of broken data")
    assert linked("ANCT, bilan") == "ANCT, bilan"
