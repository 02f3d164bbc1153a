from __future__ import annotations

import pytest

from pvd_geo.text import folded, folded_name, nearest


@pytest.mark.parametrize(
    ("written", "compared"),
    [
        ("Mézidon Vallée d’Auge", "mezidon vallee d auge"),
        ("Mézidon-Vallée-d'Auge", "mezidon vallee d auge"),
        (" CODE_INSEE ", "code insee"),
        ("Œting, L’Haÿ", "oeting l hay"),
        ("e\u0301tat", "etat"),
        ("Straße 12", "strasse 12"),
        ("\u00a0\u202f–", ""),
    ],
)
def test_case_accents_and_punctuation_make_no_difference(written: str, compared: str) -> None:
    assert folded(written) == compared
    assert folded(compared) == compared


def test_saint_is_read_in_full_in_a_name_only() -> None:
    assert folded_name("St-Flour") == folded_name("Saint Flour") == "saint flour"
    assert folded_name("Stes-Maries") == "saintes maries"
    assert folded("St-Flour") == "st flour"


def test_the_nearest_option_is_what_was_meant() -> None:
    regions = ["bretagne", "bourgogne", "normandie"]
    assert nearest("bretange", regions) == "bretagne"
    assert nearest("bretagne", iter(regions)) == "bretagne"


def test_what_is_far_from_all_options_is_none_of_them() -> None:
    assert nearest("corse", ["bretagne", "bourgogne"]) is None
    assert nearest("corse", []) is None
    assert nearest("brtgn", ["bretagne"], 0.8) is None
    assert nearest("brtgn", ["bretagne"], 0.6) == "bretagne"
