"""Causes of waiting out of a log, by hours of a calendar, and sentences about bottlenecks."""

from datetime import date, timedelta

from hypothesis import given, settings

from penstock.governance.service_levels.calendars import Calendar, weekly
from penstock.measurement.flow.bottlenecks import bottlenecks, sentences
from penstock.measurement.flow.stage_times import stage_times
from penstock.measurement.flow.waiting import StageCauses, waiting_causes
from tests.logs import BEGIN, ORDER, STREAM, SmallLog, log_of
from tests.random_logs import logs
from tests.unit.measurement.flow import brute_force as by_hand

HOUR, HOUR_US = timedelta(hours=1), 3_600_000_000
# Open from the hour at which small logs begin, a Monday, 8 o'clock, to noon.
MORNINGS = Calendar(
    id="mornings",
    version=1,
    zone="UTC",
    week=weekly({"monday": ["08:00-12:00"], "tuesday": ["08:00-12:00"]}),
    holidays=frozenset[date](),
    first_year=1970,
    last_year=2100,
)


@settings(max_examples=15)
@given(logs())
def test_the_causes_of_a_stage_are_all_of_its_waiting(log: SmallLog) -> None:
    waited = by_hand.grouped(by_hand.waited(log), lambda row: row["stage"])
    sums = {stage: sum(row["wait_us"] for row in rows) for stage, rows in waited.items()}
    found = waiting_causes(log, STREAM, calendar=MORNINGS)
    assert {each.stage_id: each.wait_us for each in found} == {
        stage: us for stage, us in sums.items() if us
    }
    assert all(sum(each.parts) == each.wait_us for each in found)


def only(found: tuple[StageCauses, ...]) -> StageCauses:
    assert len(found) == 1
    return found[0]


def test_waiting_in_closed_hours_is_for_opening_hours() -> None:
    log = log_of([{"resource": "Ada", "started": BEGIN + 24 * HOUR}])
    found = only(waiting_causes(log, STREAM, calendar=MORNINGS))
    assert found.parts.unavailability_us == 20 * HOUR_US
    assert found.parts.other_us == 4 * HOUR_US


def test_work_in_another_stream_keeps_somebody_busy_too() -> None:
    log = log_of(
        [
            {"case_id": "C-1", "resource": "Ada", "started": BEGIN + 5 * HOUR},
            {"case_id": "C-2", "stream": "NCV-01", "resource": "Ada"}
            | {"started": BEGIN, "exited": BEGIN + 3 * HOUR},
        ]
    )
    assert only(waiting_causes(log, STREAM)).parts.contention_us == 3 * HOUR_US


def test_what_is_still_under_way_keeps_somebody_busy_too() -> None:
    waits = {"case_id": "C-1", "resource": "Ada", "started": BEGIN + 5 * HOUR}
    works = {"case_id": "C-2", "resource": "Ada", "entered": BEGIN, "started": BEGIN + HOUR}
    log = log_of([waits], open_visits=[works])
    assert only(waiting_causes(log, STREAM)).parts.contention_us == 4 * HOUR_US


def held(number: int, *, hours: int) -> dict[str, object]:
    ended = BEGIN + timedelta(hours=hours)
    return {"case_id": f"C-{number}", "began": BEGIN, "ended": ended, "reason": "the authority"}


def log_of_visits(number: int) -> SmallLog:
    """Return so many visits of a stage: ten hours of waiting, eight on hold, and two of work."""
    visits = [{"case_id": f"C-{n}", "started": BEGIN + 10 * HOUR} for n in range(number)]
    return log_of(visits, holds=[held(n, hours=8) for n in range(number)])


def said(log: SmallLog) -> tuple[str, ...]:
    found = bottlenecks(stage_times(log, STREAM), waiting_causes(log, STREAM))
    return sentences(found, {ORDER[0]: "Permitting"})


def test_a_bottleneck_is_told_with_its_evidence_and_what_it_waits_for() -> None:
    assert said(log_of_visits(20)) == (
        "Permitting holds cases 12 hours in the median, 83 % of the time waiting, 80 % of that "
        "on hold: “the authority” (20 visits; 85 % within 12 hours).",
    )


def test_what_is_on_hold_after_work_began_is_waiting_too() -> None:
    log = log_of(
        [
            {"started": BEGIN, "exited": BEGIN + 40 * HOUR} | {"case_id": f"C-{n}"}
            for n in range(20)
        ],
        holds=[
            {"case_id": f"C-{n}", "began": BEGIN + 4 * HOUR, "ended": BEGIN + 34 * HOUR}
            | {"reason": "the authority"}
            for n in range(20)
        ],
    )

    assert said(log) == (
        "Permitting holds cases 1.7 days in the median, 75 % of the time waiting, 100 % of that "
        "on hold: “the authority” (20 visits; 85 % within 1.7 days).",
    )


def test_nothing_is_said_of_fewer_than_twenty_visits() -> None:
    assert said(log_of_visits(19)) == ()


def test_the_slowest_stage_comes_first() -> None:
    quick = [{"case_id": f"C-{n}"} for n in range(20)]
    slow = [
        {"case_id": f"C-{n}", "stage": ORDER[1], "exited": BEGIN + 50 * HOUR} for n in range(20)
    ]
    found = said(log_of([*quick, *slow]))
    assert [sentence.split()[0] for sentence in found] == [ORDER[1], "Permitting"]


def test_a_cause_of_less_than_a_quarter_is_not_named() -> None:
    log = log_of([{"case_id": f"C-{n}", "started": BEGIN} for n in range(20)])
    assert said(log) == (
        "Permitting holds cases 2 hours in the median, none of it waiting "
        "(20 visits; 85 % within 2 hours).",
    )
