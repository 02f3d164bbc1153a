"""What an address asks for: a file, its dialect, and the selection that narrows it."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, Final

from pvd_geo.formatting import listed
from pvd_geo.selection import links
from pvd_geo.ui.server.by_address.offers import OFFERS, Offer
from pvd_geo.ui.server.by_address.problems import Problem
from pvd_geo.ui.shared import datasets

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from pvd_geo.selection.selection import Selection

MEDIA_TYPES: Final = {
    "csv": "text/csv; charset=utf-8; header=present",
    "geojson": "application/geo+json",
    "parquet": "application/vnd.apache.parquet",
}
"""Media type of each dialect, by its ending in the address."""
LONGEST: Final = 2000
"""Signs of an address that are read."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One file in one dialect for one selection."""

    offer: Offer
    dialect: str
    selection: Selection


def read(name: str, params: Sequence[tuple[str, str]]) -> Asked:
    """Read an address; what cannot be used is refused, as a file would hide that it was ignored.

    Parameters
    ----------
    name
        Name of the file with its ending.
    params
        Parameters of the address, in its order.

    Raises
    ------
    Problem
        404 for an unknown file, 400 with every fault of the parameters.
    DataError
        When a table that offers choices is broken.
    """
    stem, _, dialect = name.rpartition(".")
    if stem not in OFFERS or dialect not in MEDIA_TYPES:
        raise Problem(HTTPStatus.NOT_FOUND, _unknown(name))
    offer = OFFERS[stem]
    return Asked(offer, dialect, selection_of(offer.name, offer.keys, params))


def check_length(*parts: str) -> None:
    """Refuse an address that is longer than any of ours.

    Raises
    ------
    Problem
        400.
    """
    if len("".join(parts)) > LONGEST:
        detail = f"L’adresse est trop longue : {LONGEST} signes au plus."
        raise Problem(HTTPStatus.BAD_REQUEST, detail)


def selection_of(name: str, keys: Collection[str], params: Sequence[tuple[str, str]]) -> Selection:
    """Read the selection that narrows what an address gives.

    Parameters
    ----------
    name
        What is asked for, to be named.
    keys
        The keys that narrow it.
    params
        Parameters of the address, in its order.

    Raises
    ------
    Problem
        400 with every fault of the parameters.
    DataError
        When a table that offers choices is broken.
    """
    faults = list(_unusable(name, keys, params))
    usable = {key: value for key, value in params if key in keys}
    selection, notices = links.read(usable, datasets.choices())
    faults += [(notice.key, notice.fault) for notice in notices]
    if faults:
        detail = " ".join(text for _, text in faults)
        raise Problem(HTTPStatus.BAD_REQUEST, detail, tuple(faults))
    return selection


def _unknown(name: str) -> str:
    files, dialects = listed(OFFERS, "or"), listed(MEDIA_TYPES, "or")
    return (
        f"Il n’y a pas de fichier « {name[:80]} » à cette adresse : son nom est {files}, "
        f"son extension {dialects} ; openapi.json les décrit."
    )


def _unusable(
    name: str, keys: Collection[str], params: Iterable[tuple[str, str]]
) -> Iterable[tuple[str, str]]:
    seen: set[str] = set()
    for key, _ in params:
        quoted = f"Le paramètre « {key[:40]} »"
        if key in seen:
            yield key, f"{quoted} est donné deux fois."
        elif key not in keys:
            how = f", qui l’est par {listed(keys, 'or')}" if keys else ""
            yield key, f"{quoted} ne restreint pas « {name} »{how}."
        seen.add(key)
