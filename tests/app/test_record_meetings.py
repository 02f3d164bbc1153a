"""A meeting planned, seen everywhere, held, cancelled, and each step taken back.

Covers: ui.parts.planning, ui.views.meetings.agenda, ui.views.record.hosts,
ui.views.record.meetings.
"""

from __future__ import annotations

import json
import time
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from icalendar import Calendar

from harness.apptest import open_page, words
from pvd_geo import store
from pvd_geo.editors import Access, Decision, Permit
from pvd_geo.selection.selection import Selection
from pvd_geo.settings import settings
from pvd_geo.tables.records import Attendance, MeetingState, Sheet
from pvd_geo.territory import areas, narrative
from pvd_geo.ui.parts import access, map_view
from pvd_geo.ui.server import calendars
from pvd_geo.ui.server.by_address.offers import OFFERS
from pvd_geo.ui.shared import clock, datasets, meeting_figures, programme_frames, recorded

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import folium
    from sqlalchemy.engine import Engine
    from streamlit.testing.v1 import AppTest

PLANNED = MeetingState(
    "la-reunion-2031", ("04",), "2031", "planned", date(2031, 3, 4), insee_code="97424"
)


@pytest.fixture
def engine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    """Return the store of a dashboard where Anne is signed in."""
    url = f"sqlite:///{tmp_path}/pvd.sqlite"
    monkeypatch.setenv("PVD_DATABASE_URL", url)
    settings.cache_clear()
    permit = Permit("anne", "a" * 64, time.time() + 3_600)
    monkeypatch.setattr(access, "decision", lambda: Decision(Access.GRANTED, "anne", permit))
    opened = store.open_store(url)
    yield opened
    opened.dispose()
    settings.cache_clear()
    recorded._door_to.cache_clear()


def desk() -> AppTest:
    return open_page("record.py", partie="meetings")


def field(app: AppTest, name: str) -> str:
    """Return the key of a field of the open form."""
    keys = [str(each.key) for each in (*app.text_input, *app.selectbox, *app.multiselect)]
    keys += [str(each.key) for each in (*app.radio, *app.number_input)]
    return next(key for key in keys if key.startswith("pvd-meeting-") and key.endswith(f"-{name}"))


def choose(app: AppTest, meeting: str) -> None:
    app.selectbox(key="pvd-meeting-pick").set_value(meeting).run()


def save(app: AppTest) -> None:
    next(each for each in app.button if str(each.key) == "pvd-meeting-save").click().run()


def write_host(app: AppTest, host: str) -> None:
    box = app.selectbox(key=field(app, "host"))
    # The test runner knows the options of the list alone, not what is written in it.
    box.options.append(host)
    box.set_value(host)


def text(app: AppTest) -> str:
    boxes = (*app.success, *app.error, *app.warning)
    return " ".join([words(app), *(str(each.value) for each in boxes)]).replace("\u202f", " ")


def test_a_meeting_is_planned_moved_cancelled_and_each_step_is_taken_back(engine: Engine) -> None:
    app = desk()
    assert not app.exception
    choose(app, "new")
    app.multiselect(key=field(app, "regions")).set_value(["04"])
    app.text_input(key=field(app, "days")).set_value("4 mars 2031")
    write_host(app, "97424")
    save(app)
    assert not app.exception
    (planned,) = store.states(engine)
    assert (planned.state, planned.who) == (PLANNED, "anne")
    assert "La Réunion · 4 mars 2031 · Cilaos (planifiée)" in text(app)
    app.radio(key=field(app, "status")).set_value("cancelled")
    save(app)
    assert "Dites pourquoi la rencontre est annulée." in text(app)
    app.text_input(key=field(app, "reason")).set_value("cyclone")
    save(app)
    assert [each.state.status for each in store.states(engine)] == ["cancelled"]
    app.button(key="pvd-meeting-back").click().run()
    assert [each.state for each in store.states(engine)] == [PLANNED]
    app.button(key="pvd-meeting-back").click().run()
    assert store.states(engine) == ()
    assert not app.exception


def test_what_another_editor_did_meanwhile_is_seen_before_anything_is_lost(
    engine: Engine,
) -> None:
    first = store.change_meeting(engine, PLANNED, "lea", None)
    app = desk()
    choose(app, PLANNED.meeting_id)
    app.number_input(key=field(app, "expected")).set_value(80)
    moved = replace(PLANNED, first=date(2031, 4, 1))
    store.change_meeting(engine, moved, "lea", first)
    save(app)
    # Nothing is recorded; who did what is shown, and what was typed is still there.
    assert [each.state for each in store.states(engine)] == [moved]
    shown = text(app)
    assert "Cette rencontre a changé entre-temps : lea" in shown
    assert "date : 4 mars 2031 → 1er avril 2031" in shown
    assert app.number_input(key=field(app, "expected")).value == 80
    app.text_input(key=field(app, "days")).set_value("1er avril 2031")
    save(app)
    (found,) = store.states(engine)
    assert found.state == replace(moved, expected=80)
    assert found.who == "anne"


@pytest.mark.parametrize(
    ("days", "host", "said"),
    [
        ("4 mars", "97424", "n’a pas d’année"),
        ("4 mars 2021", "97424", "est passée"),
        ("bientôt", "97424", "n’est pas lue"),
        ("4 mars 2031", "Breteuil", "nomme plusieurs communes"),
    ],
)
def test_what_a_meeting_cannot_be_is_said_and_nothing_is_recorded(
    engine: Engine, days: str, host: str, said: str
) -> None:
    app = desk()
    choose(app, "new")
    app.multiselect(key=field(app, "regions")).set_value(["04"])
    app.text_input(key=field(app, "days")).set_value(days)
    write_host(app, host)
    save(app)
    assert said in text(app)
    assert app.text_input(key=field(app, "days")).value == days
    assert store.states(engine) == ()


def test_the_day_is_the_one_in_france_wherever_the_server_is(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "today", lambda: date(2031, 3, 5))
    app = desk()
    choose(app, "new")
    app.multiselect(key=field(app, "regions")).set_value(["04"])
    app.text_input(key=field(app, "days")).set_value("4 mars 2031")
    write_host(app, "97424")
    save(app)
    assert "est passée : une rencontre planifiée est à venir" in text(app)
    assert store.states(engine) == ()


@pytest.mark.parametrize(
    ("host", "code", "place", "said"),
    [
        ("Plœuc-sur-Lié", "22203", "", "Plœuc-L’Hermitage"),
        ("Saint-Denis", None, "Saint-Denis", "hors du programme"),
        ("22162", "22162", "", "hors de la région de la rencontre"),
    ],
)
def test_a_host_renamed_or_elsewhere_is_found_or_said(
    engine: Engine, host: str, code: str | None, place: str, said: str
) -> None:
    app = desk()
    choose(app, "new")
    app.multiselect(key=field(app, "regions")).set_value(["04"])
    app.text_input(key=field(app, "days")).set_value("4 mars 2031")
    write_host(app, host)
    save(app)
    (found,) = store.states(engine)
    assert (found.state.insee_code, found.state.host) == (code, place)
    assert said in text(app)


def test_the_announced_of_the_file_can_be_completed(engine: Engine) -> None:
    app = desk()
    choose(app, "mayotte")
    app.text_input(key=field(app, "days")).set_value("5 mai 2031")
    app.radio(key=field(app, "status")).set_value("planned")
    app.text_input(key=field(app, "series")).set_value("2031")
    save(app)
    (found,) = store.states(engine)
    assert found.state == MeetingState("mayotte", ("06",), "2031", "planned", date(2031, 5, 5))


def planned_by_clicks() -> str:
    """Plan a meeting from an answer, in three clicks; return the host that was proposed."""
    app = open_page("next_meeting.py", region="04")
    (offered,) = [each for each in app.button if str(each.key).startswith("pvd-plan-")]
    host = str(offered.key).removeprefix("pvd-plan-")
    offered.click().run()  # the first click
    assert app.selectbox(key="pvd-meeting-pick").value == "new"
    assert app.multiselect(key=field(app, "regions")).value == ["04"]
    app.text_input(key=field(app, "days")).set_value("4 mars 2031")  # the second
    save(app)  # the third
    assert not app.exception
    return host


def test_an_answer_becomes_a_planned_meeting(engine: Engine) -> None:
    host = planned_by_clicks()
    (found,) = store.states(engine)
    assert (found.state.regions, found.state.insee_code) == (("04",), host)


def events(code: str) -> dict[str, str]:
    """Return the status of each meeting in a region's calendar, as another library reads it."""
    written = calendars._written(code)
    assert written is not None
    found = Calendar.from_ical(written.decode()).walk("VEVENT")
    return {str(event["UID"]).removesuffix("@pvd-geo"): str(event["STATUS"]) for event in found}


def stands(region: str) -> dict[str, str]:
    """Return where each meeting of a region stands in the file of meetings."""
    rows = OFFERS["rencontres"].make(Selection(region=region)).frame
    return dict(zip(rows["meeting_id"], rows["status_label"], strict=True))


def test_from_an_answer_to_a_meeting_held_on_every_page_and_back(engine: Engine) -> None:
    host = planned_by_clicks()
    name = datasets.choices().towns[host]
    (planned,) = store.states(engine)
    code = planned.state.meeting_id
    for page, said in (
        ("overview.py", "À venir : La Réunion, 4 mars 2031."),
        ("meetings.py", f"4 mars 2031 agenda La Réunion {name} 2031"),
        ("attendance.py", "une rencontre est planifiée le 4 mars 2031"),
        ("my_area.py", f"Prochaine rencontre : le 4 mars 2031 à {name}."),
        ("trajectory.py", "1 rencontre planifiée"),
        ("next_meeting.py", name),
    ):
        assert said in " ".join(text(open_page(page, region="04")).split()), page
    assert events("04") == {code: "CONFIRMED"}
    assert stands("04") == {code: "planifiée"}
    told = areas.tell("region", "04", programme_frames.programme())
    assert "une est planifiée le 4 mars 2031" in " ".join(narrative.meeting(told))
    rows = (Attendance(code, "elected", 33),)
    sheet = store.record(engine, Sheet("tally", "1" * 64, 1, rows), "anne")
    other = replace(
        PLANNED, meeting_id="b", regions=("94",), insee_code="2B096", status="cancelled"
    )
    off = store.change_meeting(engine, replace(other, reason="tempête"), "anne", None)
    recorded.refresh()
    assert stands("04") == {code: "tenue"}
    assert events("94")["b"] == "CANCELLED"
    assert stands("94")["b"] == "annulée"
    assert "Corse, 4 mars 2031 : tempête" in " ".join(text(open_page("meetings.py")).split())
    for number in (sheet, off):
        store.undo(engine, number, "anne")
    recorded.refresh()
    assert stands("04") == {code: "planifiée"}
    assert "b" not in {**events("94"), **stands("94")}
    store.undo(engine, planned.entry_id, "anne")
    recorded.refresh()
    assert events("04") == {}
    assert "4 mars 2031" not in text(open_page("meetings.py"))


PAGES = (
    *("overview.py", "towns.py", "meetings.py", "attendance.py", "themes.py", "my_area.py"),
    *("next_meeting.py", "trajectory.py", "record.py", "data.py"),
)


@pytest.mark.parametrize("page", PAGES)
def test_every_page_stands_meetings_of_every_sort(engine: Engine, page: str) -> None:
    held = replace(PLANNED, meeting_id="a", status="held", first=date(2025, 5, 5))
    for state in (
        PLANNED,
        replace(held, regions=("53", "28"), insee_code="22162"),
        replace(held, meeting_id="b", regions=(), title="Six ans", insee_code=None, host="Paris"),
        replace(PLANNED, meeting_id="c", status="cancelled", reason="cyclone"),
        replace(held, meeting_id="d", insee_code=None, host="Saint-Denis"),
        MeetingState("e", ("06",), "2031", "announced"),
    ):
        store.change_meeting(engine, state, "anne", None)
    store.record(engine, Sheet("tally", "1" * 64, 1, (Attendance("a", "all", 41),)), "anne")
    recorded.refresh()
    app = open_page(page, region="04")
    assert not app.exception
    assert not app.error


@pytest.mark.parametrize(
    ("page", "said"),
    [
        ("my_area.py", "Prochaine rencontre : le 4 mars 2031 à Cilaos."),
        ("meetings.py", "4 mars 2031 agenda La Réunion Cilaos 2031"),
        ("overview.py", "À venir : La Réunion, 4 mars 2031."),
        ("trajectory.py", "1 rencontre planifiée et 4 annoncées sans date"),
        ("attendance.py", "La Réunion ne s’est pas réunie à l’été 2022"),
        ("next_meeting.py", "Cilaos"),
        ("towns.py?commune=97404", "planifiée le 4 mars 2031 à Cilaos"),
    ],
)
def test_what_is_planned_is_seen_and_is_gone_once_taken_back(
    engine: Engine, page: str, said: str
) -> None:
    completed = replace(PLANNED, meeting_id="la-reunion")
    number = store.change_meeting(engine, completed, "anne", None)
    recorded.refresh()
    page, _, town = page.partition("?commune=")
    app = open_page(page, region="04", **({"commune": town} if town else {}))
    assert said in " ".join(text(app).split())
    store.undo(engine, number, "anne")
    recorded.refresh()
    after = " ".join(text(app.run()).split())
    assert not app.exception
    assert "4 mars 2031" not in after


def test_the_tables_are_the_same_object_until_something_is_recorded(engine: Engine) -> None:
    # What pages keep they keep by it: another object each time, and nothing is ever found again.
    recorded.refresh()
    before = datasets.dataset("meetings", "towns")
    assert datasets.dataset("regions") is before
    number = store.change_meeting(engine, PLANNED, "anne", None)
    recorded.refresh()
    planned = datasets.dataset("meetings", "towns")
    assert "la-reunion-2031" in set(planned.meetings["meeting_id"])
    assert "la-reunion-2031" not in set(before.meetings["meeting_id"])
    store.undo(engine, number, "anne")
    recorded.refresh()
    assert "la-reunion-2031" not in set(datasets.dataset("meetings").meetings["meeting_id"])


def test_a_planned_meeting_is_held_once_its_sheet_is_in(engine: Engine) -> None:
    store.change_meeting(engine, replace(PLANNED, first=date(2026, 3, 4)), "anne", None)
    rows = (Attendance("la-reunion-2031", "elected", 33),)
    number = store.record(engine, Sheet("tally", "1" * 64, 1, rows), "anne")
    recorded.refresh()
    app = open_page("my_area.py", region="04")
    shown = " ".join(text(app).split())
    assert "La rencontre régionale s’est tenue le 4 mars 2026 à Cilaos." in shown
    assert "33 participants (relevé)" in shown
    store.undo(engine, number, "anne")
    recorded.refresh()
    assert "33 participants" not in text(app.run())


def test_a_year_and_a_series_are_kept_in_the_address_and_cleared(engine: Engine) -> None:
    store.change_meeting(engine, PLANNED, "anne", None)
    recorded.refresh()
    app = open_page("meetings.py", annee="2031")
    shown = text(app)
    assert "Aucune rencontre tenue dans cette sélection." in shown
    assert "4 mars 2031 agenda La Réunion Cilaos 2031" in " ".join(shown.split())
    assert "Mayotte" not in shown
    series = next(each for each in app.selectbox if each.label == "Série")
    year = next(each for each in app.selectbox if each.label == "Année")
    assert (year.value, series.value) == ("2031", None)
    year.set_value("2022").run()
    assert not app.exception
    series = next(each for each in app.selectbox if each.label == "Série")
    series.set_value("ete-2022").run()
    assert app.query_params["annee"] == "2022"
    assert app.query_params["serie"] == "ete-2022"
    assert len(app.selectbox(key="pvd-meeting").options) == 12
    assert "Aucune rencontre planifiée, annoncée ni annulée" in text(app)
    app.button(key="pvd-clear").click().run()
    assert "annee" not in app.query_params
    assert len(app.selectbox(key="pvd-meeting").options) == 13


@pytest.mark.parametrize(
    ("terms", "said", "unsaid"),
    [
        ({}, "0 sur 12", "8 septembre"),
        ({"annee": "2022"}, "0 sur 13", "Cumul de l’été"),
        ({"serie": "automne-2022"}, "rencontres tenues de cette sélection", "24 juin"),
        ({"annee": "2031"}, "Aucune rencontre tenue en 2031", "Par rencontre"),
        ({"annee": "2019"}, "L’année « 2019 » de l’adresse n’existe pas ici", "0 sur 13"),
    ],
)
def test_attendance_is_that_of_the_summer_unless_another_time_is_chosen(
    engine: Engine, terms: dict[str, str], said: str, unsaid: str
) -> None:
    store.change_meeting(engine, PLANNED, "anne", None)
    recorded.refresh()
    shown = " ".join(text(open_page("attendance.py", **terms)).split())
    assert said in shown
    assert unsaid not in shown
    if "2031" not in terms.values():
        assert "plus de 800" in shown


@pytest.mark.parametrize("page", ["overview.py", "towns.py", "meetings.py", "my_area.py"])
def test_the_maps_tell_what_is_planned_and_what_is_off(
    engine: Engine, monkeypatch: pytest.MonkeyPatch, page: str
) -> None:
    off = replace(PLANNED, meeting_id="b", regions=("94",), insee_code="2B096", status="cancelled")
    for state in (PLANNED, replace(off, reason="tempête")):
        store.change_meeting(engine, state, "anne", None)
    recorded.refresh()
    layers: list[dict[str, Any]] = []

    def seen(_base: object, layer: folium.FeatureGroup, **_: object) -> None:
        (content,) = (vars(child)["content"] for child in layer._children.values())
        layers.append(json.loads(content))

    monkeypatch.setattr(map_view, "show", seen)
    assert not open_page(page, region="04").exception
    sent = layers[-1]
    assert [each[1::2] for each in sent["others"]] == [["2B096", "cancelled"], ["97424", "planned"]]
    assert len(sent["meetings"]) == 13
    assert " 1 rencontre planifiée : Cilaos (La Réunion)." in sent["alt"].replace("\u202f", " ")
    assert " 1 rencontre annulée : Corte (Corse)." in sent["alt"].replace("\u202f", " ")


def test_national_meetings_that_were_published_have_their_sources(engine: Engine) -> None:
    shown = " ".join(text(open_page("meetings.py")).split())
    assert "22 avril 2021 Rencontres nationales en ligne plus de 1 000 personnes ANCT, «" in shown
    assert "l’APVF parle, elle, de 1 500 communes participantes" in shown
    assert "/pvd/calendar/nationale.ics" in shown
    assert "22 avril 2021" not in text(open_page("meetings.py", annee="2022"))
    recorded.refresh()
    assert store.states(engine) == ()


def test_a_national_meeting_told_of_and_published_is_listed_once(engine: Engine) -> None:
    told = MeetingState("paris", (), "2023", "planned", date(2023, 5, 23), title="Le grand jour")
    store.change_meeting(engine, told, "anne", None)
    recorded.refresh()
    shown = text(open_page("meetings.py"))
    assert "Retour sur l’ANCTour" in shown
    assert "Le grand jour" not in shown.partition("Rencontres planifiées")[2]


def test_a_planned_meeting_has_its_calendar_beside_its_day(engine: Engine) -> None:
    store.change_meeting(engine, PLANNED, "anne", None)
    recorded.refresh()
    bodies = [str(each.proto.body) for each in open_page("meetings.py").get("html")]
    (planned,) = (body for body in bodies if "Rencontres planifiées" in body)
    # A phone shows the first column: what stands in the last is out of its sight.
    heading = planned.partition('<th scope="row">')[2].partition("</th>")[0]
    assert "/pvd/calendar/04.ics" in heading
    assert '<th scope="col"></th>' not in planned


def test_a_meeting_of_several_regions_is_in_the_file_of_each(engine: Engine) -> None:
    both = MeetingState("ouest", ("53", "52"), "2031", "held", date(2031, 3, 4), insee_code="22020")
    store.change_meeting(engine, both, "anne", None)
    recorded.refresh()
    held = meeting_figures.held()
    for region in ("53", "52"):
        assert "ouest" in set(meeting_figures.of_region(held, region)["meeting_id"])
        rows = OFFERS["rencontres"].make(Selection(region=region)).frame
        assert "ouest" in set(rows["meeting_id"]), region
    assert "ouest" not in set(meeting_figures.of_region(held, "94")["meeting_id"])
    assert len(meeting_figures.of_region(held, None)) == len(held)


def test_the_share_that_came_is_shown_where_both_are_known(engine: Engine) -> None:
    store.change_meeting(engine, PLANNED, "anne", None)
    rows = (
        Attendance("corse", "all", 41),
        Attendance("corse", "all", 60, measure="registered"),
        Attendance("occitanie", "all", 90, measure="registered"),
        Attendance(PLANNED.meeting_id, "all", 33, measure="registered"),
    )
    store.record(engine, Sheet("tally", "1" * 64, 4, rows), "anne")
    recorded.refresh()
    shown = " ".join(text(open_page("meetings.py", rencontre="corse")).split())
    assert "41 présents pour 60 inscrits, soit 68 %" in shown
    assert "4 mars 2031 agenda La Réunion Cilaos 2031 – 33" in shown
    shown = " ".join(text(open_page("attendance.py")).split())
    assert "41 présents pour 60 inscrits, soit 68 %" in shown
    assert "90 inscrits, présents non relevés" in shown
    assert "soit 83 %" not in shown
    shown = " ".join(text(open_page("my_area.py", region="94")).split())
    assert "Inscrits : 60." in shown
