"""What a sentence claims, held against `truth`; nothing of the package is imported here."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from independent import language
from independent.language import NARROW
from independent.truth import FEW, MONTHS, day, french, interval, kilometres, percent, written

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from independent.truth import AreaTruth, Programme

_NUMBER: Final = rf"[−+-]?\d+(?:{NARROW}\d{{3}})*(?:,\d+)?"
_UNITS: Final = (
    ("%", rf"{NARROW}%"),
    ("km", rf"{NARROW}km"),
    ("participants", r" participants?"),
    ("people", r" (?:habitants?|personnes?)"),
    ("points", r" (?:points?|pts)"),
    ("EPCI", r" EPCI"),
    ("towns", r" communes?"),
    ("other", ""),
)
_COUNTED: Final = re.compile(
    rf"(?<![\w,])({_NUMBER})({'|'.join(unit for _, unit in _UNITS if unit)}|)"
)
_DATE: Final = re.compile(rf"\d{{1,2}}(?:er)? (?:{'|'.join(MONTHS)})(?: \d{{4}})?")
_MONTH: Final = re.compile(rf"(?:{'|'.join(MONTHS)}) \d{{4}}|l’(?:été|automne) \d{{4}}")
_EXTREME: Final = re.compile(r"La plus (petite|grande) est (.+?) \(([^)]+)\)")
_EXTREMES: Final = re.compile(r"Les plus (petite|grande)s, à égalité, sont (.+?) \(([^)]+)\)")
_MOST: Final = re.compile(r"le plus représenté est (?:la |le |l’)?(.+) \((\d+) communes?\)")
_FURTHEST: Final = re.compile(rf"la plus éloignée est (.+?) \(([^)]+){NARROW}km\)")
_FURTHEST_TIED: Final = re.compile(
    rf"les plus éloignées, à égalité, sont (.+?) \(([^)]+){NARROW}km\)"
)
_SUPERLATIVE: Final = re.compile(r"\b[Ll]es? plus\b|\b[Ll]a plus\b")
_BASED: Final = re.compile(
    rf"{NARROW}% (?:des? |d’|sont à moins|à moins)|{NARROW}% dans le programme"
)
_SET_ASIDE: Final = re.compile(rf"^(.+?){NARROW}: (\d+) communes?, 0{NARROW}% publié.*écarté\.$")
_CAME: Final = re.compile(rf"(environ |≈{NARROW})?{_NUMBER} participants?")
_CONTRAST: Final = re.compile(
    rf"^(.+?){NARROW}: (.+), contre ({_NUMBER}){NARROW}%.* \(({_NUMBER}) points?\)"
)
_INTERVAL: Final = re.compile(rf" \((\d+ à \d+){NARROW}%\), contre")


def area(texts: Iterable[str], truth: AreaTruth) -> list[str]:
    """Return what is wrong in the sentences told of a territory."""
    return [f"{fault} ← {text}" for text in texts for fault in _area(text, truth)]


def _area(text: str, truth: AreaTruth) -> Iterator[str]:
    yield from language.faults(text)
    yield from contrast(text, truth)
    text = _INTERVAL.sub(", contre", text)
    days = {day(truth.meeting["date"])} if truth.meeting else set()
    aside = _SET_ASIDE.search(text)
    if aside:
        yield from set_aside(aside[1], aside[2], truth)
    else:
        yield from numbers(text, allowed(truth), days)
    yield from superlatives(text, truth)
    yield from shares(text)
    if truth.meeting:
        yield from estimate(text, truth.programme.basis.get(truth.meeting["meeting_id"], ""))


def allowed(truth: AreaTruth) -> dict[str, set[str]]:
    """Return every number that may be said of a territory, by its unit."""
    programme, every = truth.programme, len(truth.towns)
    own = [truth.counts(theme) for theme in programme.themes]
    whole = programme.whole.values()
    near = truth.kilometres.values()
    inside = [sum(km <= limit for km in near) for limit in (50, 100)]
    out: dict[str, set[str]] = {unit: set() for unit, _ in _UNITS}
    out["towns"] |= {french(every), french(FEW), *(french(one) for pair in own for one in pair)}
    out["towns"] |= {french(count) for count in truth.epci.values()}
    out["%"] |= {percent(strong, known) for strong, known in own if known >= FEW}
    out["%"] |= {percent(strong, known) for strong, known in whole}
    if every:
        people = sum(town["population"] for town in truth.around)
        out["%"] |= {
            percent(truth.population, people, 1),
            percent(every, len(truth.around), 1),
        }
        extremes = {french(truth.extreme(least=least)[0]) for least in (True, False)}
        out["people"] |= {french(truth.population), *extremes}
        out["other"] |= extremes
    if near:
        middle = sorted(near)
        half = (middle[(len(middle) - 1) // 2] + middle[len(middle) // 2]) / 2
        out["km"] |= {kilometres(half), kilometres(max(near)), "50", "100"}
        if len(near) >= FEW:
            out["%"] |= {percent(count, len(near)) for count in inside}
        out["other"] |= {french(one) for one in (*inside, len(near))}
    out["points"] |= {"5", *(gap(*one, *other) for one, other in zip(own, whole, strict=True))}
    out["EPCI"] |= {french(len(truth.epci))}
    if truth.estimate:
        out["participants"] |= {french(truth.estimate[0])}
        out["other"] |= {french(one) for one in truth.estimate} | {"800"}
    out["other"] |= out["towns"] | {french(every - known) for _, known in own}
    out["other"] |= {french(known) for _, known in whole} | {"1", "2"}
    if truth.old_populations:
        out["other"] |= {"2017"}
    return out


def gap(strong: int, known: int, other: int, every: int) -> str:
    """Write the points between two shares as they are shown, signed."""
    if not known:
        return "0"
    value = int(percent(strong, known)) - int(percent(other, every))
    return f"{'+' if value > 0 else ''}{french(value)}"


def numbers(text: str, known: dict[str, set[str]], days: set[str]) -> Iterator[str]:
    """Yield the dates and numbers of a text that are not those of the data."""
    for found in _DATE.findall(text):
        if found not in days:
            yield f"date : {found}"
    for found in _COUNTED.finditer(_MONTH.sub("", _DATE.sub("", text))):
        unit = next(name for name, rule in _UNITS if re.fullmatch(rule, found[2]))
        if found[1] not in known[unit]:
            yield f"nombre : {found[0]}"


def set_aside(label: str, count: str, truth: AreaTruth) -> Iterator[str]:
    """Yield a number of values set aside that is not the one of the table of doubts."""
    leads = {row["label"]: row["lead"].split("+") for row in truth.programme.themes.values()}
    aside = sum(
        any((town["insee_code"], part) in truth.programme.aside for part in leads[label])
        for town in truth.towns
    )
    if count != french(aside):
        yield f"nombre : {count} valeurs écartées, au lieu de {aside}"


def superlatives(text: str, truth: AreaTruth) -> Iterator[str]:
    """Yield what is said to be the most of all and is not, or not alone."""
    said = len(_SUPERLATIVE.findall(text))
    for size, name, people in _EXTREME.findall(text):
        said -= 1
        edge, names = truth.extreme(least=size == "petite")
        if names != {name} or people != french(edge):
            yield f"superlatif : {name}, avec {len(names)} à égalité"
    for size, listed, people in _EXTREMES.findall(text):
        said -= 1
        edge, names = truth.extreme(least=size == "petite")
        told = {one for one in names if one in listed}
        if people != french(edge) or len(names) == 1 or not told:
            yield f"superlatif : {listed}"
    for name, count in _MOST.findall(text):
        said -= 1
        first = [epci for epci, towns in truth.epci.items() if towns == max(truth.epci.values())]
        if first != [name] or count != french(max(truth.epci.values())):
            yield f"superlatif : {name}, parmi {len(first)}"
    said -= len(_FURTHEST.findall(text)) + len(_FURTHEST_TIED.findall(text))
    yield from furthest(text, truth)
    said -= len(re.findall(r"les plus représentés, à égalité, sont", text))
    if said > 0:
        yield "superlatif que rien ne vérifie"


def furthest(text: str, truth: AreaTruth) -> Iterator[str]:
    """Yield a furthest town that is not, or that others are as far as, as distances are shown."""
    said = [
        ({name}, km, listed)
        for pattern, listed in ((_FURTHEST, False), (_FURTHEST_TIED, True))
        for name, km in pattern.findall(text)
    ]
    for names, km, listed in said:
        last = kilometres(max(truth.kilometres.values()))
        tied = {
            truth.programme.by_code[code]["name"]
            for code, one in truth.kilometres.items()
            if kilometres(one) == last
        }
        told = {name for name in tied if name in next(iter(names))} if listed else names
        if km != last or told != tied or listed != (len(tied) > 1):
            yield f"superlatif : {names}, les plus éloignées sont {tied}"


def contrast(text: str, truth: AreaTruth) -> Iterator[str]:
    """Yield what is wrong with a theme that is said to set a territory apart."""
    found = _CONTRAST.search(text)
    if found is None:
        return
    labels = {row["label"]: theme for theme, row in truth.programme.themes.items()}
    theme = labels.get(found[1])
    if theme is None:
        yield f"thème inconnu : {found[1]}"
        return
    strong, known = truth.counts(theme)
    if known < FEW:
        yield f"contraste sur {known} communes connues"
        return
    own, other, points = percent(strong, known), found[3], found[4]
    base = (
        "communes"
        if known == len(truth.towns)
        else (f"{french(known)} communes connues (sur {french(len(truth.towns))})")
    )
    if not found[2].startswith(f"{own}{NARROW}% des {base}"):
        yield f"part ou base : attendu {own} % des {base}"
    within = _INTERVAL.findall(text)
    if within != [interval(strong, known)]:
        yield f"intervalle : {within} au lieu de {interval(strong, known)}"
    if other != percent(*truth.programme.whole[theme]):
        yield f"part du programme : {other}"
    if points.replace("−", "-") != f"{int(own) - int(other):{'+' if own != other else ''}d}":
        yield f"arrondi : {own} − {other} ne fait pas {points}"


def shares(text: str) -> Iterator[str]:
    """Yield percentages that do not say of what."""
    if _SET_ASIDE.search(text):
        return
    for found in re.finditer(rf"\d{NARROW}%", text):
        if not _BASED.match(text, found.start() + 1) and not re.match(
            rf"\d{NARROW}% de 100{NARROW}km", text[found.start() :]
        ):
            yield f"part sans base : {text[found.start() - 4 : found.end() + 20]}"


def estimate(text: str, basis: str) -> Iterator[str]:
    """Yield a number of participants that is an estimate and does not say so."""
    for found in _CAME.finditer(text):
        if basis == "estimated" and not (found[1] and "estimé" in text):
            yield f"estimation sans marque : {found[0]}"
        if not basis:
            yield f"fréquentation que rien ne donne : {found[0]}"


def town_line(code: str, line: Any, programme: Programme) -> Iterator[str]:  # noqa: ANN401
    """Yield what is wrong in what one theme says of one town.

    Parameters
    ----------
    code
        The town.
    line
        With ``theme_id, measure, value, median, rank, tied, level``.
    """
    said = {name: getattr(line, name) for name in ("value", "median", "rank", "tied", "level")}
    theme = line.theme_id
    level, rank, ranked = programme.levels[code, theme]
    value = programme.lead(code, theme)
    parts = programme.themes[theme]["lead"].split("+")
    if any((code, part) in programme.aside for part in parts) and said["value"] != "–":
        yield f"zéro sans réserve : {theme} {said['value']}"
    told = {
        "value": "–" if value is None else programme.written(value, theme),
        "median": programme.written(programme.medians[theme], theme),
        "rank": "–"
        if rank is None
        else f"{french(rank)}{'re' if rank == 1 else 'e'} sur {french(ranked)}",
        "tied": programme.sharing[theme, rank] - 1 if rank else 0,
        "level": level,
    }
    for part in parts:
        vintage = programme.indicators[part]["vintage"]
        if written(vintage) not in line.measure:
            yield f"millésime : {theme}, {vintage} attendu dans « {line.measure} »"
    yield from (
        f"{theme}, {name} : {said[name]} au lieu de {true}"
        for name, true in told.items()
        if said[name] != true
    )


def sources(
    lines: Iterable[str], publications: dict[tuple[str, str], set[str]], wanted: Iterable[str]
) -> Iterator[str]:
    """Yield sources that a text lacks, and dates that are not those of the publication.

    Parameters
    ----------
    lines
        As printed: ``publisher, title (date, licence)``.
    publications
        Dates of each publication, by publisher and title.
    wanted
        Publishers that must be named.
    """
    lines = list(lines)
    for publisher in wanted:
        if not any(line.startswith(publisher) for line in lines):
            yield f"source absente : {publisher}"
    for line in lines:
        for (publisher, title), dates in publications.items():
            start = publisher if title == publisher else f"{publisher}, {title}"
            if not line.startswith(f"{start} ("):
                continue
            said = set(line.removeprefix(f"{start} (").split(")")[0].split(", ")[:-1])
            if said - dates:
                yield f"millésime : {publisher}, {said - dates} au lieu de {dates}"
