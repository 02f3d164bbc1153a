"""A file made slightly wrong: bits, pieces, parts of an archive, attributes of its XML."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from random import Random

_ARCHIVE: Final = b"PK\x03\x04"
_ATTRIBUTE: Final = re.compile(rb'([\w:]+)="([^"]*)"')
_ELEMENT: Final = re.compile(rb"<[\w:]+[^>]*>")
_TRICKS: Final = (
    *(b"", b"0", b"-1", b"1e999", b"4294967296", b"XFD1048576", b"A1:XFD1048576", b"&#0;", b"\xff"),
    *(b"s", b"e", b"inlineStr", b"../../x.xml", b"&lt;", b">", b"'", b"A" * 70_000),
)
"""Values that an attribute or a text may have by malice or by mistake."""
_MOST_STEPS: Final = 4


def mutated(seeds: Sequence[bytes], random: Random) -> bytes:
    """Return one of the seeds after one to four mutations.

    Parameters
    ----------
    seeds
        Files to begin with; pieces of the others may get into the one that is chosen.
    random
        Where every choice comes from: the same state gives the same file.
    """
    data = random.choice(seeds)
    for _ in range(random.randint(1, _MOST_STEPS)):
        data = random.choice(_of(data))(data, seeds, random)
    return data


def _of(data: bytes) -> tuple[Callable[[bytes, Sequence[bytes], Random], bytes], ...]:
    # What is packed is mostly mutated inside: a flipped bit outside only spoils its checksum.
    return (_flip, _splice, _cut, *(_member,) * 6) if data.startswith(_ARCHIVE) else _PLAIN


def _flip(data: bytes, _: Sequence[bytes], random: Random) -> bytes:
    changed = bytearray(data)
    for _bit in range(random.randint(1, 8) if data else 0):
        changed[random.randrange(len(changed))] ^= 1 << random.randrange(8)
    return bytes(changed)


def _splice(data: bytes, seeds: Sequence[bytes], random: Random) -> bytes:
    other = random.choice(seeds)
    start, end = sorted(random.randrange(len(other) + 1) for _ in range(2))
    at = random.randrange(len(data) + 1)
    return data[:at] + other[start : min(end, start + 4_000)] + data[at + random.randint(0, 40) :]


def _cut(data: bytes, _: Sequence[bytes], random: Random) -> bytes:
    return data[: random.randrange(len(data) + 1)]


def _repeat(data: bytes, _: Sequence[bytes], random: Random) -> bytes:
    at = random.randrange(len(data) + 1)
    return data[:at] + data[at : at + random.randint(1, 80)] * random.randint(2, 200) + data[at:]


def _trick(data: bytes, _: Sequence[bytes], random: Random) -> bytes:
    at = random.randrange(len(data) + 1)
    return data[:at] + random.choice((*_TRICKS, b'"', b";", b"\r", b"\x00")) + data[at:]


def _attribute(data: bytes, _: Sequence[bytes], random: Random) -> bytes:
    found = list(_ATTRIBUTE.finditer(data))
    if not found:
        return data
    one, other = random.choice(found), random.choice(found)
    value = random.choice((other[2], *_TRICKS))
    return data[: one.start(2)] + value + data[one.end(2) :]


def _element(data: bytes, _: Sequence[bytes], random: Random) -> bytes:
    found = list(_ELEMENT.finditer(data))
    if not found:
        return data
    one, other = random.choice(found), random.choice(found)
    written = random.choice((b"", other[0], one[0] * 2, one[0] * 2_000))
    return data[: one.start()] + written + data[one.end() :]


_PLAIN: Final = (_flip, _splice, _cut, _repeat, _trick)
_XML: Final = (*_PLAIN, *(_attribute,) * 6, *(_element,) * 3)


def _member(data: bytes, seeds: Sequence[bytes], random: Random) -> bytes:
    """Return the archive packed anew with one part changed, renamed, doubled or left out."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = [(name, archive.read(name)) for name in archive.namelist()]
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError, RuntimeError, EOFError):
        return _flip(data, seeds, random)  # spoilt by an earlier step
    if not parts:
        return data
    at = random.randrange(len(parts))
    name, content = parts[at]
    match random.randrange(8):
        case 0:
            del parts[at]
        case 1:
            parts[at] = name, random.choice(parts)[1]
        case 2:
            parts[at] = random.choice((name.upper(), f"../{name}", "xl/workbook.xml")), content
        case _:
            parts[at] = name, random.choice(_XML)(content, seeds, random)
    return _packed(parts, random)


def _packed(parts: Sequence[tuple[str, bytes]], random: Random) -> bytes:
    buffer = io.BytesIO()
    method = random.choice((zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED))
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name in dict(parts):
            archive.writestr(name, dict(parts)[name])
    return buffer.getvalue()
