"""Exports as tools write them, of invented people: what each holds is known to the person.

The shapes are those of the tools' real exports, sections, doubles and all.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from harness.personal import people
from harness.programme import references
from harness.sheets import check_here
from harness.workbooks import ods, xlsx

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from harness.personal import Person
    from pvd_geo.sheets import Result

EVERYBODY = people()
AUDIENCES = ("Élu(e)", "Cheffe de projet PVD", "DDT 22", "Partenaire")
"""As people answer a form; the ids follow."""
IDS = ("elected", "project_manager", "state_service", "partner")
DAY, US_DAY = "24/06/2022", "6/24/22"


@dataclass(frozen=True)
class Case:
    """An export, the answers that it needs beyond its proposals, and the truth.

    ``left`` is how many lines are not counted, by reason.
    """

    data: bytes
    answers: dict[str, str]
    present: int
    registered: int
    left: dict[str, int] = field(default_factory=dict)
    audiences: dict[str, int] = field(default_factory=dict)


def text(rows: Sequence[Sequence[str]], delimiter: str = ",", encoding: str = "utf-8-sig") -> bytes:
    """Return rows as a tool writes them: quoted where needed."""
    buffer = io.StringIO(newline="")
    csv.writer(buffer, delimiter=delimiter).writerows(rows)
    return buffer.getvalue().encode(encoding)


def name(person: Person) -> str:
    return f"{person.first} {person.last}"


def teams_report(*, french: bool, version: int = 1) -> bytes:
    """Return 12 people; two of them came twice, which section 3 repeats, and a robot took notes."""
    day, hour = (DAY, "09:31:22") if french else (US_DAY, "9:31:22 AM")
    moment, leave = f"{day}, {hour}", f"{day}, {hour.replace('31', '52')}"
    guests = EVERYBODY[:12]
    titles = ("1. Résumé", "2. Participants", "3. Activités en réunion")
    titles = titles if french else ("1. Summary", "2. Participants", "3. In-Meeting Activities")
    summary = [("Titre de la réunion", "Rencontre"), ("Participants", "13"), ("Début", moment)]
    heads = ["Nom", "Première participation", "Dernière sortie", "Durée de la réunion"]
    heads += ["E-mail", "ID du participant (UPN)", "Rôle"]
    english = ["Name", "First Join", "Last Leave", "In-Meeting Duration", "Email"]
    english += ["Participant ID (UPN)", "Role"] if version == 1 else ["UPN", "Rôle"]
    rows: list[Sequence[str]] = [[titles[0]], *summary, ["Durée", "2h 1m"], [], [titles[1]]]
    rows.append(heads if french else english)
    for number, each in enumerate(guests):
        email = each.email if number % 3 else ""
        suffix = " (Invité)" if number == 4 else ""
        rows.append([name(each) + suffix, moment, leave, "1h 2m", email, email, "Participant"])
    rows.append(["Otter.ai Notetaker", moment, leave, "2h 0m", "", "", "Participant"])
    rows += [[], [titles[2]], ["Nom", "Entrée", "Sortie", "Durée", "E-mail", "Rôle"]]
    for each in (*guests, guests[0], guests[3]):
        rows.append([name(each), moment, leave, "31m", each.email, "Participant"])
    return text(rows, "\t", "utf-16")


def teams_list(*, actions: bool) -> bytes:
    """Return nine people on fourteen lines: who leaves and comes back has a line more."""
    came = [*EVERYBODY[20:29], *EVERYBODY[20:25]]
    if actions:
        rows = [["Full Name", "User Action", "Timestamp"]]
        rows += [
            [name(each), "Joined", f"{US_DAY}, 9:0{n % 10}:01 AM"] for n, each in enumerate(came)
        ]
    else:
        rows = [["Full Name", "Join Time", "Leave Time", "Duration", "Email", "Role"]]
        rows[0].append("Participant ID (UPN)")
        rows += [
            [
                name(each),
                f"{US_DAY}, 9:00:01 AM",
                f"{US_DAY}, 9:40:01 AM",
                "40m",
                each.email if n < 9 else "",
                "Presenter",
                "",
            ]
            for n, each in enumerate(came)
        ]
    return text(rows, "\t", "utf-16")


def zoom(*, total: bool) -> bytes:
    """Return eleven people, three of whom come back, one under another name, one as a guest."""
    came = EVERYBODY[40:51]
    again = (came[0], came[1], came[2])
    if total:
        rows = [["Name (Original Name)", "User Email", "Total Duration (Minutes)", "Guest"]]
        rows += [[name(each), each.email, "61", "Yes"] for each in (*came, *again)]
        return text(rows)
    head = ["Name (Original Name)", "User Email", "Join Time", "Leave Time", "Duration (Minutes)"]
    rows = [["Meeting ID", "Topic", "Start Time"], ["812 3456 7890", "PVD", "06/24/2022 09:00"], []]
    rows.append([*head, "Guest", "Recording Consent"])
    moments = ["06/24/2022 09:00:12 AM", "06/24/2022 11:00:12 AM", "120"]
    rows += [[name(each), each.email, *moments, "No", "Yes"] for each in came]
    rows.append([f"{again[0].first} ({name(again[0])})", "", *moments, "Yes", "Yes"])
    rows.append([name(again[1]), "", *moments, "Yes", "Yes"])
    rows.append([name(again[2]), again[2].email, *moments, "No", "Yes"])
    rows.append(["Fireflies.ai Notetaker Anna", "", *moments, "Yes", ""])
    return text(rows)


def forms(*, french: bool, workbook: bool = False) -> bytes:
    """Return ten answers, one of somebody who answered twice, two of nobody by name."""
    head: tuple[str, ...] = (
        *("ID", "Heure de début", "Heure de fin", "Adresse de messagerie", "Nom"),
        *("Heure de la dernière modification", "Vous êtes", "Votre commune", "Une remarque ?"),
    )
    if not french:
        head = ("ID", "Start time", "Completion time", "Email", "Name", "Last modified time")
        head += ("Vous êtes", "Votre commune", "Une remarque ?")
    rows: list[Sequence[str]] = [head]
    answered = [*EVERYBODY[60:67], EVERYBODY[60], None, None]
    moment = f"{DAY} 09:12:00" if french else f"{US_DAY} 9:12:00"
    towns = ("Paimpol", "Corte", "Rennes", "")
    for number, each in enumerate(answered):
        who = [each.email, name(each)] if each else ["anonymous", ""]
        told = [AUDIENCES[number % 4], towns[number % 4], f"Rien à dire, la {number}e fois"]
        rows.append([str(number + 1), moment, moment, *who, "", *told])
    return xlsx({"Form1": rows}) if workbook else text(rows)


def helloasso(*, workbook: bool = False, paid: str = "Validé") -> bytes:
    """Return nine valid tickets, one of somebody twice, one refused, two refunded."""
    head = (
        *("Référence commande", "Date de la commande", "Statut de la commande"),
        *("Nom participant", "Prénom participant", "Nom payeur", "Prénom payeur", "Email payeur"),
        *("Raison sociale", "Moyen de paiement", "Billet", "Numéro de billet", "Tarif"),
        *("Montant tarif", "Code Promo", "Montant code promo", "Fonction", "Commune représentée"),
    )
    rows: list[Sequence[str]] = [head]
    tickets = [*EVERYBODY[80:88], EVERYBODY[80], *EVERYBODY[90:93]]
    status = [paid] * 9 + ["Refusé", "Remboursé", "Remboursé"]
    payer = EVERYBODY[95]
    for number, (each, state) in enumerate(zip(tickets, status, strict=True)):
        rows.append(
            [
                f"{1000 + number}",
                "02/06/2022 10:11",
                state,
                each.last,
                each.first,
                payer.last,
                payer.first,
                payer.email,
                "",
                "Carte",
                "Entrée",
                f"{number}",
                "Gratuit",
                "0,00",
                "",
                "",
                AUDIENCES[number % 4],
                "Paimpol",
            ]
        )
    return ods({"Billets": rows}) if workbook else text(rows, ";")


def eventbrite(*, quantity: str = "1") -> bytes:
    """Return six checked in, five attending, three gone."""
    head = (
        *("Order #", "Order Date", "First Name", "Last Name", "Email", "Quantity", "Price Tier"),
        *("Ticket Type", "Attendee #", "Group", "Order Type", "Currency", "Total Paid"),
        *("Fees Paid", "Eventbrite Fees", "Eventbrite Payment Processing", "Attendee Status"),
    )
    rows: list[Sequence[str]] = [head]
    states = ["Checked In"] * 6 + ["Attending"] * 5 + ["Not Attending", "Refunded", "Deleted"]
    for number, (each, state) in enumerate(zip(EVERYBODY[100:114], states, strict=True)):
        rows.append(
            [
                f"5{number:08}",
                "2022-06-01 09:00:00",
                each.first,
                each.last,
                each.email,
                quantity if number == 0 else "1",
                "",
                "Entrée",
                f"9{number:08}",
                "",
                "Free Order",
                "EUR",
                "0.00",
                "0.00",
                "0.00",
                "0.00",
                state,
            ]
        )
    return text(rows)


def pretix(*, french: bool) -> bytes:
    """Return seven who came and four who did not."""
    head = ["Order code", "Attendee name", "Product", "Price", "Checked in", "Checked out"]
    head += ["Automatically checked in", "Email", "Phone number"]
    if french:
        head = ["Code de commande", "Nom du participant", "Produit", "Prix"]
        head += ["Enregistrement effectué", "Passé en caisse", "Enregistrement automatique"]
        head += ["E-Mail", "Numéro de téléphone"]
    rows = [head]
    for number, each in enumerate(EVERYBODY[120:131]):
        came = "2022-06-24 09:12:03" if number < 7 else ""
        rows.append(
            [f"A{number:04}", name(each), "Entrée", "0.00", came, "", "No", each.email, each.phone]
        )
    return text(rows)


def procedures() -> bytes:
    """Return a list of files of Démarches simplifiées: eight accepted, one refused, one dropped."""
    rows = [
        [
            "ID",
            "Email",
            "Archivé",
            "État du dossier",
            "Dernière mise à jour le",
            "Déposé le",
            "Nom du demandeur",
            "Prénom du demandeur",
            "Votre qualité",
            "Votre commune",
        ]
    ]
    for number, each in enumerate(EVERYBODY[140:150]):
        state = "Accepté" if number < 8 else ("Refusé", "Sans suite")[number - 8]
        rows.append(
            [
                f"{900 + number}",
                each.email,
                "Non",
                state,
                "10/06/2022 10:00",
                "01/06/2022 10:00",
                each.last,
                each.first,
                AUDIENCES[number % 4],
                "Paimpol",
            ]
        )
    return xlsx({"Dossiers": rows})


def indico() -> bytes:
    """Return nine registrations of a conference, seven of whom were checked in."""
    rows = [["ID", "Name", "Email Address", "Affiliation", "Position", "Checked in"]]
    for number, each in enumerate(EVERYBODY[160:169]):
        state = "Yes" if number < 7 else "No"
        rows.append([str(number), name(each), each.email, f"Org {number}", "Maire", state])
    return text(rows)


def open_room() -> bytes:
    """Return the learning dashboard of a video room: six people, one on two lines."""
    rows = [["Name", "Moderator", "Activity Score", "Talk Time", "Joined", "Left"]]
    told = ["FALSE", "2.1", "00:01:10", f"{DAY} 09:01", f"{DAY} 11:01"]
    rows += [[name(each), *told] for each in (*EVERYBODY[180:186], EVERYBODY[180])]
    return text(rows, encoding="utf-8")


def shared_sheet() -> bytes:
    """Return what a team typed: twelve people in columns of their own making."""
    rows = [["Qui", "Contact", "Casquette", "Vient de"]]
    for number, each in enumerate(EVERYBODY[200:212]):
        rows.append([name(each), each.email, AUDIENCES[number % 4], "Corte"])
    return text(rows, ";", "cp1252")


def survey() -> bytes:
    """Return a form of another maker: seven who will come and two who will not."""
    rows = [["Horodateur", "Votre nom et prénom", "Courriel", "Téléphone", "Je participerai"]]
    rows[0] += ["Je viens en tant que"]
    for number, each in enumerate(EVERYBODY[220:229]):
        said = "Oui" if number < 7 else "Non"
        rows.append([f"1{number}/06/2022 08:00:00", name(each), each.email, each.phone, said])
        rows[-1].append(("Habitant", "Élue")[number % 2])
    return text(rows)


def badges() -> bytes:
    """Return a list of badges in a workbook of LibreOffice: ten lines, four badges taken."""
    rows = [["Badge", "Nom complet", "Organisme", "Retiré", "Catégorie de badge"]]
    for number, each in enumerate(EVERYBODY[240:250]):
        taken = "oui" if number < 4 else "non"
        rows.append([f"B{number}", name(each), f"Cabinet {each.last}", taken, "Élu"])
    return ods({"Badges": rows})


def invitations() -> bytes:
    """Return the answers to a mailing: six say yes, one perhaps, two no; one said yes twice."""
    rows = [["Prénom", "Nom", "Adresse mail", "Réponse à l’invitation", "Fonction"]]
    answers = ["Oui"] * 6 + ["Peut-être", "Non", "Non", "Oui"]
    asked = [*EVERYBODY[260:269], EVERYBODY[260]]
    for number, (each, said) in enumerate(zip(asked, answers, strict=True)):
        rows.append([each.first, each.last, each.email, said, AUDIENCES[number % 4]])
    return text(rows, ";", "cp1252")


def trainees() -> bytes:
    """Return the list of a training centre: eight signed in the morning, one is excused."""
    rows = [["N°", "Stagiaire", "Collectivité", "Qualité", "Présence"]]
    for number, each in enumerate(EVERYBODY[280:289]):
        came = "Présent" if number < 8 else "Excusé"
        rows.append([str(number + 1), name(each), f"Mairie de {each.last}", "Maire", came])
    return xlsx({"Stagiaires": rows})


REFERENCES = references()
CORSE = {"meeting": "corse"}
PRESENCE = {"measure": "presence"}
BOTH = {"measure": "both"}
REGISTRATIONS = {"measure": "registrations"}

CASES: dict[str, Case] = {
    "Teams, report, French": Case(
        teams_report(french=True), {}, 12, 12, {"robot": 1, "section": 14}
    ),
    "Teams, report, English": Case(
        teams_report(french=False), {}, 12, 12, {"robot": 1, "section": 14}
    ),
    "Teams, report, other headers": Case(
        teams_report(french=False, version=2), {}, 12, 12, {"robot": 1, "section": 14}
    ),
    "Teams, list of actions": Case(teams_list(actions=True), {}, 9, 9, {"repeated": 5}),
    "Teams, list of times": Case(teams_list(actions=False), {}, 9, 9, {"repeated": 5}),
    "Zoom, each time": Case(zoom(total=False), {}, 11, 11, {"repeated": 3, "robot": 1}),
    "Zoom, in total": Case(zoom(total=True), CORSE, 11, 11, {"repeated": 3}),
    "Forms, French, sign-in": Case(
        forms(french=True),
        PRESENCE | {"repeated": "once"},
        9,
        9,
        {"repeated": 1},
        {"elected": 3, "project_manager": 3, "state_service": 2, "partner": 1},
    ),
    "Forms, French, registrations": Case(
        forms(french=True, workbook=True),
        REGISTRATIONS | {"repeated": "once"},
        9,
        9,
        {"repeated": 1},
    ),
    "Forms, English": Case(forms(french=False), PRESENCE | {"repeated": "each"}, 10, 10),
    "HelloAsso, CSV": Case(
        helloasso(),
        CORSE | {"repeated": "once"},
        0,
        8,
        {"repeated": 1, "cancelled": 3},
    ),
    "HelloAsso, LibreOffice": Case(
        helloasso(workbook=True),
        CORSE | {"repeated": "each"},
        0,
        9,
        {"cancelled": 3},
    ),
    "Eventbrite, both": Case(eventbrite(), CORSE, 6, 11, {"registered": 5, "cancelled": 3}),
    "Eventbrite, presence": Case(
        eventbrite(), CORSE | PRESENCE, 6, 11, {"registered": 5, "cancelled": 3}
    ),
    "Eventbrite, registrations": Case(eventbrite(), CORSE | REGISTRATIONS, 6, 11, {"cancelled": 3}),
    "Eventbrite, three places on a line": Case(
        eventbrite(quantity="3"),
        CORSE | {"quantity": "all", "repeated": "each"},
        8,
        13,
        {"registered": 5, "cancelled": 3},
    ),
    "pretix, English": Case(pretix(french=False), CORSE, 7, 11, {"registered": 4}),
    "pretix, French": Case(pretix(french=True), CORSE, 7, 11, {"registered": 4}),
    "unknown: procedures": Case(
        procedures(),
        CORSE
        | REGISTRATIONS
        | {
            "column.archive": "none",
            "status.etat-du-dossier.accepte": "registered",
            "status.etat-du-dossier.sans-suite": "cancelled",
        },
        0,
        8,
        {"cancelled": 2},
    ),
    "unknown: conference": Case(indico(), CORSE | BOTH, 7, 9, {"registered": 2}, {"elected": 7}),
    "unknown: video room": Case(
        open_room(),
        PRESENCE | {"column.moderator": "none"} | {"repeated": "once"},
        6,
        6,
        {"repeated": 1},
    ),
    "unknown: shared sheet": Case(
        shared_sheet(),
        CORSE | PRESENCE,
        12,
        12,
        {},
        {"elected": 3, "project_manager": 3, "state_service": 3, "partner": 3},
    ),
    "unknown: survey": Case(
        survey(),
        CORSE | REGISTRATIONS,
        7,
        7,
        {"cancelled": 2},
    ),
    "unknown: invitations": Case(
        invitations(),
        CORSE | REGISTRATIONS | {"repeated": "once"},
        6,
        6,
        {"cancelled": 2, "unknown": 1, "repeated": 1},
    ),
    "unknown: trainees": Case(trainees(), CORSE | PRESENCE, 8, 8, {"excused": 1}, {"elected": 8}),
    "unknown: badges": Case(
        badges(),
        CORSE | BOTH | {"column.retire": "status"},
        4,
        10,
        {"registered": 6},
        {"elected": 4},
    ),
}


def settled(data: bytes, answers: Mapping[str, str]) -> tuple[Result, dict[str, str]]:
    """Answer what is asked as given, else as proposed, until nothing is open."""
    given: dict[str, str] = {}
    while True:
        result = check_here(data, "export", REFERENCES, given)
        if result.faults or not result.open:
            return result, given
        for question in result.open:
            given[question.key] = answers.get(question.key, "") or question.proposed
            assert given[question.key], question
