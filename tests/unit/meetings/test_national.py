from __future__ import annotations

import pandas as pd

from pvd_geo.meetings.national import KIND, PUBLISHERS, published, told_too
from pvd_geo.tables import loading


def test_national_meetings_come_with_their_sources_and_what_contradicts_them() -> None:
    facts = loading.read(loading.data_dir(), "programme_facts").programme_facts
    found = published(facts)
    assert set(facts.loc[facts["kind"].eq(KIND), "publisher"]) == set(PUBLISHERS)
    assert list(found["meeting_id"]) == [
        "rencontre-nationale-2021-04",
        "rencontre-nationale-2021-10",
        "rencontre-nationale-2023-05",
    ]
    assert [f"{day:%Y-%m-%d}" for day in found["date"]] == [
        "2021-04-22",
        "2021-10-25",
        "2023-05-23",
    ]
    assert found["value"].fillna(0).tolist() == [1000, 0, 300]
    assert found["said"][1].startswith("La Gazette des communes, « La revitalisation")
    assert "1 500 communes" in found["note"][0]
    assert set(found["status"]) == {"held"}


def test_a_meeting_that_editors_told_of_too_is_known_by_its_days() -> None:
    found = published(loading.read(loading.data_dir(), "programme_facts").programme_facts)
    columns = ["meeting_id", "regions", "status", "date", "last"]
    rows = [
        ("paris", None, "held", "2023-05-22", "2023-05-23"),
        ("online", None, "cancelled", "2021-04-22", None),
        ("region", "53", "held", "2021-10-25", None),
    ]
    meetings = pd.DataFrame(rows, columns=columns).assign(
        date=lambda frame: pd.to_datetime(frame["date"]),
        last=lambda frame: pd.to_datetime(frame["last"]),
    )
    assert told_too(found, meetings) == {"rencontre-nationale-2023-05": "paris"}
    assert told_too(found, meetings.head(0)) == {}
