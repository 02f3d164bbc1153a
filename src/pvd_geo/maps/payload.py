"""Sets and numbers of towns as a few hundred characters that the browser unpacks."""

from __future__ import annotations

from base64 import b64encode
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from numpy.typing import NDArray

_PER_BYTE: Final = 4


def _text(packed: NDArray[np.uint8]) -> str:
    return b64encode(packed.tobytes()).decode("ascii")


def flags(order: Sequence[str], chosen: Collection[str]) -> str:
    """Return one bit for each code of ``order``, set when it is among ``chosen``.

    The first code is the highest bit of the first byte; the whole is Base64.
    """
    among = chosen if isinstance(chosen, (set, frozenset, dict)) else frozenset(chosen)
    return _text(np.packbits(np.array([code in among for code in order], bool)))


def places(order: Sequence[str], place: Mapping[str, int], otherwise: int) -> str:
    """Return two bits for each code of ``order``: its place among at most four categories.

    Parameters
    ----------
    place
        Place by code.
    otherwise
        Place of the codes that have none.

    Raises
    ------
    ValueError
        When a place does not fit in two bits (0 to 3).
    """
    if any(not 0 <= value < _PER_BYTE for value in (otherwise, *place.values())):
        raise ValueError("expected at most four categories")
    padded = np.zeros(-(-len(order) // _PER_BYTE) * _PER_BYTE, np.uint8)
    padded[: len(order)] = [place.get(code, otherwise) for code in order]
    quarters = padded.reshape(-1, _PER_BYTE) << np.array([6, 4, 2, 0], np.uint8)
    return _text(np.bitwise_or.reduce(quarters, axis=1).astype(np.uint8))


def numbers(order: Sequence[str], number: Mapping[str, int]) -> str:
    """Return one byte for each code of ``order``: its number plus one, 0 when it has none.

    Raises
    ------
    ValueError
        When a number does not fit in the byte (0 to 254).
    """
    if any(not 0 <= value < 0xFF for value in number.values()):  # noqa: PLR2004
        raise ValueError("expected numbers from 0 to 254")
    return _text(np.array([number[code] + 1 if code in number else 0 for code in order], np.uint8))
