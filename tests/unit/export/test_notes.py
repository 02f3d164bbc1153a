"""Covers: export.area_note, export.labels, export.outline_map, export.projection, export.stamp,
export.town_note, export.typesetting.
"""

from __future__ import annotations

import re
import subprocess
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from harness.datafiles import REAL
from harness.programs import program
from pvd_geo.errors import UnknownCodeError
from pvd_geo.export import area_note, town_note
from pvd_geo.export.area_note import area_pdf
from pvd_geo.export.labels import Wanted, place
from pvd_geo.export.outline_map import area_svg
from pvd_geo.export.projection import fit
from pvd_geo.export.stamp import Stamp, source_lines, source_numbers
from pvd_geo.export.town_note import town_pdf
from pvd_geo.formatting import curled
from pvd_geo.tables import catalog
from pvd_geo.territory import areas, backing
from pvd_geo.ui.shared import programme_frames

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from pvd_geo.codes import AreaKind
    from pvd_geo.territory.programme import Programme

STAMP = Stamp("Note", "", date(2026, 11, 23), ("INSEE, Code officiel géographique (2026)",))
AREAS = [("94", 12, 2), ("04", 11, 2), ("75", 201, 3)]


def read(pdf: bytes, folder: Path, tool: str, *options: str) -> str:
    path = folder / "note.pdf"
    path.write_bytes(pdf)
    arguments = [str(program(tool)), *options, str(path), *(["-"] if tool == "pdftotext" else [])]
    answer = subprocess.run(arguments, check=True, capture_output=True, text=True)
    return answer.stdout


@pytest.mark.parametrize(("code", "towns", "pages"), AREAS)
def test_the_note_of_a_region_opens_and_names_every_town(
    programme: Programme, tmp_path: Path, code: str, towns: int, pages: int
) -> None:
    area = areas.tell("region", code, programme)
    pdf = area_pdf(area, programme, STAMP)
    about = read(pdf, tmp_path, "pdfinfo")
    assert re.search(rf"Pages:\s+{pages}\n", about)
    assert re.search(rf"Title:\s+{area.name} – note de territoire", about)
    assert re.search(r"Tagged:\s+yes", about)
    assert "A4" in about
    text = read(pdf, tmp_path, "pdftotext")
    lines = set(text.splitlines())
    assert len(area.towns) == towns
    assert [town.name for town in area.towns if town.name not in lines] == []
    for expected in ("23 novembre 2026", "INSEE, Code officiel géographique", f"page 1 / {pages}"):
        assert expected in text.replace("\u202f", " ")


@pytest.mark.parametrize(("code", "towns", "_pages"), AREAS)
def test_the_map_of_a_note_has_every_town_inside(
    programme: Programme, code: str, towns: int, _pages: int
) -> None:
    svg = area_svg(areas.tell("region", code, programme), programme, 250, 270)
    circles = re.findall(r'<circle cx="([\d.-]+)" cy="([\d.-]+)"', svg)
    assert len(circles) == towns
    assert all(0 < float(x) < 250 and 0 < float(y) < 270 for x, y in circles)


def test_the_same_note_is_made_twice(programme: Programme) -> None:
    area = areas.tell("region", "94", programme)
    assert area_pdf(area, programme, STAMP) == area_pdf(area, programme, STAMP)


@pytest.mark.parametrize(("kind", "code"), [("department", "75"), ("region", "06")])
def test_an_odd_territory_still_has_a_note(programme: Programme, kind: AreaKind, code: str) -> None:
    assert area_pdf(areas.tell(kind, code, programme), programme, STAMP).startswith(b"%PDF")


def test_the_note_of_a_town_is_one_page_with_all_its_sources(
    programme: Programme, tmp_path: Path
) -> None:
    sources = source_lines(catalog.read(REAL).sources_of(*programme_frames.TABLES))
    pdf = town_pdf("54099", programme, replace(STAMP, sources=sources))
    assert re.search(r"Pages:\s+1\n", read(pdf, tmp_path, "pdfinfo"))
    text = read(pdf, tmp_path, "pdftotext", "-layout")
    assert "0 % publié, à vérifier" in text.replace("\u202f", " ")
    assert "Zéro veut dire" in text


@pytest.mark.parametrize("code", ["15187", "85113", "97404", "2B096"])
def test_the_note_of_a_town_is_one_page(programme: Programme, tmp_path: Path, code: str) -> None:
    pdf = town_pdf(code, programme, STAMP)
    assert re.search(r"Pages:\s+1\n", read(pdf, tmp_path, "pdfinfo"))
    text = read(pdf, tmp_path, "pdftotext")
    name = programme.towns.set_index("insee_code").loc[code, "name"]
    assert curled(name) in text
    assert "moyenne de trois parts égales" in text


def test_notes_are_read_with_curly_apostrophes(programme: Programme, tmp_path: Path) -> None:
    area = areas.tell("department", "95", programme)
    for pdf, name in (
        (town_pdf("38052", programme, STAMP), "Le Bourg-d’Oisans"),
        (area_pdf(area, programme, STAMP), "Val-d’Oise"),
    ):
        text = read(pdf, tmp_path, "pdftotext")
        assert name in text
        assert re.findall(r".*[^\W\d_]'\w.*", text) == []


@pytest.mark.parametrize(("code", "region"), [("22162", "53"), ("97404", "04"), ("21425", "27")])
def test_each_source_of_a_note_is_the_number_of_a_figure(
    programme: Programme, code: str, region: str
) -> None:
    described = catalog.read(REAL)

    def origin(towns: Collection[str]) -> Stamp:
        told = programme.themes, programme.indicators, programme.meetings
        narrowed = backing.of_territory(*told, (region,), towns=towns)
        sources = described.sources_of(*programme_frames.SHOWN, to=narrowed)
        return replace(STAMP, sources=source_lines(sources), numbers=source_numbers(sources))

    of_town, of_area = origin(backing.SHEET), origin(backing.MAPPED)
    notes = (
        (of_town, town_note.note_data(code, programme, of_town)),
        (of_area, area_note.note_data(areas.tell("region", region, programme), programme, of_area)),
    )
    for stamp, data in notes:
        marked = [
            *data["cited"].values(),
            *(one["cited"] for one in data.get("contrasts") or data["themes"]),
        ]
        numbers = {int(one) for text in marked for one in text.split(", ") if one}
        assert numbers == set(range(1, len(stamp.sources) + 1))


def test_the_note_of_a_host_does_not_measure_the_way_to_itself(programme: Programme) -> None:
    (told,) = town_note.note_data("22162", programme, STAMP)["meeting_text"]
    assert told == "Le 13 juillet 2022 à Paimpol, commune hôte."


def test_a_note_says_who_is_as_alike_as_the_last_one_shown(programme: Programme) -> None:
    paimpol = town_note.note_data("22162", programme, STAMP)
    assert paimpol["alike_more"] == "À égalité avec la dernière : 5 de plus, aussi ressemblantes."
    area = areas.tell("department", "02", programme)
    title = area_note.note_data(area, programme, STAMP)["parts_title"]
    assert title == "Principaux EPCI (1 autre a autant de communes que le dernier)"


def test_a_town_outside_the_programme_has_no_note(programme: Programme) -> None:
    with pytest.raises(UnknownCodeError):
        town_pdf("75056", programme, STAMP)


def test_names_never_leave_the_frame_nor_cover_a_symbol() -> None:
    points = [(5.0, 5.0), (95.0, 95.0), (50.0, 50.0)]
    placed = place([Wanted("Un long nom", x, y) for x, y in points], points, 100, 100)
    assert placed
    for name in placed:
        long = 0.52 * name.size * len(name.text)
        assert name.x >= 0
        assert name.x + long <= 100
        assert all(
            not (name.x < x < name.x + long and name.y - name.size < y < name.y) for x, y in points
        )


def test_a_name_without_room_is_left_out() -> None:
    assert place([Wanted("Beaucoup trop long", 5, 5)], [(5, 5)], 20, 20) == []


def test_a_territory_fills_its_frame_and_keeps_its_shape() -> None:
    frame = fit((8.5, 41.3, 9.6, 43.1), 250, 270, margin=10)
    left, top = frame.point(8.5, 43.1)
    right, bottom = frame.point(9.6, 41.3)
    assert top == pytest.approx(10)
    assert bottom == pytest.approx(260)
    assert left + right == pytest.approx(250)
    km, long = frame.scale_bar(50)
    assert km == 20
    assert long == pytest.approx(20 / 111.2 * frame.points_a_degree)
