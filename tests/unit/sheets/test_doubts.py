from __future__ import annotations

from harness.programme import references
from pvd_geo.sheets import Result, check_sheet, doubts, personal

REFERENCES = references()
HEADERS = "rencontre;theme;nature;texte;groupe;auteur\n"


def check(*texts: str) -> Result:
    lines = (f"Corte;habitat;idée;{text};;Petit\n" for text in texts)
    result = check_sheet((HEADERS + "".join(lines)).encode(), "x.csv", REFERENCES)
    assert result.sheet is not None
    return result


def texts(result: Result) -> list[str]:
    assert result.sheet is not None
    return [row.text for row in result.sheet.contributions]


def test_a_family_name_alone_is_doubtful_and_stays_until_it_is_picked() -> None:
    result = check("Kerbrat veut un banc", "Petit creuse un puits", "Un petit banc")
    assert doubts.passages(result) == ("Kerbrat", "Petit")
    assert texts(result) == ["Kerbrat veut un banc", "Petit creuse un puits", "Un petit banc"]
    picked = doubts.without(result, ["Kerbrat"])
    assert texts(picked)[0] == f"{personal.NAME_MARK} veut un banc"
    assert doubts.passages(picked) == ("Petit",)
    assert picked.sheet is not None
    assert result.sheet is not None
    assert picked.sheet.dropped.names == result.sheet.dropped.names + 1


def test_two_ideas_that_become_equal_are_kept_once() -> None:
    result = check("Kerbrat veut un banc", "Lannuzel veut un banc", "M. Le Goff veut un banc")
    every = doubts.without(result, doubts.passages(result))
    assert texts(every) == [f"{personal.NAME_MARK} veut un banc"]
    assert every.doubts == {}


def test_the_same_text_twice_is_kept_once_and_said() -> None:
    result = check("M. Le Goff veut un banc", "Mme Kerbrat veut un banc", "Un arbre", "Un arbre")
    assert texts(result) == [f"{personal.NAME_MARK} veut un banc", "Un arbre"]
    assert result.notices[-1] == (
        "Les lignes 3 et 5 répètent des contributions déjà données : une seule reste."
    )


def test_every_passage_of_a_text_has_its_own_place() -> None:
    result = check("Kerbrat, Lannuzel puis Kerbrat ont voté")
    (text,) = result.doubts
    assert [text[slice(*span)] for span in result.doubts[text]] == [
        *("Kerbrat", "Lannuzel", "Kerbrat"),
    ]
    picked = doubts.without(result, ["Kerbrat"])
    (text,) = picked.doubts
    assert text == f"{personal.NAME_MARK}, Lannuzel puis {personal.NAME_MARK} ont voté"
    assert [text[slice(*span)] for span in picked.doubts[text]] == ["Lannuzel"]


def test_they_are_told_in_lines() -> None:
    sentence, line = doubts.told(check("Kerbrat veut un banc"))
    assert sentence.startswith("1 passage peut nommer une personne")
    assert line == "  ‹Kerbrat› veut un banc"
    assert doubts.told(check("Un banc")) == ()
