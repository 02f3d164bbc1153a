from __future__ import annotations

import io

import pytest
from python_calamine import CalamineWorkbook

from harness.programme import references
from pvd_geo.sheets import check_sheet, templates

REFERENCES = references()
FILLED = {
    "tally": "Bretagne (Paimpol);élu;12;3\r\n",
    "sign_in": "Bretagne (Paimpol);agent local;22162;Mairie\r\n",
    "contributions": "Bretagne (Paimpol);Habitat ancien;constat;Du texte;1\r\n",
}


@pytest.mark.parametrize("kind", templates.KINDS)
def test_a_filled_template_is_a_sheet_of_its_shape(kind: str) -> None:
    data = templates.as_csv(kind, REFERENCES) + FILLED[kind].encode()  # type: ignore[arg-type]
    result = check_sheet(data, "modele.csv", REFERENCES)
    assert result.faults == ()
    assert result.sheet is not None
    assert result.sheet.kind == kind
    assert result.sheet.lines == 1


@pytest.mark.parametrize("kind", templates.KINDS)
def test_every_allowed_value_of_a_template_is_accepted(kind: str) -> None:
    for header, values in templates.allowed(kind, REFERENCES).items():  # type: ignore[arg-type]
        for value in values:
            read = {
                "rencontre": REFERENCES.meeting,
                "theme": REFERENCES.theme,
            }.get(header)
            if read:
                assert read(value).key


@pytest.mark.parametrize("kind", templates.KINDS)
def test_an_empty_workbook_template_asks_for_lines_and_lists_the_values(kind: str) -> None:
    data = templates.as_xlsx(kind, REFERENCES)  # type: ignore[arg-type]
    result = check_sheet(data, "modele.xlsx", REFERENCES)
    assert [fault.expected for fault in result.faults] == ["une ligne au moins sous les en-têtes"]
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    values = book.get_sheet_by_name("Valeurs admises").to_python()
    assert values[1][0] == "Occitanie (Castelnaudary)"
