"""What all shapes share: a line's fields, faults and questions as they are met."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain, islice
from typing import TYPE_CHECKING, Final

from pvd_geo.audiences import EVERYONE
from pvd_geo.errors import Fault
from pvd_geo.formatting import integer
from pvd_geo.sheets import limits, personal
from pvd_geo.sheets.matching import did_you_mean
from pvd_geo.sheets.presentation import places
from pvd_geo.sheets.questions import Choice, Question, Questions
from pvd_geo.sheets.shapes import FIELD_LABELS, WHICH
from pvd_geo.sheets.values import audiences, numbers
from pvd_geo.tables.records import Dropped
from pvd_geo.text import folded

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from pvd_geo.sheets.layout.lines import Layout, Line
    from pvd_geo.sheets.references import References

_SHOWN: Final = 60
_SEARCHED: Final = 3 * _SHOWN
"""Characters of a wrong value in which people are looked for; fewer are shown."""
_MOST_SEARCHED: Final = 300
"""Wrong values in which people are looked for; the others are not repeated."""
_RANGES: Final = 5
_NOT_COMPUTED: Final = (
    "une valeur : la formule de cette cellule n’a pas été calculée, ou vaut zéro ; ouvrez le"
    " classeur dans un tableur, vérifiez-le et enregistrez-le, ou tapez la valeur à sa place"
)
_MERGED: Final = (
    "un nombre par ligne : cette cellule est fusionnée avec celle du dessus ; défusionnez-les et"
    " écrivez le nombre de chaque ligne, ou une seule ligne sans public"
)
_ABOVE: Final = Choice("above", "celle de la ligne au-dessus")
_OF_PERSON: Final = Choice("person", "c’est celle de la personne : ne pas en tenir compte")


@dataclass
class Check:
    """The faults, questions, warnings and personal data met so far in one file."""

    file: str
    layout: Layout
    references: References
    questions: Questions = field(default_factory=Questions)
    inherited: Collection[tuple[str, int]] = frozenset()
    meetings: Mapping[tuple[str, int], str] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    dropped: Dropped = field(default_factory=Dropped)
    doubts: dict[str, tuple[personal.Span, ...]] = field(default_factory=dict)
    _safe: dict[str, str] = field(default_factory=dict)

    @cached_property
    def people(self) -> personal.People:
        """Return who is named in the sheet's personal columns, or by itself in another one."""
        private, read = self.layout.private, set(self.layout.columns.values())
        cells = [
            (position, cell)
            for line in self.layout.lines
            for position, cell in enumerate(map(line.at, range(len(line.cells))))
            if cell
        ]
        names = {position for position, kind in private.items() if kind == "names"}
        named = (cell for position, cell in cells if position in names)
        others = (cell for position, cell in cells if position not in read | names)
        looked_at = islice(others, limits.MAX_LOOKED_AT)
        places = self.references.places
        return personal.People.of(
            chain(named, (cell for cell in looked_at if personal.is_person(cell, places)))
        )

    def masked(self, text: str, *, doubts_too: bool = False) -> personal.Masked:
        """Return a text without the people in it."""
        places = self.references.places
        return personal.mask(text, self.people, places, doubts_too=doubts_too)

    def fault(self, line: Line, name: str, value: str, expected: str) -> None:
        """Add one fault; a personal value is not repeated in it."""
        shown = self._shown(value)
        column = self.layout.headers.get(name, FIELD_LABELS.get(name, name))
        self.faults.append(Fault(self.file, line.number, column, shown, expected, line.sheet))

    def _shown(self, value: str) -> str:
        if value not in self._safe:
            if len(self._safe) >= _MOST_SEARCHED:
                return "…"
            shown = self.masked(value[:_SEARCHED]).text
            self._safe[value] = shown if len(shown) <= _SHOWN else f"{shown[:_SHOWN]}…"
        return self._safe[value]

    def where(self, lines: Iterable[Line]) -> str:
        """Write where lines stand."""
        return places((line.place for line in lines), _RANGES)

    def cell(self, line: Line, name: str) -> str:
        """Return the text of one field of a line; empty when it has none."""
        position = self.layout.columns.get(name)
        return "" if position is None else line.at(position)

    def meeting(self, line: Line) -> str | None:
        """Return the line's meeting, on which the columns that name it must agree."""
        names = self.references.meeting_names
        given = self.meetings.get(line.place, "")
        if given and given not in self.references.meetings:
            return given  # still asked for
        ids = frozenset({given} - {""})
        for name in WHICH:
            text = self.cell(line, name)
            if not text or (name == "date" and ids and not names.dated(ids)):
                continue
            found = names.named(name, text)
            if ids and not ids & found.ids:
                self._disagreement(line, name, text, ids)
            elif not found.ids:
                self.fault(line, name, text, found.expected)
                return None
            else:
                ids = ids & found.ids or found.ids
        if not ids:
            name = next(name for name in WHICH if name in self.layout.columns)
            self.fault(line, name, "", names.named(name, "").expected)
            return None
        if line.place in self.inherited:
            self._ask_above()
        only = names.only(ids)
        if only.expected:
            self.fault(line, "meeting", self.cell(line, "meeting"), only.expected)
        return next(iter(only.ids), None)

    def _disagreement(self, line: Line, name: str, text: str, ids: frozenset[str]) -> None:
        expected = self.references.meeting_names.agreeing(name, ids)
        if name != "region" or self.layout.shape.kind == "tally":
            self.fault(line, name, text, expected)
            return
        header = self.layout.headers[name]
        said = (
            f"La colonne « {header} » ne dit pas la région de la rencontre ({self.where([line])})."
        )
        topic = "De qui est cette région ?"
        self.questions.ask(Question("region", topic, said, (_OF_PERSON,)))

    def _ask_above(self) -> None:
        lines = [line for line in self.layout.lines if line.place in self.inherited]
        said = f"Aucune rencontre n’est écrite : {self.where(lines)}."
        self.questions.ask(Question("above", "De quelle rencontre est-ce ?", said, (_ABOVE,)))

    def audience(self, line: Line) -> str | None:
        """Return the line's audience; `EVERYONE` when the sheet has no such column."""
        if "audience" not in self.layout.columns:
            return EVERYONE
        text = self.cell(line, "audience")
        audience = audiences.of(text)
        if audience is None:
            self.fault(line, "audience", text, audiences.expected(text))
        return audience

    def whole(self, line: Line, name: str, least: int, most: int) -> int | None:
        """Return a count, or None: with a fault when it is none, a question when it may be two."""
        position = self.layout.columns[name]
        if position in line.uncomputed:
            self.fault(line, name, line.at(position), _NOT_COMPUTED)
            return None
        if name == "participants" and position in line.merged:
            self.fault(line, name, line.at(position), _MERGED)
            return None
        written = line.raw(position)
        found = [each for each in numbers.readings(written) if least <= each <= most]
        if len(numbers.readings(written)) > 1 and found:
            return self._asked(name, written, found)
        if found:
            return found[0]
        expected = f"un nombre entier de {least} à {integer(most)}"
        single = numbers.only_one_in(written)
        if single is not None and least <= single <= most and not written.lstrip().startswith("-"):
            expected += did_you_mean(str(single))
        self.fault(line, name, line.at(position), expected)
        return None

    def _asked(self, name: str, written: str, found: list[int]) -> int | None:
        position = self.layout.columns[name]
        lines = [line for line in self.layout.lines if line.raw(position) == written]
        choices = tuple(Choice(str(number), integer(number)) for number in found)
        said = f"« {written} », colonne « {self.layout.headers[name]} » ({self.where(lines)})"
        topic = "Que veut dire ce nombre ?"
        answer = self.questions.ask(Question(f"number.{written}", topic, said, choices))
        return int(answer) if answer else None

    def is_computed(self, line: Line, positions: Iterable[int]) -> bool:
        """Tell whether no formula of these columns lacks its value; add a fault when one does."""
        missing = line.uncomputed.intersection(positions)
        for position in sorted(missing):
            header = self.layout.header.at(position)
            self.fault(line, header or f"n° {position + 1}", "", _NOT_COMPUTED)
        return not missing

    def drop_private(self, line: Line) -> None:
        """Count the line's personal data."""
        kinds: dict[str, int] = {}
        for position, kind in self.layout.private.items():
            if line.at(position):
                kinds[kind] = kinds.get(kind, 0) + 1
        self.dropped += Dropped(**kinds)
        known = {*self.layout.columns.values(), *self.layout.private}
        for position, cell in enumerate(line.cells):
            if position not in known:
                self.dropped += personal.count(cell)


def label_of(labels: Mapping[str, str], text: str) -> str | None:
    """Return the key whose label is ``text``, case and accents apart; plurals are accepted."""
    wanted = folded(text)
    for key, label in labels.items():
        if wanted in {folded(label), f"{folded(label)}s", folded(key)}:
            return key
    return None
