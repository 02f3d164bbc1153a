"""Which meeting a cell names: by its region, its host town, its code or its date."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pvd_geo.formatting import listed
from pvd_geo.sheets.matching import did_you_mean, nearest_label
from pvd_geo.sheets.values import dates
from pvd_geo.text import folded_name

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping
    from datetime import date

_EMPTY_WORDS: Final = frozenset(
    {"rencontre", "regionale", "rencontres", "region", "meeting", "pvd", "du", "de", "des", "d"}
    | {"la", "le", "les", "l", "a", "en", "et"}
)
_SHORT_REGIONS: Final[dict[str, tuple[str, ...]]] = {
    "11": ("idf",),
    "24": ("cvl", "centre"),
    "27": ("bfc",),
    "28": ("nor",),
    "32": ("hdf",),
    "44": ("ges", "ge"),
    "52": ("pdl",),
    "53": ("bre", "bzh"),
    "75": ("naq",),
    "76": ("occ",),
    "84": ("ara", "aura"),
    "93": ("pac", "paca", "sud", "sud paca", "sud provence alpes cote d azur"),
    "94": ("cor",),
}
"""Letters that stand for a region: those of ISO 3166-2:FR, and those that people use."""
_GAP: Final = re.compile(r"[\s_,;:()–—]+|\.(?=\D)")
_ORDINARY: Final = frozenset({"centre"})
"""Words for a region that are ordinary ones too."""
_LEAST_LETTERS: Final = 4
_MOST_WORDS: Final = 7
_MOST_OF_TITLE: Final = 40
_LONGEST: Final = 160
"""Characters; a longer cell names no meeting."""
_BREAK: Final = re.compile(r"[\s,;()–—]+|\s-\s")


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting that a sheet may name."""

    meeting_id: str
    region_code: str
    region: str
    host: str
    insee_code: str | None
    date: date | None
    held: bool
    """Whether a sheet may speak of it: it was held, or is planned."""

    @property
    def label(self) -> str:
        """Return its name on the screen: region and host town."""
        return f"{self.region} ({self.host})" if self.host else self.region


@dataclass(frozen=True, slots=True)
class Named:
    """The meetings that a cell may mean; when there is none, what was expected instead."""

    ids: frozenset[str] = frozenset()
    expected: str = ""


class MeetingNames:
    """The meetings by every way of naming them.

    Parameters
    ----------
    meetings
        All that a sheet may speak of.
    former
        INSEE code of a host town to the names it had.
    """

    def __init__(self, meetings: Iterable[Meeting], former: Mapping[str, Iterable[str]]) -> None:
        self._meetings = {each.meeting_id: each for each in meetings}
        self._keys: dict[str, dict[str, set[str]]] = {"meeting": {}, "host": {}, "region": {}}
        for each in self._meetings.values():
            hosts = [each.host, each.insee_code or "", *former.get(each.insee_code or "", ())]
            regions = [each.region, *_SHORT_REGIONS.get(each.region_code, ())]
            self._add("host", each, hosts)
            self._add("region", each, regions)
            self._add("meeting", each, [each.meeting_id, *hosts, *regions])
            pairs = [(region, host) for region in regions for host in hosts if host]
            self._add("meeting", each, [f"{region} {host}" for region, host in pairs])
            self._add("meeting", each, [f"{host} {region}" for region, host in pairs])
        self._options = {
            field: {key: self._label(ids) for key, ids in keys.items()}
            for field, keys in self._keys.items()
        }

    def named(self, field: str, text: str) -> Named:
        """Return the meetings that a cell of one of the columns that name it may mean.

        Parameters
        ----------
        field
            ``meeting``, ``host``, ``region`` or ``date``.
        text
            The cell.
        """
        ids = self._on(text) if field == "date" else self._ids(field, text)
        if ids:
            return Named(frozenset(ids))
        if field == "date":
            return Named(expected="la date d’une rencontre du programme, comme 24/06/2022")
        near = did_you_mean(nearest_label(text, self._options[field]))
        expected = {
            "meeting": "une rencontre du programme, par sa région ou sa ville hôte",
            "host": "la ville hôte d’une rencontre du programme",
            "region": "la région d’une rencontre du programme",
        }[field]
        return Named(expected=expected + near)

    def dated(self, ids: Collection[str]) -> bool:
        """Tell whether one of these meetings has a date."""
        return any(self._meetings[each].date for each in ids)

    def agreeing(self, field: str, ids: Collection[str]) -> str:
        """Return what a column should have said of these meetings."""
        found = [self._meetings[each] for each in sorted(ids)]
        if field == "date":
            days = (f"{each.date:%d/%m/%Y}" for each in found if each.date)
            return f"la date de cette rencontre, {listed(days, 'or')}"
        if field == "region":
            return f"la région de cette rencontre, {listed((each.region for each in found), 'or')}"
        return f"la ville hôte de cette rencontre, {listed((each.host for each in found), 'or')}"

    def only(self, ids: Collection[str]) -> Named:
        """Return the meeting held or planned among these, or how to tell them apart."""
        held = frozenset(each for each in ids if self._meetings[each].held)
        if not held:
            return Named(
                expected="une rencontre tenue ou planifiée : celle-ci est seulement annoncée, "
                "ou annulée"
            )
        if len(held) == 1:
            return Named(held)
        found = [self._meetings[each] for each in sorted(held)]
        labels = (f"{each.label}, {each.date:%d/%m/%Y}" for each in found if each.date)
        return Named(expected=f"une seule rencontre, par sa date : {listed(labels, 'or')}")

    def held(self) -> dict[str, str]:
        """Return the meetings that took place, by date: id to name and day."""
        held = [each for each in self._meetings.values() if each.held]
        ordered = sorted(held, key=lambda each: (str(each.date or "unknown"), each.meeting_id))
        return {
            each.meeting_id: f"{each.label}, {each.date:%d/%m/%Y}" if each.date else each.label
            for each in ordered
        }

    def only_on(self, days: Collection[date]) -> str:
        """Return the one held meeting of some days; or nothing."""
        held = [each.meeting_id for each in self._meetings.values() if each.held]
        found = [each for each in held if self._meetings[each].date in days]
        return found[0] if len(found) == 1 else ""

    def told_in(self, text: str) -> str:
        """Return the one held meeting that a title tells, by host town, region or day; or nothing.

        Abbreviations and numbers do not count: a title holds many a word.
        """
        found = [self._on(part) for part in _runs(_GAP.split(text))]
        for part in _runs(bare(text).split()):
            if len(part) >= _LEAST_LETTERS and part not in _ORDINARY:
                found += [self._keys[field].get(part, set()) for field in ("host", "region")]
        told = [ids for ids in found if ids]
        common = set.intersection(*told) if told else set()
        held = {each for each in common if self._meetings[each].held}
        return held.pop() if len(held) == 1 else ""

    def _add(self, field: str, meeting: Meeting, texts: Iterable[str]) -> None:
        for key in map(bare, filter(None, texts)):
            self._keys[field].setdefault(key, set()).add(meeting.meeting_id)

    def _label(self, ids: Collection[str]) -> str:
        return self._meetings[min(ids)].label

    def _ids(self, field: str, text: str) -> set[str]:
        if len(text) > _LONGEST:
            return set()
        keys = self._keys[field]
        if found := keys.get(bare(text)):
            return found
        if field != "meeting":
            return set()
        if found := self._on(text):
            return found
        parts = [part for part in _BREAK.split(text) if part]
        for cut in range(1, len(parts)):
            before, after = " ".join(parts[:cut]), " ".join(parts[cut:])
            for name, day in ((before, after), (after, before)):
                if dates.parse(day) and (named := keys.get(bare(name))):
                    return named & self._on(day)
        return set()

    def _on(self, text: str) -> set[str]:
        day = dates.parse(text)
        return {
            key
            for key, each in self._meetings.items()
            if day is not None and each.date is not None and day.is_on(each.date)
        }


def _runs(words: list[str]) -> Iterator[str]:
    """Yield every run of a few words; the end of a long text names nothing."""
    words = words[:_MOST_OF_TITLE]
    for start in range(len(words)):
        for stop in range(start + 1, min(start + _MOST_WORDS, len(words)) + 1):
            yield " ".join(words[start:stop])


def bare(text: str) -> str:
    """Return a name without the words that say no more than "a meeting".

    Examples
    --------
    >>> bare("Rencontre régionale de Bretagne"), bare("La Réole")
    ('bretagne', 'reole')
    """
    words = folded_name(text).split()
    return " ".join(word for word in words if word not in _EMPTY_WORDS) or " ".join(words)
