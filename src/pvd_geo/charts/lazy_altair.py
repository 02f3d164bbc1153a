"""Altair, loaded with the first chart that is drawn.

A page knows its charts before it draws one, and many readers never come to one. Altair is 28 MB
of a process and a fifth of a second, so the modules of this package import it by this one::

    from pvd_geo.charts import lazy_altair as alt
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from altair import *  # noqa: F403 - what a type checker sees is Altair itself
else:

    def __getattr__(name: str) -> object:
        """Return what Altair calls so (PEP 562)."""
        return getattr(import_module("altair"), name)
