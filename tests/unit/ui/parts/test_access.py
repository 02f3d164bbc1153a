"""What an editor reads when the right to record cannot be asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pvd_geo.errors import StoreError
from pvd_geo.ui.parts import access

if TYPE_CHECKING:
    from pvd_geo.editors import Decision


def test_who_clicks_while_the_store_is_gone_reads_that_nothing_was_changed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def gone() -> Decision:
        raise StoreError("La base des relevés est introuvable ou inaccessible.")

    monkeypatch.setattr(access, "decision", gone)
    with pytest.raises(StoreError, match=r"introuvable ou inaccessible\. Rien n’est changé\."):
        access.require()
