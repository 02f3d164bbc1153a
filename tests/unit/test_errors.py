from __future__ import annotations

import pytest

from pvd_geo import errors
from pvd_geo.errors import DataError, Fault, PvdError


def test_a_fault_is_one_french_sentence_with_its_place() -> None:
    fault = Fault("meetings.csv", 3, "date", "2022-13-01", "une date : AAAA-MM-JJ")
    assert str(fault).replace("\u202f", " ") == (
        "meetings.csv, ligne 3, colonne « date » : « 2022-13-01 » – attendu : une date : AAAA-MM-JJ"
    )
    whole = Fault("meetings.csv", 0, "", "", "un fichier de ce nom")
    assert str(whole).replace("\u202f", " ") == "meetings.csv – attendu : un fichier de ce nom"


def test_broken_data_name_every_fault_in_the_order_of_the_files() -> None:
    first, second = Fault("a.csv", 2, "x", "1", "0"), Fault("a.csv", 10, "x", "1", "0")
    error = DataError(iter((second, first)))
    assert error.faults == (first, second)
    assert str(error).splitlines() == [str(first), str(second)]


@pytest.mark.parametrize(
    "kind", [each for each in vars(errors).values() if isinstance(each, type) and each is not Fault]
)
def test_whatever_is_raised_on_purpose_can_be_caught_at_once(kind: type) -> None:
    assert issubclass(kind, PvdError)
