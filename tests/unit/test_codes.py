from __future__ import annotations

import pytest

from harness.datafiles import REAL
from pvd_geo.codes import OVERSEAS_REGIONS, department_of, is_insee_code
from pvd_geo.tables import loading


@pytest.mark.parametrize("code", ["01033", "2A004", "2B096", "97105", "97611"])
def test_the_form_of_a_code_is_that_of_the_national_institute(code: str) -> None:
    assert is_insee_code(code)


@pytest.mark.parametrize("text", ["", "1033", "010334", "2a004", "2C004", "01033\n", "٠١٠٣٣"])
def test_what_has_another_form_is_no_code(text: str) -> None:
    assert not is_insee_code(text)
    with pytest.raises(ValueError, match="not an INSEE code"):
        department_of(text)


def test_a_code_begins_with_its_departement_in_every_town_of_the_programme() -> None:
    towns = loading.read(REAL, "towns").towns
    assert [department_of(code) for code in towns["insee_code"]] == list(towns["department_code"])


def test_the_five_overseas_regions_are_those_of_the_outlines() -> None:
    regions = loading.read(REAL, "regions").regions
    assert set(OVERSEAS_REGIONS) == set(regions.loc[regions["zone"] == "overseas", "code"])
