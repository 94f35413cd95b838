from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from penstock.measurement.metrics.measuring import measure
from penstock.measurement.metrics.records import (
    At,
    BetweenMoments,
    FromItems,
    Kind,
    MetricRecord,
    Moment,
    Statistic,
    Target,
    Versions,
)
from penstock.measurement.metrics.results import Result, Status
from tests.logs import BEGIN, ORDER, STREAM, SmallLog, log_of
from tests.unit.governance.service_levels.timing import OFFICE

FIRST, SECOND = ORDER[0], ORDER[1]
HOUR = timedelta(hours=1)
MILLION = 1_000_000


def entered(stage: str, **more: Any) -> Moment:
    return Moment(at=At.ENTERED, stage_id=stage, **more)


def left(stage: str, **more: Any) -> Moment:
    return Moment(at=At.EXITED, stage_id=stage, **more)


def record(kind: Kind, source: BetweenMoments | FromItems | None, **more: Any) -> MetricRecord:
    return MetricRecord(name="Metric", stream_id=STREAM, kind=kind, source=source, **more)


def item(numerator: str = "n", denominator: str = "", **more: Any) -> FromItems:
    return FromItems(item="Item", numerator=numerator, denominator=denominator, **more)


def measured(log: SmallLog, kind: Kind, source: Any, **more: Any) -> Result:
    return measure([record(kind, source, **more)], log, OFFICE)[0]


def case(case_id: str, *, hours: int, **more: Any) -> dict[str, Any]:
    """Return a visit of the first stage that took some hours."""
    return {"case_id": case_id, "exited": BEGIN + hours * HOUR, **more}


def parts(found: Result) -> tuple[Any, ...]:
    """Return what a share is made of, and how many cases are open."""
    return found.numerator, found.denominator, found.open_count


def facts(*pairs: tuple[float | None, float | None], **more: Any) -> SmallLog:
    """Return a log with a fact of each pair, each in a case of its own."""
    rows = [
        {
            "case_id": f"C-{place}",
            "numerator": None if upper is None else round(upper * MILLION),
            "denominator": None if lower is None else round(lower * MILLION),
            **more,
        }
        for place, (upper, lower) in enumerate(pairs)
    ]
    return log_of(facts=rows)


def test_a_case_that_is_open_counts_as_maturing() -> None:
    log = log_of(
        [case("A", hours=1), case("B", hours=1, outcome="cancelled")],
        open_visits=[{"case_id": "C"}],
    )

    found = measured(
        log,
        Kind.CONVERSION,
        BetweenMoments(begin=entered(FIRST), end=left(FIRST, outcome="passed")),
    )

    assert parts(found) == (1, 2, 1)
    assert found.value == Decimal("0.5")


def test_a_case_that_had_its_time_counts_as_lost() -> None:
    log = log_of(open_visits=[{"case_id": "A"}], as_of=BEGIN + 3 * HOUR)
    source = BetweenMoments(begin=entered(FIRST), end=left(FIRST), within="2 hours")

    found = measured(log, Kind.CONVERSION, source)

    assert parts(found) == (0, 1, 0)


def test_a_median_of_an_even_number_lies_between_both_in_the_middle() -> None:
    log = log_of([case("A", hours=2), case("B", hours=5)])

    found = measured(
        log, Kind.DURATION, BetweenMoments(begin=entered(FIRST), end=left(FIRST)), unit="hours"
    )

    assert found.value == Decimal("3.5")


@pytest.mark.parametrize(
    ("statistic", "hours"),
    [(Statistic.MEDIAN, "5.5"), (Statistic.MEAN, "5.5"), (Statistic.P90, "9.5")],
)
def test_a_record_says_which_of_many_durations_it_is(statistic: Statistic, hours: str) -> None:
    log = log_of([case(f"C-{n}", hours=n) for n in range(1, 11)])
    source = BetweenMoments(begin=entered(FIRST), end=left(FIRST))

    found = measured(log, Kind.DURATION, source, unit="hours", statistic=statistic)

    assert found.value == Decimal(hours)


def test_the_median_of_ten_lies_between_the_second_and_the_ninth() -> None:
    log = log_of([case(f"C-{n}", hours=n) for n in range(1, 11)])

    found = measured(
        log, Kind.DURATION, BetweenMoments(begin=entered(FIRST), end=left(FIRST)), unit="hours"
    )

    assert [found.low, found.high] == [Decimal(2), Decimal(9)]


def test_business_hours_stand_still_at_night() -> None:
    # A Monday at 16:00 in Los Angeles, to the Tuesday at 09:00.
    begin = datetime(2026, 1, 6, 0, tzinfo=UTC)
    log = log_of([{"entered": begin, "exited": begin + 17 * HOUR}])

    found = measured(
        log,
        Kind.DURATION,
        BetweenMoments(begin=entered(FIRST), end=left(FIRST)),
        unit="business hours",
    )

    assert found.value == 2


def test_a_weekend_is_no_business_day() -> None:
    # A Friday at noon in Los Angeles, to the Monday at noon.
    begin = datetime(2026, 1, 9, 20, tzinfo=UTC)
    log = log_of([{"entered": begin, "exited": begin + 72 * HOUR}])

    found = measured(
        log,
        Kind.DURATION,
        BetweenMoments(begin=entered(FIRST), end=left(FIRST)),
        unit="business days",
    )

    assert found.value == 1


def test_business_time_needs_a_calendar() -> None:
    source = BetweenMoments(begin=entered(FIRST), end=left(FIRST))

    found = measure([record(Kind.DURATION, source, unit="business days")], log_of([{}]))[0]

    assert (found.status, found.needs) == (Status.NOT_MEASURABLE, "a calendar of business hours")


def test_a_case_beyond_the_calendar_makes_the_metric_unmeasurable() -> None:
    begin = datetime(2031, 1, 6, tzinfo=UTC)
    log = log_of([{"entered": begin, "exited": begin + HOUR}])

    found = measured(
        log,
        Kind.DURATION,
        BetweenMoments(begin=entered(FIRST), end=left(FIRST)),
        unit="business hours",
    )

    assert (found.status, found.needs) == (
        Status.NOT_MEASURABLE,
        "a calendar that knows the years of all its cases",
    )


def test_a_case_beyond_the_calendar_spoils_no_other_metric() -> None:
    beyond = datetime(2031, 1, 6, tzinfo=UTC)
    cases = [("A", BEGIN), ("B", beyond)]
    log = log_of([{"case_id": i, "entered": at, "exited": at + 240 * HOUR} for i, at in cases])
    source = BetweenMoments(begin=entered(FIRST), end=left(FIRST))
    worked = record(Kind.DURATION, source, unit="business days")
    came = record(Kind.CONVERSION, source)

    business, converted = measure([worked, came], log, OFFICE)

    assert (business.status, converted.value) == (Status.NOT_MEASURABLE, Decimal(1))


def test_an_overdue_case_is_late_before_it_is_done() -> None:
    log = log_of([case("A", hours=1)], open_visits=[{"case_id": "B"}], as_of=BEGIN + 9 * HOUR)
    source = BetweenMoments(begin=entered(FIRST), end=left(FIRST), within="8 hours")

    found = measured(log, Kind.ON_TIME, source)

    assert parts(found) == (1, 2, 0)


def test_a_stage_that_was_worked_again_is_no_first_pass() -> None:
    once: list[dict[str, Any]] = [{"case_id": "A", "closes": True}]
    twice: list[dict[str, Any]] = [
        {"case_id": "B", "outcome": "reopened"},
        {"case_id": "B", "closes": True},
    ]

    found = measured(log_of([*once, *twice]), Kind.FIRST_PASS, BetweenMoments(begin=entered(FIRST)))

    assert parts(found) == (1, 2, 0)


def test_who_stayed_is_known_when_the_time_is_up() -> None:
    log = log_of(
        [case("A", hours=1, closes=True), case("B", hours=9, closes=True)],
        open_visits=[{"case_id": "C", "entered": BEGIN + 8 * HOUR}],
        as_of=BEGIN + 10 * HOUR,
    )
    source = BetweenMoments(begin=entered(FIRST), end=Moment(at=At.CLOSED), within="5 hours")

    found = measured(log, Kind.RETENTION, source)

    assert parts(found) == (1, 2, 1)


def test_a_case_without_a_visit_was_opened_all_the_same() -> None:
    log = log_of([case("A", hours=1)], cases=[{"case_id": "A"}, {"case_id": "B"}])

    found = measured(log, Kind.COUNT, BetweenMoments(begin=Moment(at=At.OPENED)))

    assert found.value == 2


def test_the_newest_version_counts_even_if_it_says_nothing() -> None:
    rows: list[dict[str, Any]] = [
        {"version": 1, "numerator": 5 * MILLION},
        {"version": 2, "numerator": None},
    ]

    found = measured(log_of(facts=rows), Kind.SUM, item())

    assert found.status is Status.NO_DATA


def test_every_version_counts_where_a_record_says_so() -> None:
    rows: list[dict[str, Any]] = [
        {"version": 1, "numerator": 5 * MILLION},
        {"version": 2, "numerator": MILLION},
    ]

    found = measured(log_of(facts=rows), Kind.SUM, item(versions=Versions.EVERY))

    assert found.value == 6


def test_accuracy_is_what_the_differences_leave_of_one() -> None:
    found = measured(facts((10, 100), (30, 100)), Kind.ACCURACY, item("estimate", "actual"))

    assert found.value == Decimal("0.8")


def test_uptime_is_what_the_time_down_leaves_of_one() -> None:
    found = measured(facts((1, 10)), Kind.UPTIME, item("down", "judged"))

    assert found.value == Decimal("0.9")


def test_a_case_that_has_no_upper_number_counts_below_alone() -> None:
    rows: list[dict[str, Any]] = [
        {"case_id": "A", "item": "Lead", "numerator": None, "denominator": MILLION},
        {"case_id": "B", "item": "Lead", "numerator": None, "denominator": MILLION},
        {"case_id": "A", "item": "Item", "numerator": MILLION},
    ]

    found = measured(log_of(facts=rows), Kind.RATIO, item("1", "1", of="Lead"))

    assert found.value == Decimal("0.5")
    # Wilson's interval of one of two.
    assert found.low == pytest.approx(Decimal("0.0945"), abs=Decimal("0.0001"))


def test_a_rate_is_events_by_their_exposure() -> None:
    found = measured(
        facts((1, 50), (0, 50)), Kind.RATE, item("incidents", "hours"), scale=Decimal(200)
    )

    assert found.value == 2
    # Garwood's interval of one event is 0.0253 to 5.572.
    assert found.high == pytest.approx(Decimal("11.143"), abs=Decimal("0.001"))


def test_a_metric_without_a_source_says_what_it_needs() -> None:
    found = measured(log_of(), Kind.MEAN, None, needs="scores of leads")

    assert (found.status, found.needs) == (Status.NOT_MEASURABLE, "scores of leads")


def test_an_item_that_nobody_recorded_is_named() -> None:
    found = measured(log_of(), Kind.MEAN, item())

    assert (found.status, found.needs) == (Status.NO_DATA, "a recorded item “Item”")


def test_moments_alone_give_no_mean() -> None:
    found = measured(log_of(), Kind.MEAN, BetweenMoments(begin=entered(FIRST)))

    assert found.status is Status.NOT_MEASURABLE


def test_an_empty_log_has_no_data() -> None:
    found = measured(log_of(), Kind.COUNT, BetweenMoments(begin=entered(FIRST)))

    assert (found.status, found.value) == (Status.NO_DATA, None)


@pytest.mark.parametrize(
    ("at_least", "is_beyond", "status"),
    [
        (True, False, Status.ON_TARGET),
        (False, False, Status.ON_TARGET),
        (True, True, Status.MISSED),
    ],
)
def test_a_bound_may_be_enough_or_not(*, at_least: bool, is_beyond: bool, status: Status) -> None:
    target = Target(value=Decimal(5), at_least=at_least, is_beyond=is_beyond)

    found = measured(facts((5, None)), Kind.SUM, item(), target=target)

    assert found.status is status


def test_a_trend_has_each_month_of_its_cases() -> None:
    rows = [case("A", hours=1), {"case_id": "B", "entered": datetime(2026, 3, 2, tzinfo=UTC)}]

    found = measured(log_of(rows), Kind.COUNT, BetweenMoments(begin=entered(FIRST)))

    assert [each.month.isoformat() for each in found.trend] == ["2026-01-01", "2026-03-01"]


def test_the_first_visit_of_a_stage_counts_unless_the_last_one_is_asked_for() -> None:
    log = log_of([{"outcome": "reopened"}, {}, {"stage": SECOND}])
    source = BetweenMoments(begin=entered(FIRST, last=True), end=left(SECOND))

    found = measured(log, Kind.DURATION, source, unit="hours")

    assert found.value == 6
