from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from pydantic import ValidationError

from pvd_geo.editors import Access, decide, session_of
from pvd_geo.settings import Settings

NOW = datetime(2022, 7, 22, 12, tzinfo=UTC)
FRESH: dict[str, Any] = {
    "is_logged_in": True,
    "iat": NOW.timestamp() - 60,
    "email": "Anne@Exemple.fr",
    "email_verified": True,
}
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
        *(FRESH | {"email_verified": said} for said in (False, None, "true", 1, "True", [True])),
        {name: value for name, value in FRESH.items() if name != "email_verified"},
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


@pytest.mark.parametrize(
    "since",
    [
        *(NOW.timestamp() - 481 * 60, None, "x", "1658491200", True, [1], 0),
        # A moment that is yet to come would never expire; nor would what is no number.
        *(NOW.timestamp() + 60, 9_999_999_999, 1e300, 10**400, -(10**400)),
        *(float("nan"), float("inf"), float("-inf")),
    ],
)
@pytest.mark.parametrize("claim", ["iat", "auth_time"])
def test_only_a_recent_moment_that_has_been_opens(claim: str, since: object) -> None:
    expected = Access.EXPIRED if claim == "iat" or since is not None else Access.GRANTED
    assert access(FRESH | {claim: since}) is expected


def test_a_former_authentication_counts_more_than_a_new_token() -> None:
    assert access(FRESH | {"auth_time": NOW.timestamp() - 9 * 3600}) is Access.EXPIRED


def test_clocks_may_differ_a_little() -> None:
    assert access(FRESH | {"iat": NOW.timestamp() + 2}) is Access.GRANTED


@pytest.mark.parametrize("minutes", ["nan", "inf", "-1", "0"])
def test_a_sign_in_lasts_a_time_that_ends(minutes: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PVD_SIGN_IN_MINUTES", minutes)
    with pytest.raises(ValidationError):
        Settings()


def test_a_sign_in_that_was_ended_opens_nothing() -> None:
    assert decide(FRESH, LISTED, NOW, ended=True).access is Access.ENDED


def test_a_permit_says_who_under_which_sign_in_and_until_when() -> None:
    permit = decide(FRESH, LISTED, NOW).permit
    assert permit is not None
    assert permit.who == "Anne@Exemple.fr"
    assert permit.session == session_of(FRESH)
    assert permit.until == FRESH["iat"] + 480 * 60
    assert decide(FRESH | {"email": "eve@exemple.fr"}, LISTED, NOW).permit is None


def test_a_sign_in_is_named_alike_wherever_its_cookie_is_and_unlike_any_other() -> None:
    claims = FRESH | {"iss": "https://id.example", "sub": "anne", "nonce": "a"}
    named = session_of(claims)
    assert session_of(claims | {"tokens": {}, "is_logged_in": False}) == named
    for other in ({"nonce": "b"}, {"iat": 1}, {"sub": "paul"}, {"iss": "x"}):
        assert session_of(claims | other) != named
    assert "anne" not in named
