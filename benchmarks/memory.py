"""What holds the memory of a server: libraries and data loaded in turn, in a process of its own.

``PYTHONPATH=tests .venv/bin/python -m benchmarks.memory`` prints the table of docs/performance.md.
"""

from __future__ import annotations

import gc
import importlib
import logging
from typing import TYPE_CHECKING, Final

import psutil

if TYPE_CHECKING:
    from collections.abc import Callable

_MEGABYTE: Final = 1e6


def _import(*names: str) -> Callable[[], None]:
    def load() -> None:
        for name in names:
            importlib.import_module(name)

    return load


def _read() -> None:
    from pvd_geo.ui.shared import datasets  # noqa: PLC0415 - what is measured

    for load in (datasets.dataset, datasets.levels, datasets.distances, datasets.choices):
        load()


def _serve() -> None:
    from pvd_geo.ui.server import routes  # noqa: PLC0415 - what is measured

    routes.page()


def _give_back() -> None:
    from pvd_geo.ui.server import collector  # noqa: PLC0415 - what is measured

    collector.give_back()


STEPS: Final = (
    ("Streamlit's server", _import("streamlit.web.bootstrap", "streamlit.starlette")),
    ("numpy, pyarrow, pandas", _import("numpy", "pyarrow.compute", "pandas")),
    ("shapely, geopandas", _import("shapely", "geopandas")),
    ("SQLAlchemy", _import("sqlalchemy", "sqlalchemy.dialects.sqlite")),
    ("folium, streamlit-folium", _import("folium", "streamlit_folium")),
    ("Babel, pydantic", _import("babel.numbers", "babel.dates", "pydantic_settings")),
    ("the modules of ours that the start needs", _import("pvd_geo.ui.server.routes")),
    ("the tables, read and checked", _read),
    ("the files of map and page, made of them", _serve),
    ("given back to the system", _give_back),
    ("Altair, with the first chart", _import("altair")),
)
"""What is loaded, in the order in which a server does."""


def main() -> None:
    """Print what each step adds, in megabytes that the process holds alone (USS)."""
    logging.disable(logging.WARNING)
    process = psutil.Process()
    before = process.memory_full_info().uss
    print(f"| Python | {before / _MEGABYTE:.0f} |")
    for name, load in STEPS:
        load()
        gc.collect()
        after = process.memory_full_info().uss
        print(f"| {name} | {(after - before) / _MEGABYTE:+.0f} |")
        before = after
    print(f"| all | {before / _MEGABYTE:.0f} |")


if __name__ == "__main__":
    main()
