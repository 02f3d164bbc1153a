"""The programme as the package holds it, and as plain Python counts it; each once a session."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from harness.programme import whole
from independent import truth as plain
from pvd_geo.codes import AreaCode
from pvd_geo.tables import loading
from pvd_geo.territory import areas

if TYPE_CHECKING:
    from pvd_geo.territory.areas import Area
    from pvd_geo.territory.programme import Programme


@pytest.fixture(scope="session")
def programme() -> Programme:
    return whole(loading.read(loading.data_dir()))


@pytest.fixture(scope="session")
def truth() -> plain.Programme:
    return plain.Programme()


@pytest.fixture(scope="session")
def told(programme: Programme) -> dict[AreaCode, Area]:
    """Return all 119 territories."""
    codes = [AreaCode("region", code) for code in programme.regions["code"]]
    codes += [AreaCode("department", code) for code in programme.departments["code"]]
    return {one: areas.tell(one.kind, one.code, programme) for one in codes}
