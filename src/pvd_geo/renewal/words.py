"""A comparison and a renewal told in French, for the terminal and for the pages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from pvd_geo.formatting import date_long, integer, listed, plural
from pvd_geo.grammar import placed
from pvd_geo.sheets.presentation import sentences
from pvd_geo.tables.changes import FORMER

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from pvd_geo.renewal.report import Report, Unknown, Valued
    from pvd_geo.tables.changes import Headline, Renewal, TownChange

_NAMED: Final = 6


@dataclass(frozen=True, slots=True)
class Section:
    """One kind of change: its title, a line for each, and whether these wait for a decision."""

    title: str
    lines: tuple[str, ...]
    open: bool = False


def told(report: Report, regions: Mapping[str, str]) -> tuple[Section, ...]:
    """Return what a list would change, kind by kind; kinds without a line are left out.

    Parameters
    ----------
    report
        The comparison.
    regions
        Code of each region -> its name.
    """
    waiting = (
        Section(
            "Communes du programme dont le code a disparu, à décider",
            tuple(question(one) for one in report.open if one.town),
            open=True,
        ),
        Section(
            "Communes réunies à une autre hors du programme, à décider",
            tuple(question(one) for one in report.open if one.into and not one.town),
            open=True,
        ),
        Section(
            "Codes inconnus, à décider",
            tuple(question(one) for one in report.open if not one.into),
            open=True,
        ),
    )
    changed = (Section(title, lines) for title, lines in _sections(report, regions))
    return tuple(section for section in (*waiting, *changed) if section.lines)


def _sections(report: Report, regions: Mapping[str, str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    yield (
        "Communes qui arrivent",
        tuple(
            f"{one.code} {one.name} (ligne {one.line})" for one in report.came if not one.split_from
        ),
    )
    yield (
        "Communes séparées",
        tuple(
            f"{one.code} {one.name} (ligne {one.line}) : n’est plus dans {one.split_from}, "
            "et arrive comme commune du programme"
            for one in report.came
            if one.split_from
        ),
    )
    yield "Communes qui partent", tuple(f"{one.code} {one.name}" for one in report.left)
    yield (
        "Communes renommées",
        tuple(
            f"{one.code} {one.before} → {one.after} (ligne {one.line})" for one in report.renamed
        ),
    )
    yield (
        "Communes fusionnées",
        tuple(
            f"{one.code} {one.name} (ligne {one.line}) : tenue pour {one.town_name} "
            f"({one.town}), dont elle fait partie"
            for one in report.merged
        ),
    )
    yield (
        "Communes rétablies",
        tuple(
            f"{one.code} {one.name} (ligne {one.line}) : n’est plus dans {one.town_name} "
            f"({one.town})"
            for one in report.restored
        ),
    )
    yield (
        "EPCI changés",
        tuple(
            f"{one.code} : {one.before or 'aucun'} → {one.after or 'aucun'} (ligne {one.line})"
            for one in report.epci
        ),
    )
    pasts = sum(change.field == FORMER for change in report.changes)
    yield (
        "Anciens noms et anciens codes",
        (plural(pasts, "ligne ajoutée ou complétée", "lignes ajoutées ou complétées"),)
        if pasts
        else (),
    )
    yield (
        "Dates de convention remplies",
        tuple(
            f"{one.code} {one.name} : {_short(one.after)} (ligne {one.line})"
            for one in report.dated
            if not one.before
        ),
    )
    yield (
        "Dates de convention changées",
        tuple(
            f"{one.code} {one.name} : {_short(one.before)} → {_short(one.after)} (ligne {one.line})"
            for one in report.dated
            if one.before
        ),
    )
    yield (
        "Conventions nommées (id_pvd)",
        (plural(report.grouped, "commune"),) if report.grouped else (),
    )
    yield (
        "Codes sans leur zéro",
        tuple(f"{written} lu {code} (ligne {line})" for written, code, line in report.zeros),
    )
    yield (
        "Codes laissés hors de la liste",
        tuple(
            f"{one.code} {one.name} (ligne {one.line})"
            for one in report.unknown
            if one.decision == "left_out" and not one.town
        ),
    )
    yield (
        "Communes gardées sous leur code",
        tuple(
            f"{one.code} {one.name} (ligne {one.line})"
            for one in report.unknown
            if one.decision == "left_out" and one.town
        ),
    )
    yield "Valeurs", tuple(map(_valued, report.values))
    yield "Compris autrement", report.notices
    if report.changes:
        yield "Chiffres clés", figures(report.before, report.after)
    yield (
        "Communes par région",
        tuple(
            f"{regions.get(code, code)} : {integer(was)} → {integer(now)}"
            for code, (was, now) in report.regions.items()
        ),
    )
    yield "À corriger", tuple(sentences(report.faults))


def named(report: Report) -> str:
    """Return what a file is that comes into force."""
    if report.kind in {"movements", "communes", "epci"}:
        return "Code géographique"
    return "Liste" if report.kind == "list" else "Données"


def _valued(one: Valued) -> str:
    """Say what a vintage of values brings."""
    parts = (
        plural(one.fresh, "valeur nouvelle", "valeurs nouvelles") if one.fresh else "",
        plural(one.changed, "valeur changée", "valeurs changées") if one.changed else "",
        plural(one.same, "valeur connue", "valeurs connues") if one.same else "",
    )
    place = f" ; prend la place de {one.replaces}" if one.replaces else ""
    return f"{one.label}, {one.vintage} : {listed(filter(None, parts))}{place}"


def question(one: Unknown) -> str:
    """Ask what is to become of a line that names no town as it stands: one of two decisions.

    Examples
    --------
    >>> from pvd_geo.renewal.report import Unknown
    >>> question(Unknown("01091", "Châtillon", 9, "", "01033", "Valserhône"))
    '01091 Châtillon (ligne 9) : fait partie de Valserhône (01033), hors du programme. \
Valserhône entre au programme, ou ligne à laisser hors de la liste ?'
    """
    where = f"{one.code} {one.name} (ligne {one.line})"
    if one.town:
        into = f"{one.into_name} ({one.into})"
        if one.town == "town":
            what = f"{into}, aussi du programme. La compter comme {one.into_name}"
        else:
            what = f"{into}, hors du programme. {one.into_name} prend sa place"
        return f"{where} : réunie à {what}, ou garder son code d’ici la liste de l’ANCT ?"
    if one.into:
        return (
            f"{where} : fait partie {placed(one.into_name).of} ({one.into}), hors du programme. "
            f"{one.into_name} entre au programme, ou ligne à laisser hors de la liste ?"
        )
    return (
        f"{where} : dans aucune de nos tables. Commune nouvelle à admettre, ou ligne à laisser "
        "hors de la liste (code faux, ou commune réunie à une autre hors du programme) ?"
    )


def choices(one: Unknown) -> dict[str, str]:
    """Return the two decisions that such a line waits for, by what `Decisions` calls them."""
    if one.town:
        counted = f"compter comme {one.into_name}"
        replaced = f"{one.into_name} prend sa place"
        taken = counted if one.town == "town" else replaced
        return {"admitted": taken, "left_out": "garder son code"}
    taken = f"admettre {one.into_name}" if one.into else "commune nouvelle, à admettre"
    return {"admitted": taken, "left_out": "à laisser hors de la liste"}


def figures(before: Headline, after: Headline) -> tuple[str, ...]:
    """Return the headline figures that change, before and after."""
    pairs = (
        ("Communes", before.towns, after.towns),
        ("Conventions datées", before.signed, after.signed),
        ("Habitants (populations connues)", before.inhabitants, after.inhabitants),
    )
    moved = tuple(
        f"{label} : {integer(was)} → {integer(now)}" for label, was, now in pairs if was != now
    )
    return moved or ("aucun ne change",)


def summary(renewal: Renewal) -> str:
    """Return a renewal in one sentence: what came and left, what else changed.

    Examples
    --------
    >>> from pvd_geo.tables.changes import Headline, Renewal, TownChange
    >>> one = TownChange("01033", "listed", "Valserhône", "")
    >>> summary(Renewal("", 1, (one,), Headline(2, 9, 0), Headline(1, 5, 0)))
    '1 départ : Valserhône.'
    """
    changes = renewal.changes
    came = [one.after for one in changes if one.field == "listed" and one.after]
    left = [one.before for one in changes if one.field == "listed" and one.before]
    renamed = [f"{one.before} → {one.after}" for one in changes if one.field == "name"]
    fresh = {one.insee_code for one in changes if one.field == "listed"}
    rest = [one for one in changes if one.insee_code not in fresh]
    parts = [
        _part(came, "arrivée"),
        _part(left, "départ"),
        _part(renamed, "commune renommée", "communes renommées"),
        _counted(rest, "agreement_date", "date de convention", "dates de convention"),
        _counted(rest, "id_pvd", "convention nommée", "conventions nommées"),
        _counted(rest, "epci_code", "EPCI changé", "EPCI changés"),
        _counted(rest, "epci_name", "nom d’EPCI", "noms d’EPCI"),
        _counted(rest, FORMER, "ancien nom ou code", "anciens noms et codes"),
        _of_values(rest, "population", "population légale", "populations légales"),
        _of_values(rest, "indicator", "valeur d’indicateur", "valeurs d’indicateurs"),
    ]
    return " ; ".join(filter(None, parts)) + "."


def _part(names: list[str], one: str, several: str | None = None) -> str:
    return f"{plural(len(names), one, several)} : {listed(names, most=_NAMED)}" if names else ""


def _counted(changes: Iterable[TownChange], field: str, one: str, several: str) -> str:
    number = sum(change.field == field for change in changes)
    return plural(number, one, several) if number else ""


def _of_values(changes: Iterable[TownChange], field: str, one: str, several: str) -> str:
    """Count values, with the vintages that they are of."""
    cells = [change.after.split(" ") for change in changes if change.field == field]
    if not cells:
        return ""
    of = f" ({listed(sorted({cell[-2] for cell in cells}), most=_NAMED)})"
    return plural(len(cells), one, several) + of


def _short(text: str) -> str:
    return date_long(date.fromisoformat(text))
