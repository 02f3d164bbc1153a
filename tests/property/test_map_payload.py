"""What the browser unpacks is what was packed."""

from __future__ import annotations

from base64 import b64decode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pvd_geo.categories import LEVELS
from pvd_geo.maps import layers

codes = st.lists(st.text("0123456789AB", min_size=5, max_size=5), unique=True, max_size=60)


def bits(text: str, length: int, width: int) -> list[int]:
    """Unpack numbers of `width` bits, the first in the highest bits of the first byte."""
    whole = "".join(f"{byte:08b}" for byte in b64decode(text))
    return [int(whole[place : place + width], 2) for place in range(0, length * width, width)]


@given(codes, st.data())
def test_flags_come_back_as_the_chosen_codes(order: list[str], data: st.DataObject) -> None:
    chosen = data.draw(st.sets(st.sampled_from(order))) if order else set()
    unpacked = bits(layers.pack_flags(order, chosen), len(order), 1)
    assert {code for code, flag in zip(order, unpacked, strict=True) if flag} == chosen


@given(codes, st.data())
def test_categories_come_back_and_a_missing_one_is_the_last(
    order: list[str], data: st.DataObject
) -> None:
    some = data.draw(st.sets(st.sampled_from(order))) if order else set()
    levels = LEVELS["challenge"]
    level = {code: data.draw(st.sampled_from(levels.codes)) for code in some}
    places = {code: levels.place(one) for code, one in level.items()}
    unpacked = bits(layers.pack_places(order, places, 3), len(order), 2)
    found = [levels.codes[place] for place in unpacked]
    assert found == [level.get(code, "unknown") for code in order]


@given(codes, st.data())
def test_numbers_come_back_one_higher(order: list[str], data: st.DataObject) -> None:
    some = data.draw(st.sets(st.sampled_from(order))) if order else set()
    number = {code: data.draw(st.integers(0, 254)) for code in some}
    unpacked = bits(layers.pack_numbers(order, number), len(order), 8)
    assert unpacked == [number[code] + 1 if code in number else 0 for code in order]


def test_a_fifth_category_is_refused() -> None:
    with pytest.raises(ValueError, match="at most four"):
        layers.pack_places(["01033"], {"01033": 4}, 0)


def test_a_number_that_does_not_fit_is_refused() -> None:
    with pytest.raises(ValueError, match="0 to 254"):
        layers.pack_numbers(["01033"], {"01033": 255})
