from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from penstock.casework.appointment.crews import Shift
from penstock.casework.appointment.jobs import Appointment, Job, Window
from penstock.casework.appointment.planning import plan
from tests.unit.casework.appointment.crews import FORTNIGHT, TRAVEL, crew, days, job, moment, north

MONDAY = Window(start=moment(23, 0), end=moment(24, 0))


def test_a_job_is_done_by_who_can_at_the_first_time_that_the_way_leaves() -> None:
    crews = days(crew(1, skills=("meter",)), crew(2), window=MONDAY)

    (found,) = plan([job("A", 60, km=20, skills=("roof",))], crews, TRAVEL).appointments

    assert (found.crew, found.start, found.end) == ("crew-2", moment(23, 8, 20), moment(23, 9, 20))


def test_neighbours_are_visited_on_one_way() -> None:
    jobs = [job("A", 60, km=30), job("B", 60, km=31)]

    found = plan(jobs, days(crew(1), crew(2), window=MONDAY), TRAVEL)

    assert found.travel_minutes == 62
    assert found.least_travel_minutes is not None
    assert found.least_travel_minutes <= 62


def test_who_can_is_kept_for_what_others_cannot() -> None:
    special = job("B", 420, km=1, skills=("electrical",))

    found = plan(
        [job("A", 420, km=1), special], days(crew(1, skills=()), crew(2), window=MONDAY), TRAVEL
    )

    assert {each.job: each.crew for each in found.appointments} == {"A": "crew-1", "B": "crew-2"}


def test_a_job_that_is_longer_than_a_day_fills_days_one_after_the_other() -> None:
    (found,) = plan([job("A", 1000, km=30)], days(crew()), TRAVEL).appointments

    assert [(each.day.day, each.start, each.end) for each in found.visits] == [
        (23, moment(23, 8, 30), moment(23, 16)),
        (24, moment(24, 8, 30), moment(24, 16)),
        (25, moment(25, 8, 30), moment(25, 11, 10)),
    ]


def test_what_finds_no_place_says_why() -> None:
    jobs = [
        job("skill", 60, skills=("high voltage",)),
        job("window", 60, windows=(Window(start=moment(26, 8), end=moment(26, 16)),)),
        job("full", 470, km=1),
        job("room", 470, km=1),
    ]

    found = plan(jobs, days(crew(), window=MONDAY), TRAVEL)

    assert {each.job: each.because for each in found.unplanned} == {
        "skill": "no crew can do all of high voltage",
        "window": "no crew that could do it works in its windows",
        "room": "all days of the crews that could do it are full",
    }
    assert found.most_planned == 1


@st.composite
def small_plans(draw: st.DrawFn) -> tuple[list[Job], list[Shift]]:
    jobs = [
        Job(
            id=f"J{number}",
            location=north(draw(st.integers(-40, 40)), east_km=draw(st.integers(-40, 40))),
            minutes=draw(st.sampled_from([45, 90, 200, 400, 700])),
            skills=draw(st.sampled_from([(), ("roof",), ("meter",)])),
            windows=draw(st.sampled_from([(), (Window(start=moment(23, 9), end=moment(24, 11)),)])),
        )
        for number in range(draw(st.integers(1, 9)))
    ]
    window = Window(start=FORTNIGHT.start, end=moment(28, 0))
    crews = [crew(1), crew(2, skills=("roof", "meter"), base=north(20))]
    return jobs, days(*crews, window=window)


@settings(max_examples=40, deadline=None)
@given(small_plans())
def test_a_plan_keeps_every_promise_and_is_never_worse_than_the_first(
    given_: tuple[list[Job], list[Shift]],
) -> None:
    jobs, crews = given_

    found = plan(jobs, crews, TRAVEL)

    assert {each.job for each in found.appointments} | {each.job for each in found.unplanned} == {
        each.id for each in jobs
    }
    assert (len(found.unplanned), found.travel_minutes) <= (
        found.greedy_unplanned,
        found.greedy_travel_minutes,
    )
    assert found.most_planned is not None
    assert len(found.appointments) <= found.most_planned
    assert found.least_travel_minutes is not None
    assert found.least_travel_minutes <= found.travel_minutes
    assert_possible(found.appointments, {each.id: each for each in jobs}, crews)


def assert_possible(
    found: Sequence[Appointment], jobs: dict[str, Job], crews: Sequence[Shift]
) -> None:
    """Look at a plan by the clock on the wall, without what made it."""
    by_shift = {(each.crew.id, each.day): each for each in crews}
    stops: dict[tuple[str, date], list[tuple[int, int, str]]] = {}
    for each in found:
        work = jobs[each.job]
        assert not work.windows or any(w.start <= each.start < w.end for w in work.windows)
        minutes = 0
        for visit in each.visits:
            shift = by_shift[each.crew, visit.day]
            assert shift.crew.can(work.skills)
            start, end = shift.minute(visit.start), shift.minute(visit.end)
            minutes += end - start
            stops.setdefault((each.crew, visit.day), []).append((start, end, each.job))
        assert minutes == each.minutes == work.minutes
    for key, day in stops.items():
        assert_driven(by_shift[key], [(start, end, jobs[name]) for start, end, name in sorted(day)])


def assert_driven(shift: Shift, stops: list[tuple[int, int, Job]]) -> None:
    base = shift.crew.base
    assert stops[0][0] >= TRAVEL.minutes(base, stops[0][2].location)
    for (_, end, before), (start, _, after) in pairwise(stops):
        assert start - end >= TRAVEL.minutes(before.location, after.location)
    assert stops[-1][1] + TRAVEL.minutes(stops[-1][2].location, base) <= shift.minutes
