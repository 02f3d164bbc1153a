from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from pvd_geo.editors import Access, decide
from pvd_geo.settings import Settings

NOW = datetime(2022, 7, 22, 12, tzinfo=UTC)
FRESH = {"is_logged_in": True, "iat": NOW.timestamp() - 60, "email": "Anne@Exemple.fr"}
LISTED = Settings(editors=" anne@exemple.fr, paul@exemple.fr")


def access(user: dict[str, Any], settings: Settings = LISTED) -> Access:
    return decide(user, settings, NOW).access


def test_without_a_provider_the_page_is_closed() -> None:
    assert access({}) is Access.CLOSED
    assert access({"email": "anne@exemple.fr"}) is Access.CLOSED


@pytest.mark.parametrize("signed_in", [False, None, "true", 1])
def test_only_a_true_sign_in_counts(signed_in: object) -> None:
    assert access(FRESH | {"is_logged_in": signed_in}) is Access.SIGNED_OUT


def test_a_listed_address_is_an_editor_whatever_its_case() -> None:
    found = decide(FRESH, LISTED, NOW)
    assert (found.access, found.who) == (Access.GRANTED, "Anne@Exemple.fr")


@pytest.mark.parametrize(
    "user",
    [
        FRESH | {"email": "eve@exemple.fr"},
        FRESH | {"email": "anne@exemple.fr.evil.example"},
        FRESH | {"email": None},
        FRESH | {"email": ["anne@exemple.fr"]},
        FRESH | {"email": ""},
        FRESH | {"email_verified": False},
    ],
)
def test_others_are_refused(user: dict[str, Any]) -> None:
    assert access(user) is Access.REFUSED


def test_an_empty_list_lets_nobody_in() -> None:
    assert access(FRESH, Settings()) is Access.REFUSED
    assert access(FRESH | {"email": ""}, Settings(editors=",")) is Access.REFUSED


@pytest.mark.parametrize("groups", ["pvd-saisie", ["autre", "pvd-saisie"]])
def test_a_claim_gives_the_right(groups: object) -> None:
    settings = Settings(editor_claim="groups=pvd-saisie")
    assert access(FRESH | {"groups": groups}, settings) is Access.GRANTED


@pytest.mark.parametrize("rule", ["groups", "groups=", "=x", "groups=pvd-saisi"])
def test_a_claim_that_does_not_match_gives_nothing(rule: str) -> None:
    assert access(FRESH | {"groups": ["pvd-saisie"]}, Settings(editor_claim=rule)) is Access.REFUSED


@pytest.mark.parametrize("since", [NOW.timestamp() - 481 * 60, None, "x", True])
def test_an_old_sign_in_or_one_without_date_is_expired(since: object) -> None:
    assert access(FRESH | {"iat": since}) is Access.EXPIRED


def test_a_former_authentication_counts_more_than_a_new_token() -> None:
    assert access(FRESH | {"auth_time": NOW.timestamp() - 9 * 3600}) is Access.EXPIRED
