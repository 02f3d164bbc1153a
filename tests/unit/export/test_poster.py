"""The poster of a door: its code is the address, its page is one."""

from __future__ import annotations

import io
import subprocess
from datetime import date
from shutil import which
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
import segno

from pvd_geo.export.poster import code_svg, poster_pdf

if TYPE_CHECKING:
    from pathlib import Path

ADDRESS = "https://pvd.exemple.fr/ici/abcd-efgh-jkmn"


def test_the_code_is_that_of_the_address_with_its_quiet_zone() -> None:
    code = segno.make_qr(ADDRESS, error="q")
    size = code.symbol_size(border=4)[0]
    root = ET.fromstring(code_svg(ADDRESS))  # noqa: S314 - our own
    assert root.get("viewBox") == f"0 0 {size} {size}"
    buffer = io.BytesIO()
    code.save(buffer, kind="svg", border=4, dark="#000", light="#fff", xmldecl=False, omitsize=True)
    assert code_svg(ADDRESS) == buffer.getvalue().decode()
    assert "<script" not in code_svg("https://x/<script>")


@pytest.mark.skipif(which("pdftotext") is None, reason="poppler reads the PDF")
def test_the_poster_is_one_page_that_says_where_and_how(tmp_path: Path) -> None:
    file = tmp_path / "poster.pdf"
    title = "Rencontre Provence-Alpes-Côte d’Azur et Auvergne-Rhône-Alpes"
    file.write_bytes(poster_pdf(title, "Corte", date(2022, 6, 24), ADDRESS, date(2026, 11, 28)))
    said = subprocess.run(["pdftotext", "-layout", file, "-"], capture_output=True, check=True)
    told = " ".join(said.stdout.decode().split())
    assert "pvd.exemple.fr/ici/abcd-efgh-jkmn" in told
    assert "Corte, 24 juin 2022" in told
    assert "Ni nom, ni adresse" in told
    assert said.stdout.count(b"\f") == 1
