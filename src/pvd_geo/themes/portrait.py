"""One town told by its themes: value, level, rank and the programme's median, in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pvd_geo.categories import LEVELS
from pvd_geo.formatting import (
    DASH,
    NARROW,
    decimal,
    integer,
    missing,
    percent,
    plural,
    signed,
    typeset,
)
from pvd_geo.freshness import written
from pvd_geo.tables.doubtful import RULES

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class ThemeLine:
    """What one theme says of one town; figures are ready to be shown.

    Parameters
    ----------
    theme_id, label, reading, level
        The theme, its French name, a key of `pvd_geo.categories.LEVELS`, and one of its codes.
    measure
        What is measured, with its unit.
    value, median
        The town's value and the programme's median, in the same unit.
    rank
        Such as ``12e sur 1 624``, the first being the most marked; a dash when unknown.
    tied
        How many other towns share that rank.
    doubt
        The rule of `pvd_geo.tables.doubtful` that made the value unknown; empty elsewhere.
    reserve
        What the catalogue warns of; empty when it does not.
    """

    theme_id: str
    label: str
    reading: str
    level: str
    measure: str
    value: str
    median: str
    rank: str
    tied: int = 0
    doubt: str = ""
    reserve: str = ""

    @property
    def level_text(self) -> str:
        """The words of the level: ``enjeu fort``, ``inconnu``."""
        return LEVELS[self.reading].label(self.level)

    @property
    def reason(self) -> str:
        """Why the value is unknown, where a published one was set aside."""
        return RULES[self.doubt].short if self.doubt else ""


def ex_aequo(others: int) -> str:
    """Say that a rank is shared: ``ex æquo avec 1 130 autres``; nothing when it is not."""
    return f"ex æquo avec {plural(others, 'autre')}" if others else ""


def population_label(town: Any) -> str:  # noqa: ANN401 - a row of the towns
    """Name the legal population with its vintage: ``Population légale (2023)``."""
    vintage = town["population_vintage"]
    return "Population légale" if missing(vintage) else f"Population légale ({vintage})"


def measure(theme: Any, indicators: pd.DataFrame) -> str:  # noqa: ANN401 - a row of the themes
    """Name what a theme measures, and of when: ``Boulangeries (2024), pour 1 000 habitants``."""
    label = " + ".join(_of_lead(theme, indicators, "label"))
    unit = _of_lead(theme, indicators, "unit")[0]
    inside = [] if theme.per_1000 or unit == "nombre" else [unit]
    vintages = dict.fromkeys(map(written, _of_lead(theme, indicators, "vintage")))
    label = f"{label} ({', '.join([*inside, *vintages])})"
    return f"{label}, pour 1{NARROW}000 habitants" if theme.per_1000 else label


def reserve(theme: Any, indicators: pd.DataFrame) -> str:  # noqa: ANN401 - a row of the themes
    """Return what the catalogue warns of in a theme's lead; nothing when it does not."""
    caveats = _of_lead(theme, indicators, "caveat")
    return typeset(" ".join(dict.fromkeys(one for one in caveats if not missing(one))))


def reserves(themes: pd.DataFrame, indicators: pd.DataFrame) -> tuple[str, ...]:
    """Return the reserves of all themes, each after the name of its theme."""
    found = ((theme.label, reserve(theme, indicators)) for theme in themes.itertuples())
    return tuple(f"{label}{NARROW}: {text}" for label, text in found if text)


def value_text(value: float | None, theme: Any, indicators: pd.DataFrame) -> str:  # noqa: ANN401
    """Write a theme's lead value as its unit wants it."""
    return _written(value, theme, _kind(theme, indicators))


def of_kind(value: float | None, kind: str) -> str:
    """Write a value of an indicator as its kind wants it."""
    if kind == "share":
        return percent(value)
    if kind == "rate":
        text = signed(value)
        return text if text == DASH else f"{text}{NARROW}%"
    return integer(value) if value is None or float(value).is_integer() else decimal(value)


def _kind(theme: Any, indicators: pd.DataFrame) -> str:  # noqa: ANN401
    return str(_of_lead(theme, indicators, "kind")[0])


def _of_lead(theme: Any, indicators: pd.DataFrame, column: str) -> list[Any]:  # noqa: ANN401
    """Return what the catalogue says of each part of a theme's lead."""
    said = dict(zip(indicators["indicator_id"], indicators[column], strict=True))
    return [said[part] for part in theme.lead.split("+")]


def _written(value: float | None, theme: Any, kind: str) -> str:  # noqa: ANN401
    return decimal(value, 2) if theme.per_1000 else of_kind(value, kind)


def theme_lines(
    insee_code: str, levels: pd.DataFrame, themes: pd.DataFrame, indicators: pd.DataFrame
) -> tuple[ThemeLine, ...]:
    """Tell one town by its twelve themes, in the order of ``themes``.

    Parameters
    ----------
    insee_code
        The town.
    levels
        What `pvd_geo.themes.levels.town_levels` returns for the whole programme.
    themes, indicators
        The catalogues.

    Raises
    ------
    KeyError
        When the town has no levels.
    """
    own = levels[levels["insee_code"].eq(insee_code)]
    if own.empty:
        raise KeyError(insee_code)
    return _Programme.of(levels, themes, indicators).lines(own)


def all_lines(
    levels: pd.DataFrame, themes: pd.DataFrame, indicators: pd.DataFrame
) -> dict[str, tuple[ThemeLine, ...]]:
    """Tell every town at once, as `theme_lines` tells each, by INSEE code.

    Parameters
    ----------
    levels, themes, indicators
        As `theme_lines` takes them.
    """
    programme = _Programme.of(levels, themes, indicators)
    return {str(code): programme.lines(own) for code, own in levels.groupby("insee_code")}


@dataclass(frozen=True, slots=True)
class _Programme:
    """What the lines of every town are told from; computed once.

    Parameters
    ----------
    themes
        Rows of the themes, each with its measure, the kind of its lead, the median and the
        reserve in words.
    sharing
        How many towns have each rank of each theme.
    """

    themes: tuple[tuple[Any, str, str, str, str], ...]
    sharing: dict[tuple[str, int], int]

    @classmethod
    def of(cls, levels: pd.DataFrame, themes: pd.DataFrame, indicators: pd.DataFrame) -> _Programme:
        medians = levels.groupby("theme_id")["value"].median()
        return cls(
            tuple(
                (
                    theme,
                    measure(theme, indicators),
                    kind := _kind(theme, indicators),
                    _written(medians[theme.theme_id], theme, kind),
                    reserve(theme, indicators),
                )
                for theme in themes.itertuples()
            ),
            levels.groupby(["theme_id", "rank"]).size().to_dict(),
        )

    def lines(self, own: pd.DataFrame) -> tuple[ThemeLine, ...]:
        """Tell one town, of its rows of the levels."""
        rows: dict[str, Any] = {row.theme_id: row for row in own.itertuples(index=False)}
        lines = []
        for theme, measured, kind, median, caveat in self.themes:
            row = rows[theme.theme_id]
            known = row.level != "unknown"
            lines.append(
                ThemeLine(
                    theme_id=theme.theme_id,
                    label=theme.label,
                    reading=theme.reading,
                    level=row.level,
                    measure=measured,
                    value=_written(row.value, theme, kind) if known else DASH,
                    median=median,
                    rank=ordinal(int(row.rank), int(row.ranked)) if known else DASH,
                    tied=self.sharing[theme.theme_id, row.rank] - 1 if known else 0,
                    doubt=row.doubt,
                    reserve=caveat,
                )
            )
        return tuple(lines)


def ordinal(rank: int, out_of: int) -> str:
    """Write a rank among many: ``1re sur 1 624``, ``12e sur 1 624`` (communes are feminine)."""
    return f"{integer(rank)}{'re' if rank == 1 else 'e'} sur {integer(out_of)}"
