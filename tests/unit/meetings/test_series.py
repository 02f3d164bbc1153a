from __future__ import annotations

import pandas as pd

from pvd_geo.meetings.series import short_days, within, years


def test_meetings_are_kept_by_year_and_series() -> None:
    rows = pd.DataFrame(
        {
            "meeting_id": ["a", "b", "c", "d"],
            "date": pd.to_datetime(["2022-06-24", "2022-09-08", None, "2031-03-04"]),
            "series": ["ete-2022", "automne-2022", "automne-2022", "2031"],
        }
    )
    assert list(years(rows)) == ["2022", "2022", "2022", "2031"]
    assert list(within(rows, "2022", None)["meeting_id"]) == ["a", "b", "c"]
    assert list(within(rows, "2022", "automne-2022")["meeting_id"]) == ["b", "c"]
    assert list(within(rows, None, None)["meeting_id"]) == ["a", "b", "c", "d"]
    assert within(rows[:0], "2022", "2031").empty
    assert short_days(list(rows["date"][:2])) == ["24 juin", "8 septembre"]
    assert short_days(list(rows["date"][[0, 3]])) == ["24 juin 2022", "4 mars 2031"]
