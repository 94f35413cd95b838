"""What no plan can beat: proven by a relaxation, so that a plan can say how far it may be off."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from heapq import nsmallest
from math import ceil, floor

from penstock.casework.appointment.board import Board
from penstock.casework.appointment.solving import Columns, is_installed, solved

_SLACK = 1e-6
_FAR = 1e9


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    """What no plan of the same jobs on the same days can beat.

    Args:
        planned: No plan has more jobs.
        travel_minutes: No plan with as many jobs drives less. [min]
    """

    planned: int
    travel_minutes: int


def bound(board: Board, *, planned: int) -> Bound | None:
    """Return what no plan can beat; None where HiGHS is not installed, or appointments stay.

    A linear relaxation gives jobs to crews in parts, and each crew days, driving and room:

    - driving >= half of the two shortest ways at each job and at the base of each day, since
      each way has two ends;
    - driving >= 2 * sum(share of a day * way from the base), since a day's driving is at least
      there and back to the farthest of its jobs, and shares of a day add up to 1 at most;
    - minutes of work + driving <= minutes of the days.

    Order and windows within a day are left out, which only makes plans better.
    """
    if not is_installed() or board.fixed:
        return None
    most = _relaxed(board, at_least=0, is_counted=True)
    least = _relaxed(board, at_least=planned, is_counted=False)
    if most is None or least is None:
        return None
    return Bound(planned=floor(-most + _SLACK), travel_minutes=max(0, ceil(least - _SLACK)))


def _relaxed(board: Board, *, at_least: int, is_counted: bool) -> float | None:
    """Return the least driving of a number of jobs [min], or less the most jobs."""
    columns = Columns()
    jobs = {each: columns.row(0, 1) for each in board.jobs}
    rows = _Rows(columns, jobs, columns.row(at_least, len(jobs)), is_counted=is_counted)
    nearest = _nearest(board)
    for crew in dict.fromkeys(each.crew.id for each in board.shifts):
        days = [day for day, shift in enumerate(board.shifts) if shift.crew.id == crew]
        rows.add(_Crew(board, tuple(days), nearest))
    found = solved(columns, is_whole=False)
    if found is None:
        return None
    return sum(cost * value for cost, value in zip(columns.costs, found, strict=True))


@dataclass(frozen=True)
class _Crew:
    """What jobs cost a crew at least."""

    board: Board
    days: tuple[int, ...]
    nearest: Mapping[str, list[int]]

    @cached_property
    def base(self) -> int:
        return self.board.bases[self.days[0]]

    @cached_property
    def longest_minutes(self) -> int:
        return max(self.board.minutes[day] for day in self.days)

    def can(self, job_id: str) -> bool:
        return not set(self.days).isdisjoint(self.board.days_of[job_id])

    def way(self, job_id: str) -> int:
        return _way(self.board, self.base, _place(self.board, job_id))

    @cached_property
    def half_base(self) -> float:
        short = self.nearest.keys()
        return min((self.way(each) for each in short), default=0)

    def half_job(self, job_id: str) -> float:
        own = self.way(job_id)
        # Each other job is a neighbour once; the base may be where the crew comes from and goes.
        return sum(sorted([*self.nearest[job_id], own, own])[:2]) / 2

    def share(self, job_id: str, half: float) -> float:
        room = self.longest_minutes - self.half_base
        return (self.board.jobs[job_id].minutes + half) / max(1.0, room)

    def whole_days(self, job_id: str) -> int:
        net = max(1, *(self.board.net_minutes(job_id, day) for day in self.days))
        return ceil(self.board.jobs[job_id].minutes / net)


@dataclass(frozen=True)
class _Rows:
    """The relaxation while crews are added to it."""

    columns: Columns
    jobs: dict[str, int]
    count: int
    is_counted: bool

    def add(self, crew: _Crew) -> None:
        """Add a crew: its days, its driving, and the jobs that it can do."""
        days, room, half, far = (
            self.columns.row(-_FAR, bound) for bound in (len(crew.days), 0, 0, 0)
        )
        used = {days: 1.0, room: -float(crew.longest_minutes), half: crew.half_base}
        self.columns.column(0, len(crew.days), used)
        self._driving(1.0, _FAR, {room: 1.0, half: -1.0, far: -1.0})
        for job_id in filter(crew.can, self.jobs):
            entries = {self.jobs[job_id]: 1.0, self.count: 1.0}
            if job_id in crew.board.long_jobs:
                whole = crew.whole_days(job_id)
                self._job(2.0 * whole * crew.way(job_id), entries | {days: float(whole)})
            else:
                minutes, own = crew.board.jobs[job_id].minutes, crew.half_job(job_id)
                farther = 2 * min(1.0, crew.share(job_id, own)) * crew.way(job_id)
                self._job(0.0, entries | {room: float(minutes), half: own, far: farther})

    def _driving(self, minutes: float, most: float, entries: dict[int, float]) -> None:
        self.columns.column(0.0 if self.is_counted else minutes, most, entries)

    def _job(self, minutes: float, entries: dict[int, float]) -> None:
        self.columns.column(-1.0 if self.is_counted else minutes, 1.0, entries)


def _nearest(board: Board) -> dict[str, list[int]]:
    """Return the two shortest ways from each job to other jobs that may share a day with it."""
    short = board.jobs.keys() - board.long_jobs
    places = {each: _place(board, each) for each in short}
    return {
        job: nsmallest(2, (_way(board, place, places[each]) for each in short if each != job))
        for job, place in places.items()
    }


def _place(board: Board, job_id: str) -> int:
    return board.ways.places[board.jobs[job_id].location]


def _way(board: Board, one: int, other: int) -> int:
    return min(board.ways.minutes[one][other], board.ways.minutes[other][one])
