"""Why a file is not read, in French, as what was expected instead."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pvd_geo.formatting import integer
from pvd_geo.reader import limits
from pvd_geo.reader.book import Reason

if TYPE_CHECKING:
    from pvd_geo.reader.book import Refusal

_MEGABYTE: Final = 1_000_000
_AFRESH: Final = "copiez le tableau seul dans un classeur neuf, ou enregistrez-le en CSV"

_SHEET: Final = "un fichier CSV ou un classeur (.xlsx, .ods, .xls)"

EXPECTED: Final[dict[Reason, str]] = {
    Reason.EMPTY: "un fichier qui n’est pas vide",
    Reason.TOO_LARGE: f"un fichier de {limits.MAX_BYTES // _MEGABYTE} Mo au plus",
    Reason.NOT_A_SHEET: f"{_SHEET} : celui-ci n’est ni un texte ni un classeur",
    Reason.PDF: f"{_SHEET} : celui-ci est un PDF ; demandez le tableau dont il est fait",
    Reason.PICTURE: f"{_SHEET} : celui-ci est une image ; recopiez ses nombres dans un modèle",
    Reason.DOCUMENT: (
        f"{_SHEET} : celui-ci est un texte ou une présentation ; copiez son tableau dans un"
        " tableur et enregistrez-le en .xlsx"
    ),
    Reason.WEB_PAGE: (
        f"{_SHEET} : celui-ci est une page web, même si son nom finit par .xls ; ouvrez-la dans"
        " un tableur et enregistrez-la en .xlsx"
    ),
    Reason.NUMBERS: (
        f"{_SHEET} : celui-ci est de Numbers ; dans Numbers, Fichier, Exporter vers, Excel"
    ),
    Reason.BINARY_WORKBOOK: (
        f"{_SHEET} : celui-ci est un classeur binaire .xlsb ; enregistrez-le en .xlsx"
    ),
    Reason.ARCHIVE: (
        f"{_SHEET} : celui-ci est une archive ; sortez-en le fichier et apportez-le seul"
    ),
    Reason.PASSWORD: (
        f"{_SHEET} sans mot de passe (dans Excel : Fichier, Informations, Protéger le classeur)"
    ),
    Reason.DAMAGED: f"{_SHEET} entier : celui-ci est endommagé ; enregistrez-le de nouveau",
    Reason.NO_WORKBOOK: f"{_SHEET} : cette archive n’en est pas un",
    Reason.TOO_MANY_PARTS: f"un classeur de {integer(limits.MAX_MEMBERS)} parties au plus",
    Reason.REPEATED_PART: "un classeur dont chaque partie a un nom différent",
    Reason.CLIMBING_PART: "un classeur dont aucune partie ne sort de l’archive",
    Reason.TOO_LARGE_UNPACKED: (
        f"un classeur de {limits.MAX_UNPACKED // _MEGABYTE} Mo au plus une fois décompressé"
    ),
    Reason.ENTITIES: "un classeur sans définition d’entités XML",
    Reason.TOO_MANY_SHEETS: (
        f"un classeur de {limits.MAX_SHEETS} feuilles au plus (celui-ci en a {{}})"
    ),
    Reason.FAR_CELL: (
        f"{integer(limits.MAX_LINES)} lignes et {limits.MAX_COLUMNS} colonnes au plus :"
        " une cellule remplie est en {}"
    ),
    Reason.TOO_MANY_LINES: f"{integer(limits.MAX_LINES)} lignes au plus",
    Reason.TOO_MANY_COLUMNS: (
        f"{limits.MAX_COLUMNS} colonnes au plus (cette ligne en remplit jusqu’à la {{}}ᵉ)"
    ),
    Reason.TOO_MUCH_TEXT: (
        f"{integer(limits.MAX_CHARACTERS)} caractères au plus, toutes cellules réunies"
    ),
    Reason.LONG_CELL: f"{integer(limits.MAX_TEXT)} caractères au plus par cellule",
    Reason.OPEN_QUOTE: "un guillemet fermant après celui qui ouvre",
    Reason.ENCODING: (
        "des accents lisibles : leur encodage n’est pas reconnu ; dans le tableur, enregistrez en"
        " « CSV UTF-8 » ou en .xlsx"
    ),
    Reason.GARBLED: (
        "des accents lisibles : ceux de cette ligne se sont perdus dans une conversion (« Ã© » ou"
        " « � » pour « é ») ; repartez du fichier d’origine ou corrigez-les"
    ),
    Reason.MIXED_ENCODINGS: (
        "un seul encodage : cette ligne n’est pas en UTF-8 comme les autres ; dans le tableur,"
        " corrigez ses accents et enregistrez en « CSV UTF-8 »"
    ),
    Reason.TIME: (
        "un fichier qui se lit en quelques secondes : celui-ci demande bien plus de travail"
        f" qu’une feuille d’émargement ; {_AFRESH}"
    ),
    Reason.SLOW: (
        f"un peu de patience : le serveur est très occupé et n’a pas pu lire ce fichier en"
        f" {limits.WALL_SECONDS:.0f} secondes ; apportez-le de nouveau dans une minute"
    ),
    Reason.MEMORY: (
        "un fichier qui se lit sans remplir la mémoire : celui-ci en demande bien plus qu’une"
        f" feuille d’émargement ; {_AFRESH}"
    ),
    Reason.FAILED: f"un fichier entier : la lecture de celui-ci a échoué ; {_AFRESH}",
    Reason.BUSY: (
        f"un peu de patience : {limits.MAX_WAITING} fichiers attendent déjà d’être lus ;"
        " apportez le vôtre de nouveau dans une minute"
    ),
}


def expected(refusal: Refusal) -> str:
    """Return what was expected, as the end of a sentence."""
    return EXPECTED[refusal.reason].format(refusal.found)


def waiting(before: int) -> str:
    """Say to who waits how many files are read before theirs."""
    if before == 1:
        return "Un autre fichier est en cours de lecture ; le vôtre est le suivant."
    return f"{before} fichiers sont à lire avant le vôtre ; il sera lu à son tour."
