from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from penstock.app.service_levels.periods import NoPeriodError, month_before, period_of

HERE = ZoneInfo("America/Los_Angeles")


def test_the_periods_of_a_year_follow_each_other_and_make_the_year() -> None:
    year = period_of("2026", HERE)

    for names in ([f"2026-{n:02}" for n in range(1, 13)], [f"2026-Q{n}" for n in range(1, 5)]):
        parts = [period_of(name, HERE) for name in names]
        assert [each.end for each in parts[:-1]] == [each.start for each in parts[1:]]
        assert (parts[0].start, parts[-1].end) == (year.start, year.end)


def test_a_month_in_which_the_clocks_change_has_an_hour_less() -> None:
    march = period_of("2026-03", HERE)

    assert march.end.astimezone(UTC) - march.start.astimezone(UTC) == timedelta(hours=31 * 24 - 1)


def test_the_month_before_is_that_of_where_the_company_is() -> None:
    moment = datetime(2026, 11, 1, 6, 59, tzinfo=UTC)

    assert month_before(moment, HERE).name == "2026-09"
    assert month_before(moment + timedelta(minutes=1), HERE).name == "2026-10"


@pytest.mark.parametrize("text", ["2026-13", "26-10", "October", "2026-Q5", "0000", ""])
def test_words_that_name_no_period_are_refused(text: str) -> None:
    with pytest.raises(NoPeriodError, match="is no period"):
        period_of(text, HERE)
