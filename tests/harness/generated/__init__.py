"""Sheets from a grammar of what people write, each with the counts that are true of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pvd_geo.sheets.questions import Question

Truth = dict[tuple[str, str], int]
"""Meeting and audience to people who came."""


@dataclass
class Table:
    """A table and what is true of it.

    Parameters
    ----------
    rows
        Cells, the lines above and below the table included.
    truth
        Who came.
    answers
        Key of a question, or the start of one up to a point, to what an editor who knows answers.
    hidden
        Numbers, from 1, of the lines that a workbook hides.
    traits
        What is unusual about it, by name.
    """

    rows: list[list[str]]
    truth: Truth
    answers: dict[str, str] = field(default_factory=dict)
    hidden: list[int] = field(default_factory=list)
    traits: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Generated:
    """A file, the truth, and how an editor who knows it answers.

    Parameters
    ----------
    data
        Its bytes.
    truth
        Who came.
    answers
        As those of a table.
    traits
        What is unusual about it, by name.
    """

    data: bytes = field(repr=False)
    truth: Truth
    answers: dict[str, str]
    traits: tuple[str, ...]

    def answered(self, questions: tuple[Question, ...]) -> dict[str, str]:
        """Return the answers to the questions that somebody who knows can answer."""
        said = {}
        for question in questions:
            topic = question.key.split(".")[0] + "."
            answer = self.answers.get(question.key) or self.answers.get(topic)
            if answer:
                said[question.key] = answer
        return said
