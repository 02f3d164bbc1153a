"""The command ``pvd-geo``: build the data files, check and renew them, record attendance."""

from __future__ import annotations

import argparse
import getpass
import io
import sys
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pvd_geo import recording, store
from pvd_geo.build import building
from pvd_geo.errors import DataError, PvdError
from pvd_geo.formatting import DASH, integer, plural
from pvd_geo.freshness import spanned
from pvd_geo.renewal import terminal
from pvd_geo.renewal.report import Decisions, Kind
from pvd_geo.settings import settings
from pvd_geo.tables import loading

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pvd_geo.tables.loading import FileReport

_HEADS = ("fichier", "lignes", "octets", "millésimes", "état", "sources")
_TO_THE_RIGHT = ("lignes", "octets")
_WIDEST = 70
"""Characters of sources shown for a file; all of them stand in ``datapackage.json``."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command.

    Returns
    -------
    int
        0 when all went well, 1 when the data or the settings are at fault.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A terminal without accents shows a question mark rather than a traceback.
            stream.reconfigure(errors="replace")
    given = _parser().parse_args(arguments)
    try:
        if given.command in {"record", "undo", "history"}:
            return _recording(given)
        if given.command in {"backup", "restore"}:
            return _keeping(given)
        return _on_data(given)
    except DataError as error:
        return _failed(error.faults)
    except (PvdError, OSError) as error:
        for line in (f"pvd-geo : {error}", *getattr(error, "__notes__", ())):
            _say(line, error=True)
        return 1


def _parser() -> argparse.ArgumentParser:
    """Return the parser of the command line."""
    parser = argparse.ArgumentParser(prog="pvd-geo", description="Les données de pvd-geo.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="commande")
    folder: dict[str, Any] = {"type": Path, "metavar": "DOSSIER"}
    build = commands.add_parser("build-data", help="faire data/ à partir des fichiers de référence")
    build.add_argument(
        "--from", dest="source", required=True, help="fichiers de référence", **folder
    )
    build.add_argument("--to", dest="data", help="dossier à faire (sinon data/)", **folder)
    check = commands.add_parser("check-data", help="vérifier data/ et en montrer le tableau")
    check.add_argument("--data", dest="data", help="dossier à vérifier (sinon data/)", **folder)
    who: dict[str, Any] = {"metavar": "NOM", "help": "qui saisit (sinon le compte du serveur)"}
    record = commands.add_parser("record", help="saisir une feuille : CSV ou classeur")
    record.add_argument("file", type=Path, metavar="FICHIER")
    record.add_argument("--who", **who)
    record.add_argument("--yes", action="store_true", help="ne rien demander")
    record.add_argument(
        "--answer",
        action="append",
        default=[],
        metavar="QUESTION=RÉPONSE",
        help="répondre d’avance à une question sur la feuille",
    )
    record.add_argument(
        "--without-doubts",
        action="store_true",
        help="retirer aussi des textes ce qui peut nommer quelqu’un",
    )
    undo = commands.add_parser("undo", help="annuler une saisie")
    undo.add_argument("number", type=int, metavar="NUMÉRO")
    undo.add_argument("--who", **who)
    commands.add_parser("history", help="lister les saisies et les annulations")
    refresh = commands.add_parser(
        "refresh", help="renouveler la liste des communes ou leurs données"
    )
    source = refresh.add_mutually_exclusive_group(required=True)
    source.add_argument("--list", type=Path, metavar="FICHIER", help="liste que publie l’ANCT")
    source.add_argument(
        "--populations",
        type=Path,
        metavar="FICHIER",
        help="populations légales : insee_com, annee, population",
    )
    source.add_argument(
        "--indicators",
        type=Path,
        metavar="FICHIER",
        help="indicateurs : insee_com, indicateur, millesime, valeur",
    )
    source.add_argument(
        "--movements",
        type=Path,
        metavar="FICHIER",
        help="mouvements de communes que publie l’INSEE (v_mvt_commune)",
    )
    source.add_argument(
        "--communes", type=Path, metavar="FICHIER", help="communes de l’INSEE (v_commune) : noms"
    )
    source.add_argument(
        "--epci", type=Path, metavar="FICHIER", help="composition des EPCI de l’INSEE, en CSV"
    )
    source.add_argument("--back", action="store_true", help="remettre la version d’avant")
    refresh.add_argument("--confirm", action="store_true", help="la mettre en vigueur")
    code: dict[str, Any] = {"action": "append", "default": [], "metavar": "CODE"}
    refresh.add_argument(
        "--admit", help="code à admettre : commune nouvelle, ou celle dont elle fait partie", **code
    )
    refresh.add_argument("--leave-out", help="code à laisser hors de la liste", **code)
    refresh.add_argument(
        "--departures", type=int, metavar="NOMBRE", help="communes qui ont bien quitté le programme"
    )
    refresh.add_argument("--who", **who)
    backup = commands.add_parser("backup", help="sauvegarder la base des relevés et les données")
    backup.add_argument("file", type=Path, metavar="FICHIER")
    again = commands.add_parser("restore", help="restaurer une sauvegarde, dans une base vide")
    again.add_argument("file", type=Path, metavar="FICHIER")
    return parser


def _recording(given: argparse.Namespace) -> int:
    """Record a sheet, undo an import, or list them; return the exit code."""
    if given.command == "history":
        return recording.journal(_say)
    who = given.who or f"{getpass.getuser()} (serveur)"
    if given.command == "undo":
        return recording.take_back(given.number, who, _say)
    answers = dict(each.partition("=")[::2] for each in given.answer)
    talk = recording.Talk(_say, _agrees, _chooses)
    if given.yes:
        talk = recording.Talk(_say, lambda _: True, lambda *_: None)
    return recording.bring_in(given.file, who, answers, talk, without_doubts=given.without_doubts)


def _on_data(given: argparse.Namespace) -> int:
    """Build the data files, renew or check them; return the exit code."""
    if given.command == "refresh":
        return _refreshing(given)
    if given.command == "build-data":
        return build_data(given.source, given.data or loading.data_dir())
    return check_data(given.data or terminal.folder_in_force())


def _refreshing(given: argparse.Namespace) -> int:
    """Compare a file, bring it into force, or take the last one back; return the exit code."""
    who = given.who or f"{getpass.getuser()} (serveur)"
    if given.back:
        return terminal.back(who, _say)
    files: dict[Kind, Path | None] = {
        "list": given.list,
        "populations": given.populations,
        "indicators": given.indicators,
        "movements": given.movements,
        "communes": given.communes,
        "epci": given.epci,
    }
    kind, file = next((kind, file) for kind, file in files.items() if file is not None)
    decisions = Decisions(
        frozenset(given.admit), frozenset(given.leave_out), given.departures, kind
    )
    return terminal.bring_in(file, who, decisions, _say, confirmed=given.confirm)


def _keeping(given: argparse.Namespace) -> int:
    """Back the installation up, or bring it back; return the exit code."""
    engine = store.open_store(settings().database_url.get_secret_value())
    try:
        if given.command == "backup":
            made = store.back_up(engine, loading.data_dir(), given.file, version("pvd-geo"))
        else:
            made = store.restore(engine, loading.data_dir(), given.file)
    finally:
        engine.dispose()
    _say(
        f"{given.file} : {plural(made.rows['entry'], 'entrée')} du journal, "
        f"{plural(len(made.files), 'fichier')} de données, version {made.version}."
    )
    return 0


def _agrees(question: str) -> bool:
    """Ask a question; anything but yes, or nobody to answer, is no."""
    try:
        return input(f"{question} [o/N] ").strip().casefold() in {"o", "oui", "y", "yes"}
    except EOFError:
        return False


def _chooses(question: str, labels: Sequence[str]) -> int | None:
    """Ask which of some answers holds; anything but its number, or nobody, is none of them."""
    _say(question)
    for number, label in enumerate(labels, start=1):
        _say(f"  {number}. {label}")
    try:
        answer = input(f"[1-{len(labels)}] ").strip()
    except EOFError:
        return None
    known = {str(number): number - 1 for number in range(1, len(labels) + 1)}
    return known.get(answer)


def build_data(source: Path, folder: Path) -> int:
    """Make the data files, print what they hold and what deserves a look."""
    remarks = building.build(source, folder)
    code = check_data(folder)
    if remarks:
        _say(f"\n{plural(len(remarks), 'écart')} entre liste-pvd.csv et communes-pvd.csv :")
        for remark in remarks:
            _say(f"  {remark}")
    return code


def check_data(folder: Path) -> int:
    """Print a table of the data files, and every fault; return the exit code."""
    report = loading.check(folder)
    rows = [_row(file) for file in report.files]
    widths = [max(map(len, column)) for column in zip(_HEADS, *rows, strict=True)]
    _say(str(folder))
    for row in (_HEADS, tuple("-" * width for width in widths), *rows):
        cells = (
            cell.rjust(width) if head in _TO_THE_RIGHT else cell.ljust(width)
            for head, cell, width in zip(_HEADS, row, widths, strict=True)
        )
        _say("  ".join(cells).rstrip())
    if report.faults:
        return _failed(report.faults)
    _say("Aucune faute.")
    return 0


def _row(file: FileReport) -> tuple[str, ...]:
    """Return the cells of one file's line."""
    sources = " ; ".join(file.sources) or DASH
    if len(sources) > _WIDEST:
        sources = sources[: _WIDEST - 1].rstrip(" ;") + "…"
    return (
        file.path,
        integer(file.rows),
        integer(file.bytes),
        spanned(file.oldest, file.latest) or DASH,
        "correct" if file.ok else plural(file.faults, "faute"),
        sources,
    )


def _failed(faults: Sequence[object]) -> int:
    """Print every fault; return the exit code."""
    _say(f"{plural(len(faults), 'faute')} :", error=True)
    for fault in faults:
        _say(f"  {fault}", error=True)
    return 1


def _say(line: str, *, error: bool = False) -> None:
    """Print a line."""
    (sys.stderr if error else sys.stdout).write(line + "\n")


if __name__ == "__main__":
    sys.exit(main())
