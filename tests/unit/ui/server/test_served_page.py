from __future__ import annotations

import gzip

import pytest

from pvd_geo.ui.server.served_page import DESCRIPTION, TITLE, ServedPage, mend, original


@pytest.fixture(scope="module")
def html() -> str:
    return mend(
        original(),
        stylesheets=["./pvd/assets/page.1.css"],
        scripts=["./pvd/assets/page.2.js"],
        prefetch=["./pvd/assets/map.3.js?a&b"],
    )


def test_the_page_is_french(html: str) -> None:
    assert '<html lang="fr">' in html
    assert f"<title>{TITLE}</title>" in html
    assert f'<meta name="description" content="{DESCRIPTION}">' in html
    assert "a besoin de JavaScript" in html
    assert "You need to enable JavaScript" not in html
    assert html.count("<noscript>") == html.count("<title>") == 1


def test_our_files_come_before_the_scripts_of_streamlit(html: str) -> None:
    assert html.index("./pvd/assets/page.2.js") < html.index('<script type="module"')
    assert '<link rel="stylesheet" href="./pvd/assets/page.1.css">' in html
    assert '<link rel="prefetch" href="./pvd/assets/map.3.js?a&amp;b">' in html


def test_the_agent_interface_that_is_off_is_not_announced(html: str) -> None:
    assert "_stcore/agent" not in html


def test_streamlit_still_starts(html: str) -> None:
    assert '<div id="root"></div>' in html
    assert original().count("modulepreload") == html.count("modulepreload")


def test_the_tag_changes_with_the_page() -> None:
    first, second = ServedPage(b"<p>1</p>"), ServedPage(b"<p>2</p>")
    assert first.etag == ServedPage(b"<p>1</p>").etag
    assert first.etag != second.etag
    assert gzip.decompress(first.gzipped) == first.body


def test_inline_scripts_are_named_by_their_hash() -> None:
    page = ServedPage(b"<script>alert(1)</script><script src='x'></script>")
    assert page.script_hashes == ("'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI='",)
