import pandas as pd
import pytest

from harness.siting import solve
from pvd_geo.errors import SitingError
from pvd_geo.meetings.distance import pairwise_km
from pvd_geo.siting.questions import Answer, Objective, Question, evaluate, runners_up, search


@pytest.fixture
def towns() -> pd.DataFrame:
    # Four towns along the equator, 0, 1, 2 and 10 degrees east; the last is the largest.
    return pd.DataFrame(
        {
            "insee_code": ["01001", "01002", "01003", "01004"],
            "population": [1000, 1000, 1000, 20000],
            "longitude": [0.0, 1.0, 2.0, 10.0],
            "latitude": [0.0, 0.0, 0.0, 0.0],
        }
    )


DEGREE = 111.3195


def loss(answer: Answer, best: Answer, objective: Objective) -> float:
    """Return what a choice costs against the best, by the measure of the objective."""
    if objective == "coverage":
        return best.covered - answer.covered
    if objective == "centre":
        return answer.furthest_km - best.furthest_km
    return answer.mean_km - best.mean_km


def test_the_median_host_is_the_middle_town(towns: pd.DataFrame) -> None:
    answer = solve(towns, Question())
    assert answer.hosts == ("01002",)
    assert answer.mean_km == pytest.approx((1 + 0 + 1 + 9) * DEGREE / 4, rel=1e-4)
    assert answer.furthest == "01004"
    assert answer.furthest_km == pytest.approx(9 * DEGREE, rel=1e-4)


def test_inhabitants_draw_the_host_to_them(towns: pd.DataFrame) -> None:
    answer = solve(towns, Question(weight="inhabitants"))
    assert answer.hosts == ("01004",)
    assert answer.mean_km == pytest.approx((10 + 9 + 8) * DEGREE / 23, rel=1e-4)


def test_the_centre_serves_the_furthest_first(towns: pd.DataFrame) -> None:
    answer = solve(towns, Question(objective="centre"))
    assert answer.hosts == ("01003",)
    assert answer.furthest_km == pytest.approx(8 * DEGREE, rel=1e-4)


def test_of_centres_as_good_the_least_mean_is_taken(towns: pd.DataFrame) -> None:
    answer = solve(towns, Question(objective="centre", hosts=2))
    assert answer.hosts == ("01002", "01004")


def test_coverage_counts_within_the_distance_then_the_mean(towns: pd.DataFrame) -> None:
    answer = solve(towns, Question(objective="coverage", within_km=120))
    assert answer.hosts == ("01002",)
    assert answer.covered == pytest.approx(0.75)
    # At 300 km each of the three covers all three: the middle one is the nearest.
    assert solve(towns, Question(objective="coverage", within_km=300)).hosts == ("01002",)
    people = Question(objective="coverage", within_km=120, weight="inhabitants")
    assert solve(towns, people).covered == pytest.approx(20 / 23)


def test_a_distance_that_no_other_town_meets_covers_the_hosts_alone(towns: pd.DataFrame) -> None:
    answer = solve(towns, Question(objective="coverage", within_km=5, hosts=2))
    assert answer.covered == pytest.approx(0.5)


def test_towns_are_ruled_in_and_out(towns: pd.DataFrame) -> None:
    assert solve(towns, Question(excluded=("01002",))).hosts == ("01003",)
    imposed = solve(towns, Question(hosts=2, imposed=("01004",)))
    assert imposed.hosts == ("01002", "01004")
    all_imposed = solve(towns, Question(imposed=("01001",)))
    assert all_imposed.hosts == ("01001",)
    best = solve(towns, Question())
    assert loss(all_imposed, best, "median") == pytest.approx(0.5 * DEGREE, rel=1e-3)


def test_the_loss_is_told_by_the_measure_of_the_objective(towns: pd.DataFrame) -> None:
    question = Question(within_km=120)
    best, other = (evaluate(towns, (code,), question) for code in ("01002", "01004"))
    assert loss(other, best, "coverage") == pytest.approx(0.5)
    assert loss(other, best, "centre") == pytest.approx(DEGREE, rel=1e-3)


def test_each_town_goes_to_its_nearest_host(towns: pd.DataFrame) -> None:
    allocation = solve(towns, Question(hosts=2)).allocation
    assert allocation["insee_code"].tolist() == towns["insee_code"].tolist()
    assert allocation["host"].tolist() == ["01002", "01002", "01002", "01004"]
    assert allocation["distance_km"].iloc[3] == 0


def test_one_town_hosts_itself(towns: pd.DataFrame) -> None:
    answer = solve(towns.iloc[:1], Question())
    assert (answer.hosts, answer.mean_km, answer.furthest_km) == (("01001",), 0.0, 0.0)


def test_progress_ends_with_the_answer(towns: pd.DataFrame) -> None:
    *before, last = search(towns, Question(objective="centre", hosts=2))
    assert all(step.answer is None for step in before)
    assert last.done == 1
    assert last.answer is not None


@pytest.mark.parametrize(
    ("question", "message"),
    [
        (Question(excluded=("01001", "01002", "01003", "01004")), "Aucune commune candidate"),
        (Question(hosts=3, excluded=("01001", "01002")), "au moins une commune par rencontre"),
        (Question(hosts=1, imposed=("01001", "01002")), "imposées"),
        (Question(imposed=("01001",), excluded=("01001",)), "à la fois"),
        (Question(imposed=("99999",)), "Hors du territoire"),
        (Question(hosts=4), "de 1 à 3"),
        (Question(hosts=0), "de 1 à 3"),
        (Question(objective="coverage", within_km=0), "supérieure à zéro"),
    ],
)
def test_a_question_without_an_answer_says_why(
    towns: pd.DataFrame, question: Question, message: str
) -> None:
    with pytest.raises(SitingError, match=message):
        solve(towns, question)


def test_an_area_without_towns_says_so(towns: pd.DataFrame) -> None:
    with pytest.raises(SitingError, match="aucune commune du programme"):
        solve(towns.iloc[:0], Question())


@pytest.mark.parametrize("objective", ["median", "centre", "coverage"])
def test_the_next_best_are_those_of_a_comparison_of_all(
    towns: pd.DataFrame, objective: Objective
) -> None:
    question = Question(objective=objective, within_km=120.0)
    best = solve(towns, question)
    each = [evaluate(towns, (code,), question) for code in towns["insee_code"]]
    others = [one for one in each if one.hosts != best.hosts]
    others.sort(key=lambda one: (round(loss(one, best, objective), 6), one.mean_km))
    found = runners_up(towns, question, best, pairwise_km(towns))
    assert [one.hosts for one in found] == [one.hosts for one in others[:3]]
    assert all(loss(one, best, objective) >= 0 for one in found)


def test_a_town_that_is_excluded_is_not_next_and_an_imposed_one_has_no_next(
    towns: pd.DataFrame,
) -> None:
    table = pairwise_km(towns)
    without = Question(excluded=("01001",))
    found = runners_up(towns, without, solve(towns, without), table)
    assert {code for one in found for code in one.hosts} == {"01003", "01004"}
    imposed = Question(imposed=("01001",))
    assert runners_up(towns, imposed, solve(towns, imposed), table) == ()
