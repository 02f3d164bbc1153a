from __future__ import annotations

from pvd_geo.sheets.matching import did_you_mean, nearest_label, one_of

OPTIONS = {"chef de projet": "chef de projet", "elu": "élu", "partenaire": "partenaire"}


def test_a_slip_is_read_as_the_nearest_option() -> None:
    assert nearest_label("Parténaires", OPTIONS) == "partenaire"
    assert nearest_label("CHEF-DE-PROJET", OPTIONS) == "chef de projet"


def test_what_is_near_nothing_means_nothing() -> None:
    assert nearest_label("boulanger", OPTIONS) is None
    assert nearest_label("partenaire" * 9, OPTIONS) is None
    assert nearest_label("élu", {}) is None


def test_the_words_of_a_fault() -> None:
    assert one_of(["a"]) == "« a »"
    assert one_of(iter("abc")) == "« a », « b » ou « c »"
    assert did_you_mean("élu") == ". Vouliez-vous dire « élu » ?"
    assert did_you_mean(None) == ""
