"""Lists of people: who stands on which line, and who came."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from harness.generated import Table
from harness.generated.meetings import AUDIENCES, Meeting, a_header, some
from pvd_geo.sheets.questions import key_of

if TYPE_CHECKING:
    from random import Random

FIRST: Final = ("Maïwenn", "Yann", "Soizic", "Erwan", "Ghjulia", "Petru", "Anna", "Jean", "Lena")
LAST: Final = ("Kervella", "TANGUY", "Santoni", "Le Goff", "d’Ornano", "Riou", "Müller", "N’Diaye")
WRITTEN: Final = ("{}",) * 30 + (
    '{} "Titi"',
    "{}; née Riou",
    "{}, maire",
    "{}\nmaire",
    "#{}",
    "= {}",
)
"""A name as it is written: with a nickname, with the file's own delimiter, on two lines."""
STATUSES: Final[tuple[tuple[str, dict[str, str]], ...]] = (
    ("Présent", {"oui": "present", "non": "registered"}),
    ("Présence", {"x": "present", "": "registered"}),
    ("Statut", {"présent": "present", "excusé": "excused", "absent": "registered"}),
    ("présents", {"1": "present", "0": "registered"}),
    ("Émargement", {"✓": "present", "": "registered", "✗": "registered"}),
    ("Inscription", {"Validé": "present", "Annulé": "cancelled", "en attente": "unknown"}),
    ("Confirmation", {"VENU": "present", "pas venu": "registered", "?": "unknown"}),
    ("", {"X": "present", "absente": "registered"}),
    ("Observations", {"ok": "present", "désistement": "cancelled"}),
    (
        "Est venu(e) ?",
        {"Oui": "present", "Non (malade)": "excused", "oui, l’après-midi": "present"},
    ),
)
TITLES: Final[tuple[list[str], ...]] = (
    ["Feuille de présence"],
    ["Rencontre régionale Petites villes de demain"],
    ["", "Liste d’émargement", ""],
    ["Date : 24/06/2022"],
    ["Nombre d’inscrits : 40"],
    [],
)
NOTES: Final = (
    ["Fait à Corte, le 24 juin 2022"],
    ["", "", "* arrivé en retard"],
    ["# fin de la liste"],
    ["Merci de signer lisiblement"],
)
TOWNS: Final = ("Corte", "hors programme", "", "22162", "Paimpol")
DITTOS: Final = ("idem", '"', "〃", "id.")
TOWNS_BELOW: Final = (*TOWNS * 8, *DITTOS)
NUMBERINGS: Final = ("{}", "#{}", "N°{}", "{:03}", "{}.")
COLUMNS: Final = ("which", "public", "nom", "prenom", "email", "commune", "structure")
ABSENT: Final = {"excusé": "excused", "(excusée)": "excused", "absent": "registered"}


def a_list(random: Random, meetings: list[Meeting], start: int, *, public: bool) -> Table:
    """Return a list of people, the first of whom is number ``start`` of all there are."""
    always = {"which", "nom"} | ({"public"} if public else set())
    columns = [
        name for name in COLUMNS if name in always or (name != "public" and some(random, 0.5))
    ]
    if not {"commune", "structure"} & set(columns) and some(random, 0.5):
        columns.append("commune")
    random.shuffle(columns)
    kind = random.choice(("rencontre", "hote", "date"))
    table = Table([[a_header(random, kind if name == "which" else name) for name in columns]], {})
    status = random.choice(STATUSES) if some(random, 0.4) else None
    once = some(random, 0.15)
    for number in range(start, start + random.randint(1, 12)):
        meeting = random.choice(meetings) if not once else meetings[0]
        audience = random.choice(list(AUDIENCES)) if "public" in columns else "all"
        cells = {
            "which": meeting.written(random, kind),
            "public": random.choice(AUDIENCES.get(audience, ("",))),
            "nom": random.choice(WRITTEN).format(LAST[number % len(LAST)]),
            "prenom": FIRST[number % len(FIRST)],
            "email": f"p{number}@exemple.fr",
            "commune": random.choice(TOWNS if number == start else TOWNS_BELOW),
            "structure": random.choice(("Mairie", "DDTM", "ANCT", "")),
        }
        if "prenom" not in columns:
            cells["nom"] = f"{cells['prenom']} {cells['nom']}"
        if once and number > start:
            cells["which"] = random.choice(("", "", "idem"))
        people = _joined(random, table, cells)
        came = _absence(random, table, cells)
        row = [cells[name] for name in columns]
        if status:
            value = random.choice(list(status[1]))
            row.append(value)
            came = came and status[1][value] == "present"
        table.rows.append(row)
        if came:
            key = meeting.id, audience
            table.truth[key] = table.truth.get(key, 0) + people
    if once:
        table.answers["above"] = "above"
        table.traits.append("a meeting written once")
    if status:
        table.traits.append("a status column")
        _answer(table, status)
    _number(random, table)
    _disturb(random, table, meetings, kind)
    return table


def _joined(random: Random, table: Table, cells: dict[str, str]) -> int:
    """Write a second person beside a name, or not; return how many there are."""
    if not some(random, 0.02) or "\n" in cells["nom"]:
        # A name on two lines may lose the second one to a stray quote.
        return 1
    cells["nom"] += random.choice((" et Lena Abgrall", " (+1)", "; Lena Abgrall"))
    table.traits.append("two people on a line")
    table.answers["several."] = "several"
    return 2


def _absence(random: Random, table: Table, cells: dict[str, str]) -> bool:
    """Write beside a name, or not, that the person did not come; return whether they came."""
    if not some(random, 0.02) or "\n" in cells["nom"]:
        return True
    word = random.choice(list(ABSENT))
    cells["nom"] += f" {word}"
    table.traits.append("absence beside a name")
    table.answers["mention."] = ABSENT[word]
    return False


def _answer(table: Table, status: tuple[str, dict[str, str]]) -> None:
    header, values = status
    table.rows[0].append(header)
    at = len(table.rows[0])
    shown = header or f"colonne {chr(64 + at)}, sans en-tête"
    for value, said in values.items():
        table.answers[key_of("status", shown, value or "vide")] = said


def _number(random: Random, table: Table) -> None:
    """Put a numbering in front, or not."""
    if some(random, 0.25):
        way = random.choice(NUMBERINGS)
        numbered = [[way.format(number), *row] for number, row in enumerate(table.rows[1:], 1)]
        table.rows[:] = [[random.choice(("n°", "N°", "", "Num")), *table.rows[0]], *numbered]
        table.traits.append("a numbering")
        # A column without header is named by its letter, which has moved by one.
        for key in [key for key in table.answers if key.startswith("status.colonne-")]:
            moved = f"status.colonne-{chr(ord(key[15]) + 1)}{key[16:]}"
            table.answers[moved] = table.answers.pop(key)


def _disturb(random: Random, table: Table, meetings: list[Meeting], kind: str) -> None:
    """Add what people leave around the lines of a list."""
    header, lines = table.rows[0], table.rows[1:]
    if some(random, 0.1):
        table.traits.append("prefilled lines")
        at = [i for i, name in enumerate(header) if _is_which(name)]
        empty = ["" for _ in header]
        for position in at:
            empty[position] = meetings[0].written(random, kind)
        lines += [list(empty) for _ in range(random.randint(1, 5))]
    if some(random, 0.1) and len(lines) > 2:
        table.traits.append("a repeated header")
        lines.insert(random.randrange(1, len(lines)), list(header))
    if some(random, 0.1):
        table.traits.append("empty lines")
        lines.insert(random.randrange(len(lines) + 1), random.choice(([], ["" for _ in header])))
    if some(random, 0.1):
        table.traits.append("a total")
        lines.append([random.choice(("TOTAL", "Total :", "Nombre de participants")), _sum(table)])
    if some(random, 0.1):
        table.traits.append("a note")
        lines += [*[[]] * random.randrange(2), list(random.choice(NOTES))]
    titles = [list(random.choice(TITLES)) for _ in range(random.choice((0, 0, 0, 1, 1, 2, 3)))]
    if titles:
        table.traits.append("titles")
    table.answers |= {"nameless": "leave", "count": "sign_in"}
    if "a meeting written once" not in table.traits:
        # There, a person whose line holds nothing but a name looks like a note.
        table.answers["alone"] = "leave"
    table.rows[:] = [*titles, header, *lines]
    _repeat(random, table, len(titles) + 1)


def _is_which(header: str) -> bool:
    return header.casefold().strip() in {
        *("rencontre", "rencontres", "événement", "evenement", "lieu", "ville hôte", "date"),
        "date de la rencontre",
    }


def _sum(table: Table) -> str:
    return str(sum(table.truth.values()))


def _repeat(random: Random, table: Table, first: int) -> None:
    """Let the first person sign twice; whoever knows says that it is one."""
    if some(random, 0.05) and "a meeting written once" not in table.traits:
        table.traits.append("a person twice")
        table.rows.insert(first, list(table.rows[first]))
        table.answers["repeated"] = "once"
