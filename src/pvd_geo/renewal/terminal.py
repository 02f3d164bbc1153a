"""Renewing the list and the values of towns from the server's command line.

It says what the recording page says.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pvd_geo import store
from pvd_geo.errors import StoreError
from pvd_geo.reader import limits, refusals
from pvd_geo.renewal import bringing, words
from pvd_geo.renewal.bringing import Installation
from pvd_geo.settings import settings
from pvd_geo.tables import loading

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pvd_geo.renewal.report import Decisions, Report

    Say = Callable[[str], None]


def bring_in(
    file: Path, who: str, decisions: Decisions, say: Say, *, confirmed: bool = False
) -> int:
    """Say what a file would change; bring it into force when that is confirmed.

    Parameters
    ----------
    file
        The list, or values: CSV or a workbook.
    who
        Written in the journal.
    decisions
        What was decided about it.
    say
        Prints one line.
    confirmed
        Whether to bring it into force.

    Returns
    -------
    int
        0 when it is in force, or could be; 1 when something keeps it from it.

    Raises
    ------
    DataError
        When the data files are broken, or would be.
    ChangedError
        When another list came in between.
    StoreError
        When the store does not answer.
    OSError
        When the file cannot be read, or the new files cannot be written.
    """
    with file.open("rb") as opened:
        # One byte past the limit is enough to know that the file is too large.
        data = opened.read(limits.MAX_BYTES + 1)
    engine = store.open_store(settings().database_url.get_secret_value())
    try:
        here = Installation(loading.data_dir(), settings().versions_dir, engine)
        seen = store.list_in_force(engine)
        folder = here.in_force()
        standing = here.standing()
        report = bringing.read(
            data, file.name, standing, decisions, lambda before: say(refusals.waiting(before))
        )
        names = loading.read(folder, "regions").regions.set_index("code")["name"].to_dict()
        for section in words.told(report, names):
            say(f"{section.title} ({len(section.lines)})")
            for line in section.lines:
                say(f"  {line}")
        if not report.confirmable:
            return _left_as_it_is(report, say)
        if not confirmed:
            say("Rien n’est changé. Avec --confirm, ce fichier entre en vigueur.")
            return 0
        number = here.confirm(bringing.renewal_of(report, data), who, seen)
    finally:
        engine.dispose()
    say(
        f"{words.named(report)} n° {number} en vigueur. "
        "« pvd-geo refresh --back » remet la version d’avant."
    )
    return 0


def _left_as_it_is(report: Report, say: Say) -> int:
    if report.faults:
        say("Rien n’est changé : le fichier est à corriger.")
        if report.many_left:
            say(f"  --departures {len(report.left)}  (si ces communes ont quitté le programme)")
        return 1
    if report.open:
        say("Rien n’est changé : ces codes attendent une décision.")
        for one in report.open:
            what = f"{one.name}, dans {one.into_name}" if one.into else one.name
            say(f"  --admit {one.code} ou --leave-out {one.code}  ({what})")
        return 1
    say("Rien ne change : le fichier dit ce que nous savons.")
    return 0


def back(who: str, say: Say) -> int:
    """Bring the version before the list in force back.

    Raises
    ------
    ChangedError
        When somebody did it already.
    StoreError
        When the store does not answer.
    """
    engine = store.open_store(settings().database_url.get_secret_value())
    try:
        last = store.list_in_force(engine)
        if last is None:
            say("Aucune liste n’est en vigueur : les données sont celles de la livraison.")
            return 1
        store.undo(engine, last, who)
    finally:
        engine.dispose()
    say(f"Renouvellement n° {last} annulé : les données d’avant sont de nouveau en vigueur.")
    return 0


def folder_in_force() -> Path:
    """Return the folder of the data files in force; the one delivered when there is no store yet.

    Raises
    ------
    DataError
        When what the lists make of the files is not sound.
    OSError
        When the folder cannot be written.
    """
    base = loading.data_dir()
    try:
        engine = store.open_store(settings().database_url.get_secret_value(), new=False)
    except StoreError:
        return base
    try:
        return Installation(base, settings().versions_dir, engine).in_force()
    finally:
        engine.dispose()
