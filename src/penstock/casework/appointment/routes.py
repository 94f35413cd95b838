"""A crew's way through a day: from its base, from job to job, and back before the shift ends."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from penstock.casework.appointment.crews import Shift
from penstock.casework.appointment.jobs import Appointment, Job, Visit
from penstock.casework.appointment.travel import Location, Travel


class Stop(NamedTuple):
    """A job on a day.

    Args:
        job: The id of the job.
        place: The number of its location among the ways.
        minutes: How long it takes. [min]
        starts: Half-open ranges of the shift's minutes in which it may begin.
    """

    job: str
    place: int
    minutes: int
    starts: tuple[tuple[int, int], ...]


Route = tuple[Stop, ...]


@dataclass(frozen=True)
class Ways:
    """How long each way takes between places that have numbers. [min]."""

    places: dict[Location, int]
    minutes: list[list[int]]


def ways_between(locations: Iterable[Location], travel: Travel) -> Ways:
    """Return the ways between places, each asked once."""
    places = {each: number for number, each in enumerate(dict.fromkeys(locations))}
    minutes = [[travel.minutes(one, other) for other in places] for one in places]
    return Ways(places=places, minutes=minutes)


class Timed(NamedTuple):
    """When a crew begins each stop of a route, and how long it drives. [min]."""

    starts: list[int]
    travel_minutes: int


def timed(route: Sequence[Stop], shift_minutes: int, base: int, ways: Ways) -> Timed | None:
    """Return the earliest times of a route; None where the day is too short for it."""
    now, here, travel_minutes, starts = 0, base, 0, []
    for stop in route:
        way = ways.minutes[here][stop.place]
        begins = earliest(stop.starts, now + way)
        if begins is None:
            return None
        starts.append(begins)
        now, here = begins + stop.minutes, stop.place
        travel_minutes += way
    back = ways.minutes[here][base]
    return Timed(starts, travel_minutes + back) if now + back <= shift_minutes else None


def earliest(ranges: Sequence[tuple[int, int]], minute: int) -> int | None:
    """Return the first minute of half-open ranges that is not before one; None where none is."""
    for first, end in ranges:
        if minute < end:
            return max(minute, first)
    return None


class Insertion(NamedTuple):
    """A route with one stop more, and how many minutes of driving it adds."""

    added_minutes: int
    route: Route


def best_insertion(
    stop: Stop, route: Route, shift_minutes: int, base: int, ways: Ways
) -> Insertion | None:
    """Return the route with a stop where it adds least driving; None where it fits nowhere."""
    if not stop.starts or stop.minutes + sum(each.minutes for each in route) > shift_minutes:
        return None
    way, places = ways.minutes, [base, *(each.place for each in route), base]
    added = sorted(
        (way[before][stop.place] + way[stop.place][after] - way[before][after], place)
        for place, (before, after) in enumerate(pairwise(places))
    )
    for minutes, place in added:
        longer = (*route[:place], stop, *route[place:])
        if timed(longer, shift_minutes, base, ways) is not None:
            return Insertion(minutes, longer)
    return None


def stop_of(job: Job, shift: Shift, ways: Ways) -> Stop:
    """Return a job as a stop of a shift."""
    return Stop(
        job=job.id,
        place=ways.places[job.location],
        minutes=job.minutes,
        starts=shift.starts_in(job.windows),
    )


def fixed_stop(appointment: Appointment, visit: Visit, shift: Shift, ways: Ways) -> Stop:
    """Return an appointment that stays when it is as a stop of a shift."""
    start = shift.minute(visit.start)
    return Stop(
        job=appointment.job,
        place=ways.places[appointment.location],
        minutes=max(0, shift.minute(visit.end) - start),
        starts=((start, start + 1),),
    )
