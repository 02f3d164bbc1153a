"""What a file is, by how it begins: its name proves nothing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pvd_geo.reader.book import Reason

if TYPE_CHECKING:
    from collections.abc import Iterable

ARCHIVE: Final = b"PK"
OLD_OFFICE: Final = b"\xd0\xcf\x11\xe0"

_STARTS: Final[tuple[tuple[bytes, Reason], ...]] = (
    (b"%PDF", Reason.PDF),
    (b"\x89PNG", Reason.PICTURE),
    (b"\xff\xd8\xff", Reason.PICTURE),
    (b"GIF8", Reason.PICTURE),
    (b"BM", Reason.PICTURE),
    (b"II*\0", Reason.PICTURE),
    (b"MM\0*", Reason.PICTURE),
    (b"7z\xbc\xaf", Reason.ARCHIVE),
    (b"Rar!", Reason.ARCHIVE),
    (b"\x1f\x8b", Reason.ARCHIVE),
    (b"{\\rtf", Reason.DOCUMENT),
)
_LATER: Final[tuple[tuple[slice, bytes, Reason], ...]] = (
    (slice(8, 12), b"WEBP", Reason.PICTURE),
    (slice(4, 10), b"ftyphe", Reason.PICTURE),  # HEIC, of a telephone
    (slice(4, 10), b"ftypmi", Reason.PICTURE),
)
_MARKUP: Final = re.compile(rb"(?:\xef\xbb\xbf)?\s{0,200}<(?:!doctype|html|table|\?xml|meta|head)")
_PARTS: Final[tuple[tuple[str, Reason], ...]] = (
    (r"xl/workbook\.bin", Reason.BINARY_WORKBOOK),
    (r"word/.*|ppt/.*", Reason.DOCUMENT),
    (r"index/.*\.iwa", Reason.NUMBERS),
    (r".*\.(?:xlsx|xlsm|xls|ods|csv|txt|tsv)", Reason.ARCHIVE),
    (r"content\.xml", Reason.DOCUMENT),  # a text or a presentation of LibreOffice
)


def no_sheet(data: bytes) -> Reason | None:
    """Return what a file is that is no sheet and no archive; None when it may be one."""
    for start, reason in _STARTS:
        # A text may begin with these letters; it has no zero bytes.
        if data.startswith(start) and (start != b"BM" or b"\0" in data[:32]):
            return reason
    for where, word, reason in _LATER:
        if data[where] == word:
            return reason
    return Reason.WEB_PAGE if _MARKUP.match(data[:300].lower()) else None


def old_document(data: bytes) -> bool:
    """Tell whether an old Office file is a text or a presentation."""
    return any(name.encode("utf-16-le") in data for name in ("WordDocument", "PowerPoint Document"))


def no_workbook(names: Iterable[str]) -> Reason:
    """Return what an archive is that holds no workbook, by the names of its parts, lower case."""
    listed = list(names)
    for pattern, reason in _PARTS:
        if any(re.fullmatch(pattern, name) for name in listed):
            return reason
    return Reason.NO_WORKBOOK
