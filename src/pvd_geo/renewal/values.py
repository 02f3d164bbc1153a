"""Values by vintage that someone brings: legal populations, and indicators in long form.

A vintage later than the one in force takes its place; earlier ones stay beside it. Lines of
communes outside the programme are left, and counted: producers publish the whole country.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple

from pvd_geo.codes import is_insee_code
from pvd_geo.errors import Fault
from pvd_geo.formatting import integer, line_numbers, listed, missing, plural
from pvd_geo.renewal.listing import coded, kind_among, lines_below, table_of
from pvd_geo.renewal.report import Report, Valued, people
from pvd_geo.tables.changes import Headline, TownChange
from pvd_geo.tables.fields import CODE_FORMS
from pvd_geo.tables.vintages import INDICATOR_RANGES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from pvd_geo.reader.book import Book, Line
    from pvd_geo.renewal.report import Standing
    from pvd_geo.tables.changes import ChangeField

Kind = Literal["populations", "indicators"]
_CODE: Final = ("insee com", "code insee", "insee", "code commune", "codgeo", "insee code")
HEADERS: Final[dict[Kind, dict[str, tuple[str, ...]]]] = {
    "populations": {
        "insee_com": _CODE,
        "annee": ("annee", "millesime", "vintage"),
        "population": ("population", "population legale", "population municipale", "pmun"),
    },
    "indicators": {
        "insee_com": _CODE,
        "indicateur": ("indicateur", "indicator id", "indicateur id"),
        "millesime": ("millesime", "annee", "vintage"),
        "valeur": ("valeur", "value"),
    },
}
"""Columns of each file, and the words by which such columns are known, folded."""
LEAST_COVERED: Final = 0.9
"""A new vintage with less than this share of the towns of the one before is half a file."""
_PEOPLE: Final = "Population légale"
_MOST_PEOPLE: Final = 100_000
_NAMED: Final = 5
_SPACES: Final = re.compile(r"(?<=\d)[\s\u202f\u00a0](?=\d{3}(?:\D|$))")


class _Columns(NamedTuple):
    """Columns of the vintage and of the value, and the form of a vintage."""

    vintage: str
    value: str
    form: str


_COLUMNS: Final[dict[Kind, _Columns]] = {
    "populations": _Columns("annee", "population", "year"),
    "indicators": _Columns("millesime", "valeur", "vintage"),
}


@dataclass(frozen=True, slots=True)
class _Row:
    line: int
    code: str
    what: str
    vintage: str
    value: str


@dataclass
class _Found:
    """What the lines say, while they are read."""

    rows: dict[tuple[str, str, str], _Row] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    elsewhere: list[tuple[int, str]] = field(default_factory=list)
    empty: list[int] = field(default_factory=list)
    lines: int = 0


def kind_of(book: Book) -> Kind | None:
    """Tell which of these files a book holds by its columns; None for any other."""
    return kind_among(HEADERS, book)


def compared(book: Book, file: str, kind: Kind, standing: Standing, today: date) -> Report:
    """Hold a file of values against those of now.

    Parameters
    ----------
    book, file
        As `pvd_geo.reader.bounded.read` returns it, and its name.
    kind
        What it holds, as `kind_of` says.
    standing
        The towns and their values of now.
    today
        No vintage is later.
    """
    return _Comparison(file, kind, standing, today).report(book)


class _Comparison:
    """One comparison; the lines are walked through once."""

    def __init__(self, file: str, kind: Kind, standing: Standing, today: date) -> None:
        self.file, self.kind, self.today = file, kind, today
        self.columns = _COLUMNS[kind]
        self.towns = standing.towns.set_index("insee_code")
        self.former = standing.former
        tables = standing.tables
        self.catalogue = tables.indicators.set_index("indicator_id")
        if kind == "populations":
            known = tables.populations.assign(what="", value=tables.populations["population"])
            last = known.sort_values("vintage").groupby("insee_code")["vintage"].last()
            # Mayotte has its own: what counts is the vintage of most towns.
            self.now = {"": str(last.mode().iloc[-1])} if len(last) else {}
            self.covered = {"": len(last)}
            frames = [known]
        else:
            self.now = self.catalogue["vintage"].astype("str").to_dict()
            current = tables.town_indicators.assign(
                vintage=tables.town_indicators["indicator_id"].map(self.now)
            )
            self.covered = current["indicator_id"].value_counts().to_dict()
            doubted = tables.doubtful_values
            # What a rule set aside was published all the same: it is no news.
            aside = doubted[doubted["fate"].eq("set_aside")]
            frames = [
                one.rename(columns={"indicator_id": "what"})
                for one in (tables.indicator_history, current, aside)
            ]
        self.known = {
            (str(code), str(what), str(vintage)): _plain(str(value))
            for frame in frames
            for code, what, vintage, value in frame[
                ["insee_code", "what", "vintage", "value"]
            ].itertuples(index=False, name=None)
        }
        self.found = _Found()

    def report(self, book: Book) -> Report:
        """Return what the file would change."""
        notices = self._read(book)
        found = self.found
        changes, counts = [], Counter[tuple[str, str, str]]()
        for key, row in found.rows.items():
            known = self.known.get(key, "")
            state = "same" if known == row.value else "changed" if known else "fresh"
            counts[row.what, row.vintage, state] += 1
            if state != "same":
                changes.append(self._change(key, known, row.value))
        values = tuple(self._valued(counts))
        towns = [dict(row) for row in self.towns.reset_index().to_dict("records")]
        before = Headline(len(towns), people(towns), int(self.towns["agreement_date"].count()))
        return Report(
            lines=found.lines,
            came=(),
            left=(),
            renamed=(),
            merged=(),
            dated=(),
            grouped=0,
            zeros=(),
            unknown=(),
            notices=(*notices, *self._notices()),
            faults=tuple(sorted(found.faults)),
            before=before,
            after=Headline(before.towns, self._inhabitants(), before.signed),
            regions={},
            changes=tuple(changes),
            values=values,
            kind=self.kind,
        )

    def _read(self, book: Book) -> tuple[str, ...]:
        place = table_of(book, HEADERS[self.kind])
        if place is None:
            self._wrong(1, "", "", f"les colonnes {listed(HEADERS[self.kind])}")
            return ()
        table, head, places = place
        lines, cut, faults = lines_below(book, self.file, table, head, "une valeur")
        self.found.faults += [*faults, *cut.values()]
        for line in lines:
            if line.number not in cut:
                self._line(line, places)
        header = table.lines[head].cells
        used = set(places.values())
        ignored = [text for number, text in enumerate(header) if text and number not in used]
        if not ignored:
            return ()
        columns = plural(len(ignored), "colonne ignorée", "colonnes ignorées")
        return (f"{columns} : {listed(ignored, most=_NAMED)}.",)

    def _line(self, line: Line, places: Mapping[str, int]) -> None:
        cells = {name: line.cells[place].strip() for name, place in places.items()}
        self.found.lines += 1
        code = coded(cells["insee_com"])
        if is_insee_code(code) and code not in self.towns.index:
            self.found.elsewhere.append((line.number, code))
            return
        what = cells.get("indicateur", "").lower()
        wrong = self._wrongs(code, what, cells)
        if wrong is not None:
            column, expected = wrong
            self._wrong(line.number, column, cells[column], expected)
        elif not (written := cells[self.columns.value]):
            self.found.empty.append(line.number)
        else:
            number = _plain(str(_number(written)))
            row = _Row(line.number, code, what, cells[self.columns.vintage], number)
            first = self.found.rows.setdefault((code, what, row.vintage), row)
            if first.value != row.value:
                expected = f"la même valeur qu’à la ligne {first.line} : {first.value}"
                self._wrong(line.number, self.columns.value, written, expected)

    def _wrongs(self, code: str, what: str, cells: Mapping[str, str]) -> tuple[str, str] | None:
        """Return the first column of a line that cannot be, and what is expected there."""
        if not is_insee_code(code):
            return "insee_com", "un code INSEE de commune, tel que 01033 ou 2A004"
        if (what and what not in self.catalogue.index) or (self.kind == "indicators" and not what):
            return "indicateur", "un indicateur du catalogue (indicators.csv), tel que fibre"
        vintage = cells[self.columns.vintage]
        pattern, expected = CODE_FORMS[self.columns.form]
        if not re.match(pattern, vintage):
            return self.columns.vintage, expected
        if vintage[:4] > str(self.today.year):
            return self.columns.vintage, f"un millésime de {self.today.year} au plus tard"
        written = cells[self.columns.value]
        refused = self._refused(what, _number(written)) if written else None
        return (self.columns.value, refused) if refused else None

    def _refused(self, what: str, value: Decimal | None) -> str | None:
        """Return what is expected of a value that cannot be; None for one that can."""
        kind = str(self.catalogue.loc[what, "kind"]) if what else "count"
        low, high = INDICATOR_RANGES[kind] if what else (1, _MOST_PEOPLE)
        named = "un nombre entier" if kind == "count" else "un nombre"
        fits = value is not None and low <= value <= high
        whole = kind != "count" or (value is not None and value % 1 == 0)
        return None if fits and whole else f"{named} entre {low:g} et {high:g}"

    def _valued(self, counts: Counter[tuple[str, str, str]]) -> Iterator[Valued]:
        covered = Counter(key[1:] for key in self.known.keys() | self.found.rows.keys())
        for what, vintage in sorted({key[:2] for key in counts}):
            label = str(self.catalogue.loc[what, "label"]) if what else _PEOPLE
            now = self.now.get(what, "")
            most = self.covered.get(what, 0)
            if vintage > now and covered[what, vintage] < LEAST_COVERED * most:
                expected = (
                    f"toutes les communes : {label}, {vintage}, n’en a que "
                    f"{integer(covered[what, vintage])} sur {integer(most)}, et prendrait la place "
                    f"de {now}"
                )
                self._wrong(0, "", "", expected)
            yield Valued(
                label,
                vintage,
                counts[what, vintage, "fresh"],
                counts[what, vintage, "changed"],
                counts[what, vintage, "same"],
                replaces=now if vintage > now else "",
            )

    def _change(self, key: tuple[str, str, str], before: str, after: str) -> TownChange:
        code, what, vintage = key
        start = f"{what} {vintage}".strip()
        changed: ChangeField = "indicator" if what else "population"
        return TownChange(code, changed, before and f"{start} {before}", f"{start} {after}")

    def _inhabitants(self) -> int:
        now: dict[str, Any] = {
            code: number for code, number in self.towns["population"].items() if not missing(number)
        }
        latest = self.towns["population_vintage"].astype("str").to_dict()
        if self.kind == "populations":
            for row in sorted(self.found.rows.values(), key=lambda one: one.vintage):
                if row.vintage >= str(latest.get(row.code, "")) or row.code not in now:
                    now[row.code] = row.value
        return sum(int(number) for number in now.values())

    def _notices(self) -> Iterator[str]:
        if elsewhere := self.found.elsewhere:
            joined = [code for _, code in elsewhere if self.former.by_code(code)]
            lines = plural(len(elsewhere), "ligne laissée", "lignes laissées")
            yield (
                f"{lines}, de communes hors du programme ({line_numbers([elsewhere[0][0]])}"
                f"{' et suivantes' if len(elsewhere) > 1 else ''})."
            )
            if joined:
                yield (
                    "Parmi elles, d’anciens codes, dont la valeur ne s’ajoute pas à celle de la "
                    f"commune d’aujourd’hui : {listed(dict.fromkeys(joined), most=_NAMED)}."
                )
        if empty := self.found.empty:
            yield f"{plural(len(empty), 'valeur vide', 'valeurs vides')} : inconnues, jamais zéro."

    def _wrong(self, line: int, column: str, value: str, expected: str) -> None:
        self.found.faults.append(Fault(self.file, line, column, value[:80], expected))


def _number(text: str) -> Decimal | None:
    """Return a number as French or English files write it.

    Examples
    --------
    >>> _number("1 234,5"), _number("76.8"), _number("beaucoup"), _number("NaN")
    (Decimal('1234.5'), Decimal('76.8'), None, None)
    """
    try:
        found = Decimal(_SPACES.sub("", text).replace(",", "."))
    except InvalidOperation:
        return None
    return found if found.is_finite() else None


def _plain(number: str) -> str:
    """Write a number without a useless ``.0`` and without an exponent, as the data files do."""
    return format(Decimal(number).normalize(), "f")
