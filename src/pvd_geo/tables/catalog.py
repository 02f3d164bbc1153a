"""What ``datapackage.json`` says of each file: sources, licences, vintage, checksum."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from pvd_geo.errors import DataError, Fault

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from pathlib import Path

DESCRIPTOR = "datapackage.json"
_WEB = "https://"


@dataclass(frozen=True, slots=True)
class Source:
    """Who published what, when, under which licence.

    Parameters
    ----------
    title, publisher
        Title and publisher, the same when the producer is all that is named.
    date
        Date or vintage: ``2026``, ``2022-07``, ``2015-2021``.
    licence
        Name of the licence.
    source_id
        Key in ``sources.csv``; empty for the producers of indicators.
    address
        Where its publisher is on the web (https); empty where that is not known.
    """

    title: str
    publisher: str
    date: str
    licence: str
    source_id: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Resource:
    """One file of ``data/``.

    Parameters
    ----------
    name, path, title
        Name of the table, name of its file, title in French.
    rows, bytes, checksum
        What the file must hold; the checksum is a SHA-256 in hexadecimal.
    oldest, latest
        Vintages of the oldest and of the freshest of its sources.
    licences, sources
        Names of the licences; where the file comes from.
    """

    name: str
    path: str
    title: str
    rows: int
    bytes: int
    checksum: str
    oldest: str
    latest: str
    licences: tuple[str, ...]
    sources: tuple[Source, ...]

    def narrowed(self, keys: Collection[str]) -> Resource:
        """Return the part that comes from some sources, by their ids or else their publishers."""
        kept = tuple(one for one in self.sources if {one.source_id, one.publisher} & set(keys))
        return replace(self, sources=kept)


@dataclass(frozen=True, slots=True)
class Catalog:
    """All files of ``data/``.

    Parameters
    ----------
    title, created
        Title of the package, date of its freshest source.
    resources
        One a file, in the order of the package.
    """

    title: str
    created: str
    resources: tuple[Resource, ...]

    def resource(self, name: str) -> Resource:
        """Return the resource of a table.

        Raises
        ------
        KeyError
            When the package has none of that name.
        """
        for resource in self.resources:
            if resource.name == name:
                return resource
        raise KeyError(name)

    def narrowed(
        self, *names: str, to: Mapping[str, Collection[str]] | None = None
    ) -> tuple[Resource, ...]:
        """Return the resources of some tables, without those that nothing is left of.

        Parameters
        ----------
        names
            The tables.
        to
            Of a table of which a part alone matters, the sources of that part: see
            `Resource.narrowed`.
        """
        parts = to or {}
        found = (
            self.resource(name).narrowed(parts[name]) if name in parts else self.resource(name)
            for name in names
        )
        return tuple(one for one in found if one.sources)

    def sources_of(
        self, *names: str, to: Mapping[str, Collection[str]] | None = None
    ) -> tuple[Source, ...]:
        """Return the sources of some tables, each once, in order of first mention; see above."""
        found = (source for one in self.narrowed(*names, to=to) for source in one.sources)
        return tuple(dict.fromkeys(found))


def read(data_dir: Path) -> Catalog:
    """Read ``datapackage.json``.

    Raises
    ------
    DataError
        When the file is missing, is not JSON or lacks something.
    """
    path = data_dir / DESCRIPTOR
    try:
        package: dict[str, Any] = json.loads(path.read_bytes().decode())
        resources = tuple(_resource(described) for described in package["resources"])
        return Catalog(package["title"], package["created"][:10], resources)
    except json.JSONDecodeError as error:
        fault = Fault(DESCRIPTOR, error.lineno, "", "", "du JSON bien formé")
    except UnicodeDecodeError:
        fault = Fault(DESCRIPTOR, 0, "", "", "un fichier texte encodé en UTF-8")
    except ValueError:  # a number of more digits than Python converts
        fault = Fault(DESCRIPTOR, 0, "", "", "du JSON dont les nombres sont de taille ordinaire")
    except FileNotFoundError:
        fault = Fault(DESCRIPTOR, 0, "", "", "un fichier de ce nom dans le dossier")
    except OSError:
        fault = Fault(DESCRIPTOR, 0, "", "", "un fichier que l'on puisse lire")
    except KeyError as error:
        fault = Fault(DESCRIPTOR, 0, str(error.args[0]), "", "une propriété de ce nom")
    except (TypeError, AttributeError, RecursionError):
        fault = Fault(DESCRIPTOR, 0, "", "", "un paquet de données décrit par build-data")
    raise DataError([fault])


def _resource(described: dict[str, Any]) -> Resource:
    """Return one resource of the package."""
    return Resource(
        name=described["name"],
        path=described["path"],
        title=described["title"],
        rows=described["features" if described["format"] == "geojson" else "rows"],
        bytes=described["bytes"],
        checksum=described["hash"].removeprefix("sha256:"),
        oldest=described["vintages"]["oldest"],
        latest=described["vintages"]["latest"],
        licences=tuple(licence["title"] for licence in described["licenses"]),
        sources=tuple(
            Source(
                source["title"],
                source["publisher"],
                source["date"],
                source["licence"],
                source.get("name", ""),
                _web(source.get("path", "")),
            )
            for source in described["sources"]
        ),
    )


def _web(path: str) -> str:
    """Return an address that a page may lead to; nothing for any other."""
    return path if path.startswith(_WEB) else ""
