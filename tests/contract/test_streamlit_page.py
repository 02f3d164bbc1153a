"""Streamlit's page: what is replaced in it, its classes, its words, what our scripts know of it."""

from __future__ import annotations

import re

import pytest

from harness.upstream import (
    ASSETS,
    MAP_SCRIPTS,
    changed,
    is_written,
    page_styles,
    streamlit_scripts,
)
from pvd_geo import assets
from pvd_geo.errors import UpstreamError
from pvd_geo.ui import streamlit_internals
from pvd_geo.ui.server import preloads, served_page

STYLED = {"streamlit.css"}
"""The style sheets that may name Streamlit's own classes."""
SELECTING = {"page.js", "arrival.js"}
"""The scripts that may."""

SENTENCES = {
    # A sentence of ours is a pattern when Streamlit makes it of pieces: where they stand.
    r"^(.*) — start$": r"—\ \$\{[^`]*`start`:`end`",
    r"^(.*) — end$": r"—\ \$\{[^`]*`start`:`end`",
    r"^Help for (.*)$": r"`Help for \$\{",
    r"(\d+)MB per file": r"\$\{[^`]*\} per file`",
    r"^(?:You have requested page|The page that you have requested).*$": (
        r"`You have requested page /\$\{[^`]*`:`The page that you have requested"
    ),
    r"^File must be (\d+\.\d)MB or smaller\.$": r"`File must be \$\{.{1,20}\} or smaller\.`",
    **dict.fromkeys(
        (r"^(\d+\.\d)B$", r"^(\d+\.\d)KB$", r"^(\d+\.\d)MB$"),
        r"\.toFixed\(\w\)\}\$\{\w\.toUpperCase\(\)\}`",
    ),
    r"^1 more$": r"`\$\{[^`]*\} more`",
    r"^(\d+) more$": r"`\$\{[^`]*\} more`",
    r"^View (\d+) more$": r"`View \$\{[^`]*\} more`",
    r"^Remove (.*)$": r"`Remove \$\{",
}
FROM_PYTHON = {r"^This app has encountered an error\..*$": "This app has encountered an error."}


def own_files(*endings: str) -> dict[str, str]:
    """Return our files of the page by name."""
    names = (name for name in assets.page_files() if name.endswith(endings))
    return {name: (ASSETS / name).read_text("utf-8") for name in names}


def test_the_page_still_has_what_is_replaced_in_it() -> None:
    served_page.mend(served_page.original())


@pytest.mark.parametrize(
    ("before", "after", "named"),
    [
        ("<title>Streamlit</title>", "<title lang='en'>Streamlit</title>", "<title>"),
        ('<html lang="en">', "<html>", "<html lang>"),
        ("<noscript>", "<noscript hidden>", "<noscript>"),
        ('rel="service-desc"', 'rel="describedby"', '<link rel="service-desc">'),
    ],
)
def test_a_page_without_it_is_refused_in_one_line(before: str, after: str, named: str) -> None:
    html = served_page.original()
    assert before in html, changed("streamlit", f"index.html has no {before}")
    with pytest.raises(UpstreamError) as refused:
        served_page.mend(html.replace(before, after))
    line = str(refused.value)
    assert line.startswith(changed("streamlit", "index.html has no "))
    assert f"no {named}" in line
    assert "\n" not in line


def test_every_inline_script_can_be_named_to_the_browser() -> None:
    html = served_page.original()
    unnamed = re.findall(r"<script(?![^>]*\bsrc=)[^>]+>", html)
    assert not unnamed, changed("streamlit", f"{unnamed} in index.html has no hash in the policy")


def test_the_element_of_the_frame_has_its_file() -> None:
    files = list(preloads.folder().glob(f"js/{preloads.FRAME}.*.js"))
    line = f"static/js/{preloads.FRAME}.*.js is gone, which pvd_geo.ui.server.preloads looks for"
    assert files, changed("streamlit", line)


def test_imports_between_the_files_are_read() -> None:
    line = "its scripts import each other in a way that pvd_geo.ui.server.preloads does not read"
    assert len(preloads.of()) > 1, changed("streamlit", line)


def test_classes_that_our_styles_name_are_on_the_page() -> None:
    names = set(re.findall(r"\.([a-zA-Z][\w-]*)", re.sub(r"\{[^{}]*\}", "{}", page_styles())))
    foreign = {name for name in names if not name.startswith(("pvd-", "st-key-pvd-"))}
    scripts = streamlit_scripts()
    theirs = set(re.findall(r"\bst[A-Z]\w*", scripts))
    gone = sorted(name for name in foreign - theirs if name.startswith("st") or name not in scripts)
    assert {"stMain", "stHtml"} <= foreign
    assert not gone, changed("streamlit", f"no class {', '.join(gone)} on its page any more")


def test_attributes_that_our_styles_and_scripts_name_are_on_the_page() -> None:
    text = page_styles() + "".join(own_files(".js").values())
    ids = set(re.findall(r"data-testid=['\"]([\w-]+)", text))
    gone = {one for one in ids if not is_written(one) and not is_made_of_pieces(one)}
    parts = set(re.findall(r"data-testid\*=['\"]([\w-]+)", text))
    gone |= {part for part in parts if f"{part}`" not in streamlit_scripts()}
    names = set(re.findall(r"\[(data-[\w-]+)", text)) | {"data-test-script-state"}
    gone |= {name for name in names if name not in streamlit_scripts()}
    assert {"stElementToolbar", "stBaseButton-primary"} <= ids
    assert parts == {"NavLink"}
    assert not gone, changed("streamlit", f"no {', '.join(sorted(gone))} on its page any more")


def is_made_of_pieces(test_id: str) -> bool:
    """Tell whether Streamlit writes the kind of an element behind its name: `stName-${kind}`."""
    name, _, kind = test_id.rpartition("-")
    return bool(name) and f"`{name}-${{" in streamlit_scripts() and is_written(kind)


def test_they_stand_in_few_places() -> None:
    named = {
        name
        for name, text in own_files(".css", ".js").items()
        if re.search(r"\.st[A-Z]|data-testid", text)
    }
    assert named == STYLED | SELECTING


def test_the_root_of_the_server_is_asked_of_our_script() -> None:
    line = "its page no longer reads window.__streamlit.BACKEND_BASE_URL, which page.js sets"
    assert "window.__streamlit;" in streamlit_scripts(), changed("streamlit", line)
    assert ".BACKEND_BASE_URL" in streamlit_scripts(), changed("streamlit", line)


def test_the_page_follows_the_address_when_the_user_goes_back() -> None:
    line = "its page no longer listens to popstate, which page.js sends for links in a page"
    assert "addEventListener(`popstate`" in streamlit_scripts(), changed("streamlit", line)


def test_the_page_runs_anew_when_its_line_is_back() -> None:
    line = "its page no longer asks for a run when its line is back and a part runs by itself"
    found = re.search(
        r"autoRerunIntervals\.size>0\?[^}]{0,80}sendUpdateWidgets", streamlit_scripts()
    )
    assert found, changed("streamlit", line)


def test_a_field_of_text_is_taken_at_the_enter_key() -> None:
    line = "its fields no longer look for the Enter key, which search.js sends"
    found = re.search(r"===`Enter`[^}]{0,40}isComposing", streamlit_scripts())
    assert found, changed("streamlit", line)


def words() -> list[str]:
    """Return the English words that `words.js` puts into French."""
    block = own_files("words.js")["words.js"].split("const WORDS = {")[1].split("\n  };")[0]
    found = re.findall(r"^ {4}(?:\"((?:[^\"\\]|\\.)*)\"|(\w+)):", block, re.MULTILINE)
    return [quoted or bare for quoted, bare in found]


def test_controls_of_a_chart_that_are_hidden_have_their_names() -> None:
    names = re.findall(r"aria-label\^=\"([^\"]+)", page_styles())
    gone = [name for name in names if not is_written(name)]
    assert names
    assert not gone, changed("streamlit", f"it says {gone} no longer; streamlit.css does")


def test_words_that_are_put_into_french_are_still_its_words() -> None:
    gone = [word for word in words() if not is_written(word)]
    assert len(words()) > 45
    assert not gone, changed("streamlit", f"it says {gone} no longer; words.js does")


def test_sentences_that_are_put_into_french_are_still_its_sentences() -> None:
    block = own_files("words.js")["words.js"].split("const PATTERNS = [")[1].split("\n  ];")[0]
    patterns = set(re.findall(r"^\s+\[?/(.*)/[a-z]*,", block, re.MULTILINE))
    assert patterns == SENTENCES.keys() | FROM_PYTHON.keys()
    python = (streamlit_internals.front_end().parent / "elements" / "exception.py").read_text()
    scripts = streamlit_scripts()
    gone = [ours for ours, theirs in SENTENCES.items() if not re.search(theirs, scripts)]
    gone += [ours for ours, theirs in FROM_PYTHON.items() if theirs not in python]
    assert not gone, changed("streamlit", f"nothing on its page is like {gone}; words.js has it")


def test_scripts_of_the_map_know_nothing_of_the_page() -> None:
    text = "".join((ASSETS / name).read_text("utf-8") for name in MAP_SCRIPTS)
    assert not re.search(r"\.st[A-Z]|data-testid", text)
