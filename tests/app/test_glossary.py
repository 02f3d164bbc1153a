"""A word that readers may not know opens its meaning where it is used.

Covers: ui.parts.glossary.
"""

from __future__ import annotations

import html
from html.parser import HTMLParser
from typing import Final

import pytest

from harness.apptest import open_page
from pvd_geo.formatting import typeset
from pvd_geo.ui.parts import glossary

USED: Final[tuple[tuple[str, dict[str, str], set[str]], ...]] = (
    ("overview.py", {}, {"basis"}),
    ("towns.py", {"commune": "22162"}, {"population", "epci", "convention", "reading"}),
    ("meetings.py", {"rencontre": "bretagne"}, {"straight"}),
    ("attendance.py", {}, {"basis"}),
    ("themes.py", {"theme": "habitat"}, {"reading"}),
    ("themes.py", {"theme": "patrimoine"}, {"reading"}),
    ("themes.py", {"theme": "friches"}, set()),  # it has no quarter
    ("themes.py", {"theme": "habitat", "vue": "clusters"}, {"reading", "moran"}),
    ("my_area.py", {"departement": "22"}, {"epci"}),
    ("next_meeting.py", {"region": "53"}, {"straight"}),
    ("trajectory.py", {}, {"convention"}),
)
"""Pages, by their address, and the words that open on each."""


class Openings(HTMLParser):
    """The words of a page that open, with what they hold and what they stand in."""

    def __init__(self, body: str) -> None:
        super().__init__()
        self._inside: list[str] = []
        self.words: list[tuple[str, tuple[str, ...]]] = []
        self.feed(body)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        css = dict(attrs).get("class") or ""
        if tag == "details" and "pvd-word" in css.split():
            self.words.append((css.rpartition("-")[2], tuple(self._inside)))
        self._inside.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._inside.pop() == tag


def bodies(script: str, **params: str) -> list[str]:
    app = open_page(script, **params)
    assert not app.exception
    return [str(one.proto.body) for one in app.get("html")]


@pytest.mark.parametrize(("script", "params", "words"), USED)
def test_the_words_of_a_page_open_their_meaning(
    script: str, params: dict[str, str], words: set[str]
) -> None:
    shown = bodies(script, **params)
    found = [one for body in shown for one in Openings(body).words]
    # Each once, where a reader meets it first; and a paragraph would end before what it opens.
    assert sorted(word for word, _ in found) == sorted(words)
    assert [inside for _, inside in found if "p" in inside] == []
    text = html.unescape("".join(shown))
    assert all(typeset(glossary.WORDS[word].meaning) in text for word in words)


def test_the_filter_of_themes_says_what_a_strong_level_is() -> None:
    (themes,) = open_page("towns.py").multiselect
    assert themes.help == typeset(glossary.WORDS["reading"].meaning)


def test_every_word_of_the_glossary_opens_somewhere() -> None:
    assert {word for *_, words in USED for word in words} == set(glossary.WORDS)


def test_words_of_a_sentence_open_and_the_rest_is_text() -> None:
    opens = str(glossary.within("L’I de <b>, p < 1", "I de", "moran"))
    assert opens.startswith('L’<details class="pvd-word pvd-word-moran"><summary>I de</summary>')
    assert opens.endswith("</details> &lt;b&gt;, p &lt; 1")
    assert str(glossary.within("Trop <peu>.", "I de", "moran")) == "Trop &lt;peu&gt;."
