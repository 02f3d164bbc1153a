"""Personal data in a sheet: recognised, counted, dropped; what may be some is pointed out.

Rules, not a model: docs/recording.md says how often they are right, on sentences that they were
not written against, beside a library that recognises named entities.
"""

from __future__ import annotations

from pvd_geo.sheets.personal.columns import header_kind
from pvd_geo.sheets.personal.context import Span
from pvd_geo.sheets.personal.lexicon import place_names
from pvd_geo.sheets.personal.masking import (
    EMAIL_MARK,
    NAME_MARK,
    PHONE_MARK,
    Masked,
    count,
    found,
    is_person,
    mask,
    sentence,
)
from pvd_geo.sheets.personal.people import NOBODY, People

__all__ = [
    "EMAIL_MARK",
    "NAME_MARK",
    "NOBODY",
    "PHONE_MARK",
    "Masked",
    "People",
    "Span",
    "count",
    "found",
    "header_kind",
    "is_person",
    "mask",
    "place_names",
    "sentence",
]
