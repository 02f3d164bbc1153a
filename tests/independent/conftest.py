"""The programme as the package holds it, and as plain Python counts it; each once a session."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from harness.programme import whole
from independent import truth as plain
from pvd_geo.tables import loading

if TYPE_CHECKING:
    from pvd_geo.territory.programme import Programme


@pytest.fixture(scope="session")
def programme() -> Programme:
    return whole(loading.read(loading.data_dir()))


@pytest.fixture(scope="session")
def truth() -> plain.Programme:
    return plain.Programme()
