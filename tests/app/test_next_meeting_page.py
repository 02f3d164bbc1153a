"""Prochaine rencontre under Streamlit's own test runner: answers and odd cases.

Covers: ui.shared.siting_analyses, ui.views.siting.answer, ui.views.siting.hosts,
ui.views.siting.question.
"""

from __future__ import annotations

import re

import pytest
from streamlit.testing.v1 import AppTest

from harness.apptest import open_page, words
from harness.processes import GIVE_UP
from pvd_geo.settings import ROOT
from pvd_geo.siting.questions import Question


def opened(**params: str) -> AppTest:
    app = open_page("next_meeting.py", **params)
    assert not app.exception
    assert "incident" not in words(app)
    return app


def text(app: AppTest) -> str:
    return re.sub(r"\s+", " ", words(app))


def test_the_best_host_stands_beside_the_place_of_2022() -> None:
    found = text(opened(region="84"))
    assert "Sury-le-Comtal (42), à 105 km en moyenne" in found
    assert (
        "En 2022, Belleville-en-Beaujolais : 123 km en moyenne ; le meilleur lieu aurait été "
        "Sury-le-Comtal, 105 km"
    ) in found
    assert "vol d’oiseau" in found


def test_the_next_best_hosts_stand_with_what_each_costs() -> None:
    found = text(opened(region="84"))
    caption = "Les lieux suivants, à vol d’oiseau, et ce que chacun coûte de plus"
    rows = re.findall(
        r"\([0-9AB]{2,3}\) (\d+) km \d+ km \d+ % (\d+) km", found.partition(caption)[2]
    )
    best = re.search(r"distance moyenne (\d+) km", found)
    assert best is not None
    # What each costs is what one gets from the two distances that are shown.
    assert [int(mean) - int(best[1]) for mean, _ in rows] == [int(cost) for _, cost in rows]
    costs = [int(cost) for _, cost in rows]
    assert len(costs) == 3
    assert costs == sorted(costs)
    assert caption not in text(opened(region="84", nombre="2"))


def test_the_furthest_towns_say_who_else_is_as_far() -> None:
    assert "À égalité avec la dernière : 1 autre est aussi loin" in text(
        opened(region="52", partie="reach")
    )
    found = text(opened(region="53", partie="reach"))
    assert "Les 10 communes les plus éloignées" in found
    assert "À égalité avec la dernière" not in found
    few = text(opened(region="11", departement="95", partie="reach"))
    assert "De la commune la plus éloignée à la plus proche" in few


def test_the_region_is_asked_first_and_all_of_france_is_one_click_away() -> None:
    app = opened()
    assert "Pour quelle région" in text(app)
    assert "Lignières" not in text(app)
    app.button(key="pvd-ask-nationale").click().run()
    best = "France métropolitaine : la plus centrale à vol d’oiseau est Lignières (18), à"
    assert best in text(app)
    assert app.query_params == {"nationale": "true"}
    app.checkbox(key="outremer").check().run()
    assert "France entière" in text(app)
    app.checkbox(key="outremer").uncheck().run()
    assert best in text(app)


def test_a_region_is_one_click_away() -> None:
    app = opened()
    app.button(key="pvd-region-94").click().run()
    assert not app.exception
    assert "Corse : la plus centrale à vol d’oiseau est Corte (2B)" in text(app)


def test_a_link_of_before_to_all_of_france_still_opens_it() -> None:
    assert "France entière : la plus centrale" in text(opened(outremer="true"))


@pytest.mark.parametrize(
    ("region", "said"),
    [
        ("04", "Cilaos (974) : la route peut être bien plus longue que le vol d’oiseau. Commune"),
        ("03", "Papaichton (973) : la route peut être bien plus longue que le vol d’oiseau. Moins"),
    ],
)
def test_a_host_that_roads_hardly_reach_is_warned_of(region: str, said: str) -> None:
    found = text(opened(region=region))
    assert said in found


def test_the_next_best_hosts_say_whether_their_roads_are_to_be_looked_at() -> None:
    assert "à vérifier (" in text(opened(region="03"))
    assert "rien de signalé" in text(opened(region="04"))


def test_a_host_of_the_plain_is_not() -> None:
    assert "la route peut être" not in text(opened(region="84"))


def test_only_the_best_is_called_the_most_central() -> None:
    assert "la plus centrale" not in text(opened(region="94", critere="coverage"))
    app = opened(region="94")
    app.multiselect(key="pvd-imposed-94").set_value(["Bonifacio (2A)"]).run()
    assert "la plus centrale" not in text(app)


def test_three_meetings_by_coverage_of_inhabitants() -> None:
    found = text(
        opened(region="84", nombre="3", critere="Le plus de monde à portée", poids="Habitants")
    )
    assert "lieux proposés 3" in found
    assert "à moins de 100 km 98 % des habitants" in found


def test_an_imposed_town_costs_against_the_best() -> None:
    app = opened(region="94")
    app.multiselect(key="pvd-imposed-94").set_value(["Bonifacio (2A)"]).run()
    assert not app.exception
    found = text(app)
    assert "Sans commune imposée ni écartée : Corte (2B) ; coût :" in found


def test_no_candidate_left_is_explained() -> None:
    app = opened(region="06")
    field = app.multiselect(key="pvd-excluded-06")
    field.set_value(field.options).run()
    assert not app.exception
    assert "Aucune commune candidate" in text(app)


def test_more_meetings_than_candidates_is_explained() -> None:
    app = opened(region="06", nombre="3")
    app.multiselect(key="pvd-excluded-06").set_value(["Ouangani (976)"]).run()
    assert "au moins une commune par rencontre" in text(app)


def test_a_distance_that_no_town_meets_is_explained() -> None:
    app = opened(region="03", critere="Le plus de monde à portée")
    app.slider(key="portee").set_value(5).run()
    assert not app.exception
    assert any("aucune commune n’est à portée d’une autre" in info.value for info in app.info)


def one_town() -> None:
    import pandas as pd  # noqa: PLC0415 - runs as a script of its own

    from harness.siting import solve  # noqa: PLC0415
    from pvd_geo.siting.questions import Question  # noqa: PLC0415
    from pvd_geo.ui.views.siting import answer  # noqa: PLC0415

    towns = pd.DataFrame(
        {
            "insee_code": ["2B096"],
            "name": ["Corte"],
            "population": [7000],
            "longitude": [9.15],
            "latitude": [42.3],
        }
    )
    where = answer.StudyArea("one", "Centre-Corse", towns)
    answer.cautions(where, Question(), solve(towns, Question()))


def test_an_area_of_one_town_is_explained() -> None:
    app = AppTest.from_function(one_town, default_timeout=GIVE_UP).run()
    assert not app.exception
    assert "Centre-Corse ne compte qu’une commune du programme" in app.info[0].value


def test_an_area_without_towns_is_explained() -> None:
    assert "aucune commune du programme" in text(opened(departement="75"))


def test_a_stopped_search_says_so_and_can_go_on() -> None:
    app = open_page(region="94", portee="195")
    app.session_state["pvd-siting-stopped"] = ("94", Question(within_km=195.0))
    app.switch_page(str(ROOT / "pages" / "next_meeting.py")).run()
    assert "Recherche arrêtée" in text(app)
    resume = next(button for button in app.button if button.label == "Reprendre la recherche")
    resume.click().run()
    assert not app.exception
    assert "Corte (2B), à 55 km en moyenne" in text(app)


@pytest.mark.parametrize("region", [None, "84", "04"])
def test_the_sites_of_2022_are_compared(region: str | None) -> None:
    params = {"region": region} if region else {}
    found = text(opened(partie="Les lieux de 2022", **params))
    assert "Belleville-en-Beaujolais, 11 juillet" in found
    # The gap is that of the two figures beside it: 123 less 105.
    assert "123 km 253 km Sury-le-Comtal 105 km +18 km" in found
    if region == "04":
        assert "le meilleur lieu serait Cilaos" in found


def test_the_reach_of_the_meetings_is_told() -> None:
    found = text(opened(partie="La portée des rencontres"))
    told = "à moins de 100 km 49 % de 1 610 communes, 53 % de leurs habitants, à vol d’oiseau"
    assert told in found
    assert "Loudun (86)" in found
    assert "35 communes dont aucune rencontre n’est connue dans la région" in found


def test_the_nearest_meeting_keeps_the_base_and_leaves_overseas_apart() -> None:
    found = text(opened(partie="reach", cible="nearest_km"))
    assert "% de 1 610 communes" in found
    assert "(974)" not in found
    assert "35 communes dont aucune rencontre n’est connue dans la région" in found


def test_the_reach_of_a_few_towns_is_counted() -> None:
    found = text(opened(partie="reach", departement="90"))
    assert "à moins de 100 km 0 sur 4 communes" in found


def test_the_reach_of_a_region_without_a_meeting_is_explained() -> None:
    found = text(opened(partie="La portée des rencontres", region="04"))
    assert "aucune rencontre n’est connue dans cette région" in found


def test_an_intercommunality_of_one_town_is_explained() -> None:
    app = opened(epci="240100891")
    assert "Valserhône (01)" in text(app)
    assert any("qu’une commune du programme" in info.value for info in app.info)


def test_filters_of_other_pages_that_do_not_count_are_named() -> None:
    app = opened(region="94", population="2000-5000")
    assert any("ne s’y appliquent pas" in info.value for info in app.info)
