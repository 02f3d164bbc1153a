"""Settings of one installation: environment variables that start with ``PVD_``, or secret files.

A secret such as the store's address may stand in a file instead: ``pvd_database_url`` in
``/run/secrets``, where container platforms put them, or in the folder that ``PVD_SECRETS_DIR``
names. The environment wins.
"""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path
from typing import Final, Literal

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from pvd_geo.errors import SettingsError

ROOT: Final = Path(__file__).resolve().parents[2]
"""The folder that holds ``app.py``, ``pages/`` and ``data/``."""
_SECRETS: Final = "/run/secrets"


class Settings(BaseSettings):
    """What an operator may set; everything has a default that works on one machine.

    Parameters
    ----------
    data_dir
        Folder of the data files (``PVD_DATA_DIR``).
    versions_dir
        Folder where a server keeps the data files that later lists of towns make of those in
        ``data_dir``, each version in its own folder (``PVD_VERSIONS_DIR``).
    tiles
        Whether the map offers a tile layer from the public network (``PVD_TILES``).
    frame_ancestors
        Sites that may show the dashboard in a frame, as the directive ``frame-ancestors`` of a
        content security policy names them (``PVD_FRAME_ANCESTORS``).
    embed_sites
        Sites that may show one chart in a frame, written in the same way (``PVD_EMBED_SITES``).
    streamlit_metrics
        Whether ``/_stcore/metrics`` is served (``PVD_STREAMLIT_METRICS``).
    allowed_hosts
        Names, besides this machine's and the one of ``redirect_uri``, by which browsers may find
        the dashboard, separated by commas (``PVD_ALLOWED_HOSTS``); ``*`` for any.
    database_url
        Where the team's records are kept: ``sqlite:///path`` or ``postgresql://…``
        (``PVD_DATABASE_URL``).
    editors
        E-mail addresses of those who may record, separated by commas (``PVD_EDITORS``).
    editor_claim
        What the identity provider says of those who may record, as ``claim=value``
        (``PVD_EDITOR_CLAIM``).
    logs
        ``json`` or ``text``; ``auto`` is text on a terminal (``PVD_LOGS``).
    metrics
        Where figures for Prometheus are served, ``host:port``; nowhere by default
        (``PVD_METRICS``).
    drain_seconds
        Seconds that what is being recorded has to end when the process is told to
        (``PVD_DRAIN_SECONDS``); less than the platform waits before it kills.
    drain_pause
        Seconds of these for which it goes on serving at least, so that a proxy hears first
        (``PVD_DRAIN_PAUSE``).
    sign_in_minutes
        How long a sign-in gives access (``PVD_SIGN_IN_MINUTES``).
    publisher, publication_director, hosted_by
        Who publishes the dashboard, who answers for what it says, and who hosts it, as the legal
        notice names them (``PVD_PUBLISHER``, ``PVD_PUBLICATION_DIRECTOR``, ``PVD_HOSTED_BY``).
    contact, data_protection
        Where readers write, and where they write about personal data: an e-mail address or a
        sentence (``PVD_CONTACT``, ``PVD_DATA_PROTECTION``).
    """

    model_config = SettingsConfigDict(env_prefix="PVD_", frozen=True, extra="ignore")

    data_dir: Path = ROOT / "data"
    versions_dir: Path = ROOT / "var" / "versions"
    tiles: bool = True
    frame_ancestors: str = "'self'"
    embed_sites: str = "'self'"
    streamlit_metrics: bool = False
    allowed_hosts: str = ""
    # Secret, because it may hold a password: no message or log repeats it.
    database_url: SecretStr = SecretStr(f"sqlite:///{ROOT / 'var' / 'pvd.sqlite'}")
    editors: str = ""
    editor_claim: str = ""
    logs: Literal["auto", "json", "text"] = "auto"
    metrics: str = ""
    drain_seconds: float = Field(default=20.0, ge=0, le=3600)
    drain_pause: float = Field(default=0.0, ge=0, le=3600)
    sign_in_minutes: float = Field(default=480.0, gt=0, allow_inf_nan=False)
    publisher: str = ""
    publication_director: str = ""
    hosted_by: str = ""
    contact: str = ""
    data_protection: str = ""

    @property
    def unsaid(self) -> tuple[str, ...]:
        """The variables of what the dashboard owes its readers and that nobody has set."""
        owed = ("publisher", "publication_director", "hosted_by", "contact", "data_protection")
        return tuple(f"PVD_{name.upper()}" for name in owed if not getattr(self, name).strip())


@lru_cache(maxsize=1)
def settings() -> Settings:
    """Return the settings of this process, read once.

    Raises
    ------
    SettingsError
        When a variable does not hold what it should; the message names it.
    """
    try:
        return Settings(_secrets_dir=_secrets())
    except ValidationError as error:
        lines = (
            f"PVD_{str(fault['loc'][0]).upper()} : {fault['input']!r} ({fault['msg']})"
            for fault in error.errors()
        )
        raise SettingsError("\n".join(lines)) from error


def _secrets() -> Path | None:
    """Return the folder of secret files, if there is one."""
    folder = Path(os.environ.get("PVD_SECRETS_DIR", _SECRETS))
    return folder if folder.is_dir() else None
