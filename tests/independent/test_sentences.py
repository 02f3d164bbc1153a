"""The guard: every sentence that the product can say, held against a second count of the data.

What is read: the sentences, titles and captions of the 119 territories, the sheets of the 13
meetings, the lines of the 12 themes on all 1,645 towns, what the charts say to those who do not
see them, the methods, the published figures, and the pages. What answers a question of the user
(a search for a host, clusters) is read by `test_answers.py`.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from harness.apptest import open_page
from independent import checks, language, said, second_count
from independent.truth import kilometres
from pvd_geo.charts import areas as area_charts
from pvd_geo.charts import attendance as charts
from pvd_geo.charts import themes as theme_charts
from pvd_geo.charts import timeline
from pvd_geo.export.stamp import Stamp, source_lines
from pvd_geo.formatting import typeset
from pvd_geo.meetings import attendance, life, telling
from pvd_geo.meetings.attendance import cumulative
from pvd_geo.meetings.distance import catchments
from pvd_geo.meetings.hosts import compare
from pvd_geo.meetings.series import summer
from pvd_geo.methods import METHODS
from pvd_geo.tables import catalog, loading
from pvd_geo.territory import published
from pvd_geo.themes import portrait
from pvd_geo.ui.parts import town_sheet
from pvd_geo.ui.shared import programme_frames
from pvd_geo.ui.views.meetings import sheet
from pvd_geo.ui.views.siting import hosts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from independent import truth as plain
    from pvd_geo.codes import AreaCode
    from pvd_geo.territory.areas import Area
    from pvd_geo.territory.programme import Programme


def stamp() -> Stamp:
    """Return the origin of a note, as the page makes it."""
    described = catalog.read(loading.data_dir())
    made = date(2026, 1, 15)
    return Stamp("note", "", made, source_lines(described.sources_of(*programme_frames.TABLES)))


def wrong_in(area: Area, truth: plain.Programme) -> list[str]:
    """Return what is wrong in what is said of a territory."""
    known = truth.area(area.kind, area.code, area.name, area.region_code)
    return checks.area(said.of_area(area), known)


def wrong_sources(lines: tuple[str, ...]) -> list[str]:
    """Return what is wrong in the sources of a note."""
    return list(checks.sources(lines, *second_count.publications()))


def wrong_lines(
    truth: plain.Programme, lines: dict[str, tuple[portrait.ThemeLine, ...]]
) -> list[str]:
    """Return what is wrong in what the themes say of towns."""
    return [
        f"{code} {fault}"
        for code, own in lines.items()
        for line in own
        for fault in checks.town_line(code, line, truth)
    ]


def test_all_territories_are_told_as_they_are(
    told: dict[AreaCode, Area], truth: plain.Programme
) -> None:
    assert len(told) == 119
    assert [fault for area in told.values() for fault in wrong_in(area, truth)] == []


def test_the_notes_of_all_territories_are_well_written_and_name_their_sources(
    told: dict[AreaCode, Area], programme: Programme
) -> None:
    origin = stamp()
    texts = {text for area in told.values() for text in said.of_note(area, programme, origin)}
    assert [f"{fault} ← {text}" for text in texts for fault in language.faults(text)] == []
    assert wrong_sources(origin.sources) == []


def test_all_towns_have_the_values_levels_and_ranks_of_the_data(
    programme: Programme, truth: plain.Programme
) -> None:
    lines = portrait.all_lines(programme.levels, programme.themes, programme.indicators)
    assert len(lines) == 1645
    assert wrong_lines(truth, lines) == []
    texts = {
        text
        for own in lines.values()
        for line in own
        for text in (line.measure, line.level_text, line.rank, portrait.ex_aequo(line.tied))
        if text
    }
    assert [f"{fault} ← {text}" for text in texts for fault in language.faults(text)] == []
    code = "22162"
    one = portrait.theme_lines(code, programme.levels, programme.themes, programme.indicators)
    assert one == lines[code]


def test_the_sheet_of_every_town_is_well_written(programme: Programme) -> None:
    reach = dict(
        zip(
            programme.distances["insee_code"],
            programme.distances.itertuples(index=False),
            strict=True,
        )
    )
    wrong = set()
    known = second_count.distances()
    placed = attendance.placed(programme.meetings, programme.towns)
    stands = {
        code: telling.standing(life.of_region(placed, code)) for code in programme.regions["code"]
    }
    for town in programme.towns.drop(columns="geometry").to_dict("records"):
        own = reach[town["insee_code"]]._asdict()
        texts = said.plain(town_sheet.town_facts(town, own, programme.attendance))
        texts.remove(town["insee_code"])
        wrong |= {f"{fault} ← {text}" for text in texts for fault in language.faults(text)}
        met = town_sheet.meeting_text(own, programme.attendance, stands[town["region_code"]])
        if town["insee_code"] in known:
            km = known[town["insee_code"]][1]
            expected = f"à {kilometres(km)}\u202fkm" if km else "commune hôte"
        else:
            expected = "annoncée"
        if expected not in met:
            wrong.add(f"distance : {expected} ← {met}")
    assert sorted(wrong) == []


def test_all_meetings_are_told_as_they_are(programme: Programme, truth: plain.Programme) -> None:
    reach = catchments(programme.towns, programme.meetings).set_index("meeting_id")
    names = programme.towns.set_index("insee_code")["name"]
    notes = programme.meetings.set_index("meeting_id")["note"]
    wrong = []
    for meeting in programme.attendance.to_dict("records"):
        code = meeting["region_code"]
        known = truth.area("region", code, meeting["region_name"], code)
        own = reach.loc[meeting["meeting_id"]]
        facts = sheet.meeting_facts(
            meeting,
            own,
            " et ".join(names[list(own["furthest"])]),
            note=notes[meeting["meeting_id"]],
        )
        for text in said.plain(facts):
            wrong += [f"{fault} ← {text}" for fault in language.faults(text)]
        shown = said.plain(sheet.attendance_text(meeting))
        wrong += [
            f"{fault} ← {text}"
            for text in (" ".join(shown),)
            for fault in (
                *checks.numbers(text, checks.allowed(known), set()),
                *checks.estimate(text, truth.basis.get(meeting["meeting_id"], "")),
            )
        ]
    assert len(programme.attendance) == 13
    assert wrong == []


def everything_else(programme: Programme, told: dict[AreaCode, Area]) -> Iterator[tuple[str, str]]:
    """Yield what charts, methods and tables say, with where."""
    met = programme.attendance
    season = summer(met)
    yield "timeline", timeline.describe(met)
    for one in (season, met, season.iloc[:1]):
        for write in (charts.describe, charts.legend, charts.describe_rates):
            yield write.__name__, write(one)
    yield "total", charts.describe_total(cumulative(season), 800)
    for area in told.values():
        if area.towns:
            yield area.name, area_charts.describe(area.contrasts, area.name)
    names = programme.regions.set_index("code")["name"]
    rows = compare(programme.meetings, programme.towns)
    rows["region_name"] = rows["region_code"].map(names)
    for region in (None, *programme.regions["code"]):
        yield f"hosts {region}", hosts.told(rows, region)
    data = loading.read(loading.data_dir())
    yield "towns", published.towns_told(data)
    for figure in published.reconcile(data, met):
        yield figure.figure_id, figure.quote
        yield figure.figure_id, figure.reason
    for method in METHODS:
        yield method.title, method.text
    for theme in programme.themes.itertuples():
        own = programme.levels[programme.levels["theme_id"].eq(theme.theme_id)]
        values = own.set_index("insee_code")["value"]
        what = portrait.measure(theme, programme.indicators)
        for region in programme.regions.itertuples():
            inside = programme.towns.set_index("insee_code")["region_code"].eq(region.code)
            yield theme.label, theme_charts.describe_distribution(values, inside, region.name, what)


def test_what_charts_methods_and_figures_say_is_well_written(
    programme: Programme, told: dict[AreaCode, Area]
) -> None:
    wrong = {
        f"{where} : {fault} ← {text}"
        for where, text in everything_else(programme, told)
        for fault in language.faults(typeset(text))
    }
    assert sorted(wrong) == []


@pytest.mark.parametrize("script", ["overview.py", "meetings.py", "attendance.py"])
def test_the_pages_are_well_written(script: str) -> None:
    app = open_page(script)
    texts = {text for one in app.get("html") for text in said.plain(one.proto.body)}
    assert len(texts) > 50
    wrong = [f"{fault} ← {text}" for text in texts for fault in language.faults(text.strip())]
    assert wrong == []
