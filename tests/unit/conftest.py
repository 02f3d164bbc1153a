"""The whole programme from data/, read once for the tests that need real towns."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from harness.programme import whole
from pvd_geo.tables import loading

if TYPE_CHECKING:
    from pvd_geo.territory.programme import Programme


@pytest.fixture(scope="session")
def programme() -> Programme:
    return whole(loading.read(loading.data_dir()))
