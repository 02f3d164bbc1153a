"""The selection in the address: ``?region=53&departement=22&theme=habitat``.

What an address says is checked against what can be chosen. Whatever cannot be used is named to
the user, with what they probably meant, and ignored.
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Final

from pvd_geo.formatting import NARROW
from pvd_geo.selection.selection import OPEN, Bounds, Selection
from pvd_geo.text import folded_name, nearest
from pvd_geo.timeline.former import told

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pvd_geo.selection.selection import Choices

KEYS: Final = (
    "region",
    "departement",
    "epci",
    "theme",
    "mode",
    "population",
    "q",
    "commune",
    "rencontre",
    "annee",
    "serie",
    "date",
)
"""Every key of the address that is ours."""

_DAY: Final = re.compile(r"20\d\d-\d\d-\d\d")
LONGEST_TEXT: Final = 100
_ANY, _ALL = "une", "toutes"
_RANGE: Final = re.compile(r"([0-9]{0,9})-([0-9]{0,9})")
_INTERVAL_EXAMPLE: Final = "un intervalle tel que « 2000-5000 »"


@dataclass(frozen=True, slots=True)
class Notice:
    """What of an address could not be used as it stands.

    Parameters
    ----------
    key
        The key of the address.
    fault
        What is wrong with it, as a French sentence.
    text
        The same with what was done instead, for a page that goes on.
    """

    key: str
    fault: str
    text: str


def to_params(selection: Selection) -> dict[str, str]:
    """Return the parameters of the address; nothing for what is not chosen."""
    least, most = ("" if end is None else str(end) for end in selection.population)
    written = {
        "region": selection.region,
        "departement": selection.department,
        "epci": selection.epci,
        "theme": ",".join(selection.themes),
        "mode": _ANY if selection.match_any else "",
        "population": f"{least}-{most}" if selection.population != OPEN else "",
        "q": selection.text,
        "commune": selection.town,
        "rencontre": selection.meeting,
        "annee": selection.year,
        "serie": selection.series,
        "date": selection.day.isoformat() if selection.day else "",
    }
    return {key: value for key, value in written.items() if value}


def from_params(params: Mapping[str, str], choices: Choices) -> tuple[Selection, tuple[str, ...]]:
    """Read the selection from the parameters of an address.

    Parameters
    ----------
    params
        Parameters of the address; keys that are not ours are left alone.
    choices
        What can be chosen.

    Returns
    -------
    tuple
        The selection, and one French sentence for each thing that was ignored or mended.
    """
    selection, notices = read(params, choices)
    return selection, tuple(notice.text for notice in notices)


def read(params: Mapping[str, str], choices: Choices) -> tuple[Selection, tuple[Notice, ...]]:
    """Read the selection, as `from_params`; tell what is wrong apart from what was done."""
    notices: list[Notice] = []
    themes = [theme for theme in params.get("theme", "").split(",") if theme.strip()]
    known = {_known("theme", theme, choices.themes, notices) for theme in themes}
    found = Selection(
        region=_known("region", params.get("region", ""), choices.regions, notices),
        department=_known(
            "departement", params.get("departement", ""), choices.departments, notices
        ),
        themes=tuple(theme for theme in choices.themes if theme in known),
        match_any=_mode(params.get("mode", ""), notices),
        population=_population(params.get("population", ""), notices),
        text=clean_text(params.get("q", "")),
        town=_town(params.get("commune", ""), choices, notices),
        meeting=_known("rencontre", params.get("rencontre", ""), choices.meetings, notices),
        year=_known("annee", params.get("annee", ""), choices.years, notices),
        series=_known("serie", params.get("serie", ""), choices.series, notices),
        epci=_known("epci", params.get("epci", ""), choices.epci, notices),
        day=_date(params.get("date", ""), notices),
    )
    mended = consistent(found, choices)
    notices += _mended(found, mended, choices)
    return mended, tuple(notices)


def consistent(selection: Selection, choices: Choices) -> Selection:
    """Return the selection with its places inside one another.

    The département, being the finer choice, brings its région; an EPCI or a town outside the
    area that was chosen is let go.
    """
    if selection.department:
        selection = replace(selection, region=choices.region_of[selection.department])
    if selection.epci and not _reaches(selection, choices):
        selection = replace(selection, epci=None)
    if selection.town:
        region, department = choices.area_of(selection.town)
        if selection.department not in {None, department} or selection.region not in {None, region}:
            selection = replace(selection, town=None)
    return selection


def _reaches(selection: Selection, choices: Choices) -> bool:
    """Tell whether the EPCI has a town in the area that was chosen."""
    inside = choices.departments_in(selection.region)
    wanted = {selection.department} if selection.department else set(inside)
    return not wanted.isdisjoint(choices.departments_of[selection.epci or ""])


def clean_text(text: str) -> str:
    """Return a searched text without needless blanks, cut to a sensible length."""
    return " ".join(text.split())[:LONGEST_TEXT].rstrip()


_NOUNS: Final = {
    "region": "La région",
    "departement": "Le département",
    "epci": "L’EPCI",
    "theme": "Le thème",
    "commune": "La commune",
    "rencontre": "La rencontre",
    "annee": "L’année",
    "serie": "La série",
}


def _known(key: str, value: str, valid: Mapping[str, str], notices: list[Notice]) -> str | None:
    value = value.strip()
    if not value or value in valid:
        return value or None
    fault = f"{_NOUNS[key]} « {_shortened(value)} » de l’adresse n’existe pas ici"
    notices.append(_ignored(key, fault, _proposal(value, valid)))
    return None


def _ignored(
    key: str, fault: str, proposal: str = "", *, done: str = "le filtre est ignoré"
) -> Notice:
    return Notice(key, f"{fault}.{proposal}", f"{fault}{NARROW}; {done}.{proposal}")


def _town(value: str, choices: Choices, notices: list[Notice]) -> str | None:
    """Return the town that a code means; one that it no longer has leads to it, and is told."""
    if value.strip() not in choices.towns and (former := choices.former_names.find(value)):
        sentence = told(former, choices.towns)
        notices.append(Notice("commune", sentence, sentence))
        return former.town
    return _known("commune", value, choices.towns, notices)


def _proposal(value: str, valid: Mapping[str, str]) -> str:
    """Return the question whether the user meant something near, if that is obvious."""
    spellings = {folded_name(name): code for code, name in valid.items()}
    spellings |= {code.lower(): code for code in valid}
    near = nearest(folded_name(value), spellings)
    if near is None:
        return ""
    code = spellings[near]
    name = valid[code] if valid[code] == code else f"{valid[code]} ({code})"
    return f" Vouliez-vous dire {name}{NARROW}?"


def _shortened(value: str) -> str:
    """Return a value of the address short enough to be quoted."""
    longest = 40
    return value if len(value) <= longest else f"{value[:longest]}…"


def _mode(value: str, notices: list[Notice]) -> bool:
    if value not in {"", _ANY, _ALL}:
        fault = (
            f"Le mode « {_shortened(value)} » de l’adresse n’existe pas{NARROW}: "
            f"« {_ALL} » ou « {_ANY} » était attendu."
        )
        notices.append(Notice("mode", fault, f"{fault} Tous les thèmes sont exigés."))
    return value == _ANY


def _population(value: str, notices: list[Notice]) -> Bounds:
    if not value:
        return OPEN
    match = _RANGE.fullmatch(value.strip())
    if match is None:
        fault = f"La population « {_shortened(value)} » de l’adresse n’est pas {_INTERVAL_EXAMPLE}"
        notices.append(_ignored("population", fault))
        return OPEN
    least, most = (int(end) if end else None for end in match.groups())
    if least is not None and most is not None and least > most:
        fault = f"La population « {value} » de l’adresse va du plus grand au plus petit"
        proposal = f" Vouliez-vous dire {most}-{least}{NARROW}?"
        notices.append(_ignored("population", fault, proposal))
        return OPEN
    return (least, most)


def _date(value: str, notices: list[Notice]) -> date | None:
    value = value.strip()
    if not value:
        return None
    if _DAY.fullmatch(value):
        with suppress(ValueError):
            return date.fromisoformat(value)
    fault = (
        f"La date « {_shortened(value)} » de l’adresse n’est pas une date telle que « 2021-10-25 »"
    )
    notices.append(_ignored("date", fault, done="elle est ignorée"))
    return None


def _mended(found: Selection, mended: Selection, choices: Choices) -> list[Notice]:
    notices: list[Notice] = []
    if found.region and found.department and found.region != mended.region:
        fault = (
            f"Le département {choices.departments[found.department]} n’est pas dans la région "
            f"{choices.regions[found.region]}"
        )
        text = f"{fault}{NARROW}: la région est devenue {choices.regions[mended.region or '']}."
        notices.append(Notice("departement", f"{fault}.", text))
    if found.epci and not mended.epci:
        fault = f"L’EPCI {choices.epci[found.epci]} n’est pas dans le territoire choisi"
        notices.append(_ignored("epci", fault))
    if found.town and not mended.town:
        fault = f"La commune {choices.towns[found.town]} n’est pas dans le territoire choisi"
        notices.append(_ignored("commune", fault, done="sa fiche est fermée"))
    return notices
