from __future__ import annotations

import pytest

from pvd_geo.reader import encodings
from pvd_geo.reader.book import Reason, RefusedError

FRENCH = (
    "Rencontre;Prénom;Théme\nMézidon Vallée d’Auge;Zoé;Où ça ? Là-bas, près de l’église\n"
    "BESANÇON;Hélène;août, forêt, cœur, naïf, être\n"
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_french_is_read_in_what_people_use(encoding: str) -> None:
    text, said = encodings.decoded(FRENCH.encode(encoding))
    assert text == FRENCH
    assert said == encoding.removesuffix("-sig")


@pytest.mark.parametrize("encoding", ["cp850", "mac-roman"])
def test_french_of_other_systems_is_told_apart(encoding: str) -> None:
    french = FRENCH.replace("’", "'").replace("œ", "oe")
    assert encodings.decoded(french.encode(encoding)) == (french, encoding)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_needs_no_mark(encoding: str) -> None:
    assert encodings.decoded(FRENCH.encode(encoding)) == (FRENCH, "utf-16")


def test_what_was_encoded_twice_is_read_once() -> None:
    assert encodings.decoded(FRENCH.encode().decode("cp1252").encode()) == (
        FRENCH,
        encodings.TWICE,
    )


@pytest.mark.parametrize("name", ["Iñárritu", "Söderström", "Škoda", "Ångström", "Núñez", "Çelik"])
def test_names_from_elsewhere_are_no_reason_to_refuse(name: str) -> None:
    text = f"Mézidon;{name};élu\n"
    assert encodings.decoded(text.encode("cp1252")) == (text, "cp1252")


@pytest.mark.parametrize("text", ["chef·fe de projet;élu·e\n", "Rhône–Alpes;prévu…fait\n"])
def test_signs_between_letters_are_no_reason_to_refuse(text: str) -> None:
    assert encodings.decoded(text.encode("cp1252"))[0] == text


@pytest.mark.parametrize(
    ("text", "encoding", "others"),
    [
        ("lieu;Émargement\n", "mac-roman", {"cp850"}),
        ("public\nélu\n", "cp1252", set()),
        ("n°;Prénom;École\n", "cp1252", set()),
        ("un œuvre;à Ève;5 €\n", "cp1252", set()),
        ("Éric\nZoé\n", "utf-8", set()),
        ("Škoda;Ångström\n", "cp1252", set()),
    ],
)
def test_only_an_encoding_that_makes_french_is_a_rival(
    text: str, encoding: str, others: set[str]
) -> None:
    data = text.encode(encoding)
    found = encodings.decoded(data)
    every = [found, *encodings.rivals(data, found[1])]
    assert (text, encoding) in every
    assert {name for _, name in every} == {encoding, *others}


@pytest.mark.parametrize(
    ("data", "reason", "line"),
    [
        (b"a;b\n" + "é;è\n".encode() + "é;b\n".encode("cp1252"), Reason.MIXED_ENCODINGS, 3),
        ("a;b\n\ufffdlu;b\n".encode(), Reason.GARBLED, 2),
        (b"\xff\xfea", Reason.ENCODING, 0),
        (bytes(range(256)), Reason.NOT_A_SHEET, 0),
        # Encoded twice, but for one letter: nothing undoes that.
        ("a;b\nÃ©;œ\nélu;Ã©\n".encode(), Reason.GARBLED, 2),
    ],
)
def test_what_cannot_be_told_is_refused(data: bytes, reason: Reason, line: int) -> None:
    with pytest.raises(RefusedError) as error:
        encodings.decoded(data)
    assert (error.value.refusal.reason, error.value.refusal.line) == (reason, line)
