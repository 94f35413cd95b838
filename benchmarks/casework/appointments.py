"""Two weeks of twenty technicians: how long planning takes, and how far from the best it may be."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from random import Random
from time import perf_counter

from benchmarks.common.goals import Figure
from penstock.casework.appointment.crews import Absence, Crew, Shift, shifts
from penstock.casework.appointment.jobs import Appointment, Job, Window
from penstock.casework.appointment.planning import Plan, plan
from penstock.casework.appointment.replanning import Replanned, hit_by, replanned
from penstock.casework.appointment.travel import GreatCircleTravel, Location
from penstock.governance.service_levels.calendars import Calendar, weekly

GOAL_S = 10.0
JOBS, TECHNICIANS = 200, 20
SKILLS = ("roof", "electrical", "battery", "meter")
WORKDAY = ["08:00-12:00", "12:30-16:30"]
CALENDAR = Calendar(
    id="technicians",
    version=1,
    zone="America/New_York",
    week=weekly(dict.fromkeys(("monday", "tuesday", "wednesday", "thursday", "friday"), WORKDAY)),
    holidays=frozenset({date(2027, 1, 1)}),
    first_year=2027,
    last_year=2027,
)
MONDAY = datetime(2027, 2, 1, 5, tzinfo=UTC)
FORTNIGHT = Window(start=MONDAY, end=MONDAY + timedelta(days=14))
TRAVEL = GreatCircleTravel()


def figures() -> Iterator[Figure]:
    """Yield the figures, over territories that are made up by seeds."""
    plans = []
    for seed in (1, 2, 3):
        jobs, crews = territory(seed)
        begun = perf_counter()
        found = plan(jobs, days(crews), TRAVEL)
        plans.append((perf_counter() - begun, found))
    name = f"{JOBS} jobs, {TECHNICIANS} technicians, 10 days: the slowest of three, on the clock"
    slowest_s = max(took for took, _ in plans)
    yield Figure(name=name, value=slowest_s, unit="s", at_most=GOAL_S)
    yield from _quality([found for _, found in plans])
    yield from _illness()


def territory(seed: int) -> tuple[list[Job], list[Crew]]:
    """Return jobs and technicians in a square of 120 km, by the dice of a seed."""
    dice = Random(seed)
    crews = [
        Crew(
            number=number + 1,
            id=f"T-{number + 1}",
            name="",
            skills=tuple(each for each in SKILLS if dice.random() < 0.7) or ("meter",),
            base=_place(dice, 40),
        )
        for number in range(TECHNICIANS)
    ]
    return [_job(dice, number) for number in range(JOBS)], crews


def days(crews: list[Crew], absences: tuple[Absence, ...] = ()) -> list[Shift]:
    """Return the ten days of each technician."""
    return [
        shift for each in crews for shift in shifts(each, CALENDAR, FORTNIGHT, absences=absences)
    ]


def _job(dice: Random, number: int) -> Job:
    begin = MONDAY + timedelta(days=dice.randrange(9))
    window = Window(start=begin, end=begin + timedelta(days=4))
    return Job(
        id=f"J-{number}",
        location=_place(dice, 60),
        minutes=dice.choice([90, 120, 180, 240, 300, 360]),
        skills=tuple(dice.sample(SKILLS, dice.choice([0, 1, 1]))),
        windows=(window,) if dice.random() < 0.5 else (),
    )


def _place(dice: Random, far_km: float) -> Location:
    # A degree of latitude is 111 km, and one of longitude 90 km at 36 degrees north.
    north, east = dice.uniform(-far_km, far_km), dice.uniform(-far_km, far_km)
    return Location(latitude=36 + north / 111, longitude=-80 + east / 90)


def _quality(plans: list[Plan]) -> Iterator[Figure]:
    lacking = sum(len(each.unplanned) for each in plans)
    proven = sum(JOBS - (each.most_planned or 0) for each in plans)
    yield Figure(name="  jobs without a place, of 600", value=lacking, unit="")
    yield Figure(name="  of them no plan could place, proven", value=proven, unit="")
    first = sum(each.greedy_unplanned for each in plans)
    yield Figure(name="  jobs without a place in the first plan", value=first, unit="")
    driven = sum(each.travel_minutes for each in plans)
    saved = 100 * (1 - driven / sum(each.greedy_travel_minutes for each in plans))
    yield Figure(name="  driving saved beside the first plan", value=saved, unit="%", at_least=0.0)
    gap = max(each.gap_percent or 0.0 for each in plans)
    yield Figure(name="  driving that a better plan could save, at most", value=gap, unit="%")


def _illness() -> Iterator[Figure]:
    jobs, crews = territory(1)
    booked = plan(jobs, days(crews), TRAVEL).appointments
    window = Window(start=MONDAY, end=MONDAY + timedelta(days=3))
    absences = [Absence(crew=each.id, window=window, because="ill") for each in crews]
    ill = max(absences, key=lambda each: len(hit_by(each, booked)))
    begun = perf_counter()
    found = _moved(ill, booked, crews)
    took_s = perf_counter() - begun
    yield Figure(name="one is ill for three days: planned again in", value=took_s, unit="s")
    yield Figure(name="  appointments that had to move", value=found.had_to, unit="")
    yield Figure(name="  appointments that were moved", value=len(found.moves), unit="")
    lacking = len(found.without_time)
    yield Figure(name="  of them without another time", value=lacking, unit="")


def _moved(ill: Absence, booked: tuple[Appointment, ...], crews: list[Crew]) -> Replanned:
    moving = [each.as_job() for each in hit_by(ill, booked)]
    return replanned(moving, booked, days(crews, (ill,)), TRAVEL)
