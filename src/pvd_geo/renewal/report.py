"""A later list held against the towns of now: everything it would change, before it does."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Any, Final, Literal

import pandas as pd

from pvd_geo.codes import department_of
from pvd_geo.errors import Fault
from pvd_geo.formatting import integer, line_numbers, listed, missing, plural
from pvd_geo.renewal.listing import HEADERS
from pvd_geo.tables.changes import Headline, TownChange
from pvd_geo.text import folded_name
from pvd_geo.timeline.former import FormerNames

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import date

    from pvd_geo.renewal.listing import Listing, Row
    from pvd_geo.tables.dataset import Dataset
    from pvd_geo.timeline.former import Former

Kind = Literal["list", "populations", "indicators", "movements", "communes", "epci"]
"""What a file renews."""
MOST_LEAVING: Final = 0.1
"""A list without more than this share of the towns is taken for half a file, unless told."""
LEAST_KNOWN: Final = 0.5
"""A list of which less than this share is known is taken for one of another programme."""
_JOINED: Final = frozenset({"delegated", "associated", "absorbed"})
_NAMED: Final = 5
_KEPT: Final = {
    "lib_com": "aucun nom n’est comparé",
    "id_pvd": "les conventions que nous connaissons sont gardées",
    "date_signature": "les dates que nous connaissons sont gardées",
}
"""What becomes of what a list has no column for."""


@dataclass(frozen=True, slots=True)
class Decisions:
    """What whoever brings a list decided about it.

    Parameters
    ----------
    admitted
        Codes that no table of ours knows, held to be new towns, or whose commune of today is
        to come into the programme.
    left_out
        Such codes, held to be none.
    departures
        How many towns really left, when they are many.
    kind
        What the file is said to be; when left out, its columns tell.
    """

    admitted: frozenset[str] = frozenset()
    left_out: frozenset[str] = frozenset()
    departures: int | None = None
    kind: Kind | None = None


@dataclass(frozen=True, slots=True)
class Came:
    """A town that the list has and the programme had not.

    Parameters
    ----------
    code, name, line
        As in the list; ``name`` is today's.
    split_from
        Name of the town that it stood in before it stood alone again; empty for others.
    """

    code: str
    name: str
    line: int
    split_from: str = ""


@dataclass(frozen=True, slots=True)
class Left:
    """A town that the list has no longer; ``hosted`` when a meeting was held there."""

    code: str
    name: str
    hosted: bool = False


@dataclass(frozen=True, slots=True)
class Renamed:
    """A town that the list calls by a name that it never had, or its EPCI by another."""

    code: str
    before: str
    after: str
    line: int


@dataclass(frozen=True, slots=True)
class Merged:
    """A line that names a commune which is part of a town of today."""

    code: str
    name: str
    town: str
    town_name: str
    line: int


@dataclass(frozen=True, slots=True)
class Dated:
    """A date of signature that the list fills or changes; ``before`` is empty when it fills it."""

    code: str
    name: str
    before: str
    after: str
    line: int


@dataclass(frozen=True, slots=True)
class Unknown:
    """A line that names no town that could be in the programme as it stands.

    Parameters
    ----------
    code, name, line
        As in the list.
    decision
        What was decided of it.
    into, into_name
        The commune of today that it is part of, which is not in the programme: admitted, that
        one comes. Empty where no table of ours knows the code.
    town
        Where the code is that of a town of the programme that disappeared: whether ``into`` is
        another town of it, or not. Empty for a line of a list.
    """

    code: str
    name: str
    line: int
    decision: Literal["", "admitted", "left_out"]
    into: str = ""
    into_name: str = ""
    town: Literal["", "town", "other"] = ""


@dataclass(frozen=True, slots=True)
class Valued:
    """One vintage of values that a file brings.

    Parameters
    ----------
    label, vintage
        What they are of, in French, and when.
    fresh, changed, same
        Towns whose value was not known, was another, was that one.
    replaces
        The vintage in force that it takes the place of; empty when it does not.
    """

    label: str
    vintage: str
    fresh: int
    changed: int
    same: int
    replaces: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that a list, or a file of values, would change.

    Parameters
    ----------
    lines
        Lines of the list that name a commune.
    came, left, renamed, merged, dated
        See each class.
    grouped
        Towns whose convention the list names, and did not before or otherwise.
    zeros
        Codes that had lost their zero: as written, as read, line.
    unknown
        Codes that no table knows, or of communes that are part of one outside the programme;
        those without a decision keep the list from being confirmed.
    notices
        What was understood otherwise than it is written, in French.
    faults
        What keeps the list from being confirmed.
    before, after
        Headline figures.
    regions
        Code of each region whose number of towns changes -> that number before and after.
    changes
        Cells, in the order in which they are made.
    values
        Vintages of populations or indicators; none in a list.
    kind
        What the file renews.
    restored
        Communes that stand alone again, and the town that each was part of.
    epci
        Towns whose EPCI is another, or has another name.
    """

    lines: int
    came: tuple[Came, ...]
    left: tuple[Left, ...]
    renamed: tuple[Renamed, ...]
    merged: tuple[Merged, ...]
    dated: tuple[Dated, ...]
    grouped: int
    zeros: tuple[tuple[str, str, int], ...]
    unknown: tuple[Unknown, ...]
    notices: tuple[str, ...]
    faults: tuple[Fault, ...]
    before: Headline
    after: Headline
    regions: Mapping[str, tuple[int, int]]
    changes: tuple[TownChange, ...]
    values: tuple[Valued, ...] = ()
    kind: Kind = "list"
    restored: tuple[Merged, ...] = ()
    epci: tuple[Renamed, ...] = ()

    @property
    def many_left(self) -> bool:
        """Whether so many towns are not on the list that their number has to be stated."""
        return len(self.left) > MOST_LEAVING * self.before.towns

    @property
    def open(self) -> tuple[Unknown, ...]:
        """The codes that wait for a decision."""
        return tuple(one for one in self.unknown if not one.decision)

    @property
    def confirmable(self) -> bool:
        """Whether it can be confirmed: it changes something, and nothing keeps it from it."""
        return bool(self.changes) and not self.faults and not self.open


@dataclass(frozen=True)
class Standing:
    """What the list is held against.

    Parameters
    ----------
    towns
        ``insee_code, name, region_code, population, agreement_date, id_pvd``.
    departments
        ``code, region_code``.
    hosts
        INSEE codes of the towns where a meeting was held or is planned: they cannot leave.
    former
        Former names and codes of the towns, those that left among them.
    built
        The towns of the files that were built, in the columns of ``towns``: one of them that a
        list took out comes back as it was.
    tables
        All of `TABLES` in force.
    """

    towns: pd.DataFrame
    departments: pd.DataFrame
    hosts: frozenset[str]
    former: FormerNames
    built: pd.DataFrame
    tables: Dataset

    @classmethod
    def of(
        cls, dataset: Dataset, hosts: Iterable[str] = (), built: Dataset | None = None
    ) -> Standing:
        """Return it from the tables in force, the hosts that the journal knows, and those built."""
        built = built or dataset
        # What is known of a town that a list took out tells which communes are part of it.
        past = FormerNames.of(dataset.former_names).all, FormerNames.of(built.former_names).all
        former = FormerNames(dict.fromkeys(chain(*past)))
        met = frozenset(dataset.meetings["insee_code"].dropna())
        return cls(
            dataset.towns, dataset.departments, met.union(hosts), former, built.towns, dataset
        )

    @property
    def signed(self) -> dict[str, date]:
        """INSEE code -> date of signature, where there is one."""
        dated = self.towns.dropna(subset=["agreement_date"])
        days = (day.date() for day in dated["agreement_date"])
        return dict(zip(dated["insee_code"], days, strict=True))


TABLES: Final = (
    "towns",
    "regions",
    "departments",
    "meetings",
    "former_names",
    "populations",
    "indicators",
    "town_indicators",
    "indicator_history",
    "doubtful_values",
)
"""The tables that a list or a file of values is held against."""


def compared(listing: Listing, standing: Standing, decisions: Decisions) -> Report:
    """Hold a list against the towns of now.

    Parameters
    ----------
    listing
        The list, from `pvd_geo.renewal.listing.read`.
    standing
        The towns of now, and what is known of their past.
    decisions
        What was decided about the list.
    """
    return _Comparison(listing, standing, decisions).report()


class _Comparison:
    """One comparison; the list is walked through once."""

    def __init__(self, listing: Listing, standing: Standing, decisions: Decisions) -> None:
        self.listing, self.former, self.decisions = listing, standing.former, decisions
        self.towns = {str(row["insee_code"]): row for row in _records(standing.towns)}
        self.known = {str(row["insee_code"]): row for row in _records(standing.built)} | self.towns
        areas = standing.departments
        self.regions = dict(zip(areas["code"], areas["region_code"], strict=True))
        self.hosts = standing.hosts
        self.faults = list(listing.faults)
        self.notices: list[str] = []
        self.unknown: list[Unknown] = []
        self.merged: list[Merged] = []
        self.came: list[Came] = []

    def report(self) -> Report:
        """Return what the list would change."""
        lines = self._lines()
        left = self._left(lines)
        changes = [TownChange(one.code, "listed", one.name, "") for one in left]
        changes += [TownChange(one.code, "listed", "", one.name) for one in self.came]
        renamed = self._renamed(lines)
        changes += [TownChange(one.code, "name", one.before, one.after) for one in renamed]
        dated, grouped = self._filled(lines)
        fresh = {one.code for one in self.came}
        changes += [TownChange(one.code, "agreement_date", one.before, one.after) for one in dated]
        changes += grouped
        before, after, regions = self._figures(left, dated)
        self._ignored()
        return Report(
            lines=len(self.listing.rows),
            came=tuple(self.came),
            left=tuple(left),
            renamed=tuple(renamed),
            merged=tuple(self.merged),
            dated=tuple(one for one in dated if one.code not in fresh),
            grouped=sum(change.insee_code not in fresh for change in grouped),
            zeros=tuple(
                (row.written, row.code, row.line)
                for row in self.listing.rows
                if len(row.written.strip()) < len(row.code)
            ),
            unknown=tuple(self.unknown),
            notices=tuple(self.notices),
            faults=tuple(sorted(self.faults)),
            before=before,
            after=after,
            regions=regions,
            changes=tuple(changes),
        )

    def _lines(self) -> dict[str, Row]:
        """Return the line that speaks of each town of the list."""
        own: dict[str, list[Row]] = {}
        through: dict[str, list[Row]] = {}
        there = {*self.towns, *(row.code for row in self.listing.rows if row.code in self.known)}
        for row in self.listing.rows:
            known = self.former.by_code(row.code)
            if row.code in self.towns:
                own.setdefault(row.code, []).append(row)
            elif row.code in self.known:
                self._back(row.code, row.line)
                own.setdefault(row.code, []).append(row)
            elif known is None:
                if self._admitted(row):
                    own.setdefault(row.code, []).append(row)
            elif known.nature in _JOINED:
                if known.town in there or self._admitted(row, known):
                    name, town = row.name or known.label, str(self.known[known.town]["name"])
                    self.merged.append(Merged(row.code, name, known.town, town, row.line))
                    through.setdefault(known.town, []).append(row)
            else:
                self._split(row, known)
                own.setdefault(row.code, []).append(row)
        found = {code: self._one(rows) for code, rows in own.items()}
        for code, rows in through.items():
            found.setdefault(code, self._one(rows))
        return found

    def _one(self, rows: list[Row]) -> Row:
        """Return the first of the lines of a town; those that say otherwise are faults."""
        first, *others = rows
        for other in others:
            if (other.signed, other.id_pvd) == (first.signed, first.id_pvd):
                where = line_numbers([first.line, other.line])
                self.notices.append(
                    f"{first.code} {first.name} : deux fois ({where}), compté une fois."
                )
            else:
                expected = (
                    f"une seule ligne pour cette commune ; la ligne {first.line} en dit autre chose"
                )
                self._wrong(other, "insee_com", other.written, expected)
        return first

    def _admitted(self, row: Row, known: Former | None = None) -> bool:
        """Tell whether a line that names no town as it stands is held to bring one."""
        taken = row.code in self.decisions.admitted
        out = row.code in self.decisions.left_out
        into = known.town if known else ""
        self.unknown.append(
            Unknown(
                row.code,
                row.name or (known.label if known else ""),
                row.line,
                "admitted" if taken else "left_out" if out else "",
                into,
                str(self.known[into]["name"]) if into else "",
            )
        )
        if taken and into:
            self._back(into, row.line)
        elif taken and not row.name:
            self._wrong(row, "lib_com", "", "le nom de cette commune, que rien d’autre ne dit")
        elif taken and all(one.code != row.code for one in self.came):
            self.came.append(Came(row.code, row.name, row.line))
        return taken

    def _back(self, code: str, line: int) -> None:
        if all(one.code != code for one in self.came):
            self.came.append(Came(code, str(self.known[code]["name"]), line))

    def _split(self, row: Row, known: Former) -> None:
        if any(one.code == row.code for one in self.came):
            return
        town = self.towns.get(known.town)
        came_from = str(town["name"]) if town else known.town
        self.came.append(Came(row.code, row.name or known.label, row.line, came_from))

    def _left(self, lines: Mapping[str, Row]) -> list[Left]:
        if not self.listing.rows:
            return []
        named = self.listing.faulty.union(lines)
        gone = [code for code in self.towns if code not in named]
        left = [Left(code, str(self.towns[code]["name"]), code in self.hosts) for code in gone]
        known = sum(code in self.towns for code in named)
        stated = self.decisions.departures == len(left)
        if self.listing.rows and known < LEAST_KNOWN * len(self.listing.rows):
            expected = (
                "la liste des communes de Petites villes de demain : "
                f"{plural(known, 'ligne')} sur {integer(len(self.listing.rows))} en nomme une ; "
                "c’est sans doute celle d’un autre programme"
            )
            self._wrong(None, "", "", expected)
            # Naming each of its lines as unknown would bury what is wrong.
            self.unknown = [one for one in self.unknown if one.decision]
            return left
        if len(left) > MOST_LEAVING * len(self.towns) and not stated:
            expected = (
                f"la liste entière : {plural(len(left), 'commune')} sur {integer(len(self.towns))} "
                "n’y sont pas. Si elles ont bien quitté le programme, confirmer ce nombre"
            )
            self._wrong(None, "", "", expected)
            return left
        for one in left:
            if one.hosted:
                expected = "cette commune : une rencontre y a eu lieu ou y est prévue"
                self._wrong(None, "insee_com", f"{one.code} {one.name} (absente)", expected)
        return left

    def _renamed(self, lines: Mapping[str, Row]) -> list[Renamed]:
        renamed, old, through = [], [], {one.line for one in self.merged}
        for code, row in lines.items():
            town = self.towns.get(code)
            if town is None or not row.name or row.line in through:
                continue
            today = str(town["name"])
            if folded_name(row.name) == folded_name(today):
                continue
            had = {folded_name(one.name) for one in self.former.of_town(code) if one.name}
            if folded_name(row.name) in had:
                old.append(f"{row.name} ({today} aujourd’hui)")
            else:
                renamed.append(Renamed(code, today, row.name, row.line))
        if old:
            what = plural(
                len(old), "commune y porte son ancien nom", "communes y portent leur ancien nom"
            )
            self.notices.append(
                f"{what} : {listed(old, most=_NAMED)}. Le nom d’aujourd’hui est gardé."
            )
        return renamed

    def _filled(self, lines: Mapping[str, Row]) -> tuple[list[Dated], list[TownChange]]:
        dated, grouped, silent = [], [], []
        for code, row in lines.items():
            town = self.known.get(code, {})
            before = _day(town.get("agreement_date"))
            if row.signed is not None and row.signed.isoformat() != before:
                name = str(town.get("name") or row.name)
                dated.append(Dated(code, name, before, row.signed.isoformat(), row.line))
            elif row.signed is None and before and "date_signature" in self.listing.columns:
                silent.append(row.line)
            convention = "" if missing(town.get("id_pvd")) else str(town["id_pvd"])
            if row.id_pvd and row.id_pvd != convention:
                grouped.append(TownChange(code, "id_pvd", convention, row.id_pvd))
        if silent:
            what = plural(len(silent), "date connue n’est pas", "dates connues ne sont pas")
            self.notices.append(f"{what} dans la liste : nous gardons la nôtre.")
        return dated, grouped

    def _figures(
        self, left: Iterable[Left], dated: Iterable[Dated]
    ) -> tuple[Headline, Headline, dict[str, tuple[int, int]]]:
        gone = {one.code for one in left}
        fresh = [one.code for one in self.came]
        stay = {code: town for code, town in self.towns.items() if code not in gone}
        signed = {code for code, town in stay.items() if _day(town["agreement_date"])}
        signed |= {one.code for one in dated}
        back = [self.known[code] for code in fresh if code in self.known]
        signed |= {str(town["insee_code"]) for town in back if _day(town["agreement_date"])}
        inhabitants = people([*stay.values(), *back])
        after = Headline(len(stay) + len(fresh), inhabitants, len(signed))
        have = [code for code, town in self.towns.items() if _day(town["agreement_date"])]
        before = Headline(len(self.towns), people(self.towns.values()), len(have))
        was = Counter(str(town["region_code"]) for town in self.towns.values())
        now = Counter(str(town["region_code"]) for town in stay.values())
        now.update(self.regions[department_of(code)] for code in fresh)
        moved = {
            code: (was[code], now[code]) for code in sorted({*was, *now}) if was[code] != now[code]
        }
        return before, after, moved

    def _ignored(self) -> None:
        if self.listing.ignored:
            columns = plural(len(self.listing.ignored), "colonne ignorée", "colonnes ignorées")
            self.notices.append(f"{columns} : {listed(self.listing.ignored, most=_NAMED)}.")
        if not self.listing.rows:
            return
        absent = [name for name in HEADERS if name not in self.listing.columns]
        self.notices += [
            f"La liste n’a pas de colonne « {name} » : {_KEPT[name]}." for name in absent
        ]

    def _wrong(self, row: Row | None, column: str, value: str, expected: str) -> None:
        line = row.line if row else 0
        self.faults.append(Fault(self.listing.file, line, column, value, expected))


def _records(towns: pd.DataFrame) -> list[dict[Any, Any]]:
    columns = ["insee_code", "name", "region_code", "population", "agreement_date", "id_pvd"]
    rows: list[dict[Any, Any]] = pd.DataFrame(towns[columns]).to_dict("records")
    return rows


def _day(value: object) -> str:
    """Return a date of the towns as the files have it; empty where there is none."""
    wanted: Callable[[str], str] | None = getattr(value, "strftime", None)
    return "" if missing(value) or wanted is None else wanted("%Y-%m-%d")


def people(towns: Iterable[Mapping[str, object]]) -> int:
    """Return the sum of the populations that are known."""
    found = (town["population"] for town in towns)
    return sum(int(str(number)) for number in found if not missing(number))
