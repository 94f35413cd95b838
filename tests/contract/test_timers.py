"""Timers that every store keeps with the case whose clocks set them."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings

from penstock.delivery import commands as do
from penstock.delivery.evolving import rebuilt
from penstock.delivery.ports import Store, Wanted
from penstock.delivery.refusals import RefusedError, UnknownNameError
from penstock.delivery.timers import Timer, timers
from tests.contract.places import Place, by_hand
from tests.unit.delivery.clocked import CLOCKED, FAR, Office
from tests.unit.delivery.test_clocks import STEPS
from tests.unit.delivery.working import MODEL, NOON

MINUTE = timedelta(minutes=1)


@pytest.fixture
def office(store: Store) -> Office:
    """Return somebody whose case has just come to its second stage, at noon."""
    office = Office(store)
    office.open()
    office.finish_first_stage()
    return office


def due(office: Office, before: datetime) -> list[tuple[str, datetime]]:
    return [(each.kind, each.fire_at) for each in office.store.timers(before=before, limit=99)]


def test_timers_that_are_due_come_the_oldest_first(office: Office) -> None:
    assert due(office, NOON + 10 * MINUTE) == [
        ("stage warning", NOON + 7.5 * MINUTE),
        ("stage breach", NOON + 10 * MINUTE),
    ]


def test_no_more_timers_come_than_were_asked_for(office: Office) -> None:
    (timer,) = office.store.timers(before=FAR, limit=1)

    assert timer.kind == "stage warning"


def test_no_timer_comes_before_its_moment(office: Office) -> None:
    assert due(office, NOON + 7 * MINUTE) == []


def test_a_timer_that_fired_is_set_no_more(office: Office) -> None:
    first = office.store.timers(before=FAR, limit=1)[0]

    office.later(minutes=8).hand_in(do.Remind(timer=first.kind, epoch=first.epoch))

    assert due(office, NOON + 20 * MINUTE) == [("stage breach", NOON + 10 * MINUTE)]


def test_a_timer_that_is_fired_twice_does_it_once(office: Office) -> None:
    breach = office.store.timers(before=NOON + 10 * MINUTE, limit=9)[1]
    remind = do.Remind(timer=breach.kind, epoch=breach.epoch)
    office.later(minutes=30).hand_in(remind, key="fired")

    office.later(minutes=1).hand_in(remind, key="fired")

    assert office.kinds()[-2:] == ["DueWarned", "DueBreached"]


def test_a_timer_that_a_hold_cancelled_is_refused(office: Office) -> None:
    warning = office.store.timers(before=FAR, limit=1)[0]
    office.later(minutes=1).hand_in(do.Hold(reason="travel"))

    with pytest.raises(RefusedError, match="is set no more"):
        office.later(hours=1).hand_in(do.Remind(timer=warning.kind, epoch=warning.epoch))

    assert [kind for kind, _ in due(office, FAR)] == ["case warning", "case breach"]


def test_a_held_case_is_told_what_its_other_clocks_have_passed(office: Office) -> None:
    office.hand_in(do.Hold(reason="travel"))
    breach = next(each for each in timers(office.case()) if each.kind == "case breach")

    case = office.later(days=40).hand_in(do.Remind(timer=breach.kind, epoch=breach.epoch))

    assert case.clocks["case"].breached


def test_a_cancelled_case_has_no_timers(office: Office) -> None:
    office.hand_in(do.Cancel(reason="moved"))

    assert due(office, FAR) == []


def test_a_clock_that_went_back_an_hour_makes_nothing_earlier(office: Office) -> None:
    before = office.later(minutes=5).hand_in(do.Record(item="Design", sha256="1"))

    after = office.later(hours=-1).hand_in(do.Hold(reason="travel"))

    assert after.changed_at == before.changed_at
    pause = after.clocks["stage"].clock.pause
    assert pause is not None
    assert pause.left == 5 * MINUTE


def test_moving_to_another_model_sets_other_timers(office: Office) -> None:
    old = office.store.timers(before=FAR, limit=99)
    office.model = replace(
        CLOCKED, stages=tuple(replace(each, service_level="1 hour") for each in CLOCKED.stages)
    )

    office.hand_in(do.Migrate(fingerprint=office.model.fingerprint))

    new = [each for each in office.store.timers(before=FAR, limit=99) if "stage" in each.kind]
    assert [each.fire_at for each in new] == [NOON + 45 * MINUTE, NOON + 60 * MINUTE]
    assert {each.epoch for each in old if "stage" in each.kind}.isdisjoint(
        {each.epoch for each in new}
    )


def test_cases_come_by_what_is_due_page_after_page(store: Store) -> None:
    office = Office(store)
    for number, days in enumerate([3, 1, 2, 1]):
        office.now = NOON + timedelta(days=days)
        office.open(f"SOL-{number}")
    Office(store, model=MODEL, keys=99).open("SOL-9")
    wanted, pages = Wanted(by_due=True, limit=2), list[list[str]]()

    while page := store.find(wanted):
        pages.append([case.case_id for case in page])
        wanted = replace(wanted, after=page[-1].case_id)

    # Saturday, Sunday and Monday: the stage is due on Tuesday, the first two days alike.
    assert pages == [["SOL-1", "SOL-2"], ["SOL-3", "SOL-0"]]


def test_cases_due_before_a_moment_are_those_and_no_others(store: Store) -> None:
    office = Office(store)
    office.open("SOL-1")
    office.later(days=5).open("SOL-2")
    office.hand_in(do.Hold(reason="travel"), case_id="SOL-2")
    first = office.case("SOL-1").clocks["stage"].clock.deadline.due

    def found(**wanted: object) -> list[str]:
        return [case.case_id for case in store.find(Wanted(**wanted))]  # type: ignore[arg-type]

    assert found(due_before=first) == []
    assert found(due_before=first + MINUTE) == ["SOL-1"]
    assert found(due_before=FAR, status="held") == ["SOL-2"]
    assert found(by_due=True, role="Installer") == []
    assert [each.cases for each in store.counts(due_before=FAR)] == [1, 1]
    assert [each.status for each in store.counts(due_before=first + MINUTE)] == ["open"]


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STEPS)
def test_the_timers_that_are_kept_are_those_that_the_clocks_set(
    store: Store, steps: list[tuple[do.Command, timedelta]]
) -> None:
    office = Office(store)
    case_id = f"SOL-{len(store.find(Wanted(limit=1000)))}"
    office.open(case_id)
    for command, pause in steps:
        office.now += pause
        try:
            case = office.hand_in(command, case_id=case_id)
        except (RefusedError, UnknownNameError):
            continue
        log = store.log(case_id)
        assert rebuilt((each.event, each.stamp) for each in log) == case
        assert _set(store, case_id) == set(timers(case))
        assert [(each.stage_id, each.fingerprint) for each in log][-1] == (
            case.stage_id,
            case.fingerprint,
        )


def _set(store: Store, case_id: str) -> set[Timer]:
    return {each for each in store.timers(before=FAR, limit=9999) if each.case_id == case_id}


def test_the_database_knows_when_it_had_an_event_and_what_became_of_timers(place: Place) -> None:
    with place.opened() as store:
        office = Office(store)
        office.open()
        office.finish_first_stage()
        office.later(minutes=20).hand_in(do.Hold(reason="travel"))
    with by_hand(place) as connection:
        states = connection.exec_driver_sql("select kind, state from timer order by epoch, kind")
        kept = [tuple(row) for row in states]
        unknown = connection.exec_driver_sql(
            "select count(*) from case_event where recorded_at is null or stage_id is null"
        ).scalar()

    assert kept == [
        ("stage breach", "cancelled"),
        ("stage warning", "cancelled"),
        ("case breach", "set"),
        ("case warning", "set"),
        ("stage breach", "cancelled"),
        ("stage warning", "cancelled"),
    ]
    assert unknown == 0
