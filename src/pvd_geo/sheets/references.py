"""What a sheet's words may mean: meetings, towns, themes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final, cast

import pandas as pd

from pvd_geo.codes import is_insee_code
from pvd_geo.formatting import listed, missing
from pvd_geo.sheets import personal
from pvd_geo.sheets.matching import did_you_mean, nearest_label, one_of
from pvd_geo.sheets.values.meetings import Meeting, MeetingNames
from pvd_geo.text import folded, folded_name
from pvd_geo.timeline.former import FormerNames, told

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping

    from pvd_geo.timeline.former import Former

_NO_TOWN: Final = frozenset({"hors programme", "aucune", "neant", "autre", "none", "hors pvd"})
_DIGITS: Final = re.compile(r"\d{4,5}")
_INSEE_DIGITS: Final = 5


@dataclass(frozen=True, slots=True)
class Found:
    """What a cell means: a key, none on purpose (``key`` empty), or what was expected.

    ``notice`` says, in French, how a cell was read that does not say what it means today.
    """

    key: str = ""
    expected: str = ""
    notice: str = ""


class References:
    """Meetings, towns and themes by every spelling that is accepted.

    Parameters
    ----------
    meetings
        ``meeting_id, region_code, date, insee_code, status``.
    towns
        ``insee_code, name, department_code, region_code, region_name``.
    themes
        ``theme_id, label``.
    regions
        ``code, name``.
    former_names
        What towns were called, and the communes that became part of one; a sheet may use them.
    """

    def __init__(
        self,
        meetings: pd.DataFrame,
        towns: pd.DataFrame,
        themes: pd.DataFrame,
        regions: pd.DataFrame,
        former_names: FormerNames | None = None,
    ) -> None:
        self._former = former_names or FormerNames()
        self._towns = {
            str(code): (str(name), str(department))
            for code, name, department in zip(
                towns["insee_code"], towns["name"], towns["department_code"], strict=True
            )
        }
        names = dict(zip(regions["code"].astype(str), regions["name"].astype(str), strict=True))
        self.meetings: dict[str, Meeting] = {
            each.meeting_id: each for each in self._read(meetings, names)
        }
        self.themes: dict[str, str] = dict(
            zip(themes["theme_id"].astype(str), themes["label"].astype(str), strict=True)
        )
        self._by_name: dict[str, list[str]] = {}
        for code, (name, _) in self._towns.items():
            self._by_name.setdefault(folded_name(name), []).append(code)
        self._town_options = {folded_name(name): name for name, _ in self._towns.values()}
        self.meeting_names = MeetingNames(
            self.meetings.values(),
            {
                each.insee_code: [former.name for former in self._former.of_town(each.insee_code)]
                for each in self.meetings.values()
                if each.insee_code
            },
        )
        self._theme_keys = {
            spelling: theme_id
            for theme_id, label in self.themes.items()
            for spelling in (folded(label), folded(theme_id))
        }
        self._every_theme = one_of(self.themes.values())
        self._misses: dict[str, str] = {}
        self._areas = [*names.values(), *_filled(towns, "epci_name")]

    @cached_property
    def places(self) -> frozenset[str]:
        """Return the names that are a place's, as `pvd_geo.sheets.personal` looks for them."""
        towns = [name for name, _ in self._towns.values()]
        former = [each.name for each in self._former.all]
        return personal.place_names((*towns, *former, *self._areas))

    def _read(self, meetings: pd.DataFrame, regions: Mapping[str, str]) -> list[Meeting]:
        rows = []
        for row in meetings.to_dict("records"):
            code = None if pd.isna(row["insee_code"]) else str(row["insee_code"])
            day = None if pd.isna(row["date"]) else cast("pd.Timestamp", row["date"]).date()
            host = self._towns[code][0] if code in self._towns else _text(row, "host_name")
            region_code = _text(row, "region_code")
            codes = (_text(row, "regions") or region_code).split()
            region = listed(regions.get(each, each) for each in codes) or _text(row, "title")
            # Its sheet is what makes a planned meeting one that was held.
            held = row["status"] in {"held", "planned"}
            rows.append(Meeting(str(row["meeting_id"]), region_code, region, host, code, day, held))
        return rows

    def meeting(self, text: str) -> Found:
        """Return the held meeting that ``text`` names: by id, region, host town, code or date."""
        named = self.meeting_names.named("meeting", text)
        if named.ids:
            named = self.meeting_names.only(named.ids)
        return Found(next(iter(named.ids), ""), named.expected)

    def theme(self, text: str) -> Found:
        """Return the theme that ``text`` names, by label or id."""
        theme_id = self._theme_keys.get(folded(text))
        if theme_id is None:
            options = {spelling: self.themes[key] for spelling, key in self._theme_keys.items()}
            return Found(expected=f"un thème, {self._every_theme}" + self._near(text, options))
        return Found(theme_id)

    def town(self, text: str) -> Found:
        """Return the programme's town that ``text`` names, by INSEE code or name."""
        if folded(text) in _NO_TOWN or not text:
            return Found()
        code = text.upper().replace(" ", "")
        # A spreadsheet that reads a code as a number eats its first zero.
        if _DIGITS.fullmatch(code) or is_insee_code(code):
            return self._coded(text, code.zfill(_INSEE_DIGITS))
        return self._named(text)

    def _coded(self, text: str, code: str) -> Found:
        """Return the town of an INSEE code, of today or former."""
        if code in self._towns:
            return Found(code)
        if former := self._former.by_code(code):
            return self._formerly(text, (former,))
        return Found(expected="le code INSEE d’une commune du programme, ou « hors programme »")

    def _named(self, text: str) -> Found:
        """Return the town of a name, of today or former."""
        codes = self._by_name.get(folded_name(text), [])
        if len(codes) == 1:
            return Found(codes[0])
        if codes:
            named = listed((f"{each} (département {self._towns[each][1]})" for each in codes), "or")
            return Found(expected=f"le code INSEE, plusieurs communes ayant ce nom : {named}")
        if found := self._former.by_name(text):
            return self._formerly(text, found)
        expected = "une commune du programme, ou « hors programme »"
        return Found(expected=expected + self._near(text, self._town_options))

    def _formerly(self, text: str, found: tuple[Former, ...]) -> Found:
        """Return the town of today that a former name or code means."""
        towns = {former.town for former in found}
        names = {code: name for code, (name, _) in self._towns.items()}
        if len(towns) > 1:
            named = listed((f"{code} ({names[code]})" for code in sorted(towns)), "or")
            return Found(expected=f"le code INSEE d’une commune d’aujourd’hui : {named}")
        former = found[0]
        if former.nature == "restored":
            expected = f"« hors programme » ou {names[former.town]}. {told(former, names)}"
            return Found(expected=expected.rstrip("."))
        return Found(former.town, notice=f"« {text} » est lu {names[former.town]}.")

    def _near(self, text: str, options: Mapping[str, str]) -> str:
        key = f"{len(options)}:{text}"
        if key not in self._misses:
            self._misses[key] = did_you_mean(nearest_label(text, options))
        return self._misses[key]


def _text(row: Mapping[Hashable, object], column: str) -> str:
    value = row.get(column)
    return "" if missing(value) else str(value)


def _filled(frame: pd.DataFrame, column: str) -> list[str]:
    return list(frame[column].dropna().astype(str)) if column in frame else []
