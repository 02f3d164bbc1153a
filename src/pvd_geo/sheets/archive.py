"""A workbook's archive, checked and rebuilt with nothing but its cells.

The parser never sees the file as it came: only the parts that hold cells, unpacked here
under limits that do not trust the archive's own figures, in a fresh archive. Macros,
external links, drawings and embedded files stay outside.
"""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass
from typing import Final

from pvd_geo.formatting import integer
from pvd_geo.sheets import limits

_CELLS_PARTS: Final = re.compile(
    r"^(?:\[Content_Types\]\.xml|_rels/\.rels|xl/workbook\.xml|xl/_rels/workbook\.xml\.rels"
    r"|xl/sharedStrings\.xml|xl/styles\.xml|xl/worksheets/[\w. -]+\.xml)$",
    re.IGNORECASE,
)
_LEFT_OUT: Final = (
    ("vbaproject", "des macros"),
    ("externallinks/", "des liens vers d’autres fichiers"),
    ("embeddings/", "des objets incorporés"),
    ("activex/", "des contrôles ActiveX"),
)
# Reference of a cell that holds something; a cell that is only formatted closes itself.
_FILLED_CELL: Final = re.compile(
    rb"<(?:\w+:)?c\s(?:[^<>]*?\s)?r\s*=\s*[\"']([A-Za-z]+)(\d+)[\"'](?:[^<>]*[^/<>])?>"
)
_CHUNK: Final = 1 << 20


class ArchiveError(ValueError):
    """A workbook that is not opened; the message, in French, says why."""


@dataclass(frozen=True, slots=True)
class Archive:
    """A workbook reduced to its cells, and what was left out of it."""

    data: bytes
    left_out: tuple[str, ...]


def rebuild(data: bytes) -> Archive:
    """Return the workbook with its cells only.

    Raises
    ------
    ArchiveError
        When the archive is broken, encrypted, too large once unpacked, or names parts
        that lead out of it.
    """
    kept: dict[str, bytes] = {}
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            _check_members(members)
            budget = limits.MAX_UNPACKED
            for member in members:
                if _CELLS_PARTS.match(member.filename):
                    kept[member.filename] = _unpack(archive, member, budget)
                    budget -= len(kept[member.filename])
    except ArchiveError:
        raise
    # zlib.error, EOFError, NotImplementedError and others: each means a broken archive.
    except Exception as error:
        raise ArchiveError("un classeur .xlsx entier : celui-ci est endommagé") from error
    if "xl/workbook.xml" not in {name.lower() for name in kept}:
        raise ArchiveError("un classeur .xlsx : cette archive n’en est pas un")
    names = " ".join(member.filename.lower() for member in members)
    left_out = tuple(label for key, label in _LEFT_OUT if key in names)
    return Archive(_packed(kept), left_out)


def _check_members(members: list[zipfile.ZipInfo]) -> None:
    if len(members) > limits.MAX_MEMBERS:
        raise ArchiveError(f"un classeur de {integer(limits.MAX_MEMBERS)} parties au plus")
    names = [member.filename for member in members]
    if len(set(names)) < len(names):
        raise ArchiveError("un classeur dont chaque partie a un nom différent")
    for member in members:
        parts = re.split(r"[/\\]", member.filename)
        if ".." in parts or member.filename.startswith(("/", "\\")) or ":" in parts[0]:
            raise ArchiveError("un classeur dont aucune partie ne sort de l’archive")
        if member.flag_bits & 0x1:
            raise ArchiveError("un classeur sans mot de passe")


def _unpack(archive: zipfile.ZipFile, member: zipfile.ZipInfo, budget: int) -> bytes:
    # Read to one byte past what is allowed: what the archive declares proves nothing.
    allowed = min(budget, max(member.compress_size, 1_000) * limits.MAX_RATIO)
    unpacked = bytearray()
    with archive.open(member) as part:
        while len(unpacked) <= allowed and (chunk := part.read(_CHUNK)):
            unpacked += chunk
    if len(unpacked) > allowed:
        megabytes = limits.MAX_UNPACKED // 1_000_000
        raise ArchiveError(f"un classeur de {megabytes} Mo au plus une fois décompressé")
    if b"<!doctype" in unpacked[:4_000].lower() or b"<!ENTITY" in unpacked:
        raise ArchiveError("un classeur sans définition d’entités XML")
    if "worksheets/" in member.filename.lower():
        _check_extent(bytes(unpacked))
    return bytes(unpacked)


def _check_extent(sheet: bytes) -> None:
    # One cell at the far corner would make the parser lay out billions of empty ones.
    for letters, row in _FILLED_CELL.findall(sheet):
        column = 0
        for letter in letters.upper()[:4]:
            column = column * 26 + letter - 64
        if len(row) > 7 or int(row) > limits.MAX_LINES or column > limits.MAX_COLUMNS:  # noqa: PLR2004 - seven digits are more rows than a sheet has
            raise ArchiveError(
                f"{integer(limits.MAX_LINES)} lignes et {limits.MAX_COLUMNS} colonnes au plus :"
                f" une cellule remplie est en {letters.decode()[:4]}{row.decode()[:8]}"
            )


def _packed(parts: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()
