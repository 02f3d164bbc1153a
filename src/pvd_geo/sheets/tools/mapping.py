"""What the columns of an export hold that its tool does not say: asked, with masked examples."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Literal

from pvd_geo.formatting import listed, plural
from pvd_geo.sheets import personal, statuses
from pvd_geo.sheets.layout import describing
from pvd_geo.sheets.layout.lines import letters
from pvd_geo.sheets.presence import columns
from pvd_geo.sheets.questions import Choice, Question, key_of
from pvd_geo.sheets.tools import days
from pvd_geo.sheets.values import audiences
from pvd_geo.text import folded

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from pvd_geo.sheets.layout.lines import Layout
    from pvd_geo.sheets.questions import Questions
    from pvd_geo.sheets.references import References
    from pvd_geo.sheets.tool import Role

_TOPIC: Final = "Que contient chaque colonne ?"
_WORDS: Final[Mapping[Role, str]] = {
    "none": "sans usage ici",
    "audience": "le public",
    "town": "la commune",
    "status": "qui est venu, ou non",
    "name": "le nom de la personne",
    "email": "son adresse électronique",
    "day": "une date",
}
_CHOICES: Final = tuple(Choice(role, words) for role, words in _WORDS.items())
_KINDS: Final[dict[Role, str]] = {"name": "names", "email": "emails", "phone": "phones"}
_MOST: Final = 0.6
"""Share of the values of a column from which what they are is what the column is."""
_MOST_GROUPS: Final = 12
"""Different values of a column that sorts people; more are texts."""
_EXAMPLES: Final = 3
_SHOWN: Final = 40


@dataclass(frozen=True, slots=True)
class Column:
    """A column whose role is not known: its header and what its lines hold."""

    position: int
    header: str
    values: tuple[str, ...]

    @property
    def shown(self) -> str:
        """Return the header as it may be shown."""
        masked = personal.mask(self.header).text
        return masked[:_SHOWN] or f"{letters(self.position + 1)}, sans en-tête"

    def share(self, kinds: Collection[bool]) -> float:
        """Return the share of true among some facts about its values."""
        return sum(kinds) / len(kinds) if kinds else 0.0


def decided(layout: Layout, references: References, questions: Questions) -> Layout:
    """Ask what the columns are that may tell an audience, a town or a status.

    Parameters
    ----------
    layout
        An export.
    references
        What a town may be called.
    questions
        Asked; a column that nobody decided on is taken for useless as long as it is not.
    """
    export = layout.export
    if export is None:
        return layout
    roles = dict(export.roles)
    asked = [column for column in _columns(layout) if export.tool is None or _may_tell(column)]
    keys: set[str] = set()
    for column in asked:
        proposed = _proposed(column, references)
        text = f"« {column.shown} » : {_examples(column, references)}"
        key = key_of("column", column.shown)
        if key in keys:  # long headers may begin alike
            key = key_of("column", column.shown, letters(column.position + 1))
        keys.add(key)
        answer = questions.ask(Question(key, _TOPIC, text, _CHOICES, proposed, kept=True))
        role: Role = next((each for each in _WORDS if each == answer), "none")
        if role in {"audience", "town"} and role in roles.values():
            questions.ask(_one_only(role))
            continue
        roles[column.position] = role
    return _with_roles(layout, roles)


def _one_only(role: Role) -> Question:
    text = f"Deux colonnes disent {_WORDS[role]} : seule la première est lue."
    return Question(key_of("twice", role), _TOPIC, text, (Choice("first", "lire la première"),))


def _with_roles(layout: Layout, roles: dict[int, Role]) -> Layout:
    export = layout.export
    if export is None:
        return layout
    fields = {role: at for at, role in roles.items() if role in {"audience", "town"}}
    moments = (line.at(at) for at, role in roles.items() if role == "day" for line in layout.lines)
    return replace(
        layout,
        columns={str(role): at for role, at in fields.items()},
        headers={str(role): layout.header.at(at) for role, at in fields.items()},
        private={
            **layout.private,
            **{at: _KINDS[role] for at, role in roles.items() if role in _KINDS},
        },
        free={
            at: header
            for at, header in layout.free.items()
            if roles.get(at, "none") in {"none", "status"}
        },
        identity=tuple(at for at, role in roles.items() if role in {"name", "email"}),
        export=replace(export, roles=roles, days=export.days | days.of_all(moments)),
    )


def _columns(layout: Layout) -> list[Column]:
    """Return the columns whose role is not known and that hold something."""
    known = layout.export.roles if layout.export else {}
    found = []
    width = max([len(layout.header.cells), *(len(line.cells) for line in layout.lines)])
    for position in range(width):
        values = tuple(filter(None, (line.at(position) for line in layout.lines)))
        if position not in known and values:
            found.append(Column(position, layout.header.at(position), values))
    return found


def _may_tell(column: Column) -> bool:
    """Tell whether a question of the organisers' sorts people, rather than being free text."""
    if personal.header_kind(column.header) is not None:
        return False
    different = {folded(value) for value in column.values}
    return (
        len(different) <= _MOST_GROUPS
        or column.share([audiences.proposed(value) is not None for value in column.values]) > _MOST
        or _is_of_town(column)
    )


def _is_of_town(column: Column) -> bool:
    return not {"commune", "ville", "town", "city", "insee", "municipality"}.isdisjoint(
        folded(column.header).split()
    )


def _proposed(column: Column, references: References) -> Role | Literal[""]:
    """Return what a column most likely is; nothing where a wrong guess would change the count."""
    values = column.values
    clear = [statuses.of(value) is not None and statuses.is_clear(value) for value in values]
    towns = [bool(references.town(value).key) for value in values]
    facts: tuple[tuple[bool, Role | Literal[""]], ...] = (
        (column.share([personal.count(value).emails > 0 for value in values]) > _MOST, "email"),
        (column.share([bool(days.of(value)) for value in values]) > _MOST, "day"),
        (columns.announces(column.header), "status"),
        # « oui » and « non » may be of anything.
        (column.share(clear) > _MOST, ""),
        (column.share([bool(audiences.proposed(value)) for value in values]) > _MOST, "audience"),
        (personal.header_kind(column.header) == "names", "name"),
        (_is_of_town(column) or column.share(towns) > _MOST, "town"),
    )
    return next((role for holds, role in facts if holds), "none")


def _examples(column: Column, references: References) -> str:
    """Return what a column holds, without repeating what may be somebody's."""
    shown = dict.fromkeys(_example(value, column, references) for value in column.values)
    number = plural(len(set(column.values)), "valeur différente", "valeurs différentes")
    return f"{listed(list(shown)[:_EXAMPLES])} ({number})"


def _example(value: str, column: Column, references: References) -> str:
    if is_common(value, column.values) and personal.header_kind(column.header) is None:
        safe = not personal.is_person(value, references.places)
        masked = personal.mask(value, places=references.places, doubts_too=True).text
        if safe and masked == value:
            return f"« {value[:_SHOWN]} »"
    return describing.form(value)


def is_common(value: str, values: Iterable[str]) -> bool:
    """Tell whether a value stands on several lines or says an audience or a status by itself."""
    word = folded(value)
    if audiences.of(value) is not None or statuses.of(value) is not None:
        return True
    return sum(folded(each) == word for each in values) > 1
