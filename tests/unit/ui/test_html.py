"""Covers: ui.parts.figures."""

from __future__ import annotations

from markupsafe import Markup

from pvd_geo.ui.html import folded, join, table, tag
from pvd_geo.ui.parts.figures import Figure, _figure


def test_text_is_escaped_everywhere() -> None:
    evil = "<script>alert('x')</script>"
    assert "<script>" not in tag("p", evil, css='"><b>', title=evil)
    assert "<script>" not in tag("p", tag("b", evil), evil)
    assert "<script>" not in join([evil, tag("b", evil)], evil)


def test_nested_elements_are_kept() -> None:
    assert tag("p", "1 & ", tag("b", 2)) == "<p>1 &amp; <b>2</b></p>"
    assert isinstance(tag("p"), Markup)


def test_attributes_may_have_a_hyphen_or_a_reserved_name() -> None:
    assert tag("td", for_="a", aria_label="b") == '<td for="a" aria-label="b"></td>'


def test_the_mark_of_a_caption_stays_with_its_last_word() -> None:
    html = table(("Les régions & leurs communes", tag("details")), ["a"], [["b"]])
    kept = '<span class="pvd-kept">communes\u00a0<details></details></span>'
    assert f"<caption>Les régions &amp; leurs {kept}</caption>" in html
    assert "<caption>Les régions</caption>" in table("Les régions", ["a"], [["b"]])


def test_a_figure_says_what_it_is_worth() -> None:
    html = _figure(
        Figure("participants", "800", precision="plus de", basis="published", note="ANCT")
    )
    assert html.index("<dt>") < html.index("plus de") < html.index("800") < html.index("publié")
    assert '<dd class="pvd-note">ANCT</dd>' in html


def test_a_figure_without_basis_claims_none() -> None:
    assert "pvd-basis" not in _figure(Figure("communes", "1 645"))


def test_a_method_is_one_click_away() -> None:
    assert str(folded("Méthode", "a < b")) == (
        '<details class="pvd-note pvd-folded"><summary>Méthode</summary><p>a &lt; b</p></details>'
    )
