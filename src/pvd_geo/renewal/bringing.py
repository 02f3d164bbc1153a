"""From the bytes of a list to its report, and from the report to the journal."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from pvd_geo import store
from pvd_geo.errors import Fault
from pvd_geo.reader import bounded, limits, refusals
from pvd_geo.reader.book import RefusedError
from pvd_geo.renewal import communes, listing, movements, values, versions
from pvd_geo.renewal.applying import PARIS
from pvd_geo.renewal.report import TABLES, Decisions, Report, Standing, compared
from pvd_geo.tables import loading
from pvd_geo.tables.changes import Renewal, Renewed

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sqlalchemy.engine import Engine

    from pvd_geo.editors import Permit


@dataclass(frozen=True, slots=True)
class Installation:
    """Where the data files are, and what brings a list into force there.

    Parameters
    ----------
    base
        Folder of the files that were built.
    versions
        Folder of the versions that lists made.
    engine
        The store, whose journal says which lists are in force.
    """

    base: Path
    versions: Path
    engine: Engine

    def in_force(self) -> Path:
        """Return the folder in force.

        Raises
        ------
        DataError
            When what the lists make of the files is not sound.
        StoreError
            When the store does not answer.
        OSError
            When the folder cannot be written.
        """
        return versions.folder(self.base, self.versions, store.renewals(self.engine))

    def standing(self) -> Standing:
        """Return what a list is held against; raises as `in_force`."""
        folder = self.in_force()
        dataset = loading.read(folder, *TABLES)
        built = None if folder == self.base else loading.read(self.base, "towns", "former_names")
        return Standing.of(dataset, hosts_planned(self.engine), built)

    def confirm(
        self, renewal: Renewal, who: str, seen: int | None, *, permit: Permit | None = None
    ) -> int:
        """Bring a list into force: its folder is made and checked, then the journal says so.

        Parameters
        ----------
        renewal
            What the list changes; something at least.
        who, permit
            As in `pvd_geo.store.renew`.
        seen
            The list in force that it was compared with, as `pvd_geo.store.list_in_force` says.

        Returns
        -------
        int
            Number of the renewal in the journal.

        Raises
        ------
        AccessError, ChangedError, StoreError
            As in `pvd_geo.store.renew`.
        DataError
            When what the list makes of the files is not sound; nothing is changed.
        OSError
            When the folder cannot be written; nothing is changed.
        """
        tried = Renewed(0, who, datetime.now(UTC), None, None, renewal)
        versions.folder(self.base, self.versions, (*store.renewals(self.engine), tried))
        return store.renew(self.engine, renewal, who, seen, permit=permit)


def read(
    data: bytes,
    name: str,
    standing: Standing,
    decisions: Decisions,
    told: Callable[[int], None] = lambda _: None,
) -> Report:
    """Return what a list, a file of values or one of INSEE's of communes would change.

    Parameters
    ----------
    data, name
        The file's bytes, and its name.
    standing
        The towns of now.
    decisions
        What was decided about it.
    told
        As in `pvd_geo.reader.bounded.read`.
    """
    today = datetime.now(PARIS).date()
    bounds = listing.Bounds(frozenset(standing.departments["code"]), standing.signed, today)
    try:
        book = bounded.read(data, told, lines=limits.MAX_LINES_OF_DATA)
    except RefusedError as error:
        refused = Fault(
            name,
            error.refusal.line,
            "",
            error.refusal.found[:80],
            refusals.expected(error.refusal),
        )
        return compared(listing.Listing(name, (), (refused,)), standing, decisions)
    own = "movements" if movements.holds(book) else communes.kind_of(book) or values.kind_of(book)
    wanted = decisions.kind or own or "list"
    if wanted == "movements":
        return movements.compared(book, name, standing, decisions, today)
    if wanted in {"communes", "epci"}:
        return communes.compared(book, name, wanted, standing)
    if wanted in {"populations", "indicators"}:
        return values.compared(book, name, wanted, standing, today)
    return compared(listing.read(book, name, bounds), standing, decisions)


def hosts_planned(engine: Engine) -> frozenset[str]:
    """Return the towns where the journal knows of a meeting that is not cancelled.

    Raises
    ------
    StoreError
        When the store does not answer.
    """
    states = (change.state for change in store.states(engine))
    return frozenset(
        one.insee_code for one in states if one.insee_code and one.status != "cancelled"
    )


def renewal_of(report: Report, data: bytes) -> Renewal:
    """Return a report as the journal keeps it."""
    checksum = hashlib.sha256(data).hexdigest()
    return Renewal(checksum, report.lines, report.changes, report.before, report.after)
