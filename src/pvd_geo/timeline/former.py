"""Former names and codes of the towns, and what happened to each.

Source: INSEE, official geographic codes of 2021 to 2026.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from pvd_geo.grammar import placed
from pvd_geo.text import folded_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import pandas as pd

Nature = Literal["delegated", "associated", "absorbed", "renamed", "restored"]

_INSEE_DIGITS: Final = 5


@dataclass(frozen=True, slots=True)
class Former:
    """A name or a code that is no longer the name or the code of a commune of today.

    Parameters
    ----------
    town
        INSEE code of the town of today.
    code
        Former INSEE code; the town's own when its name alone has changed.
    name
        Former name; empty where only the code is known.
    nature
        What happened: it became a delegated or associated commune, was absorbed without
        either, is the town's own former name, or stands alone again outside the town.
    last_cog
        Last official geographic code, from 2021 on, in which it stood alone under that name;
        empty where that was before.
    """

    town: str
    code: str
    name: str
    nature: Nature
    last_cog: str = ""

    @property
    def label(self) -> str:
        """The name, or the code where there is none."""
        return self.name or self.code


class FormerNames:
    """All former names and codes, found by either.

    Parameters
    ----------
    known
        Each of them, once.
    """

    def __init__(self, known: Iterable[Former] = ()) -> None:
        self.all: tuple[Former, ...] = tuple(known)
        self._by_code: dict[str, Former] = {}
        self._by_name: dict[str, list[Former]] = {}
        self._of: dict[str, list[Former]] = {}
        for one in self.all:
            self._of.setdefault(one.town, []).append(one)
            if one.code != one.town:
                self._by_code.setdefault(one.code.lower(), one)
            if one.name:
                self._by_name.setdefault(folded_name(one.name), []).append(one)

    @classmethod
    def of(cls, former_names: pd.DataFrame) -> FormerNames:
        """Return what the table ``former_names`` says."""
        columns = ["insee_code", "former_code", "former_name", "nature", "last_cog"]
        rows = former_names[columns].astype("object").where(former_names[columns].notna(), "")
        return cls(Former(*row) for row in rows.itertuples(index=False, name=None))

    def of_town(self, insee_code: str) -> tuple[Former, ...]:
        """Return the past of one town of today."""
        return tuple(self._of.get(insee_code, ()))

    def by_code(self, code: str) -> Former | None:
        """Return what a former code became; a zero that was lost in front is forgiven."""
        wanted = code.strip().lower()
        return self._by_code.get(wanted) or self._by_code.get(wanted.zfill(_INSEE_DIGITS))

    def by_name(self, name: str) -> tuple[Former, ...]:
        """Return all that had this name, spelled with or without accents and hyphens."""
        return tuple(self._by_name.get(folded_name(name), ()))

    def find(self, text: str) -> Former | None:
        """Return the only one that a code or a name can mean, if there is one."""
        found = self.by_code(text)
        named = self.by_name(text)
        return found or (named[0] if len({one.town for one in named}) == 1 else None)


def told(former: Former, towns: Mapping[str, str]) -> str:
    """Say in one French sentence what happened.

    Parameters
    ----------
    former
        What was asked for.
    towns
        INSEE code -> name of the towns of today.
    """
    today = towns.get(former.town, former.town)
    if former.nature == "renamed":
        until = f" depuis le code officiel géographique {int(former.last_cog) + 1}"
        return f"{former.name} s’appelle {today}{until if former.last_cog else ' aujourd’hui'}."
    code = f" ({former.code})" if former.code != former.town else ""
    what = f"{former.name}{code}" if former.name else f"La commune de code {former.code}"
    if former.nature == "restored":
        return (
            f"{what} n’est plus dans {today} : cette commune est rétablie, "
            "et le programme ne la compte pas parmi ses communes."
        )
    became = {
        "delegated": f"est aujourd’hui une commune déléguée {placed(today).of}",
        "associated": f"est aujourd’hui une commune associée {placed(today).at}",
        "absorbed": f"fait aujourd’hui partie {placed(today).of}",
    }[former.nature]
    return f"{what} {became}."


def told_of_town(past: Iterable[Former]) -> tuple[tuple[str, str], ...]:
    """Return the past of one town as terms and what is said of each, for its sheet.

    Examples
    --------
    >>> told_of_town([Former("1", "1", "A", "renamed"), Former("1", "2", "", "absorbed")])
    (('Ancien nom', 'A'), ('Anciens codes réunis', '2'))
    """
    rows = list(past)
    named = ("delegated", "associated", "absorbed")
    joined = dict.fromkeys(one.name for one in rows if one.name and one.nature in named)
    nameless = [one.code for one in rows if not one.name]
    restored = [one.name or one.code for one in rows if one.nature == "restored"]
    renamed = [one.name for one in rows if one.nature == "renamed"]
    found = (
        ("Ancien nom", renamed),
        ("Communes réunies", list(joined)),
        ("Anciens codes réunis", nameless),
        ("Communes rétablies", restored),
    )
    return tuple((term, ", ".join(texts)) for term, texts in found if texts)
