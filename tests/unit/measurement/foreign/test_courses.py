"""What events of other systems tell of visits."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from penstock.delivery.visits import Deviation, Outcome, Visit
from penstock.measurement.foreign.courses import MOST_VISITS, ForeignCase, NoStreamError, Reader
from penstock.measurement.foreign.faults import FaultKind, Faults
from penstock.measurement.foreign.mapping import ForeignMapping, Step
from tests.unit.delivery.working import MODEL
from tests.unit.measurement.foreign.reading import counts, understood

DAY = datetime(2026, 3, 2, tzinfo=UTC)
FIRST, SECOND, THIRD = (stage.id for stage in MODEL.stages)


def _at(hour: int) -> str:
    return f"2026-03-02T{hour:02}:00:00Z"


def _hour(hour: int) -> datetime:
    return DAY + timedelta(hours=hour)


def _times(visit: Visit) -> tuple[datetime | None, ...]:
    return visit.entered, visit.started, visit.exited


def _stages(case: ForeignCase) -> list[str]:
    return [visit.stage_id for visit in case.visits]


def test_a_visit_is_scheduled_started_and_completed() -> None:
    words = (("schedule", 1), ("start", 2), ("complete", 4))
    rows = [("C", "Qualify Lead", _at(hour), word, "Ada") for word, hour in words]
    [case], faults = understood(rows)

    [visit] = case.visits
    assert _times(visit) == (_hour(1), _hour(2), _hour(4))
    assert (visit.stage_id, visit.resource, visit.outcome) == (FIRST, "Ada", Outcome.PASSED)
    assert counts(faults) == {}


def test_a_log_of_completions_alone_counts_from_one_to_the_next_and_says_so() -> None:
    rows = [("C", "Qualify Lead", _at(1)), ("C", "Design Array", _at(5))]
    [case], faults = understood(rows)

    assert _times(case.visits[1]) == (_hour(1), None, _hour(5))
    assert counts(faults) == {FaultKind.NO_START: 2}


def test_a_log_of_changes_of_state_ends_a_visit_where_the_next_begins() -> None:
    rows = [("C", "Qualify Lead", _at(1)), ("C", "Design Array", _at(5))]
    [case], faults = understood(rows, single=Step.ENTER)

    assert _times(case.visits[0]) == (_hour(1), None, _hour(5))
    assert case.visits[1].exited is None
    assert FaultKind.NO_END not in counts(faults)


def test_an_end_that_nothing_tells_is_taken_from_the_next_stage_and_counted() -> None:
    rows = [("C", "Qualify Lead", _at(1), "start"), ("C", "Design Array", _at(5), "start")]
    [case], faults = understood(rows)

    assert case.visits[0].exited == _hour(5)
    assert counts(faults) == {FaultKind.NO_END: 1}


def test_stages_at_the_same_time_keep_their_own_ends() -> None:
    rows = [
        ("C", "Qualify Lead", _at(1), "start"),
        ("C", "Design Array", _at(2), "start"),
        ("C", "Qualify Lead", _at(3), "complete"),
        ("C", "Design Array", _at(4), "complete"),
    ]
    [case], _ = understood(rows)

    assert [visit.exited for visit in case.visits] == [_hour(3), _hour(4)]


def test_two_activities_of_a_stage_are_one_visit() -> None:
    rows = [("C", "call", _at(1)), ("C", "visit", _at(3)), ("C", "Design Array", _at(4))]
    [case], _ = understood(rows, stages={"call": FIRST, "visit": FIRST})

    assert _stages(case) == [FIRST, SECOND]
    assert case.visits[0].exited == _hour(3)


@pytest.mark.parametrize(("merged", "count"), [(False, 2), (True, 1)])
def test_an_activity_again_is_a_new_visit_unless_the_map_merges_it(
    merged: bool, count: int
) -> None:
    rows = [("C", "Qualify Lead", _at(1)), ("C", "Qualify Lead", _at(3))]
    [case], _ = understood(rows, merged=merged)

    assert len(case.visits) == count


def test_going_back_is_told_by_the_visit_before_and_by_the_visit_after() -> None:
    rows = [("C", name, _at(hour)) for hour, name in enumerate((FIRST, SECOND, FIRST))]
    [case], _ = understood(rows)

    assert [visit.outcome for visit in case.visits[:2]] == [Outcome.PASSED, Outcome.REOPENED]
    assert case.visits[2].deviation is Deviation.REOPENED
    assert not case.visits[2].on_documented_path


def test_a_case_is_closed_by_the_last_stage_of_the_documents() -> None:
    rows = [("C", name, _at(hour)) for hour, name in enumerate((FIRST, SECOND, THIRD))]
    [case], _ = understood(rows)

    assert case.is_over
    assert [visit.closes for visit in case.visits] == [False, False, True]


def test_a_case_that_ends_in_the_middle_is_open() -> None:
    [case], _ = understood([("C", FIRST, _at(1))])

    assert not case.is_over
    assert (case.visits[0].outcome, case.visits[0].recorded_at) == (Outcome.PASSED, None)


def test_a_map_may_say_that_every_last_event_closes_its_case() -> None:
    [case], _ = understood([("C", FIRST, _at(1))], ends=True)

    assert case.visits[0].closes


def test_an_activity_may_close_a_case_or_cancel_it() -> None:
    rows = [(case, name, _at(2)) for case, name in (("A", "filed"), ("B", "withdrawn"))]
    begun = [(case, FIRST, _at(1), "start") for case in "AB"]
    cases, _ = understood([*begun, *rows], stages={"filed": "closed", "withdrawn": "cancelled"})

    ends = [(each.visits[-1].outcome, each.visits[-1].closes, each.is_over) for each in cases]
    assert ends == [(Outcome.PASSED, True, True), (Outcome.CANCELLED, False, True)]


def test_an_unknown_stage_is_kept_under_its_own_name_and_counted_by_it() -> None:
    [case], faults = understood([("C", "Weigh the roof", _at(1)), ("C", FIRST, _at(2))])

    [fault] = [each for each in faults.found() if each.kind is FaultKind.UNKNOWN_STAGE]
    assert _stages(case) == ["Weigh the roof", FIRST]
    assert case.visits[0].deviation is Deviation.UNDOCUMENTED
    assert fault.names == (("Weigh the roof", 1),)


def test_the_same_event_twice_counts_once() -> None:
    [case], faults = understood([("C", FIRST, _at(1)), ("C", FIRST, _at(1))])

    assert len(case.visits) == 1
    assert faults.count(FaultKind.DUPLICATE) == 1


def test_what_the_map_ignores_is_counted() -> None:
    [case], faults = understood(
        [("C", FIRST, _at(1)), ("C", "mail read", _at(2))], stages={"mail read": "ignored"}
    )

    assert _stages(case) == [FIRST]
    assert faults.count(FaultKind.IGNORED) == 1


def test_a_case_of_ignored_events_alone_is_named() -> None:
    cases, faults = understood([("C", "mail read", _at(2))], stages={"mail read": "ignored"})

    assert cases == []
    assert faults.count(FaultKind.NO_VISIT) == 1


def test_an_unknown_transition_is_no_step_and_named() -> None:
    rows = [("C", FIRST, _at(1), "start"), ("C", FIRST, _at(2), "ponder")]
    _, faults = understood(rows)

    [fault] = [each for each in faults.found() if each.kind is FaultKind.OTHER_TRANSITION]
    assert fault.names == (("ponder", 1),)


def test_from_suspension_to_resumption_a_visit_is_on_hold_for_the_reason_that_was_said() -> None:
    words = [("start", 1, ""), ("suspend", 2, "rain"), ("resume", 5, ""), ("complete", 6, "")]
    rows = [("C", FIRST, _at(hour), word, reason) for word, hour, reason in words]
    [case], faults = understood(rows, names=("case", "activity", "time", "lifecycle", "reason"))

    [hold] = case.holds
    assert (hold.began, hold.ended, hold.reason) == (_hour(2), _hour(5), "rain")
    assert (hold.stage_id, hold.seq, len(case.visits)) == (FIRST, 1, 1)
    assert counts(faults) == {}


@pytest.mark.parametrize("words", [("resume", "complete"), ("suspend", "suspend", "resume")])
def test_a_suspension_or_resumption_without_the_other_is_counted(words: tuple[str, ...]) -> None:
    rows = [("C", FIRST, _at(hour), word) for hour, word in enumerate(("start", *words))]
    [case], faults = understood(rows)

    assert counts(faults) == {FaultKind.LONE_HOLD: 1}
    assert len(case.holds) == words.count("suspend") // 2


def test_work_that_starts_twice_counts_from_the_first_time() -> None:
    rows = [("C", FIRST, _at(hour), "start") for hour in (1, 2)]
    [case], faults = understood(rows)

    assert case.visits[0].started == _hour(1)
    assert faults.count(FaultKind.STARTED_TWICE) == 1


def test_a_case_with_more_visits_than_a_case_may_have_is_left_out_and_named() -> None:
    minutes = (DAY + timedelta(minutes=number) for number in range(MOST_VISITS + 1))
    rows = [("C", (FIRST, SECOND)[at.minute % 2], at.isoformat()) for at in minutes]
    cases, faults = understood(rows)

    assert cases == []
    assert faults.count(FaultKind.TOO_LONG) == 1


def test_a_case_without_a_stream_is_asked_about() -> None:
    reader = Reader(ForeignMapping(columns={}), Faults(), lambda _stream: MODEL)

    with pytest.raises(NoStreamError, match="case C-7 belongs to"):
        reader.case("C-7", [])


_EVENTS = st.lists(
    st.tuples(
        st.just("C"),
        st.sampled_from((FIRST, SECOND, THIRD, "elsewhere")),
        st.integers(0, 20).map(_at),
        st.sampled_from(
            ("schedule", "start", "complete", "ate_abort", "pi_abort", "suspend", "resume")
        ),
    ),
    max_size=12,
)


@given(_EVENTS)
def test_the_visits_of_any_case_are_numbered_and_all_but_the_last_have_ends(
    rows: list[tuple[str, ...]],
) -> None:
    cases, _ = understood(rows)

    for case in cases:
        assert [visit.seq for visit in case.visits] == list(range(1, len(case.visits) + 1))
        assert all(visit.exited and visit.outcome for visit in case.visits[:-1])
        assert all(visit.recorded_at for visit in case.visits[: None if case.is_over else -1])
        before = ("", *_stages(case)[:-1])
        assert tuple(visit.prev_stage_id for visit in case.visits) == before


@given(_EVENTS)
def test_the_order_of_rows_does_not_matter_where_times_decide(rows: list[tuple[str, ...]]) -> None:
    once = list({(row[1], row[2]): row for row in rows}.values())
    one_at_a_time = list({row[2]: row for row in once}.values())

    assert understood(one_at_a_time)[0] == understood(one_at_a_time[::-1])[0]
