from datetime import UTC, date, datetime, timedelta

from penstock.measurement.trends.periods import (
    Period,
    counts,
    exits_by_period,
    label_of,
    median_days,
    shares,
)
from tests.logs import ORDER, STREAM, log_of

END = datetime(2026, 4, 10, tzinfo=UTC)


def left(day: datetime, *, after_days: int = 1, outcome: str = "passed") -> dict[str, object]:
    entered = day - timedelta(days=after_days)
    case_id = f"{day} {after_days} {outcome}"
    return {"case_id": case_id, "entered": entered, "exited": day, "outcome": outcome}


def at(month: int, day: int = 15) -> datetime:
    return datetime(2026, month, day, tzinfo=UTC)


def test_the_median_is_that_of_the_visits_that_ended_in_the_month() -> None:
    log = log_of([left(at(2), after_days=days) for days in (2, 4, 9)], as_of=END)

    assert [
        (each.label, each.value) for each in median_days(log, STREAM, ORDER[0], Period.MONTH)
    ] == [("2026-02", 4)]


def test_the_month_that_is_not_over_is_left_out() -> None:
    log = log_of([left(at(3)), left(at(4, 5))], as_of=END)

    labels = [each.label for each in median_days(log, STREAM, ORDER[0], Period.MONTH)]

    assert labels == ["2026-03"]


def test_a_month_without_any_counts_none() -> None:
    by_month = exits_by_period(log_of([left(at(1)), left(at(3))]), STREAM, ORDER[0], Period.MONTH)

    found = counts(by_month, "passed", Period.MONTH, before=END.date())

    assert [(each.label, each.value) for each in found] == [
        ("2026-01", 1),
        ("2026-02", 0),
        ("2026-03", 1),
    ]


def test_a_share_is_the_part_of_all_visits_that_ended_so() -> None:
    several = [left(at(1, day)) for day in (3, 4, 5)]
    log = log_of([*several, left(at(1), outcome="reopened")])

    by_month = exits_by_period(log, STREAM, ORDER[0], Period.MONTH)

    (found,) = shares(by_month, "reopened", Period.MONTH, before=END.date())
    assert (found.value, found.size) == (0.25, 4)


def test_weeks_begin_on_monday() -> None:
    log = log_of(
        [left(datetime(2026, 2, 22, 23, tzinfo=UTC)), left(datetime(2026, 2, 23, tzinfo=UTC))]
    )

    by_week = exits_by_period(log, STREAM, ORDER[0], Period.WEEK)

    assert sorted(by_week) == [date(2026, 2, 16), date(2026, 2, 23)]


def test_a_week_is_called_as_iso_8601_counts_it() -> None:
    assert label_of(date(2024, 12, 30), Period.WEEK) == "2025-W01"
