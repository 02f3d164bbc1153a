"""The whole programme from data/, read once for the tests that need real towns."""

from __future__ import annotations

import pytest

from pvd_geo.tables import loading
from pvd_geo.territory.programme import Programme, gather


@pytest.fixture(scope="session")
def programme() -> Programme:
    return gather(loading.read(loading.data_dir()))
