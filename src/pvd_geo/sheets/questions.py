"""What a file does not say by itself: asked of whoever brings it in, never guessed.

A question is data: the page shows it beside the preview, the command line asks it or takes the
answer as an option. Nothing is recorded while one is open.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from pvd_geo.text import folded

if TYPE_CHECKING:
    from collections.abc import Mapping

_LONGEST_PART: Final = 40
_DIGEST: Final = 6


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer: what is kept of it, and its words."""

    key: str
    label: str


@dataclass(frozen=True, slots=True)
class Question:
    """One thing to decide.

    Parameters
    ----------
    key
        Its name, stable for the same file: ``status.presence.non``. Nothing personal is in it.
    topic
        What it is about; questions of one topic stand together.
    text
        What was found.
    choices
        The answers; a single one is something to have seen.
    proposed
        The key of the choice that is most likely right; empty when none is.
    kept
        Whether the answer holds for the next file that asks the same.
    """

    key: str
    topic: str
    text: str
    choices: tuple[Choice, ...]
    proposed: str = ""
    kept: bool = False


@dataclass
class Questions:
    """The questions that a file raises, and what was answered.

    Parameters
    ----------
    answers
        Key of a question to key of a choice; those that no question asks are not looked at.
    """

    answers: Mapping[str, str] = field(default_factory=dict)
    asked: list[Question] = field(default_factory=list)

    def ask(self, question: Question) -> str:
        """Return the answer; empty while there is none."""
        if question.key not in {each.key for each in self.asked}:
            self.asked.append(question)
        answer = self.answers.get(question.key, "")
        return answer if answer in {choice.key for choice in question.choices} else ""

    @property
    def open(self) -> tuple[Question, ...]:
        """Return the questions that have no answer yet."""
        return tuple(question for question in self.asked if not self.ask(question))

    @property
    def kept(self) -> dict[str, str]:
        """Return the answers that hold for the next file too."""
        answered = ((each.key, self.ask(each)) for each in self.asked if each.kept)
        return {key: answer for key, answer in answered if answer}


def key_of(*parts: str) -> str:
    """Return the key of a question, short and plain enough to be typed.

    Examples
    --------
    >>> key_of("status", "Présence", "Excusé(e)")
    'status.presence.excuse-e'
    """
    return ".".join(_typed(part) for part in parts)


def _typed(part: str) -> str:
    words = folded(part).replace(" ", "-")
    # A sign such as "✓" has no letters: its number in Unicode tells it apart.
    if len(words) > _LONGEST_PART:
        # Two answers of a form may begin alike: what is cut off still tells them apart.
        digest = hashlib.sha256(words.encode()).hexdigest()[:_DIGEST]
        return f"{words[: _LONGEST_PART - _DIGEST - 1]}-{digest}"
    return words or "-".join(f"u{ord(sign):x}" for sign in part[:4])
