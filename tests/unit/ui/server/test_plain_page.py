"""A plain page is whole, says only what it is given, and its style is the one that is allowed."""

from __future__ import annotations

import base64
import hashlib
import re

from pvd_geo.ui.html import tag
from pvd_geo.ui.server.plain_page import PlainPage

STYLED = PlainPage("main>p{color:#16202c}")


def test_text_is_escaped_and_the_language_is_said() -> None:
    page = PlainPage().write("Fort & beau", tag("h1", "Fort & beau"), "<script>").decode()
    assert page.startswith('<!doctype html><html lang="fr"><head><meta charset="utf-8">')
    assert "<title>Fort &amp; beau</title>" in page
    assert "<main><h1>Fort &amp; beau</h1>&lt;script&gt;</main>" in page
    assert "<style" not in page


def test_the_policy_names_the_style_as_it_stands_on_the_page() -> None:
    page = STYLED.write("Présence").decode()
    (style,) = re.findall(r"<style>(.*?)</style>", page)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert STYLED.style_source == f"'sha256-{digest}'"
    assert PlainPage(f"{STYLED.style} ").style_source != STYLED.style_source
