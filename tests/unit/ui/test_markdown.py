from __future__ import annotations

import pytest

from pvd_geo.ui.markdown import plain


@pytest.mark.parametrize(
    "text",
    ["**gras**", "![x](y)", "`code`", "<b>", "# titre", "$x$", ":red[mot]", "~~non~~", "a|b"],
)
def test_nothing_that_a_person_wrote_is_read_as_markdown(text: str) -> None:
    written = plain(text)
    assert written.replace("\\", "") == text
    marks = [at for at, letter in enumerate(written) if letter in "*_`[]<>#$~:!|"]
    assert marks
    assert all(written[at - 1] == "\\" for at in marks)


def test_words_and_accents_stay_as_they_are() -> None:
    assert plain("L’Haÿ-les-Roses (94), élu") == "L’Haÿ-les-Roses (94), élu"
