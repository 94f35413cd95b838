"""A case has the clocks that its model wants where it stands, and its log tells what passed."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from penstock.delivery import commands as do
from penstock.delivery.case import Case
from penstock.delivery.clocks import terms, what_changes, what_passed
from penstock.delivery.evolving import rebuilt
from penstock.delivery.models import StreamModel
from penstock.delivery.recording import case_from_json, case_to_json
from penstock.delivery.refusals import RefusedError, UnknownNameError
from penstock.delivery.timers import timers
from penstock.governance.service_levels.deadlines import started
from penstock.governance.service_levels.levels import ServiceLevelError
from tests.unit.delivery.clocked import ALWAYS_OPEN, CALENDAR, CLOCKED, FAR, SECOND, Office
from tests.unit.delivery.test_laws import COMMANDS
from tests.unit.delivery.working import MODEL, NOON
from tests.unit.governance.service_levels.timing import local

# The office closes at 17:00; the second business day after Friday noon is Tuesday.
STAGE_DUE = local(CALENDAR, "2026-11-24T17:00")
STEPS = st.lists(
    st.tuples(COMMANDS, st.timedeltas(timedelta(hours=-1), timedelta(days=2))), max_size=30
)


def _due(case: Case, kind: str) -> datetime:
    return case.clocks[kind].clock.deadline.due


def test_a_stage_and_its_case_get_the_clocks_that_the_documents_state() -> None:
    case = Office().open()

    assert _due(case, "stage") == STAGE_DUE
    assert _due(case, "case") == local(CALENDAR, "2026-12-21T00:00")


def test_without_a_service_level_there_is_no_clock() -> None:
    office = Office(model=replace(MODEL, calendar=CALENDAR))

    assert office.open().clocks == {}


def test_without_a_calendar_there_is_no_clock() -> None:
    assert Office(model=replace(CLOCKED, calendar=None)).open().clocks == {}


def test_a_service_level_that_nobody_understands_makes_no_clock() -> None:
    assert Office(model=replace(CLOCKED, service_level="soon")).open().clocks.keys() == {"stage"}


def test_the_next_stage_begins_its_own_clock_in_the_same_transaction() -> None:
    office = Office()
    office.open()

    case = office.later(hours=1).finish_first_stage()

    assert _due(case, "stage") == office.now + timedelta(minutes=10)
    assert office.kinds()[-2:] == ["ClockStopped", "ClockStarted"]


def test_a_clock_that_may_stands_still_on_hold_and_runs_on_with_what_it_had_left() -> None:
    office = Office()
    office.open()
    office.finish_first_stage()

    held = office.later(minutes=4).hand_in(do.Hold(reason="travel"))
    resumed = office.later(days=3).hand_in(do.Resume(reason="back"))

    pause = held.clocks["stage"].clock.pause
    assert pause is not None
    assert (pause.reason, pause.left) == ("on hold: travel", timedelta(minutes=6))
    assert held.clocks["case"].clock.pause is None
    assert _due(resumed, "stage") == office.now + timedelta(minutes=6)


def test_a_clock_that_may_stands_still_until_the_other_case_answers() -> None:
    office = Office()
    office.open()
    link = do.LinkTo(other_case_id="GRID-1", other_stream_id="AOV-04")

    waiting = office.hand_in(link).clocks["stage"].clock.pause
    answered = office.later(hours=1).hand_in(do.Answer(other_case_id="GRID-1", answer="closed"))

    assert waiting is not None
    assert waiting.reason == "waits until case GRID-1 of AOV-04 ends"
    assert answered.clocks["stage"].clock.pause is None


def test_a_clock_that_may_stands_still_until_its_stage_starts() -> None:
    third = replace(CLOCKED.stages[2], service_level="5 minutes, paused until it starts")
    office = Office(model=replace(CLOCKED, stages=(*CLOCKED.stages[:1], third)))
    office.open()
    office.finish_first_stage()
    before = office.case()

    started = office.later(days=90).hand_in(do.Record(item="Design", sha256="d"))

    pause = before.clocks["stage"].clock.pause
    assert pause is not None
    assert pause.reason == "stage NCV-03.3 has not started"
    assert _due(started, "stage") == office.now + timedelta(minutes=5)


def test_a_breach_is_told_before_what_came_too_late() -> None:
    office = Office()
    office.open()
    office.finish_first_stage()

    office.later(minutes=11).hand_in(do.Record(item="Design", sha256="d"))

    assert office.kinds()[-3:] == ["DueWarned", "DueBreached", "ItemRecorded"]
    assert office.case().clocks["stage"].breached


def test_what_was_passed_is_told_once() -> None:
    office = Office()
    office.open()
    office.finish_first_stage()
    office.later(minutes=11).hand_in(do.Record(item="Design", sha256="d"))

    office.later(minutes=1).hand_in(do.Record(item="Design", sha256="e"))

    assert office.kinds().count("DueBreached") == 1


def test_time_that_passes_does_not_keep_anybody_from_taking_an_act_back() -> None:
    office = Office()
    office.open()
    office.finish_first_stage()
    office.hand_in(do.Record(item="Design", sha256="d"))

    case = office.later(minutes=11).hand_in(do.Undo())

    assert "Design" not in case.items


@pytest.mark.parametrize(
    "command", [do.Cancel(reason="moved"), do.Reopen(stage_id=MODEL.stages[0].id, reason="again")]
)
def test_no_timer_of_a_stage_outlives_it(command: do.Command) -> None:
    office = Office()
    office.open()
    before = {each.epoch for each in timers(office.finish_first_stage()) if "stage" in each.kind}

    after = office.hand_in(command)

    assert before.isdisjoint({each.epoch for each in timers(after)})


def test_a_reminder_that_comes_too_early_is_refused_and_may_come_again() -> None:
    office = Office()
    office.open()
    (breach,) = [
        each for each in timers(office.finish_first_stage()) if each.kind == "stage breach"
    ]
    remind = do.Remind(timer=breach.kind, epoch=breach.epoch)
    with pytest.raises(RefusedError, match="the stage breach comes at 2026-11-20 12:10:00 UTC"):
        office.hand_in(remind, key="k")

    case = office.later(minutes=10).hand_in(remind, key="k")

    assert case.clocks["stage"].breached


def test_a_reminder_of_a_clock_that_is_gone_is_refused() -> None:
    office = Office()
    office.open()

    with pytest.raises(RefusedError, match="set by event 77, is set no more"):
        office.hand_in(do.Remind(timer="stage breach", epoch=77))


def test_a_calendar_that_ends_too_early_refuses_with_the_cure() -> None:
    office = Office(now=datetime(2030, 12, 31, 12, tzinfo=NOON.tzinfo))

    with pytest.raises(RefusedError, match="Make a version of it with more years"):
        office.open()


def _migrate(office: Office, model: StreamModel) -> Case:
    office.model = model
    return office.hand_in(do.Migrate(fingerprint=model.fingerprint))


def test_a_newer_calendar_takes_along_what_a_clock_has_left() -> None:
    office = Office()
    office.open()
    holiday = replace(CALENDAR, version=2, holidays=CALENDAR.holidays | {STAGE_DUE.date()})

    case = _migrate(office, replace(CLOCKED, calendar=holiday))

    assert _due(case, "stage") == local(CALENDAR, "2026-11-25T17:00")
    assert case.clocks["stage"].clock.calendar == holiday.fingerprint


def test_other_terms_hold_as_if_they_had_from_the_start_with_the_pauses_that_were() -> None:
    office = Office()
    office.open()
    entered = office.finish_first_stage().entered_at
    office.later(minutes=4).hand_in(do.Hold(reason="travel"))
    office.later(minutes=60).hand_in(do.Resume(reason="back"))
    longer = replace(SECOND, service_level="20 minutes, paused on hold")
    first, _, third = CLOCKED.stages

    case = _migrate(office, replace(CLOCKED, stages=(first, longer, third)))

    assert entered is not None
    assert _due(case, "stage") == entered + timedelta(minutes=80)
    assert not case.clocks["stage"].warned


def test_what_is_promised_no_more_has_no_clock() -> None:
    office = Office()
    office.open()

    assert _migrate(office, MODEL).clocks == {}


def test_what_is_promised_only_now_counts_from_where_it_began() -> None:
    office = Office(model=MODEL)
    office.open()

    case = _migrate(office.later(days=40), CLOCKED)

    assert _due(case, "case") == local(CALENDAR, "2026-12-21T00:00")
    assert case.clocks["case"].breached


@given(STEPS)
def test_whatever_happens_the_clocks_are_those_that_are_wanted(
    steps: list[tuple[do.Command, timedelta]],
) -> None:
    office = Office()
    office.open()
    for command, pause in steps:
        office.now += pause
        try:
            office.hand_in(command)
        except (RefusedError, UnknownNameError):
            continue
        case = office.case()
        assert case.changed_at is not None
        assert list(what_changes(case, CLOCKED, case.changed_at, before=CLOCKED)) == []
        assert list(what_passed(case, case.changed_at)) == []
        log = office.store.log("SOL-1")
        assert rebuilt((each.event, each.stamp) for each in log) == case
        assert case_from_json(case_to_json(case)) == case
        assert [each.stamp.at for each in log] == sorted(each.stamp.at for each in log)
        assert set(office.store.timers(before=FAR, limit=99)) == set(timers(case))


@pytest.mark.parametrize("text", ["soon", "7 business days, paused at night", ""])
def test_what_is_no_service_level_is_refused(text: str) -> None:
    with pytest.raises(ServiceLevelError):
        terms("stage", text)


def test_terms_say_when_their_clock_stands_still() -> None:
    found = terms("stage", "7  business days,  Paused on hold, paused while waiting")

    assert str(found.level) == "7 business days"
    assert found.pauses_in == {"held", "waiting for another case"}


def test_a_model_without_service_levels_keeps_the_fingerprint_it_had_before_there_were_any() -> (
    None
):
    assert MODEL.fingerprint == "c33a941caee1c9ea90650c5a5c1ebb914f01f88928f3673091d225f2e6875117"


def test_a_model_keeps_its_calendar() -> None:
    again = StreamModel.from_json(CLOCKED.to_json())

    assert again == CLOCKED
    assert again.fingerprint == CLOCKED.fingerprint
    assert again.calendar == CALENDAR


def test_another_calendar_is_another_model() -> None:
    assert replace(CLOCKED, calendar=ALWAYS_OPEN).fingerprint != CLOCKED.fingerprint


def test_a_clock_is_due_at_the_same_moment_however_often_it_is_counted() -> None:
    clock = Office().open().clocks["stage"].clock

    assert started(clock.terms, CALENDAR, NOON) == clock
