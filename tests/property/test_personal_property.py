"""Any text at all: nothing overlaps, nothing is lost but what was found, doubts stand inside."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from pvd_geo.sheets import personal

PIECES = st.sampled_from(
    [
        *("M.", "Mme", "madame", "le", "de", "d’", "et", "Monsieur", "maire", "docteur", "Jean"),
        *("Jean-Pierre", "Kerbrat", "KERBRAT", "Petit", "petit", "rue", "Saint-Martin", "a@b.fr"),
        *("(at)", "arobase", "point", "06", "39", "98", "12", "34", "+33", "J.", "-P.", "é", "İ"),
        *("ﬁ", "ß", ".", ",", ":", "«", "(", ")", "[nom retiré]", "@", "_", "’", "-", "\n"),
    ]
)
TEXTS = st.one_of(
    st.text(max_size=80),
    st.lists(PIECES, max_size=25).map(" ".join),
    st.lists(PIECES, max_size=25).map("".join),
)


def without_marks(text: str) -> str:
    for mark in (personal.NAME_MARK, personal.EMAIL_MARK, personal.PHONE_MARK):
        text = text.replace(mark, "")
    return text


# The first text waits for the dictionary.
@settings(deadline=None)
@given(TEXTS, st.lists(TEXTS, max_size=3))
def test_a_masked_text_is_the_text_less_what_was_found(text: str, cells: list[str]) -> None:
    people = personal.People.of(cells)
    removed, doubtful = personal.found(text, people)
    spans = sorted([(start, end) for start, end, _ in removed] + doubtful)
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    masked = personal.mask(text, people)
    kept = text
    for start, end, _ in reversed(removed):
        kept = kept[:start] + kept[end:]
    assert without_marks(masked.text) == without_marks(kept)
    assert masked.dropped.total == len(removed)
    assert [masked.text[slice(*span)] for span in masked.doubts] == [
        text[slice(*span)] for span in doubtful
    ]
