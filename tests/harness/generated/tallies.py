"""Tallies: a line for each meeting and audience, with a number, and totals."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from harness.generated import Table
from harness.generated.meetings import AUDIENCES, Meeting, a_header, a_number, some
from harness.generated.people import TITLES

if TYPE_CHECKING:
    from random import Random

_SIZES: Final = (1, 3, 8, 12, 40, 96, 250, 1_000, 1_234, 2_000)
_TOTALS: Final = ("TOTAL", "Total général", "Ensemble", "Somme")
_SUBTOTALS: Final = ("Sous-total", "Total", "Sous-total {}")


def a_tally(random: Random, meetings: list[Meeting], *, public: bool) -> Table:
    """Return a tally of these meetings, each once."""
    kind = random.choice(("rencontre", "hote", "date"))
    names = ["which", "participants"]
    names += ["public"] * public + ["groups"] * some(random, 0.5)
    random.shuffle(names)
    header = [a_header(random, kind if name == "which" else name) for name in names]
    table = Table([header], {})
    for meeting in meetings:
        _add(random, table, meeting, kind, names)
    if some(random, 0.25):
        table.traits.append("a total")
        _total(table, names, random.choice(_TOTALS), sum(table.truth.values()))
    titles = [list(random.choice(TITLES)) for _ in range(random.choice((0, 0, 1, 2)))]
    table.rows[:0] = titles
    if titles:
        table.traits.append("titles")
    if some(random, 0.1):
        table.traits.append("empty lines")
        first = len(titles) + 1
        table.rows.insert(random.randrange(first, len(table.rows) + 1), [])
    return table


def _add(random: Random, table: Table, meeting: Meeting, kind: str, names: list[str]) -> None:
    of_meeting = {"all": random.choice(_SIZES)}
    if "public" in names:
        several = random.sample(sorted(AUDIENCES), random.randint(1, 3))
        of_meeting = {audience: random.choice(_SIZES) for audience in several}
    once = some(random, 0.2) and len(of_meeting) > 1
    for number, (audience, people) in enumerate(of_meeting.items()):
        table.truth[meeting.id, audience] = people
        cells = {
            "which": "" if once and number else meeting.written(random, kind),
            "public": random.choice(AUDIENCES.get(audience, ("",))),
            "participants": a_number(random, people, table.answers),
            "groups": "" if number else "3",
        }
        table.rows.append([cells[name] for name in names])
    if once:
        table.traits.append("a meeting written once")
        table.answers["above"] = "above"
    if len(of_meeting) > 1 and some(random, 0.15):
        table.traits.append("sub-totals")
        label = random.choice(_SUBTOTALS).format(meeting.town)
        _total(table, names, label, sum(of_meeting.values()))


def _total(table: Table, names: list[str], label: str, number: int) -> None:
    cells = {"which": label, "participants": str(number)}
    table.rows.append([cells.get(name, "") for name in names])
