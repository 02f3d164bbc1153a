"""The small words that French puts before the name of a place: ``le``, ``de``, ``à``, ``en``.

Which article a département or a region takes is a fact of usage, no rule: the tables below
follow INSEE's coding of it (*type de nom en clair* of the Code officiel géographique), and, for
``en`` or ``dans``, what the press and the départements themselves write.
"""

from __future__ import annotations

from typing import Final, Literal, NamedTuple

from pvd_geo.formatting import curled

Kind = Literal["town", "department", "region", "epci"]


class Placed(NamedTuple):
    """A name as it stands in a sentence.

    Parameters
    ----------
    the
        As subject: ``l’Aude``, ``la CC du Pays de Lunel``, ``Corte``.
    of
        After "of": ``de l’Aude``, ``d’Aigueperse``, ``du Folgoët``.
    at
        Where something is: ``dans l’Aude``, ``en Corse``, ``à La Réunion``, ``aux Andelys``.
    """

    the: str
    of: str
    at: str


_DEPARTMENTS: Final = {
    Placed("l’", "de l’", "dans l’"): "01 02 03 10 11 12 27 34 36 60 61 89",
    Placed("l’", "de l’", "en "): "07 09 38 91",
    Placed("l’", "d’", "en "): "28 35 37",
    Placed("le ", "du ", "dans le "): (
        "14 15 18 25 29 30 32 39 45 46 56 59 62 63 67 68 69 81 83 84 90 94 95"
    ),
    Placed("le ", "de ", "en "): "41 47 49 82",
    Placed("la ", "de la ", "dans la "): "23 26 42 50 51 55 58 72 80 86",
    Placed("la ", "de la ", "en "): (
        "16 17 19 21 24 2A 2B 31 33 43 44 48 52 53 57 70 73 74 76 85 87 93 971 972 973"
    ),
    Placed("la ", "de ", "en "): "54 71 77",
    Placed("les ", "des ", "dans les "): "04 05 06 08 13 22 40 64 65 66 78 79 88 92",
    Placed("", "de ", "à "): "75 974 976",
}
_REGIONS: Final = {
    Placed("l’", "d’", "en "): "11 76 84",
    Placed("la ", "de la ", "en "): "01 02 03",
    Placed("la ", "de ", "en "): "27 28 53 75 93 94",
    Placed("le ", "du ", "en "): "24",
    Placed("le ", "du ", "dans le "): "44",
    Placed("les ", "des ", "dans les "): "32 52",
    Placed("", "de ", "à "): "04 06",
}
_BY_CODE: Final = {
    kind: {code: words for words, codes in table.items() for code in codes.split()}
    for kind, table in (("department", _DEPARTMENTS), ("region", _REGIONS))
}
# An H is silent or not, by no rule: these are said with a liaison. "de Hazebrouck" is never
# wrong to the eye, so an H that is not here is taken as aspirated.
_SILENT_H: Final = (
    *("Hagetmau", "Hasparren", "Hendaye", "Hennebont", "Henrichemont", "Herbignac", "Hesdin"),
    *("Hirson", "Homécourt", "Huriel", "Héricourt"),
)
_ELIDING: Final = (*"AÀÂÆEÉÈÊËIÎÏOÔŒUÙÛÜY", *_SILENT_H)
_ARTICLES: Final = {"Le ": Placed("Le ", "du ", "au "), "Les ": Placed("Les ", "des ", "aux ")}
_FEMININE: Final = ("CC ", "CA ", "CU ", "Métropole ")
"""How the official names of the EPCI begin: communauté de communes, d’agglomération, urbaine."""


def placed(name: str, kind: Kind = "town", code: str = "") -> Placed:
    """Return the name of a place with the words that French puts before it, as they are read.

    Parameters
    ----------
    name
        As INSEE writes it: ``Le Folgoët``, ``Aude``, ``La Réunion``, ``CC du Pays de Lunel``.
    kind
        What it names: ``Mayenne`` is a town and a département.
    code
        The code of a département or region; of no use for the other kinds.

    Raises
    ------
    KeyError
        When there is no such département or region.

    Examples
    --------
    >>> placed("Aude", "department", "11")
    Placed(the='l’Aude', of='de l’Aude', at='dans l’Aude')
    >>> placed("Les Andelys").at, placed("Aigueperse").of
    ('aux Andelys', 'd’Aigueperse')
    """
    if kind == "town":
        return _town(name)
    if kind == "epci":
        return _before(name, _epci(name))
    return _before(name, _BY_CODE[kind][code])


def _town(name: str) -> Placed:
    for article, words in _ARTICLES.items():
        if name.startswith(article):
            return _before(name.removeprefix(article), words)
    return _before(name, Placed("", "d’" if name.startswith(_ELIDING) else "de ", "à "))


def _epci(name: str) -> Placed:
    if name.startswith(_FEMININE):
        return Placed("la ", "de la ", "dans la ")
    return Placed("", "de ", "dans ")


def _before(name: str, words: Placed) -> Placed:
    return Placed(*(word + curled(name) for word in words))
