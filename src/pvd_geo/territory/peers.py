"""A town's peers: the programme's towns nearby, and those most like it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

from pvd_geo.categories import GRADES
from pvd_geo.errors import UnknownCodeError
from pvd_geo.formatting import missing
from pvd_geo.meetings.distance import geodesic_km

if TYPE_CHECKING:
    import numpy.typing as npt

TYPOLOGIES: Final = ("rurality", "centrality", "density")
TENFOLD: Final = 10.0

METHOD: Final = (
    "La ressemblance est la moyenne de trois parts égales, chacune entre 0 et 100 %. "
    "Population : 100 % à nombre d’habitants égal, 0 % quand l’une en a dix fois plus. "
    "Typologie : part des trois typologies communes (ruralité, centralité, densité). "
    "Thèmes : 100 % quand tous les niveaux sont les mêmes, 0 % quand tous sont opposés "
    "(fort contre faible). Ce qui est inconnu pour l’une des deux n’entre pas dans le calcul."
)
"""How likeness is computed, as a user reads it."""

_SAYS_NOTHING: Final = ("Hors champ", "Commune dont le périmètre a changé")
_COLUMNS: Final = [
    "insee_code",
    "name",
    "department_code",
    "department_name",
    "population",
    "longitude",
    "latitude",
]


def nearby(insee_code: str, towns: pd.DataFrame, within_km: float) -> pd.DataFrame:
    """Return the programme's other towns within a distance, the nearest first.

    Parameters
    ----------
    insee_code
        The town.
    towns
        The programme's towns, with ``longitude`` and ``latitude`` in degrees, WGS 84.
    within_km
        Kilometres, as the crow flies; a town exactly that far is in.

    Returns
    -------
    DataFrame
        Columns ``insee_code, name, department_code, department_name, population, longitude,
        latitude, distance_km``.

    Raises
    ------
    UnknownCodeError
        When the town is not in the programme.
    """
    here = _row(insee_code, towns)
    out = towns[_COLUMNS].assign(distance_km=_km_from(here, towns))
    out = pd.DataFrame(out[out["insee_code"].ne(insee_code) & out["distance_km"].le(within_km)])
    return out.sort_values(["distance_km", "insee_code"], ignore_index=True)


def alike(
    insee_code: str, towns: pd.DataFrame, levels: pd.DataFrame, limit: int = 10
) -> pd.DataFrame:
    """Return the towns most like one, by population, typology and theme levels (`METHOD`).

    Parameters
    ----------
    insee_code
        The town.
    towns
        The programme's towns, with ``rurality, centrality, density``.
    levels
        What `pvd_geo.themes.levels.town_levels` returns.
    limit
        Most towns returned.

    Returns
    -------
    DataFrame
        The columns of `nearby`, with ``likeness`` and its parts ``like_population,
        like_typology, like_themes`` between 0 and 1 (missing where nothing can be compared);
        the most alike first, the nearer first among equals.

    Raises
    ------
    UnknownCodeError
        When the town is not in the programme.
    """
    here = _row(insee_code, towns)
    parts = pd.DataFrame(
        {
            "like_population": _like_population(here, towns),
            "like_typology": _like_typology(here, towns),
            "like_themes": _like_themes(insee_code, towns, levels),
        },
        index=towns.index,
    )
    out = pd.DataFrame(
        towns[_COLUMNS].assign(
            distance_km=_km_from(here, towns), likeness=parts.mean(axis=1), **parts
        )
    )
    out = out[out["insee_code"].ne(insee_code)]
    order = ["likeness", "distance_km", "insee_code"]
    return out.sort_values(order, ascending=[False, True, True], ignore_index=True).head(limit)


def _row(insee_code: str, towns: pd.DataFrame) -> pd.Series[object]:
    rows = towns[towns["insee_code"].eq(insee_code)]
    if rows.empty:
        raise UnknownCodeError(insee_code)
    return rows.iloc[0]


def _km_from(here: pd.Series[object], towns: pd.DataFrame) -> npt.NDArray[np.float64]:
    return geodesic_km(here["longitude"], here["latitude"], towns["longitude"], towns["latitude"])


def _like_population(here: pd.Series[object], towns: pd.DataFrame) -> npt.NDArray[np.float64]:
    people = towns["population"].to_numpy(dtype=float, na_value=np.nan).clip(min=1)
    own = np.nan if missing(here["population"]) else max(float(here["population"]), 1.0)
    times = np.abs(np.log(people / own)) / np.log(TENFOLD)
    # Where one of the two is unknown, nothing says that they are alike.
    return np.asarray(1 - np.minimum(np.nan_to_num(times, nan=1.0), 1), dtype=float)


def _like_typology(here: pd.Series[object], towns: pd.DataFrame) -> npt.NDArray[np.float64]:
    kinds = towns[list(TYPOLOGIES)].apply(_telling).to_numpy(dtype=object)
    own = _telling(here[list(TYPOLOGIES)]).to_numpy(dtype=object)
    return _mean_known(np.where(pd.isna(kinds) | pd.isna(own), np.nan, kinds == own))


def _telling(values: pd.Series[str]) -> pd.Series[str]:
    """Leave out the classes that only say that a town could not be classed."""
    text = values.astype("string")
    return values.where(~text.str.startswith(_SAYS_NOTHING, na=False))


def _like_themes(
    insee_code: str, towns: pd.DataFrame, levels: pd.DataFrame
) -> npt.NDArray[np.float64]:
    steps = {level: float(step) for step, level in enumerate(GRADES)}
    wide = levels.assign(step=levels["level"].map(steps)).pivot_table(
        index="insee_code", columns="theme_id", values="step"
    )
    wide = wide.reindex(towns["insee_code"])
    apart = np.abs(wide.to_numpy() - wide.loc[insee_code].to_numpy())
    return _mean_known(1 - apart / (len(steps) - 1))


def _mean_known(values: npt.NDArray[Any]) -> npt.NDArray[np.float64]:
    return np.asarray(pd.DataFrame(values).astype(float).mean(axis=1), dtype=float)
