from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pvd_geo.selection.search import Index, Place
from pvd_geo.text import folded_name

NAMES = st.text(alphabet="abcdeéèçœ -'’ÎSTst", min_size=1, max_size=20)


def town(number: int, name: str) -> Place:
    return Place("town", f"{number:05d}", name, "", number)


@given(NAMES)
def test_normalizing_twice_changes_nothing(name: str) -> None:
    assert folded_name(folded_name(name)) == folded_name(name)


@given(st.lists(NAMES, min_size=1, max_size=8), st.data())
def test_a_name_in_any_case_and_punctuation_is_among_the_first(
    names: list[str], data: st.DataObject
) -> None:
    index = Index(town(number, name) for number, name in enumerate(names))
    name = data.draw(st.sampled_from([name for name in names if folded_name(name)] or ["x"]))
    found = index.search(name.upper().replace("-", " "), limit=len(names))
    same = [place for place in found if folded_name(place.name) == folded_name(name)]
    assert list(found[: len(same)]) == same
    assert same or name == "x"


@given(st.text(max_size=40))
def test_no_query_breaks_the_search(query: str) -> None:
    index = Index([town(1, "Saint-Flour"), town(2, "L'Île-d'Yeu")])
    assert len(index.search(query)) <= 2
