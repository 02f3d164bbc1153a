"""Données et méthode: the package as people read it, and a page that stands when data break.

Covers: methods, ui.views.data.
"""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

import pytest

from harness.apptest import open_page, words
from pvd_geo import settings
from pvd_geo.formatting import typeset
from pvd_geo.methods import METHODS
from pvd_geo.tables import loading

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def page() -> str:
    app = open_page("data.py")
    assert not app.exception
    return re.sub(r"\s+", " ", words(app))


def test_each_file_has_its_source_licence_vintage_and_checksum() -> None:
    text = page()
    report = loading.check(loading.data_dir())
    assert "16 fichiers vérifiés" in text
    for file in report.files:
        assert file.path in text
    assert "Licence Ouverte 2.0" in text
    assert "Aucun défaut" in text
    assert re.search(
        r"meetings\.csv 18 .*citation juillet 2022 à septembre 2022 4 ans +ANCT [0-9a-f]{12} 0",
        text,
    )
    # Outlines are of 2018, whatever stands beside them.
    assert re.search(r"regions\.geojson 18 .* 2018 à 2026 8 ans +IGN", text)


def test_the_levels_of_each_theme_add_up() -> None:
    text = page()
    assert len(re.findall(r"\d+ (?:\d+|–) \d+ \d+ 1 645", text.replace("1 131", "1131"))) >= 12
    assert (
        "Habitat ancien enjeu Logements vacants depuis plus de deux ans (%, 2025) 406 812 406 21"
        in (text)
    )


def test_what_is_unknown_is_said() -> None:
    text = page()
    assert "La date de convention de 9 communes" in text
    assert "5 rencontres annoncées : Guadeloupe, Martinique, Guyane, La Réunion et Mayotte" in text
    assert "L’EPCI de 1 commune" in text


def test_the_rules_of_doubt_are_written_down_with_what_they_found() -> None:
    text = page()
    assert "Couverture en fibre de 0 % Le catalogue tient ces zéros" in text
    assert re.search(r"La valeur est inconnue\. écartée 12 ", text)
    assert "64 valeurs douteuses" in text
    assert "Val de Briey (54099) Locaux raccordables à la fibre février 2026 0 " in text
    assert "Hesdin-la-Forêt (62447) Population légale 2023 4 480 " in text


def test_every_published_figure_is_there_to_quote_beside_ours() -> None:
    text = page()
    assert "15 chiffres publiés, à citer tels quels" in text
    assert "11 faits datés, à citer tels quels" in text
    assert (
        "Communes ciblées en juin 2022 : 1 646 communes (Banque des territoires, juin 2022). "
        "1 645 communes, liste de septembre 2024 diffère"
    ) in text
    assert "1 487 sur 1 645 au 25 octobre 2021, soit 90,4 % diffère" in text
    assert "l’APVF parle, elle, de 1 500 communes participantes" in text
    assert "Financements déployés : environ 1 100 M€ (ANCT, mai 2023)" in text


def test_each_method_is_there_with_its_reference() -> None:
    app = open_page("data.py")
    titles = [expander.label for expander in app.expander]
    assert titles == [typeset(method.title) for method in METHODS]
    for method in METHODS:
        assert method.text
        assert method.formula or method.reference


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    copy = tmp_path / "data"
    shutil.copytree(settings.ROOT / "data", copy)
    monkeypatch.setenv("PVD_DATA_DIR", str(copy))
    settings.settings.cache_clear()
    yield copy
    settings.settings.cache_clear()


@pytest.mark.parametrize("file", ["towns.geojson", "datapackage.json", "themes.csv"])
def test_the_page_stands_when_a_file_does_not(data: Path, file: str) -> None:
    (data / file).write_text("cassé", encoding="utf-8")
    app = open_page("data.py")
    assert not app.exception
    text = words(app)
    assert "incident" not in text
    assert file in text
    assert "pvd-geo check-data" in text
    assert len(app.expander) == len(METHODS)
