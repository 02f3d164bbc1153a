"""The tools that are known: their headers and rules, as data."""

from __future__ import annotations

from typing import Final

from pvd_geo.sheets.statuses import Status
from pvd_geo.sheets.tool import FILLED, Tool

TOOLS: Final = (
    Tool(
        "teams-report",
        "Microsoft Teams (rapport de présence)",
        "presence",
        # Headers differ by version and language: sections and positions do not.
        sections=(2, 3),
        order=("name", "day", "day", "own", "email", "email", "own"),
        joins=True,
    ),
    Tool(
        "teams-list",
        "Microsoft Teams (liste de présence)",
        "presence",
        telling=(
            frozenset({"full name", "user action", "timestamp"}),
            frozenset({"full name", "join time", "leave time"}),
        ),
        names=("full name",),
        emails=("email", "participant id upn"),
        own=frozenset({"user action", "duration", "role"}),
        days=frozenset({"timestamp", "join time", "leave time"}),
        joins=True,
    ),
    Tool(
        "zoom",
        "Zoom (participants)",
        "presence",
        telling=(
            frozenset({"name original name", "user email", "join time"}),
            frozenset({"name original name", "user email", "total duration minutes"}),
        ),
        names=("name original name",),
        emails=("user email",),
        own=frozenset({"duration minutes", "total duration minutes", "guest", "recording consent"}),
        days=frozenset({"join time", "leave time"}),
        joins=True,
    ),
    Tool(
        "forms",
        "Microsoft Forms",
        "either",
        telling=(
            frozenset({"id", "start time", "completion time", "email", "name"}),
            frozenset({"id", "heure de debut", "heure de fin", "adresse de messagerie", "nom"}),
        ),
        names=("name", "nom"),
        emails=("email", "adresse de messagerie"),
        own=frozenset({"id", "last modified time", "heure de la derniere modification"}),
        days=frozenset({"start time", "completion time", "heure de debut", "heure de fin"}),
    ),
    Tool(
        "helloasso",
        "HelloAsso (billets)",
        "registrations",
        telling=(frozenset({"reference commande", "statut de la commande", "nom participant"}),),
        # One payer may have paid for several people: only the participant's name tells them apart.
        names=("nom participant", "prenom participant"),
        own=frozenset(
            {"reference commande", "nom payeur", "prenom payeur", "email payeur"}
            | {"raison sociale", "moyen de paiement", "billet", "numero de billet", "tarif"}
            | {"montant tarif", "code promo", "montant code promo"}
        ),
        status=frozenset({"statut de la commande"}),
        statuses={"valide": Status.REGISTERED},
        otherwise=Status.CANCELLED,
        days=frozenset({"date de la commande"}),
    ),
    Tool(
        "eventbrite",
        "Eventbrite (participants)",
        "both",
        telling=(frozenset({"order", "attendee", "attendee status"}),),
        names=("first name", "last name"),
        emails=("email",),
        own=frozenset(
            {"order", "attendee", "group", "price tier", "ticket type", "order type", "currency"}
            | {"total paid", "fees paid", "eventbrite fees", "eventbrite payment processing"}
        ),
        status=frozenset({"attendee status"}),
        statuses={"checked in": Status.PRESENT, "attending": Status.REGISTERED},
        otherwise=Status.CANCELLED,
        days=frozenset({"order date"}),
        quantity="quantity",
    ),
    Tool(
        "pretix",
        "pretix (liste d’enregistrement)",
        "both",
        telling=(
            frozenset({"order code", "attendee name", "checked in"}),
            frozenset({"code de commande", "nom du participant", "enregistrement effectue"}),
        ),
        names=("attendee name", "nom du participant"),
        emails=("email", "e mail"),
        phones=("phone number", "numero de telephone"),
        own=frozenset(
            {"order code", "product", "price", "checked out", "automatically checked in"}
            | {"code de commande", "produit", "prix", "passe en caisse"}
            | {"enregistrement automatique"}
        ),
        status=frozenset({"checked in", "enregistrement effectue"}),
        statuses={"": Status.REGISTERED, FILLED: Status.PRESENT},
    ),
)
"""Headers as exports of 2021 to 2026 have them."""
