"""The command ``pvd-geo``: build the data files, check them."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from pvd_geo import building, loading
from pvd_geo.errors import DataError, PvdError

if TYPE_CHECKING:
    from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; return 0 when all went well, 1 when the data are at fault."""
    parser = argparse.ArgumentParser(prog="pvd-geo", description="Données de pvd-geo.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="commande")
    build = commands.add_parser("build-data", help="faire data/ à partir des fichiers de référence")
    build.add_argument("--from", dest="source", type=Path, required=True, metavar="DOSSIER")
    build.add_argument("--to", dest="target", type=Path, metavar="DOSSIER")
    check = commands.add_parser("check-data", help="vérifier data/ et en afficher le tableau")
    check.add_argument("--data", dest="target", type=Path, metavar="DOSSIER")
    given = parser.parse_args(arguments)
    try:
        folder = given.target or loading.data_dir()
        if given.command == "build-data":
            return build_data(given.source, folder)
        return check_data(folder)
    except DataError as error:
        return _failed(error.faults)
    except (PvdError, OSError) as error:
        _say(f"pvd-geo : {error}", error=True)
        return 1


def build_data(source: Path, folder: Path) -> int:
    """Make the data files and print what they hold."""
    remarks = building.build(source, folder)
    _say(f"{len(remarks)} écart(s) entre liste-pvd.csv et communes-pvd.csv")
    for remark in remarks:
        _say(f"  {remark}")
    return check_data(folder)


def check_data(folder: Path) -> int:
    """Print a table of the data files and every fault."""
    report = loading.check(folder)
    heads = ("fichier", "lignes", "octets", "millésime", "état", "sources")
    rows = [
        (
            file.path,
            str(file.rows),
            str(file.bytes),
            file.vintage or "–",
            f"{file.faults} faute(s)" if file.faults else "correct",
            ", ".join(file.sources)[:60] or "–",
        )
        for file in report.files
    ]
    widths = [max(map(len, column)) for column in zip(heads, *rows, strict=True)]
    _say(f"{folder}")
    for row in (heads, tuple("-" * width for width in widths), *rows):
        _say("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())
    return _failed(report.faults) if report.faults else 0


def _failed(faults: Sequence[object]) -> int:
    """Print every fault; return the exit code."""
    _say(f"{len(faults)} faute(s) :", error=True)
    for fault in faults:
        _say(f"  {fault}", error=True)
    return 1


def _say(line: str, *, error: bool = False) -> None:
    """Print a line."""
    (sys.stderr if error else sys.stdout).write(line + "\n")


if __name__ == "__main__":
    sys.exit(main())
