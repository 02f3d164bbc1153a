"""A later list, and every bad one.

Covers: renewal.listing, tables.changes.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from harness import lists
from harness.datafiles import REAL
from pvd_geo.reader import bounded
from pvd_geo.renewal import listing, words
from pvd_geo.renewal.report import TABLES, Decisions, Report, Standing, compared
from pvd_geo.tables import loading

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

TODAY = date(2026, 3, 1)


@pytest.fixture(scope="module")
def standing() -> Standing:
    return Standing.of(loading.read(REAL, *TABLES))


@pytest.fixture(scope="module")
def held() -> list[lists.Line]:
    return lists.held()


def report(data: bytes, standing: Standing, **decisions: object) -> Report:
    bounds = listing.Bounds(set(standing.departments["code"]), standing.signed, TODAY)
    found = listing.read(bounded.read(data), "liste.csv", bounds)
    return compared(found, standing, Decisions(**decisions))  # type: ignore[arg-type]


def test_the_later_list_is_told_exactly(standing: Standing) -> None:
    lines = lists.later()
    found = report(lists.reordered(), standing)
    assert [one.code for one in found.open] == [lists.CAME]
    assert not found.confirmable
    found = report(lists.reordered(), standing, admitted=frozenset({lists.CAME}))
    assert found.confirmable
    assert [(one.code, one.name) for one in found.left] == [(lists.GONE, "Belley")]
    assert [(one.code, one.name, one.split_from) for one in found.came] == [
        (lists.CAME, "Ambérieu-en-Bugey", ""),
        (lists.SPLIT, "Celles", "Neussargues-Moissac"),
    ]
    assert [one.line for one in found.came] == [
        lists.number_of(lines, lists.CAME),
        lists.number_of(lines, lists.SPLIT),
    ]
    assert [(one.code, one.before, one.after) for one in found.renamed] == [
        (lists.RENAMED, "Aubusson", "Aubusson-en-Creuse")
    ]
    assert [(one.code, one.name, one.town) for one in found.merged] == [
        (lists.MERGED, "Caunay", lists.INTO)
    ]
    assert [(one.code, one.before, one.after) for one in found.dated] == [
        ("22262", "", "2021-03-12"),
        ("33327", "", "2021-04-22"),
        ("72039", "", "2021-07-01"),
    ]
    assert found.zeros == (("1033", "01033", lists.number_of(lines, "1033")),)
    assert found.notices == ()
    assert len(found.changes) == lists.LATER_CHANGES
    gone = standing.towns.set_index("insee_code").loc[lists.GONE]
    assert found.after.towns == found.before.towns - 1 + 2 == 1646
    assert found.after.inhabitants == found.before.inhabitants - gone["population"]
    # Belley had signed; three more dates are known.
    assert found.after.signed == found.before.signed - 1 + 3
    # One left and one came in the same region: its number stays, and is not told.
    assert dict(found.regions) == {"84": (226, 227)}


def test_the_list_that_the_data_hold_changes_nothing(
    standing: Standing, held: list[lists.Line]
) -> None:
    found = report(lists.written(held), standing)
    assert (found.changes, found.faults, found.notices) == ((), (), ())
    assert not found.confirmable


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_separators_encodings_and_another_order_of_lines_change_nothing(
    standing: Standing, held: list[lists.Line], encoding: str, delimiter: str
) -> None:
    columns = ("LIB_COM", "Insee_Com", "commentaire", "DATE_SIGNATURE")
    lines = [
        {
            "LIB_COM": line["lib_com"].upper().replace("Œ", "OE"),
            "Insee_Com": line["insee_com"].lower(),
            "commentaire": "x",
            "DATE_SIGNATURE": "/".join(reversed(line["date_signature"].split("-"))),
        }
        for line in reversed(held)
    ]
    data = lists.written(lines, columns, delimiter).decode().encode(encoding)
    found = report(data, standing)
    assert (found.changes, found.faults) == ((), ())
    assert found.notices == (
        "1 colonne ignorée : commentaire.",
        (
            "La liste n’a pas de colonne « id_pvd » : les conventions que nous connaissons "
            "sont gardées."
        ),
    )


def half(lines: list[lists.Line]) -> bytes:
    return lists.written(lines[: len(lines) // 2])


def cut(lines: list[lists.Line]) -> bytes:
    return lists.written(lines)[:-20]


def with_line(**cells: str) -> Callable[[list[lists.Line]], bytes]:
    return lambda lines: lists.written([*lines, dict.fromkeys(lists.COLUMNS, "") | cells])


def with_cell(code: str, column: str, value: str) -> Callable[[list[lists.Line]], bytes]:
    return lambda lines: lists.written(
        [line | {column: value} if line["insee_com"] == code else line for line in lines]
    )


BAD: dict[str, tuple[Callable[[list[lists.Line]], bytes], int, str]] = {
    "half": (half, 0, "la liste entière : 823 communes sur 1\u202f645 n’y sont pas"),
    "empty": (lambda _: lists.written([]), 1, "au moins une commune sous les en-têtes"),
    "blank": (lambda _: b"\n", 0, "ce fichier est vide"),
    "no header": (lambda _: b"a;b\n1;2\n", 1, "au moins une colonne « insee_com »"),
    "twice, otherwise": (
        with_line(insee_com="01033", lib_com="Valserhône", date_signature="2022-01-01"),
        1647,
        "la ligne 2 en dit autre chose",
    ),
    "no such code": (with_line(insee_com="99999", lib_com="Nulle"), 1647, "le code d’une commune"),
    "not a code": (with_line(insee_com="abc", lib_com="Nulle"), 1647, "un code INSEE de commune"),
    "before the launch": (
        with_cell("01033", "date_signature", "2020-09-30"),
        2,
        "une date du 1er octobre 2020, lancement du programme, au 1er mars 2026",
    ),
    "in the future": (
        with_cell("01033", "date_signature", "02/03/2026"),
        2,
        "lancement du programme, au 1er mars 2026",
    ),
    "no date": (with_cell("01033", "date_signature", "bientôt"), 2, "une date entière"),
    "no convention": (with_cell("01033", "id_pvd", "84-01"), 2, "tel que pvd-84-01-1"),
    "cut": (cut, 1646, "le fichier semble coupé au milieu de cette ligne"),
    "a host gone": (
        lambda lines: lists.written([x for x in lines if x["insee_com"] != "2B096"]),
        0,
        "une rencontre y a eu lieu",
    ),
}


@pytest.mark.parametrize("case", BAD)
def test_a_bad_list_is_told_by_line_and_cannot_be_confirmed(
    standing: Standing, held: list[lists.Line], case: str
) -> None:
    make, line, expected = BAD[case]
    found = report(make(held), standing) if case != "blank" else _blank(standing)
    assert not found.confirmable
    (fault,) = found.faults
    assert fault.line == line
    # A line at fault names a commune all the same: it has not left.
    assert case in {"half", "a host gone"} or found.left == ()
    assert expected in str(fault).replace("\u202f:", " :").replace("«\u202f", "« ").replace(
        "\u202f»", " »"
    )


def _blank(standing: Standing) -> Report:
    from pvd_geo.reader.book import Book, Table  # noqa: PLC0415

    bounds = listing.Bounds(set(standing.departments["code"]), standing.signed, TODAY)
    found = listing.read(Book("text", ((Table(()),),)), "liste.csv", bounds)
    return compared(found, standing, Decisions())


def test_a_list_of_another_programme_is_one_fault(standing: Standing) -> None:
    others = [
        {"insee_com": f"59{number:03}", "lib_com": f"Ville {number}"} for number in range(500, 600)
    ]
    found = report(lists.written(others, ("insee_com", "lib_com")), standing)
    (fault,) = found.faults
    assert "c’est sans doute celle d’un autre programme" in fault.expected
    assert found.open == ()


def test_many_departures_are_believed_when_their_number_is_stated(
    standing: Standing, held: list[lists.Line]
) -> None:
    hosts = standing.hosts
    kept = [line for line in held if line["insee_com"] in hosts] + held[600:]
    gone = len({line["insee_com"] for line in held} - {line["insee_com"] for line in kept})
    assert not report(lists.written(kept), standing).confirmable
    assert report(lists.written(kept), standing, departures=gone).confirmable
    assert not report(lists.written(kept), standing, departures=gone + 1).confirmable


def test_the_same_line_twice_and_an_old_code_beside_the_new_are_counted_once(
    standing: Standing, held: list[lists.Line]
) -> None:
    again = [*held, held[0], {"insee_com": lists.MERGED, "lib_com": "Caunay"}]
    found = report(lists.written(again), standing)
    assert (found.changes, found.faults) == ((), ())
    assert found.notices == ("01033 Valserhône : deux fois (lignes 2 et 1647), compté une fois.",)
    assert [(one.code, one.town) for one in found.merged] == [(lists.MERGED, lists.INTO)]


def test_a_code_that_no_table_knows_waits_for_one_of_two_decisions(
    standing: Standing, held: list[lists.Line]
) -> None:
    data = lists.written([*held, {"insee_com": "01025", "lib_com": "Bâgé-la-Ville"}])
    found = report(data, standing)
    assert [(one.code, one.name, one.line) for one in found.open] == [
        ("01025", "Bâgé-la-Ville", 1647)
    ]
    out = report(data, standing, left_out=frozenset({"01025"}))
    assert (out.open, out.changes) == ((), ())
    taken = report(data, standing, admitted=frozenset({"01025"}))
    assert [one.code for one in taken.came] == ["01025"]
    assert taken.regions == {"84": (226, 227)}


def test_a_commune_merged_into_one_outside_waits_for_one_of_two_decisions(
    standing: Standing, held: list[lists.Line]
) -> None:
    """Caunay is part of Plaine-d’Argenson, which a list took out before."""
    without = standing.towns[standing.towns["insee_code"].ne(lists.INTO)]
    outside = replace(standing, towns=without)
    kept = [line for line in held if line["insee_com"] != lists.INTO]
    data = lists.written([*kept, {"insee_com": lists.MERGED, "lib_com": "Caunay"}])
    town = standing.towns.set_index("insee_code").loc[lists.INTO, "name"]
    found = report(data, outside)
    (one,) = found.open
    assert (one.code, one.name, one.line) == (lists.MERGED, "Caunay", 1646)
    assert (one.into, one.into_name) == (lists.INTO, town)
    assert not found.confirmable
    (section,) = [x for x in words.told(found, {}) if "hors du programme" in x.title]
    assert section.lines == (words.question(one),)
    assert set(words.choices(one)) == {"admitted", "left_out"}
    out = report(data, outside, left_out=frozenset({lists.MERGED}))
    assert (out.open, out.changes) == ((), ())
    taken = report(data, outside, admitted=frozenset({lists.MERGED}))
    assert [(x.code, x.name, x.line) for x in taken.came] == [(lists.INTO, town, 1646)]
    assert [(x.code, x.town) for x in taken.merged] == [(lists.MERGED, lists.INTO)]
    # A list that names both brings the town back, and needs no decision.
    both = report(lists.written([*held, {"insee_com": lists.MERGED, "lib_com": "Caunay"}]), outside)
    assert (both.open, [x.code for x in both.came]) == ((), [lists.INTO])


def test_an_admitted_town_without_a_name_is_a_fault(
    standing: Standing, held: list[lists.Line]
) -> None:
    data = lists.written([*held, {"insee_com": "01025"}])
    (fault,) = report(data, standing, admitted=frozenset({"01025"})).faults
    assert (fault.line, fault.column) == (1647, "lib_com")


def test_names_that_towns_had_rename_nothing(standing: Standing, held: list[lists.Line]) -> None:
    found = report(with_cell("62447", "lib_com", "Hesdin")(held), standing)
    assert found.changes == ()
    assert found.notices == (
        (
            "1 commune y porte son ancien nom : Hesdin (Hesdin-la-Forêt aujourd’hui). "
            "Le nom d’aujourd’hui est gardé."
        ),
    )


def test_dates_that_the_list_lacks_are_kept_and_conventions_are_taken(
    standing: Standing, held: list[lists.Line]
) -> None:
    lines: Sequence[lists.Line] = [
        line | {"id_pvd": "PVD-84-01-1", "date_signature": ""} if place < 2 else line
        for place, line in enumerate(held)
    ]
    found = report(lists.written(lines), standing)
    assert [(one.field, one.after) for one in found.changes] == [("id_pvd", "pvd-84-01-1")] * 2
    assert found.grouped == 2
    assert found.notices == ("2 dates connues ne sont pas dans la liste : nous gardons la nôtre.",)
