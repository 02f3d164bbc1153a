"""Settings come from the environment, and secrets from files too."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pvd_geo.errors import SettingsError
from pvd_geo.settings import settings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

STORE = "postgresql://pvd:from-the-file@store/pvd"


@pytest.fixture(autouse=True)
def _anew(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.delenv("PVD_DATABASE_URL", raising=False)
    settings.cache_clear()
    yield
    settings.cache_clear()


def test_a_secret_may_stand_in_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "pvd_database_url").write_text(f"{STORE}\n", encoding="utf-8")
    monkeypatch.setenv("PVD_SECRETS_DIR", str(tmp_path))
    assert settings().database_url.get_secret_value() == STORE


def test_the_environment_wins_over_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "pvd_database_url").write_text(STORE, encoding="utf-8")
    monkeypatch.setenv("PVD_SECRETS_DIR", str(tmp_path))
    monkeypatch.setenv("PVD_DATABASE_URL", "sqlite:///other.sqlite")
    assert settings().database_url.get_secret_value() == "sqlite:///other.sqlite"


def test_no_folder_of_secrets_is_no_fault(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PVD_SECRETS_DIR", str(tmp_path / "missing"))
    assert settings().database_url.get_secret_value().startswith("sqlite:///")


def test_a_secret_is_not_in_what_is_shown(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "pvd_database_url").write_text(STORE, encoding="utf-8")
    monkeypatch.setenv("PVD_SECRETS_DIR", str(tmp_path))
    assert "from-the-file" not in repr(settings())


def test_a_wrong_value_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PVD_SIGN_IN_MINUTES", "bientôt")
    with pytest.raises(SettingsError, match="PVD_SIGN_IN_MINUTES"):
        settings()
