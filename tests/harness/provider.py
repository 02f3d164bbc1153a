"""A real OpenID Connect provider in a process of its own, and what the dashboard needs of it."""

from __future__ import annotations

import json
import subprocess
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from harness.processes import free_port, stop, wait_until_up
from harness.server import is_up

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Page

EDITOR, VISITOR, CLAIMANT = "anne", "eve", "paul"
USERS = (
    {"sub": EDITOR, "email": "anne@exemple.fr", "email_verified": True},
    {"sub": VISITOR, "email": "eve@exemple.fr"},
    {"sub": CLAIMANT, "email": "paul@exemple.fr", "groups": ["pvd-saisie"]},
)


@contextmanager
def running_provider(log: Path) -> Iterator[str]:
    """Start the provider; return its address."""
    port = free_port()
    claims = [part for user in USERS for part in ("--user-claims", json.dumps(user))]
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "oidc_provider_mock", "--port", str(port), *claims],
            stdout=output,
            stderr=output,
        )
    url = f"http://localhost:{port}"
    try:
        answers = f"{url}/.well-known/openid-configuration"
        wait_until_up("The provider", process, lambda: is_up(answers), log)
        yield url
    finally:
        stop(process)


def settings_for(provider: str, folder: Path) -> dict[str, str]:
    """Write the dashboard's secrets; return the environment that names them."""
    folder.mkdir(parents=True, exist_ok=True)
    secrets = folder / "secrets.toml"
    secrets.write_text(
        "[auth]\n"
        'redirect_uri = "http://localhost:{port}/oauth2callback"\n'
        'cookie_secret = "a long text that only these tests use"\n'
        'client_id = "pvd-geo"\n'
        'client_secret = "none of importance"\n'
        f'server_metadata_url = "{provider}/.well-known/openid-configuration"\n',
        encoding="utf-8",
    )
    return {"STREAMLIT_SECRETS_FILES": str(secrets), "PVD_EDITORS": "anne@exemple.fr"}


def sign_in(page: Page, who: str) -> None:
    """Sign in from the page that asks for it."""
    page.get_by_role("button", name="Se connecter").click()
    page.get_by_role("button", name=who, exact=True).click()
