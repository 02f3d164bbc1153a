from datetime import date

import pandas as pd
import pytest

from pvd_geo import formatting as fr


def test_thousands_stand_apart_by_a_narrow_space() -> None:
    assert fr.integer(7185587) == "7\u202f185\u202f587"


@pytest.mark.parametrize("unknown", [None, float("nan"), pd.NA, pd.NaT])
def test_unknown_is_a_dash_never_zero(unknown: float | None) -> None:
    assert fr.integer(unknown) == fr.percent(unknown) == fr.share(unknown) == "–"
    assert fr.distance(unknown) == fr.signed(unknown) == fr.precise(unknown, "about") == "–"


def test_unknown_dates_are_a_dash() -> None:
    assert fr.date_long(None) == fr.date_short(None) == fr.month_year(None) == "–"


def test_decimal_comma_and_true_minus() -> None:
    assert fr.decimal(-0.35, 2) == "−0,35"
    assert fr.signed(0.35) == "+0,35"
    assert fr.signed(0) == "0,00"


def test_percentages_and_shares() -> None:
    assert fr.percent(12.5) == "12,5\u202f%"
    assert fr.share(0.125, 1) == "12,5\u202f%"


@pytest.mark.parametrize(
    ("value", "digits", "text"),
    [
        (12.5, 0, "13"),
        (13.5, 0, "14"),
        (-12.5, 0, "−13"),
        (100 * 0.145, 0, "15"),
        (2.675, 2, "2,68"),
        (-0.04, 1, "0,0"),
    ],
)
def test_half_goes_away_from_zero_everywhere(value: float, digits: int, text: str) -> None:
    assert fr.decimal(value, digits) == text
    assert fr.signed(-value, digits).strip("+−") == text.strip("−")


def test_a_difference_agrees_with_its_distances() -> None:
    assert (fr.rounded_km(9.96), fr.rounded_km(7.44), fr.rounded_km(122.6)) == (10, 7.4, 123)


@pytest.mark.parametrize(
    ("km", "text"),
    [(0, "0"), (0.04, "0,0"), (7.44, "7,4"), (9.96, "10"), (122.6, "123"), (6789.1, "6\u202f789")],
)
def test_distances_are_whole_from_ten_kilometres(km: float, text: str) -> None:
    assert fr.distance(km) == f"{text}\u202fkm"


def test_first_of_the_month_is_ordinal() -> None:
    assert fr.date_long(date(2022, 7, 1)) == "1er juillet 2022"
    assert fr.date_long(date(2022, 6, 22)) == "22 juin 2022"
    assert fr.date_short(date(2022, 8, 1)) == "1er août"
    assert fr.month_year(date(2022, 9, 2)) == "septembre 2022"


def test_published_figures_keep_their_precision() -> None:
    assert fr.precise(800, "at_least") == "plus de 800"
    assert fr.precise(15, "about") == "environ 15"
    assert fr.precise(12, "exactly") == "12"
    with pytest.raises(KeyError):
        fr.precise(12, "perhaps")


def test_french_takes_the_singular_below_two() -> None:
    assert fr.plural(0, "commune") == "0 commune"
    assert fr.plural(134, "commune") == "134 communes"
    assert fr.plural(2, "niveau", "niveaux") == "2 niveaux"


def test_lists_end_with_the_word_that_links_them() -> None:
    assert fr.listed([]) == ""
    assert fr.listed(["a"]) == fr.listed(["a"], "or") == "a"
    assert fr.listed(["a", "b", "c"]) == "a, b et c"
    assert fr.listed(iter("abc"), "or") == "a, b ou c"


def test_a_long_list_is_cut_unless_one_name_alone_is_left() -> None:
    assert fr.listed("abcd", most=3) == "a, b, c et d"
    assert fr.listed("abcde", most=3) == "a, b, c et 2 autres"
    assert fr.listed("abcde", most=1, others=("pays", "pays")) == "a et 4 pays"


def test_lines_are_grouped_in_words() -> None:
    assert fr.line_numbers([3]) == "ligne 3"
    assert fr.line_numbers([4, 3]) == "lignes 3 et 4"
    assert fr.line_numbers([9, 3, 4, 5, 12]) == "lignes 3 à 5, 9 et 12"
    assert fr.line_numbers([3, 4, 9, 9]) == "lignes 3, 4 et 9"


def test_lines_that_are_too_many_to_name_are_counted() -> None:
    assert fr.line_numbers([1, 3, 4, 5, 8, 9], most=2) == "lignes 1, 3 à 5 et 2 autres"
    assert fr.line_numbers([1, 3, 5], most=2) == "lignes 1, 3 et 5"


def test_a_measure_has_as_many_decimals_as_tell_anything() -> None:
    assert fr.measured(1927.0) == "1\u202f927"
    assert fr.measured(12.54) == "12,5"
    assert fr.measured(-0.354) == "−0,35"
    assert fr.measured(float("nan")) == "–"
    assert fr.distance(0.0) == "0\u202fkm"
    assert fr.distance(0.01) == "0,0\u202fkm"
