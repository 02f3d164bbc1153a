"""A workbook's archive, checked and rebuilt with nothing but its cells.

The parsers never see the file as it came: only the parts that hold cells, unpacked here under
limits that do not trust the archive's own figures, in a fresh archive. Macros, external links,
drawings and embedded files stay outside.
"""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pvd_geo.reader import formats, limits
from pvd_geo.reader.book import Reason, RefusedError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pvd_geo.reader.book import Format

_CELLS_PARTS: Final = re.compile(
    r"(?:\[Content_Types\]\.xml|_rels/\.rels|xl/workbook\.xml|xl/_rels/workbook\.xml\.rels"
    r"|xl/sharedStrings\.xml|xl/styles\.xml|xl/worksheets/[\w. -]+\.xml"
    r"|mimetype|content\.xml|META-INF/manifest\.xml)",
    re.IGNORECASE,
)
_LEFT_OUT: Final = (
    ("vbaproject", "macros"),
    ("externallinks/", "links"),
    ("embeddings/", "objects"),
    ("activex/", "controls"),
)
_OPEN_DOCUMENT: Final = b"application/vnd.oasis.opendocument.spreadsheet"
_CHUNK: Final = 1 << 20


@dataclass(frozen=True, slots=True)
class Archive:
    """A workbook reduced to its cells: its format, parts by name, and what was left out."""

    format: Format
    parts: Mapping[str, bytes]
    left_out: tuple[str, ...]

    def packed(self) -> bytes:
        """Return the parts as an archive."""
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as archive:
            for name, content in self.parts.items():
                archive.writestr(name, content)
        return buffer.getvalue()


def rebuild(data: bytes) -> Archive:
    """Return the workbook with its cells only.

    Raises
    ------
    RefusedError
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
                if _CELLS_PARTS.fullmatch(member.filename):
                    kept[member.filename] = _unpack(archive, member, budget)
                    budget -= len(kept[member.filename])
    except (RefusedError, MemoryError):
        raise
    # zlib.error, EOFError, NotImplementedError and others: each means a broken archive.
    except Exception as error:
        raise RefusedError(Reason.DAMAGED) from error
    names = [member.filename.lower() for member in members]
    left_out = tuple(label for key, label in _LEFT_OUT if key in " ".join(names))
    return Archive(_format(kept, names), kept, left_out)


def _format(parts: Mapping[str, bytes], names: list[str]) -> Format:
    if "xl/workbook.xml" in names:
        return "xlsx"
    if parts.get("mimetype", b"").startswith(_OPEN_DOCUMENT) and "content.xml" in parts:
        if b"encryption-data" in parts.get("META-INF/manifest.xml", b""):
            raise RefusedError(Reason.PASSWORD)
        return "ods"
    raise RefusedError(formats.no_workbook(names))


def _check_members(members: list[zipfile.ZipInfo]) -> None:
    if len(members) > limits.MAX_MEMBERS:
        raise RefusedError(Reason.TOO_MANY_PARTS)
    # Two readers of one archive may each take another of two parts with the same name.
    if len({member.filename.lower() for member in members}) < len(members):
        raise RefusedError(Reason.REPEATED_PART)
    for member in members:
        parts = re.split(r"[/\\]", member.filename)
        if ".." in parts or member.filename.startswith(("/", "\\")) or ":" in parts[0]:
            raise RefusedError(Reason.CLIMBING_PART)
        if member.flag_bits & 0x1:
            raise RefusedError(Reason.PASSWORD)


def _unpack(archive: zipfile.ZipFile, member: zipfile.ZipInfo, budget: int) -> bytes:
    # Read to one byte past what is allowed: what the archive declares proves nothing.
    allowed = min(budget, max(member.compress_size, 1_000) * limits.MAX_RATIO)
    unpacked = bytearray()
    with archive.open(member) as part:
        while len(unpacked) <= allowed and (chunk := part.read(_CHUNK)):
            unpacked += chunk
    if len(unpacked) > allowed:
        raise RefusedError(Reason.TOO_LARGE_UNPACKED)
    return bytes(unpacked)
