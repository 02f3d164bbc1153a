"""What happened to communes since a list was made: INSEE's file of movements.

A town that is called otherwise, a commune that became part of a town, one that stands alone
again are told and recorded. A town whose own code disappeared waits for a decision: what the
programme makes of it is the ANCT's to say.

Source: INSEE, ``v_mvt_commune``, whose lines are read from the official geographic code of
2021 on, like `pvd_geo.timeline.former`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from pvd_geo.codes import department_of, is_insee_code
from pvd_geo.errors import Fault
from pvd_geo.formatting import date_long, listed, missing, plural
from pvd_geo.renewal.listing import coded, lines_below, table_of
from pvd_geo.renewal.report import Came, Left, Merged, Renamed, Report, Unknown, people
from pvd_geo.tables.changes import FORMER, Headline, TownChange, former_cell
from pvd_geo.text import folded_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pvd_geo.reader.book import Book, Line
    from pvd_geo.renewal.report import Decisions, Standing

HEADERS: Final[dict[str, tuple[str, ...]]] = {
    name: (name.replace("_", " "),)
    for name in (
        "mod",
        "date_eff",
        "typecom_av",
        "com_av",
        "libelle_av",
        "typecom_ap",
        "com_ap",
        "libelle_ap",
    )
}
"""Columns of the file, and the words by which they are known, folded."""
SINCE: Final = date(2021, 1, 1)
"""What took effect before is in the official geographic code that all tables start from; of such
lines only the names of codes that have none are taken."""
_KINDS: Final = frozenset({"COM", "COMA", "COMD", "ARM"})
_CREATED: Final = 20
_RESTORED: Final = 21
"""Of these the commune before goes on; any other movement to another code ends it."""
_BECAME: Final = {"COMD": "delegated", "COMA": "associated"}
_FIRST_COG: Final = 2021


@dataclass(frozen=True, slots=True)
class _Move:
    """One line of the file: a commune before, a commune after."""

    line: int
    kind: int
    day: date
    type_before: str
    before: str
    name_before: str
    type_after: str
    after: str
    name_after: str

    @property
    def whole(self) -> bool:
        """Whether it leads from a commune to a commune, neither delegated nor associated."""
        return self.type_before == self.type_after == "COM"

    @property
    def last_cog(self) -> str:
        """Last official geographic code, the state of a 1 January, that it is not in yet."""
        year = self.day.year - (self.day == date(self.day.year, 1, 1))
        return str(year) if year >= _FIRST_COG else ""


def holds(book: Book) -> bool:
    """Tell by its columns whether a book is a file of movements."""
    return table_of(book, HEADERS) is not None


def compared(
    book: Book, file: str, standing: Standing, decisions: Decisions, today: date
) -> Report:
    """Hold a file of movements against the towns of now.

    Parameters
    ----------
    book, file
        As `pvd_geo.reader.bounded.read` returns it, and its name.
    standing
        The towns and their past.
    decisions
        What was decided about towns whose code disappeared.
    today
        Nothing took effect later.
    """
    return _Comparison(file, standing, decisions, today).report(book)


class _Comparison:
    """One comparison; the movements are walked through in the order of their dates."""

    def __init__(self, file: str, standing: Standing, decisions: Decisions, today: date) -> None:
        self.file, self.decisions, self.today = file, decisions, today
        rows = standing.towns.to_dict("records")
        self.towns: dict[str, dict[Any, Any]] = {str(row["insee_code"]): row for row in rows}
        areas = standing.departments
        self.regions = dict(zip(areas["code"], areas["region_code"], strict=True))
        self.hosts = standing.hosts
        self.names = {code: str(row["name"]) for code, row in self.towns.items()}
        self.past: dict[str, list[tuple[str, str, str, str]]] = {}
        table = standing.tables.former_names
        columns = ["nature", "former_code", "last_cog", "former_name"]
        cells = table[columns].astype("object").where(table[columns].notna(), "")
        for town, row in zip(table["insee_code"], cells.itertuples(index=False), strict=True):
            self.past.setdefault(str(town), []).append(tuple(map(str, row)))  # type: ignore[arg-type]
        self.faults: list[Fault] = []
        self.notices: list[str] = []
        self.changes: list[TownChange] = []
        self.renamed: list[Renamed] = []
        self.merged: list[Merged] = []
        self.restored: list[Merged] = []
        self.unknown: list[Unknown] = []
        self.left: list[Left] = []
        self.came: list[Came] = []
        self.nameless = {
            cells[1]: town
            for town, past in self.past.items()
            for cells in past
            if not cells[3] and cells[1] != town
        }
        self.named: dict[str, tuple[date, str]] = {}
        self.lines = self.old = 0

    def report(self, book: Book) -> Report:
        """Return what the file would change."""
        moves = sorted(self._read(book), key=lambda one: (one.day, one.line))
        became = {
            (one.day, one.before): _BECAME[one.type_after]
            for one in moves
            if one.type_before == "COM" and one.type_after in _BECAME
        }
        for code, (_, name) in sorted(self.named.items()):
            town = self.nameless[code]
            if town in self.towns and name and folded_name(name) != folded_name(self.names[town]):
                self._remember(town, "absorbed", code, "", name)
        self._called(moves)
        # Of two communes the last word counts: one that joined may stand alone again since.
        last = {
            frozenset({one.before, one.after}): one
            for one in moves
            if one.whole and one.before != one.after
        }
        for one in sorted(last.values(), key=lambda one: (one.day, one.line)):
            self._moved(one, became.get((one.day, one.before), "absorbed"))
        if self.old:
            lines = plural(self.old, "ligne laissée", "lignes laissées")
            self.notices.append(
                f"{lines}, d’avant le {date_long(SINCE)} : seuls les noms d’anciens codes qui n’en "
                "avaient pas y sont pris."
            )
        before, after, regions = self._figures()
        return Report(
            lines=self.lines,
            came=tuple(self.came),
            left=tuple(self.left),
            renamed=tuple(self.renamed),
            merged=tuple(self.merged),
            dated=(),
            grouped=0,
            zeros=(),
            unknown=tuple(self.unknown),
            notices=tuple(self.notices),
            faults=tuple(sorted(self.faults)),
            before=before,
            after=after,
            regions=regions,
            changes=tuple(self.changes),
            kind="movements",
            restored=tuple(self.restored),
        )

    def _read(self, book: Book) -> Iterator[_Move]:
        place = table_of(book, HEADERS)
        if place is None:
            self._wrong(1, "", "", f"les colonnes {listed(name.upper() for name in HEADERS)}")
            return
        table, head, places = place
        lines, cut, faults = lines_below(book, self.file, table, head, "un mouvement")
        self.faults += [*faults, *cut.values()]
        for line in lines:
            if line.number not in cut:
                yield from self._line(line, places)

    def _line(self, line: Line, places: Mapping[str, int]) -> Iterator[_Move]:
        cells = {name: line.cells[place].strip() for name, place in places.items()}
        self.lines += 1
        day = _day(cells["date_eff"])
        wrong = self._wrongs(cells, day)
        if wrong is not None:
            column, expected = wrong
            self._wrong(line.number, column.upper(), cells[column], expected)
        elif day is not None and day < SINCE:
            self.old += 1
            code = coded(cells["com_av"])
            if code in self.nameless and cells["typecom_av"].upper() == "COM":
                last = self.named.get(code, (day, ""))
                self.named[code] = max(last, (day, cells["libelle_av"]))
        elif day is not None:
            yield _Move(
                line.number,
                int(cells["mod"]),
                day,
                cells["typecom_av"].upper(),
                coded(cells["com_av"]),
                cells["libelle_av"],
                cells["typecom_ap"].upper(),
                coded(cells["com_ap"]),
                cells["libelle_ap"],
            )

    def _wrongs(self, cells: Mapping[str, str], day: date | None) -> tuple[str, str] | None:
        """Return the first column of a line that cannot be, and what is expected there."""
        if not (cells["mod"].isascii() and cells["mod"].isdigit()):
            return "mod", "le numéro d’un type de mouvement, tel que 10 ou 32"
        if day is None or day > self.today:
            until = f"une date entière, telle que 2024-01-01, jusqu’au {date_long(self.today)}"
            return "date_eff", until
        for side in ("av", "ap"):
            if cells[f"typecom_{side}"].upper() not in _KINDS:
                return f"typecom_{side}", "COM, COMA, COMD ou ARM"
            code = coded(cells[f"com_{side}"])
            if not is_insee_code(code) or department_of(code) not in {*self.regions, "975", "977"}:
                return f"com_{side}", "un code INSEE de commune, tel que 01033 ou 2A004"
        nameless = [name for name in ("libelle_av", "libelle_ap") if not cells[name]]
        return (nameless[0], "le nom de la commune") if nameless and day >= SINCE else None

    def _called(self, moves: list[_Move]) -> None:
        """Find the towns that are called otherwise, and the names that they had."""
        chains: dict[str, list[_Move]] = {}
        for one in moves:
            same = one.before == one.after and one.before in self.towns
            if one.whole and same and folded_name(one.name_before) != folded_name(one.name_after):
                chains.setdefault(one.before, []).append(one)
        for code, chain in chains.items():
            name, last = self.names[code], chain[-1]
            ours = folded_name(name)
            if folded_name(last.name_after) != ours:
                if all(folded_name(one.name_before) != ours for one in chain):
                    self.notices.append(
                        f"{code} (ligne {last.line}) : {last.name_before} y devient "
                        f"{last.name_after} ; nous l’appelons {name} et gardons ce nom."
                    )
                    continue
                self.renamed.append(Renamed(code, name, last.name_after, last.line))
                self.changes.append(TownChange(code, "name", name, last.name_after))
                self.names[code] = last.name_after
            for one in chain:
                back = folded_name(one.name_before) == folded_name(self.names[code])
                if not back:
                    self._remember(code, "renamed", code, one.last_cog, one.name_before)

    def _moved(self, one: _Move, nature: str) -> None:
        """Follow one commune that became part of another, or stands alone again."""
        if one.kind == _RESTORED and one.before in self.towns:
            self._alone(one)
        elif one.kind in {_CREATED, _RESTORED}:
            return
        elif one.before in self.towns:
            self._gone(one, nature)
        elif one.after in self.towns and self._remember(
            one.after, nature, one.before, one.last_cog, one.name_before
        ):
            town = self.names[one.after]
            self.merged.append(Merged(one.before, one.name_before, one.after, town, one.line))

    def _alone(self, one: _Move) -> None:
        town = one.before
        known = [cells for cells in self.past.get(town, []) if cells[1] == one.after]
        if any(cells[0] == "restored" for cells in known):
            return
        fresh = ("restored", one.after, "", one.name_after)
        self.past[town] = [cells for cells in self.past.get(town, []) if cells not in known]
        self.past[town].append(fresh)
        # One row takes the place of the first; a second would say that it is part of it still.
        for before in [former_cell(*cells) for cells in known] or [""]:
            self.changes.append(TownChange(town, FORMER, before, former_cell(*fresh)))
        name = self.names[town]
        self.restored.append(Merged(one.after, one.name_after, town, name, one.line))

    def _gone(self, one: _Move, nature: str) -> None:
        """Ask what becomes of a town whose code is another commune's past."""
        code = one.before
        if any(known.code == code for known in self.unknown):
            return
        taken = code in self.decisions.admitted
        out = code in self.decisions.left_out
        decision: Any = "admitted" if taken else "left_out" if out else ""
        there = one.after in self.towns
        into = self.names[one.after] if there else one.name_after
        name = self.names[code]
        self.unknown.append(
            Unknown(code, name, one.line, decision, one.after, into, "town" if there else "other")
        )
        if not taken:
            return
        if code in self.hosts:
            expected = "une commune où aucune rencontre n’a eu lieu ni n’est prévue"
            self._wrong(one.line, "COM_AV", f"{code} {name}", expected)
            return
        self.left.append(Left(code, name))
        self.changes.append(TownChange(code, "listed", name, ""))
        if not there and all(came.code != one.after for came in self.came):
            self.came.append(Came(one.after, into, one.line))
            self.changes.append(TownChange(one.after, "listed", "", into))
        self._remember(one.after, nature, code, one.last_cog, name)
        # Its own past goes with it.
        for old, former, last_cog, called in self.past.get(code, []):
            if old != "restored":
                self._remember(one.after, "absorbed", former, last_cog, called)

    def _remember(self, town: str, nature: str, code: str, last_cog: str, name: str) -> bool:
        """Give a town a past that it has not yet; a code without a name gets its name."""
        known = self.past.setdefault(town, [])
        for place, cells in enumerate(known):
            if cells[1] != code:
                continue
            if cells[0] != "restored" and folded_name(cells[3]) == folded_name(name):
                return False
            if cells[0] == "restored" or (not cells[3] and code != town):
                kind = nature if cells[0] == "restored" else cells[0]
                fresh = (kind, code, cells[2] or last_cog, name)
                known[place] = fresh
                change = TownChange(town, FORMER, former_cell(*cells), former_cell(*fresh))
                self.changes.append(change)
                return True
        fresh = (nature, code, last_cog, name)
        known.append(fresh)
        self.changes.append(TownChange(town, FORMER, "", former_cell(*fresh)))
        return True

    def _figures(self) -> tuple[Headline, Headline, dict[str, tuple[int, int]]]:
        gone = {one.code for one in self.left}
        stay = [row for code, row in self.towns.items() if code not in gone]

        def headline(rows: list[dict[Any, Any]], more: int = 0) -> Headline:
            signed = sum(not missing(row["agreement_date"]) for row in rows)
            return Headline(len(rows) + more, people(rows), signed)

        moved: dict[str, list[int]] = {}
        for row in self.towns.values():
            pair = moved.setdefault(str(row["region_code"]), [0, 0])
            pair[0] += 1
            pair[1] += row["insee_code"] not in gone
        for one in self.came:
            moved.setdefault(self.regions[department_of(one.code)], [0, 0])[1] += 1
        regions = {code: (was, now) for code, (was, now) in sorted(moved.items()) if was != now}
        all_rows = list(self.towns.values())
        return headline(all_rows), headline(stay, len(self.came)), regions

    def _wrong(self, line: int, column: str, value: str, expected: str) -> None:
        self.faults.append(Fault(self.file, line, column, value[:80], expected))


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
