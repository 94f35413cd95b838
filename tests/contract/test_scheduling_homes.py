"""Schedules that follow the tariff, into every database: once for each change, by whomever."""

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest

from penstock.app.devices.rounds.program import program_of
from penstock.app.devices.rounds.scheduling import Scheduler
from penstock.casework.device.commands import CommandState, overdue
from penstock.governance.consent.consent import ConsentStatus
from tests.contract.places import Place
from tests.living_home import COMFORT, STAT, LivingHome, living
from tests.smart_devices import NOON

DEAR, CHEAP, DEAR_ON_MONDAY = timedelta(hours=6), timedelta(hours=12), timedelta(days=3, hours=6)


@pytest.fixture
def home(place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[LivingHome]:
    monkeypatch.setenv("PENSTOCK_AUDIT_KEY", str(tmp_path / "audit.key"))
    monkeypatch.setenv("PENSTOCK_BLOBS", str(tmp_path / "blobs"))
    with living(place) as home:
        yield home.begun().with_schedule()


def scheduler(home: LivingHome) -> Scheduler:
    """Return a program that has just been started."""
    return Scheduler(program=program_of(home.cases), devices=home.devices)


def at(home: LivingHome, after: timedelta) -> None:
    home.now = NOON + after


def targets(home: LivingHome) -> list[float]:
    return [json.loads(each.wanted)["target_temperature"] for each in home.told()]


def test_a_thermostat_is_told_once_for_each_change_of_the_price(home: LivingHome) -> None:
    program = scheduler(home)
    assert program.once() == ""

    for hour in range(1, 24 * 4):
        at(home, timedelta(hours=hour))
        program.once()
        # Another one is started every half day, as one that was killed is.
        if hour % 12 == 0:
            program = scheduler(home)
            program.once()

    assert targets(home) == [19.0, 21.0, 19.0, 21.0]
    assert [each.asked_at - NOON for each in home.told()] == [
        DEAR,
        CHEAP,
        DEAR_ON_MONDAY,
        DEAR_ON_MONDAY + timedelta(hours=6),
    ]
    first = home.told()[0]
    assert first.state is CommandState.QUEUED
    assert first.deadline == NOON + CHEAP


def test_of_programs_that_come_at_the_same_moment_one_tells_it(home: LivingHome) -> None:
    at(home, DEAR)

    with ThreadPoolExecutor(4) as threads:
        said = list(threads.map(Scheduler.once, [scheduler(home) for _ in range(4)]))

    assert sum(map(bool, said)) == 1
    assert targets(home) == [19.0]


def test_a_thermostat_that_was_away_for_a_day_of_a_weekend_is_told_again_and_once(
    home: LivingHome,
) -> None:
    program = scheduler(home)
    at(home, CHEAP)
    program.once()
    at(home, CHEAP + timedelta(days=1))
    program.once()
    home.devices.keep(overdue(home.told()[0]))
    at(home, CHEAP + timedelta(days=1, minutes=6))

    said = [each.once() for each in (program, scheduler(home), program)]

    assert said == ["1 thermostat was told what to aim at.", "", ""]
    assert targets(home) == [21.0, 21.0]
    assert len({each.id for each in home.told()}) == 2


def test_who_comes_late_tells_what_holds_now(home: LivingHome) -> None:
    at(home, CHEAP - timedelta(minutes=10))

    assert scheduler(home).once() == "1 thermostat was told what to aim at."
    assert targets(home) == [19.0]


def test_a_home_without_consent_is_told_nothing_until_it_is_there(home: LivingHome) -> None:
    home.allowed("functionality", version=2, status=ConsentStatus.REVOKED, revoked_at=NOON)
    program = scheduler(home)
    at(home, DEAR)

    assert program.once() == ""
    home.allowed("functionality", id="C-again")
    program.once()

    assert targets(home) == [19.0]


def test_what_is_set_by_hand_holds_for_the_rest_of_the_day(home: LivingHome) -> None:
    program = scheduler(home)
    at(home, DEAR)
    program.once()
    home.done(home.told()[0])
    home.later(hours=1)
    home.heard(STAT, target_temperature=23)
    program.once()
    at(home, CHEAP)

    assert program.once() == "0 thermostats were told what to aim at; 1 left as set by hand."
    assert scheduler(home).once() == ""
    at(home, DEAR_ON_MONDAY)
    program.once()

    assert targets(home) == [19.0, 19.0]


def test_who_sets_it_back_is_followed_again_the_same_day(home: LivingHome) -> None:
    program = scheduler(home)
    at(home, DEAR)
    program.once()
    home.done(home.told()[0])
    for target_c in (23, 19):
        home.later(hours=1)
        home.heard(STAT, target_temperature=target_c)
        program.once()
    at(home, CHEAP)
    program.once()

    assert targets(home) == [19.0, 21.0]


def test_a_thermostat_that_never_obeyed_was_not_set_by_hand(home: LivingHome) -> None:
    program = scheduler(home)
    at(home, DEAR)
    program.once()
    home.later(hours=1)
    home.heard(STAT, target_temperature=21)
    program.once()
    at(home, CHEAP)
    program.once()

    assert targets(home) == [19.0, 21.0]


def test_what_a_household_wants_anew_is_told_at_once(home: LivingHome) -> None:
    program = scheduler(home)
    home.later(hours=1)
    limits = COMFORT["limits"] | {"heated_c": "20"}
    home.record("Comfort settings", COMFORT | {"limits": limits, "days": [], "set_at": home.now})

    program.once()

    assert targets(home) == [20.0]
