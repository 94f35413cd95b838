"""How devices stand after what they say, and whether they are there."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from penstock.casework.device.faults import Fault, FaultKind
from penstock.casework.device.live import LiveState, Step, heard_available, settled, stepped
from penstock.casework.device.liveness import Liveness, standing
from penstock.casework.device.readings import said
from tests.smart_devices import HALL, MINUTE, NOON, live, message


def after(state: LiveState, at: datetime, serial: str = "", /, **fields: object) -> Step:
    heard = said(message(at, **fields), received_at=at)
    return stepped(state, heard, received_at=at, serial=serial)


def test_a_state_keeps_what_it_does_not_speak_of() -> None:
    found = after(live(temperature=20, battery=90), NOON + MINUTE, temperature=21).live

    assert (found.number("temperature"), found.number("battery")) == (21.0, 90.0)


def test_a_message_that_comes_again_changes_nothing() -> None:
    first = live(seq=1, temperature=20)

    found = after(first, NOON, seq=1, temperature=20)

    assert found.is_duplicate
    assert not found.counts
    assert found.live == first


@given(st.lists(st.integers(0, 9), min_size=1, max_size=30))
def test_each_message_counts_once_however_often_it_is_delivered(order: list[int]) -> None:
    state, counted = LiveState(of=HALL), []
    for number in sorted(order):
        step = after(state, NOON + number * MINUTE, seq=number, temperature=20)
        state = step.live
        counted += [number] if step.counts else []

    assert counted == sorted(set(order))


def test_an_older_message_counts_and_leaves_the_newest_state() -> None:
    found = after(live(seq=9, temperature=20), NOON - MINUTE, seq=8, temperature=5)

    assert found.counts
    assert found.live.number("temperature") == 20.0


def test_another_serial_number_is_a_conflict_until_somebody_settles_it() -> None:
    found = after(live(seq=1, serial="TH-1"), NOON + MINUTE, "TH-1", seq=1, serial="TH-2")

    assert not found.counts
    assert [each.kind for each in found.faults] == [FaultKind.IDENTITY]
    assert "TH-2 speaks in its name" in found.live.conflict
    again = after(found.live, NOON + 2 * MINUTE, "TH-1", seq=2, serial="TH-1")
    assert not again.counts
    mended = settled(again.live, serial="TH-2")
    assert after(mended, NOON + 3 * MINUTE, "TH-2", seq=3, serial="TH-2").counts


def test_numbers_that_go_back_and_forth_are_two_devices() -> None:
    state = LiveState(of=HALL)
    for turn in range(5):
        state = after(state, NOON + 2 * turn * MINUTE, seq=1000 + turn).live
        state = after(state, NOON + (2 * turn + 1) * MINUTE, seq=5 + turn).live

    assert "two devices speak in one name" in state.conflict


def test_a_device_that_begins_anew_is_one_device() -> None:
    state = LiveState(of=HALL)
    for start in (0, 1, 2):
        for turn in range(40):
            at = NOON + timedelta(hours=start) + turn * MINUTE
            state = after(state, at, seq=turn).live

    assert state.conflict == ""


@pytest.mark.parametrize(
    ("silent", "found"),
    [
        (timedelta(minutes=9), Liveness.ONLINE),
        (timedelta(minutes=11), Liveness.LATE),
        (timedelta(minutes=26), Liveness.OFFLINE),
    ],
)
def test_a_device_is_there_as_long_as_it_speaks_often_enough(
    silent: timedelta, found: Liveness
) -> None:
    every = timedelta(minutes=5)

    assert standing(live(), every=every, now=NOON + silent).liveness is found


def test_what_the_broker_lost_is_offline_at_once_and_until_it_speaks_again() -> None:
    lost = heard_available(live(), b"offline", received_at=NOON + MINUTE)
    assert isinstance(lost, LiveState)
    back = after(lost, NOON + 2 * MINUTE, temperature=20).live
    every, now = timedelta(minutes=5), NOON + 3 * MINUTE

    assert standing(lost, every=every, now=now).was_cut
    assert standing(back, every=every, now=now).liveness is Liveness.ONLINE


def test_what_speaks_through_a_hub_is_offline_with_it_until_it_speaks_again() -> None:
    hub = replace(live(), availability="offline", availability_at=NOON + MINUTE)
    back = after(live(), NOON + 2 * MINUTE, temperature=20).live
    every, now = timedelta(minutes=5), NOON + 3 * MINUTE

    assert standing(live(), every=every, now=now, through=hub).since == NOON + MINUTE
    assert standing(back, every=every, now=now, through=hub).liveness is Liveness.ONLINE


def test_availability_in_other_words_is_a_fault() -> None:
    assert isinstance(heard_available(live(), b"\xff\x00", received_at=NOON), Fault)


def test_a_device_that_was_never_heard_is_not_called_offline() -> None:
    never = replace(LiveState(of=HALL), availability="offline", availability_at=NOON)

    assert standing(never, every=MINUTE, now=NOON).liveness is Liveness.NEVER
