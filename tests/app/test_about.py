"""What the dashboard owes its readers, with an operator's settings and without.

Covers: ui.views.about, ui.views.guide.
"""

from __future__ import annotations

import logging

import pytest

from harness.apptest import open_page, words
from pvd_geo.settings import settings
from pvd_geo.ui import navigation
from pvd_geo.ui.parts import glossary
from pvd_geo.ui.server import lifecycle
from pvd_geo.ui.views import guide

OPERATOR = {
    "PVD_PUBLISHER": "Agence des essais",
    "PVD_PUBLICATION_DIRECTOR": "Camille Essai",
    "PVD_HOSTED_BY": "Hébergeur des essais, Lyon",
    "PVD_CONTACT": "contact@essais.example",
    "PVD_DATA_PROTECTION": "donnees@essais.example",
}


@pytest.fixture(autouse=True)
def _settings_of_each() -> None:
    settings.cache_clear()


def test_every_page_names_them_at_its_foot() -> None:
    for script in ("overview.py", "legal.py"):
        told = words(open_page(script))
        assert all(entry.title in told for entry in navigation.FOOT)


def test_what_an_operator_did_not_say_is_left_out_and_told_to_her(
    caplog: pytest.LogCaptureFixture,
) -> None:
    legal = open_page("legal.py")
    assert not legal.exception
    assert "Qui publie" not in [one.value for one in legal.header]
    assert "Aucun traceur" in words(legal)
    assert "l’adresse réseau d’où elle l’est" in words(legal)
    statement = words(open_page("accessibility.py"))
    assert "non conforme" in statement
    assert "Aucun audit" in statement
    assert "Écrivez à" not in statement
    with caplog.at_level(logging.WARNING):
        lifecycle.announce("")
    assert all(name in caplog.text for name in OPERATOR)


def test_what_she_said_is_shown(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    for name, value in OPERATOR.items():
        monkeypatch.setenv(name, value)
    legal = words(open_page("legal.py"))
    assert all(value in legal for value in OPERATOR.values())
    assert OPERATOR["PVD_CONTACT"] in words(open_page("accessibility.py"))
    with caplog.at_level(logging.WARNING):
        lifecycle.announce("")
    assert "PVD_" not in caplog.text
    settings.cache_clear()


def test_the_map_of_the_site_names_what_one_may_open() -> None:
    told = words(open_page("site_map.py"))
    assert all(entry.answers in told for entry in navigation.FOOT)
    reached = [one for one in navigation.entries() if one.url_path != navigation.RECORD]
    assert all(one.title in told for one in reached)
    assert "Saisie –" not in told


def test_the_guide_leads_to_pages_that_are() -> None:
    told = words(open_page("help.py"))
    for task in guide.TASKS:
        assert navigation.entry(task.path).file == f"{task.page}.py"
        assert all(step in told for step in task.steps)
    assert all(word.meaning in told for word in glossary.WORDS.values())
