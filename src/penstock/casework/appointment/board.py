"""The days of crews, what lies fast on them, and where another job still fits."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from penstock.casework.appointment.crews import Shift
from penstock.casework.appointment.jobs import Appointment, Job, Visit
from penstock.casework.appointment.routes import (
    Insertion,
    Route,
    Stop,
    Ways,
    best_insertion,
    earliest,
    fixed_stop,
    stop_of,
    timed,
    ways_between,
)
from penstock.casework.appointment.travel import Travel


@dataclass(frozen=True)
class Board:
    """Crews' days, jobs to be planned on them, and appointments that stay when they are.

    Args:
        shifts: The days of all crews.
        jobs: What is to be planned, by id.
        fixed: What stays.
        travel: By what ways are reckoned.
    """

    shifts: tuple[Shift, ...]
    jobs: Mapping[str, Job]
    travel: Travel
    fixed: tuple[Appointment, ...] = ()

    @cached_property
    def ways(self) -> Ways:
        """The ways between all places."""
        bases = (each.crew.base for each in self.shifts)
        jobs = (each.location for each in self.jobs.values())
        return ways_between([*bases, *jobs, *(each.location for each in self.fixed)], self.travel)

    @cached_property
    def minutes(self) -> tuple[int, ...]:
        """How long each day is."""
        return tuple(each.minutes for each in self.shifts)

    @cached_property
    def bases(self) -> tuple[int, ...]:
        """Where each day begins and ends."""
        return tuple(self.ways.places[each.crew.base] for each in self.shifts)

    @cached_property
    def empty(self) -> tuple[Route, ...]:
        """Each day with nothing but what stays."""
        return tuple(self._fixed_on(shift) for shift in self.shifts)

    @cached_property
    def days_of(self) -> dict[str, tuple[int, ...]]:
        """The days on which each job could be begun, by the crew's skills and the windows."""
        return {
            job.id: tuple(
                day
                for day, shift in enumerate(self.shifts)
                if shift.crew.can(job.skills) and self.stops[job.id][day].starts
            )
            for job in self.jobs.values()
        }

    @cached_property
    def stops(self) -> dict[str, tuple[Stop, ...]]:
        """Each job as a stop of each day."""
        return {
            job.id: tuple(stop_of(job, shift, self.ways) for shift in self.shifts)
            for job in self.jobs.values()
        }

    @cached_property
    def long_jobs(self) -> frozenset[str]:
        """The jobs that no day is long enough for."""
        return frozenset(
            job.id
            for job in self.jobs.values()
            if all(self._too_long(job, day) for day in self.days_of[job.id])
            and self.days_of[job.id]
        )

    def insertion(self, job_id: str, day: int, route: Route) -> Insertion | None:
        """Return the route of a day with a job, where it adds least driving."""
        stop = self.stops[job_id][day]
        return best_insertion(stop, route, self.minutes[day], self.bases[day], self.ways)

    def travel_minutes(self, day: int, route: Route) -> int:
        """Return how many minutes are driven on a day."""
        found = timed(route, self.minutes[day], self.bases[day], self.ways)
        return 0 if found is None or not route else found.travel_minutes

    def spans(self, job_id: str, routes: Sequence[Route]) -> Iterator[tuple[int, ...]]:
        """Yield the runs of a crew's free days, one after the other, that a long job would fill."""
        for first in self.days_of[job_id]:
            days = self._run(job_id, first, routes)
            if days:
                yield days

    def net_minutes(self, job_id: str, day: int) -> int:
        """Return how many minutes of a day are left for a job without the way there and back."""
        base, place = self.bases[day], self.ways.places[self.jobs[job_id].location]
        way = self.ways.minutes[base][place] + self.ways.minutes[place][base]
        return self.minutes[day] - way

    def appointment(self, job_id: str, visits: Sequence[tuple[int, int, int]]) -> Appointment:
        """Return the appointment that a job has.

        Args:
            job_id: The job.
            visits: The day, the minute it begins and the minute it ends, of each visit.
        """
        job = self.jobs[job_id]
        return Appointment(
            job=job.id,
            crew=self.shifts[visits[0][0]].crew.id,
            location=job.location,
            minutes=job.minutes,
            skills=job.skills,
            visits=tuple(
                Visit(
                    day=self.shifts[day].day,
                    start=self.shifts[day].moment(start),
                    end=self.shifts[day].moment(end, is_end=True),
                )
                for day, start, end in visits
            ),
        )

    def span_visits(self, job_id: str, days: Sequence[int]) -> list[tuple[int, int, int]]:
        """Return the visits of a long job that fills days: the day, its first minute, its end."""
        left, visits = self.jobs[job_id].minutes, []
        for day in days:
            begins = self._begins(job_id, day, is_first=day == days[0])
            length = min(left, self._leaves(job_id, day) - begins)
            visits.append((day, begins, begins + length))
            left -= length
        return visits

    def _run(self, job_id: str, first: int, routes: Sequence[Route]) -> tuple[int, ...]:
        left, crew, days = self.jobs[job_id].minutes, self.shifts[first].crew, []
        for day in range(first, len(self.shifts)):
            begins = self._begins(job_id, day, is_first=day == first)
            net = self._leaves(job_id, day) - begins
            if self.shifts[day].crew is not crew or routes[day] or net <= 0:
                return ()
            days.append(day)
            left -= net
            if left <= 0:
                return tuple(days)
        return ()

    def _begins(self, job_id: str, day: int, *, is_first: bool) -> int:
        """Return when a long job goes on at a day; on its first day it begins in a window."""
        way = self.ways.minutes[self.bases[day]][self.ways.places[self.jobs[job_id].location]]
        if not is_first:
            return way
        begins = earliest(self.stops[job_id][day].starts, way)
        return self.minutes[day] if begins is None else begins

    def _leaves(self, job_id: str, day: int) -> int:
        """Return when a crew leaves a long job to be back in time."""
        place = self.ways.places[self.jobs[job_id].location]
        return self.minutes[day] - self.ways.minutes[place][self.bases[day]]

    def _too_long(self, job: Job, day: int) -> bool:
        return job.minutes > self.net_minutes(job.id, day)

    def _fixed_on(self, shift: Shift) -> Route:
        stops = (
            fixed_stop(each, visit, shift, self.ways)
            for each in self.fixed
            if each.crew == shift.crew.id
            for visit in each.visits
            if visit.day == shift.day
        )
        return tuple(sorted(stops, key=lambda each: each.starts))
