"""Timers fire once, beside whatever else is done, and people are told what is due."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from penstock.app.bell import Bell
from penstock.app.cases.beside import doing_beside
from penstock.app.cases.due import told
from penstock.app.cases.timers import Timekeeper
from penstock.delivery import commands as do
from penstock.store.memory import MemoryStore
from tests.unit.app.cases.bench import cases
from tests.unit.delivery.clocked import CALENDAR, CLOCKED, Office
from tests.unit.governance.service_levels.timing import local


def _at(office: Office) -> datetime:
    return office.now


def _timekeeper(office: Office) -> Timekeeper:
    return Timekeeper(cases=cases(office.store, now=lambda: _at(office)))


def test_what_has_come_due_is_told_and_nothing_is_told_twice() -> None:
    office = Office(MemoryStore())
    for number in range(3):
        office.open(f"SOL-{number}")
        office.finish_first_stage(f"SOL-{number}")
    office.later(minutes=8)

    fired = [_timekeeper(office).once() for _ in range(2)]

    assert fired == [3, 0]
    assert all(office.case(f"SOL-{number}").clocks["stage"].warned for number in range(3))


def test_a_late_timekeeper_tells_all_that_a_case_has_passed() -> None:
    office = Office(MemoryStore())
    office.open()
    office.finish_first_stage()

    _timekeeper(office.later(minutes=30)).once()

    assert office.kinds()[-2:] == ["DueWarned", "DueBreached"]
    assert office.store.log("SOL-1")[-1].stamp.actor == "penstock"


def test_a_duty_that_fails_for_good_stops_the_bell_and_is_told() -> None:
    bell = Bell()

    def fails() -> int:
        raise KeyError("lost")

    with pytest.raises(KeyError, match="lost"), doing_beside(fails, bell, rest_s=0.01):
        bell.wait()

    assert bell.stopped


@pytest.mark.parametrize(
    ("moment", "sentence"),
    [
        ("2026-11-20T12:00", "due 24 Nov 2026, 17:00 PST (in 2 business days)"),
        ("2026-11-22T12:00", "due 24 Nov 2026, 17:00 PST (in 2 business days)"),
        ("2026-11-24T09:30", "due 24 Nov 2026, 17:00 PST (in 6 business hours)"),
        ("2026-11-24T16:59:30", "due 24 Nov 2026, 17:00 PST (in less than a business minute)"),
        ("2026-11-24T17:00", "overdue since 24 Nov 2026, 17:00 PST"),
    ],
)
def test_people_are_told_what_is_left_by_the_clock_on_the_wall(moment: str, sentence: str) -> None:
    office = Office(now=local(CALENDAR, "2026-11-20T08:00"))

    stage, _ = told(office.open(), CLOCKED, local(CALENDAR, moment))

    assert stage.sentence == sentence
    assert stage.overdue == sentence.startswith("overdue")


def test_a_day_that_ends_at_midnight_is_the_day_it_is_due() -> None:
    office = Office(now=local(CALENDAR, "2026-11-20T08:00"))

    _, case = told(office.open(), CLOCKED, office.now + timedelta(hours=1))

    assert case.sentence == "due 20 Dec 2026, 24:00 PST (in 30 days)"


def test_a_clock_that_stands_still_says_since_when_why_and_what_is_left() -> None:
    office = Office(now=local(CALENDAR, "2026-11-20T08:00"))
    office.open()

    held = office.hand_in(do.Hold(reason="travel"))
    stage, _ = told(held, CLOCKED, office.now)

    assert stage.sentence == (
        "paused since 20 Nov 2026, 08:00 PST because on hold: travel; 24 business hours left"
    )
    assert stage.due == ""


@pytest.mark.parametrize(
    ("model", "sentence"),
    [
        (replace(CLOCKED, calendar=None, service_level=""), "when that is over, no calendar says"),
        (
            replace(CLOCKED, stages=(replace(CLOCKED.stages[0], service_level="soon"),)),
            "no clock runs, because that is no service level that can be counted",
        ),
    ],
)
def test_a_promise_without_a_clock_says_why(model: object, sentence: str) -> None:
    office = Office(model=model)  # type: ignore[arg-type]

    assert told(office.open(), office.model, office.now)[0].sentence == sentence
