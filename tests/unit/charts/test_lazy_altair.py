"""Altair is loaded by the first chart that is drawn, and by no module before it."""

from __future__ import annotations

import subprocess
import sys

import altair as alt
import pytest

from harness.datafiles import ROOT
from pvd_geo.charts import lazy_altair

CHARTS = sorted(
    path.stem for path in (ROOT / "src/pvd_geo/charts").glob("*.py") if path.stem != "__init__"
)


def test_no_module_that_knows_charts_loads_altair() -> None:
    program = (
        "import sys, importlib; "
        f"[importlib.import_module(f'pvd_geo.charts.{{name}}') for name in {CHARTS!r}]; "
        "import pvd_geo.ui.parts.pictures, pvd_geo.ui.views.page_files; "
        "print('altair' in sys.modules); "
        "from pvd_geo.charts import lazy_altair; lazy_altair.Chart; "
        "print('altair' in sys.modules)"
    )
    told = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    assert told.split() == ["False", "True"]


def test_what_it_gives_is_altair_itself() -> None:
    assert lazy_altair.Chart is alt.Chart


def test_a_name_that_altair_has_not_is_told_as_such() -> None:
    with pytest.raises(AttributeError, match="no attribute 'Chat'"):
        getattr(lazy_altair, "Chat")  # noqa: B009 - no type checker knows it
