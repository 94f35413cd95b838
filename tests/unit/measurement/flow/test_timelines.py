"""Waiting split into causes: the same as going through it moment by moment."""

from hypothesis import given
from hypothesis import strategies as st

from penstock.measurement.flow.causes import Parts, Wait, parts_of
from penstock.measurement.flow.timelines import Work

MINUTE = 60_000_000
MOMENTS = st.integers(0, 12)
PEOPLE = st.sampled_from(["Ada", "Bo", ""])
INTERVALS = st.tuples(MOMENTS, MOMENTS).map(lambda ends: (min(ends), max(ends)))
WAITS = st.builds(
    lambda stage, who, ends, is_begun, holds: Wait(
        stage,
        who,
        ends[0] * MINUTE,
        (ends[1] - ends[0]) * MINUTE,
        is_begun,
        tuple((begin * MINUTE, end * MINUTE) for begin, end in holds),
    ),
    st.sampled_from(["S1", "S2"]),
    PEOPLE,
    INTERVALS,
    st.booleans(),
    st.lists(INTERVALS, max_size=2),
)
WORKS = st.builds(
    lambda entered, ends: Work(entered * MINUTE, ends[0] * MINUTE, ends[1] * MINUTE),
    MOMENTS,
    INTERVALS,
)
WORKED = st.dictionaries(st.sampled_from(["Ada", "Bo"]), st.lists(WORKS, max_size=5))


def closed(at: int) -> int:
    """Every third minute is closed."""
    whole, part = divmod(at, 3 * MINUTE)
    return whole * MINUTE + max(0, part - 2 * MINUTE)


def cause_at(at: int, wait: Wait, complete: int, works: list[Work]) -> int:
    """Return which of the parts a minute belongs to."""
    at_work = [work for work in works if work.started <= at < work.ended]
    if any(begin <= at < end for begin, end in wait.holds):
        return 0
    if at < complete:
        return 1
    if at_work:
        return 2 if any(work.entered <= wait.entered for work in at_work) else 3
    return 4 if wait.resource and closed(at + MINUTE) > closed(at) else 5


def complete_by_hand(wait: Wait, waits: list[Wait]) -> int:
    """Return when the last had come of those whose work began in the minute of a first one."""
    if not (wait.is_begun and wait.resource):
        return wait.entered
    place = (wait.stage_id, wait.resource)
    mates = [one for one in waits if one.is_begun and (one.stage_id, one.resource) == place]
    firsts: list[int] = []
    for begun in sorted(one.until for one in mates):
        if not firsts or begun - firsts[-1] > MINUTE:
            firsts.append(begun)
    mine = max(first for first in firsts if first <= wait.until)
    return max(one.entered for one in mates if mine <= one.until <= mine + MINUTE)


@given(st.lists(WAITS, max_size=6), WORKED)
def test_causes_are_those_found_minute_by_minute(
    waits: list[Wait], works: dict[str, list[Work]]
) -> None:
    found = parts_of(waits, works, closed)
    for wait, parts in zip(waits, found, strict=True):
        wanted = [0] * 6
        complete = complete_by_hand(wait, waits)
        for at in range(wait.entered, wait.until, MINUTE):
            wanted[cause_at(at, wait, complete, works.get(wait.resource, []))] += MINUTE
        assert parts == Parts(*wanted)


@given(st.lists(WAITS, max_size=8), WORKED)
def test_the_parts_of_a_wait_are_its_whole_without_a_calendar_too(
    waits: list[Wait], works: dict[str, list[Work]]
) -> None:
    found = parts_of(waits, works)
    assert [sum(parts) for parts in found] == [wait.wait_us for wait in waits]
    assert all(part >= 0 for parts in found for part in parts)


def test_work_that_came_later_is_prioritised() -> None:
    wait = Wait("S1", "Ada", 10 * MINUTE, 20 * MINUTE)
    works = {"Ada": [Work(15 * MINUTE, 18 * MINUTE, 25 * MINUTE)]}
    assert parts_of([wait], works)[0].prioritisation_us == 7 * MINUTE


def test_what_nobody_worked_on_is_explained_by_holds_alone() -> None:
    wait = Wait("S1", "", 0, 10 * MINUTE, is_begun=False, holds=((0, 4 * MINUTE),))
    assert parts_of([wait], {}, closed)[0] == Parts(4 * MINUTE, 0, 0, 0, 0, 6 * MINUTE)
