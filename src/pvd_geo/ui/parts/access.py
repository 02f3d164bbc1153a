"""The gate of the recording page: who is signed in, and whether they may record."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, Final

import streamlit as st

from pvd_geo.editors import Access, Decision, Permit, decide, session_of
from pvd_geo.errors import AccessError, StoreError
from pvd_geo.settings import settings
from pvd_geo.ui.html import aloud, show, tag
from pvd_geo.ui.shared import recorded

_WORDS: Final = {
    Access.CLOSED: "La saisie est fermée : aucun fournisseur d’identité n’est configuré.",
    Access.SIGNED_OUT: "La saisie est réservée à l’équipe du programme.",
    Access.ENDED: "Votre connexion a été terminée : connectez-vous à nouveau pour saisir.",
    Access.EXPIRED: "Votre connexion a expiré : connectez-vous à nouveau pour saisir.",
    Access.REFUSED: "Votre compte n’a pas le droit de saisir.",
}


def decision() -> Decision:
    """Decide from the sign-in as it is at this moment; nothing is remembered.

    Raises
    ------
    StoreError
        When the store does not say whether the sign-in was ended.
    """
    return decision_of(st.user.to_dict())


def decision_of(user: dict[str, Any]) -> Decision:
    """Decide from what the identity provider said, now.

    Raises
    ------
    StoreError
        When the store does not say whether the sign-in was ended.
    """
    ended = user.get("is_logged_in") is True and recorded.has_ended(session_of(user))
    return decide(user, settings(), datetime.now(UTC), ended=ended)


def editor() -> str | None:
    """Return the editor, with the way out beside; else show why not, and return None.

    Raises
    ------
    StoreError
        When the store does not answer.
    """
    found = decision()
    if found.access is Access.GRANTED:
        left, right = st.columns([5, 1], vertical_alignment="center")
        with left:
            show(tag("p", "Connecté : ", tag("strong", found.who), css="pvd-lead"))
        with right:
            _sign_out()
        return found.who
    show(aloud(_WORDS[found.access], css="pvd-empty"))
    if found.access is Access.REFUSED:
        _how_to_be_listed(found.who)
        _sign_out()
    elif found.access is not Access.CLOSED:
        st.button("Se connecter", type="primary", key="pvd-sign-in", on_click=st.login)
    return None


def require() -> Permit:
    """Return the right to record at this moment; the store looks at it again in the write.

    Raises
    ------
    AccessError
        When the right is gone since the page was shown.
    StoreError
        When the store does not answer; the message says what became of the click.
    """
    try:
        found = decision()
    except StoreError as error:
        raise StoreError(f"{error} Rien n’est changé.") from error
    if found.permit is None:
        raise AccessError(_WORDS[found.access])
    return found.permit


def _sign_out() -> None:
    st.button("Se déconnecter", key="pvd-sign-out", on_click=st.logout)


def _how_to_be_listed(who: str) -> None:
    show(
        tag(
            "p",
            "Connecté : ",
            tag("strong", who or "compte sans adresse"),
            ". Demandez à la personne qui administre le tableau de bord de vous ajouter.",
        )
    )
