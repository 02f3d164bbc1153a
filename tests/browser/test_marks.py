"""The mark beside a figure and the word that opens, by keyboard and on paper."""

from __future__ import annotations

import re
import subprocess
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from harness.accessibility import assert_accessible
from harness.chromium import DESKTOP, PHONE, settled
from harness.programs import program

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

    from harness.server import Server


@pytest.mark.parametrize("address", ["themes?theme=habitat", "rencontres?rencontre=bretagne"])
def test_a_mark_opens_and_closes_by_keyboard(server: Server, page: Page, address: str) -> None:
    page.goto(f"{server.url}/{address}")
    mark = page.locator(".pvd-source").first
    summary, told = mark.locator("summary"), mark.locator("div")
    expect(summary).to_be_visible()
    settled(page)
    expect(told).to_be_hidden()
    summary.focus()
    page.keyboard.press("Enter")
    expect(told).to_be_visible()
    # The sites of the publishers first, then what says more.
    links = mark.get_by_role("link")
    expect(links.last).to_have_text("Données et méthode")
    for link in links.all():
        page.keyboard.press("Tab")
        expect(link).to_be_focused()
    assert_accessible(page)
    page.keyboard.press("Escape")
    expect(told).to_be_hidden()
    expect(summary).to_be_focused()


@pytest.mark.parametrize(
    "context_options",
    [
        {"viewport": DESKTOP, "color_scheme": "light"},
        {"viewport": PHONE, "color_scheme": "dark"},
    ],
    ids=["desktop-light", "phone-dark"],
)
@pytest.mark.parametrize("address", ["", "carte?commune=22162", "themes?vue=clusters"])
def test_a_word_opens_its_meaning_where_it_is_used(
    server: Server, page: Page, address: str
) -> None:
    page.goto(f"{server.url}/{address}")
    expect(page.locator("footer")).to_be_visible()
    settled(page)
    words = page.locator(".pvd-word")
    for word in words.all():
        meaning = word.locator("div")
        expect(meaning).to_be_hidden()
        word.locator("summary").focus()
        page.keyboard.press("Enter")
        expect(meaning).to_be_visible()
        ends = meaning.evaluate("one => one.getBoundingClientRect().right")
        assert 0 < ends <= page.evaluate("innerWidth")
    assert_accessible(page)
    assert page.locator(".stMain").evaluate("main => main.scrollWidth <= innerWidth")
    page.keyboard.press("Escape")
    expect(words.last.locator("div")).to_be_hidden()
    expect(words.last.locator("summary")).to_be_focused()
    # By touch or by mouse, the same.
    words.last.locator("summary").click()
    expect(words.last.locator("div")).to_be_visible()
    # On paper the word stands alone.
    page.emulate_media(media="print")
    expect(words.last.locator("summary")).to_be_visible()
    expect(words.last.locator("div")).to_be_hidden()


WIDTHS = (320, 390, 640, 641, 768, 1024, 1100, 1250, 1440)
_MISPLACED = """() => {
    const lines = (node) => {
        const range = document.createRange();
        range.selectNodeContents(node);
        return [...range.getClientRects()];
    };
    const meets = (one, other) =>
        one.left < other.right - 1 && other.left < one.right - 1 &&
        one.top < other.bottom - 1 && other.top < one.bottom - 1;
    // Its letters stand in a line that is lower than what the font may take.
    const inked = (value) => lines(value).map(({ left, right, top, bottom }) => {
        const half = Math.min(bottom - top, parseFloat(getComputedStyle(value).lineHeight)) / 2;
        const middle = (top + bottom) / 2;
        return { left, right, top: middle - half, bottom: middle + half };
    });
    const values = [...document.querySelectorAll('.pvd-value')].flatMap(inked);
    return [...document.querySelectorAll('.pvd-source > summary')]
        .filter((mark) => mark.checkVisibility())
        .filter((mark) => {
            const box = mark.getBoundingClientRect();
            const middle = (box.top + box.bottom) / 2;
            const before = mark.parentElement.previousSibling;
            const beside = mark.closest('.pvd-figure') || (before && lines(before).some(
                (line) => line.top < middle && middle < line.bottom));
            return !beside || values.some((value) => meets(value, box));
        })
        .map((mark) => mark.getAttribute('aria-label'));
}"""
"""Marks that stand alone on a line, or over a figure."""


@pytest.mark.parametrize("address", ["", "mon-territoire?region=53&comparer=region-94"])
def test_a_mark_stands_behind_its_words_at_every_width(
    server: Server, page: Page, address: str
) -> None:
    page.goto(f"{server.url}/{address}")
    expect(page.locator(".pvd-footer")).to_be_visible()
    settled(page)
    assert page.locator(".pvd-source > summary").count() > 5
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        settled(page)
        assert page.evaluate(_MISPLACED) == [], width


def test_on_paper_marks_are_numbers_of_notes(server: Server, page: Page, tmp_path: Path) -> None:
    page.goto(f"{server.url}/carte?commune=22162")
    expect(page.get_by_role("heading", name="Paimpol", exact=True)).to_be_visible()
    settled(page)
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    numbers = [
        int(one.get_attribute("data-note") or "")
        for one in page.locator(".pvd-source summary").all()
    ]
    notes = page.locator(".pvd-notes li").all_text_contents()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    # In the order of the page: each number is new by one, or was there before.
    seen = list(dict.fromkeys(numbers))
    assert len(numbers) == 19  # 18 of the sheet, and that of the list
    assert seen == list(range(1, len(notes) + 1))
    assert len(set(notes)) == len(notes) > 8
    assert any(note.startswith("ARCEP, février 2026") for note in notes)
    printed = tmp_path / "page.pdf"
    page.pdf(path=printed)
    read = [str(program("pdftotext")), "-layout", str(printed), "-"]
    text = subprocess.run(read, capture_output=True, check=True, text=True).stdout
    for number, note in enumerate(notes, 1):
        start = " ".join(note.replace("\u202f", " ").split()[:3])
        said = re.sub(r"\s+", " ", text.replace("\u202f", " "))
        assert f"{number}. {start}" in said
    # Nothing but the number of a mark stands on paper beside its figure.
    assert text.count("Voir") == 0
