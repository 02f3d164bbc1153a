"""The demonstration refuses whatever is real, and a dashboard cannot become one."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from demo import guard
from harness.datafiles import ROOT

if TYPE_CHECKING:
    from pathlib import Path

HERE = "127.0.0.1"


@pytest.mark.parametrize("address", ["0.0.0.0", "::", "192.0.2.7", "dashboard.example", ""])  # noqa: S104
def test_it_listens_to_no_other_machine(address: str) -> None:
    assert list(guard.refusals(address, {}, ()))


@pytest.mark.parametrize("address", ["127.0.0.1", "127.8.8.8", "::1"])
def test_it_starts_where_nothing_is_configured(address: str, tmp_path: Path) -> None:
    assert list(guard.refusals(address, {"PVD_DATABASE_URL": ""}, (tmp_path / "none",))) == []


@pytest.mark.parametrize(
    "name",
    [
        "PVD_DATABASE_URL",
        "PVD_VERSIONS_DIR",
        "PVD_EDITORS",
        "PVD_EDITOR_CLAIM",
        "STREAMLIT_SECRETS_FILES",
        "PVD_SECRETS_DIR",
    ],
)
def test_a_store_a_provider_or_editors_that_are_configured_are_refused(name: str) -> None:
    (sentence,) = guard.refusals(HERE, {name: "anything"}, ())
    assert name in sentence


def test_secrets_on_the_machine_are_refused(tmp_path: Path) -> None:
    secrets = tmp_path / "secrets.toml"
    secrets.write_text("[auth]\n")
    (sentence,) = guard.refusals(HERE, {}, (secrets, tmp_path / "none"))
    assert str(secrets) in sentence


def store(folder: Path) -> str:
    return f"sqlite:///{folder / 'pvd.sqlite'}"


def test_the_server_refuses_what_no_demonstration_made(tmp_path: Path) -> None:
    provider = "http://127.0.0.1:9400/.well-known/openid-configuration"
    (unmarked,) = guard.refusals_served(HERE, store(tmp_path), provider)
    assert "make demo" in unmarked
    (tmp_path / guard.MARK).touch()
    assert list(guard.refusals_served(HERE, store(tmp_path), provider)) == []
    assert len(list(guard.refusals_served(None, store(tmp_path), provider))) == 1
    assert len(list(guard.refusals_served("0.0.0.0", store(tmp_path), provider))) == 1  # noqa: S104
    for other in ("", "https://identity.example.org/.well-known/openid-configuration"):
        assert len(list(guard.refusals_served(HERE, store(tmp_path), other))) == 1
    assert len(list(guard.refusals_served(HERE, "postgresql://db/pvd", provider))) == 1
    (tmp_path / "pvd.sqlite").touch()
    (there,) = guard.refusals_served(HERE, store(tmp_path), provider)
    assert "already" in there


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


def test_the_command_ends_before_anything_listens() -> None:
    open_to_all = run("-m", "demo", "--address", "0.0.0.0")  # noqa: S104
    assert open_to_all.returncode == 1
    assert "0.0.0.0 is not this machine alone" in open_to_all.stderr
    real = run("-m", "demo", PVD_DATABASE_URL="postgresql://db/pvd")
    assert real.returncode == 1
    assert "PVD_DATABASE_URL" in real.stderr
    assert "postgresql" not in real.stderr


def test_its_app_is_not_served_without_its_command(tmp_path: Path) -> None:
    ended = run("-c", "import demo.app", PVD_DATABASE_URL=store(tmp_path))
    assert ended.returncode == 1
    assert "another address" in ended.stderr
    assert "make demo" in ended.stderr
    assert not list(tmp_path.iterdir())


def test_a_dashboard_never_loads_it() -> None:
    names = "'demo', 'oidc_provider_mock', 'werkzeug', 'flask'"
    loaded = run(
        "-c",
        f"import app, sys; print([m for m in sys.modules if m.partition('.')[0] in ({names})])",
    )
    assert loaded.stdout.strip() == "[]", loaded.stderr
    for file in (ROOT / "app.py", *(ROOT / "pages").glob("*.py"), *(ROOT / "src").rglob("*.py")):
        assert not re.search(r"^\s*(?:from|import) demo\b", file.read_text("utf-8"), re.MULTILINE)
    make = (ROOT / "Makefile").read_text("utf-8")
    (recipe,) = re.findall(r"^run:.*\n((?:\t.*\n)+)", make, re.MULTILINE)
    assert "demo" not in recipe
    # Nor is it in an image, or what it needs in an installation.
    assert "demo" not in (ROOT / "Containerfile").read_text("utf-8")
    assert "!demo" not in (ROOT / ".containerignore").read_text("utf-8")
    assert "oidc-provider-mock" not in (ROOT / "requirements" / "run.lock").read_text("utf-8")
