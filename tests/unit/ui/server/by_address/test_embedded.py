"""The pages that other sites show in a frame: one chart, its sources, and nothing else.

Covers: ui.parts.pictures, ui.parts.quotes, ui.shared.clock.
"""

from __future__ import annotations

import re
from urllib.parse import unquote

import anyio
import httpx
import pytest
from starlette.applications import Starlette

from pvd_geo.selection.selection import Selection
from pvd_geo.settings import settings
from pvd_geo.ui.parts import pictures, quotes
from pvd_geo.ui.parts.pictures import KINDS
from pvd_geo.ui.server.by_address import answers
from pvd_geo.ui.shared import clock

LIMIT = 200_000
"""Bytes of a page, before compression."""
PLACED = {"niveaux": "?region=53", "population": "?departement=22"}
"""Charts that need a place."""
UNRECORDED = {"participants-par-commune", "publics"}
"""Charts of what sheets say, of which there is none in the data as published."""


@pytest.fixture(scope="module")
def site() -> Starlette:
    return Starlette(routes=answers.by_address("/pvd"))


def asked(site: Starlette, path: str, **head: str) -> httpx.Response:
    async def ask() -> httpx.Response:
        transport = httpx.ASGITransport(app=site)
        async with httpx.AsyncClient(transport=transport, base_url="http://t") as client:
            return await client.get(f"/pvd/integrer/{path}", headers=head)

    return anyio.run(ask)


@pytest.mark.parametrize("name", sorted(set(KINDS) - UNRECORDED))
def test_each_chart_is_one_small_page_with_its_words_and_sources(
    site: Starlette, name: str
) -> None:
    answer = asked(site, f"{name}{PLACED.get(name, '')}")
    assert answer.status_code == 200
    page = answer.text
    assert len(answer.content) <= LIMIT
    place = Selection(region="53", department="22" if name == "population" else None)
    found = pictures.of(name, place, clock.today())
    address = re.search(r'src="data:image/svg\+xml,([^"]+)"', page)
    assert found
    assert address
    drawn = unquote(address[1])
    assert found.title in drawn
    assert "Source\u202f: " in page
    # Nothing is fetched, nothing runs.
    assert "<script" not in page
    assert "<link" not in page
    assert not re.search(r'src="(?!data:)', page)
    assert not re.search(r'(?:href|src)="https?:', drawn)


def test_the_page_is_framed_where_the_settings_say_alone(
    site: Starlette, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "frame-ancestors 'self'" in asked(site, "conventions").headers["content-security-policy"]
    monkeypatch.setenv("PVD_EMBED_SITES", "https://*.gouv.fr")
    settings.cache_clear()
    try:
        head = asked(site, "conventions").headers["content-security-policy"]
        assert head.endswith("frame-ancestors https://*.gouv.fr")
    finally:
        settings.cache_clear()


@pytest.mark.parametrize(
    ("path", "status", "said"),
    [
        ("rien", 404, "« rien »"),
        ("conventions?region=99", 400, "« 99 »"),
        ("conventions?theme=habitat", 400, "« theme »"),
        ("publics?region=53", 400, "« region »"),
        ("niveaux", 404, "rien à dessiner"),
        ("participants-par-commune", 404, "rien à dessiner"),
        (f"conventions?region={'5' * 3000}", 400, "trop longue"),
    ],
)
def test_what_cannot_be_shown_is_told_in_french(
    site: Starlette, path: str, status: int, said: str
) -> None:
    answer = asked(site, path)
    assert answer.status_code == status
    assert said in answer.text.replace("\u202f", " ")
    assert "no-store" in answer.headers["cache-control"]


def test_what_someone_writes_in_the_address_is_text(site: Starlette) -> None:
    assert "<b>" not in asked(site, "%3Cb%3E").text


def test_a_page_that_is_known_is_not_sent_again(site: Starlette) -> None:
    first = asked(site, "conventions?region=53")
    again = asked(site, "conventions?region=53", **{"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_the_chart_of_a_town_leads_to_its_sheet(site: Starlette) -> None:
    page = asked(site, "population?commune=22162").text
    assert 'href="/pvd/carte?commune=22162"' in page


def test_the_code_to_embed_names_this_chart_of_this_selection() -> None:
    found = pictures.of("conventions", Selection(region="53", text="x"), clock.today())
    assert found is not None
    assert found.at == "/integrer/conventions?region=53"
    code = str(
        quotes.embedding(found.at, found.title, "https://pvd.example/outil/trajectoire?region=53")
    )
    assert "https://pvd.example/outil/integrer/conventions?region=53" in code


def test_a_sentence_has_its_sources_and_its_day() -> None:
    said = quotes.sentence("1 645 communes", ["ANCT, 2026", "INSEE, 2023"])
    quoted = "«\u202f1 645 communes\u202f», Petites villes de demain."
    assert said.startswith(f"{quoted} Source\u202f: ANCT, 2026\u202f;")
    assert said.endswith(f"{clock.today().year}.")
