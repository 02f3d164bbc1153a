"""Trajectoire: as of any day, by the address and by the controls.

Covers: ui.parts.chart, ui.views.trajectory.areas, ui.views.trajectory.axis,
ui.views.trajectory.moment.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from harness.apptest import open_page, words
from pvd_geo.timeline.agreements import LAUNCH
from pvd_geo.ui import streamlit_internals
from pvd_geo.ui.shared import clock

if TYPE_CHECKING:
    import altair as alt
    from streamlit.testing.v1 import AppTest


def text(app: AppTest) -> str:
    assert not app.exception
    return " ".join(words(app).split())


def day(app: AppTest) -> date | None:
    found: date | None = app.session_state["pvd-selection"].day
    return found


@pytest.mark.parametrize(
    ("moment", "signed", "part"),
    [("2021-10-25", "1 487", "90,4 %"), ("2022-06-22", "1 612", "98,0 %")],
)
def test_the_two_counts_as_of_their_days(moment: str, signed: str, part: str) -> None:
    app = open_page("trajectory.py", date=moment)
    told = text(app)
    assert f"conventions signées {signed}" in told
    assert f"{part} de 1 645 communes" in told
    assert day(app) == date.fromisoformat(moment)
    assert "environ 87 % (La Gazette des communes) 1 487 sur 1 645, soit 90,4 % +3,4" in told
    assert "environ 98 % (Banque des territoires) 1 612 sur 1 645, soit 98,0 % 0,0" in told


def test_its_charts_are_made_once_for_all_sessions(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[object] = []

    def specification(chart: alt.TopLevelMixin) -> dict[str, Any]:
        made.append(chart)
        return original(chart)

    original = streamlit_internals.specification
    monkeypatch.setattr(streamlit_internals, "specification", specification)
    shown = [
        [one.proto.spec for one in open_page("trajectory.py", region="93").get("vega_lite_chart")]
        for _ in range(2)
    ]
    assert len(made) == len(shown[0]) == 4
    assert shown[0] == shown[1]


def test_the_slider_and_the_exact_day_are_one_day() -> None:
    app = open_page("trajectory.py")
    assert day(app) is None
    app.select_slider(key="pvd-day-slider").set_value(date(2021, 4, 30)).run()
    assert day(app) == date(2021, 4, 30)
    assert app.date_input(key="pvd-day-exact").value == date(2021, 4, 30)
    app.date_input(key="pvd-day-exact").set_value(date(2021, 5, 3)).run()
    assert day(app) == date(2021, 5, 3)
    assert app.select_slider(key="pvd-day-slider").value == date(2021, 5, 3)
    app.button(key="pvd-today").click().run()
    assert day(app) is None
    assert "conventions signées 1 636" in text(app)


def test_the_months_are_played_to_their_end() -> None:
    app = open_page("trajectory.py", date="2021-04-30")
    app.button(key="pvd-play").click().run()
    shown = day(app)
    assert shown in {date(2021, 5, 31), date(2021, 6, 30)}
    assert app.button(key="pvd-play").label == "Pause"
    app.run()
    assert shown < (day(app) or LAUNCH)
    app.button(key="pvd-play").click().run()
    stopped = day(app)
    assert app.button(key="pvd-play").label == "Lire"
    app.run()
    assert day(app) == stopped


def test_a_day_outside_of_the_programme_is_said() -> None:
    early = open_page("trajectory.py", date="2020-01-01")
    assert "est avant le lancement du programme" in text(early)
    later = (clock.today() + timedelta(days=400)).isoformat()
    assert "est encore à venir" in text(open_page("trajectory.py", date=later))


def test_an_area_has_its_own_figures_and_no_published_share() -> None:
    app = open_page("trajectory.py", region="53", date="2021-10-25")
    told = text(app)
    assert "conventions signées 101" in told
    assert "Chaque département" in " ".join(header.value for header in app.header)
    assert "Côtes-d’Armor" in told


def test_a_place_without_a_town_says_so() -> None:
    told = text(open_page("trajectory.py", departement="75"))
    assert "aucune commune" in told


def test_the_sum_of_estimates_is_not_shown_as_a_figure() -> None:
    told = re.sub(r"\s+", " ", words(open_page("trajectory.py")))
    assert "participants relevés – " in told
    assert "0 rencontre avec une feuille d’émargement" in told
    assert "environ 800" not in told


def test_a_gap_is_the_one_between_the_two_shares_beside_it() -> None:
    rows = re.findall(
        r"environ (\d+) % .{0,80}?soit ([\d,]+) % ([+−]?[\d,]+) points",
        text(open_page("trajectory.py")),
    )
    assert len(rows) == 2
    for published, ours, gap in rows:
        told = float(gap.replace(",", ".").replace("−", "-"))
        assert told == pytest.approx(float(ours.replace(",", ".")) - int(published), abs=1e-9)
