"""What a stream had to do lately, out of a small log."""

from datetime import timedelta

import pytest

from penstock.measurement.flow.waiting import waiting_causes
from penstock.measurement.flow.workload import CANCELLED, CLOSED, Workload, workload
from tests.logs import BEGIN, ORDER, STREAM, SmallLog, log_of

DAY = timedelta(days=1)
FIRST, SECOND, *_ = ORDER


def load_of(log: SmallLog) -> Workload:
    return workload(log, STREAM, waiting_causes(log, STREAM))


@pytest.fixture(scope="module")
def load() -> Workload:
    """Return what happened to three cases: one was closed, one cancelled, one is open."""
    log = log_of(
        [
            {"case_id": "A", "stage": FIRST, "entered": BEGIN, "resource": "ann"},
            {"case_id": "A", "stage": SECOND, "closes": True, "resource": "bob"},
            {"case_id": "B", "stage": FIRST, "entered": BEGIN, "resource": "eve"},
            {"case_id": "B", "stage": SECOND, "outcome": "cancelled", "resource": "bob"},
            {"case_id": "C", "stage": FIRST, "entered": BEGIN + DAY, "resource": "ann"},
        ],
        open_visits=[{"case_id": "C", "stage": SECOND}],
        as_of=BEGIN + 4 * DAY,
    )
    return load_of(log)


def test_each_visit_that_is_over_tells_how_long_it_waited_and_was_worked(load: Workload) -> None:
    spells = load.stages[FIRST].spells

    assert {(round(each.wait_days * 24), round(each.work_days * 24)) for each in spells} == {(1, 2)}
    assert len(spells) == 3


def test_people_are_those_who_worked_there(load: Workload) -> None:
    assert {stage: each.people for stage, each in load.stages.items()} == {FIRST: 2, SECOND: 1}


def test_ways_lead_to_stages_and_out(load: Workload) -> None:
    assert load.moves == {FIRST: {SECOND: 3}, SECOND: {CLOSED: 1, CANCELLED: 1}}
    assert load.entries == {FIRST: 3}


def test_open_cases_tell_where_they_are_and_for_how_long(load: Workload) -> None:
    (case,) = load.under_way

    assert case.stage_id == SECOND
    assert case.lead_days == pytest.approx(3.0)
    assert case.age_days < case.lead_days


def test_only_closed_cases_tell_a_lead_time(load: Workload) -> None:
    assert [round(each * 24) for each in load.lead_days] == [6]


def test_arrivals_are_counted_by_weekday(load: Workload) -> None:
    # BEGIN is a Monday: two cases came, and one on the Tuesday.
    assert load.arrivals[:3] == (2.0, 1.0, 0.0)


def test_a_stream_without_cases_has_nothing_to_do() -> None:
    load = load_of(log_of([{"stream": "NCV-09", "stage": "NCV-09.1", "entered": BEGIN}]))

    assert (load.stages, load.under_way, load.lead_days) == ({}, (), ())
