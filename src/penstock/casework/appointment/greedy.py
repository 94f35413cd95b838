"""A first plan: the hardest job first, each where it adds least driving."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from penstock.casework.appointment.board import Board
from penstock.casework.appointment.routes import Route


@dataclass(frozen=True)
class Draft:
    """A plan while it is being made.

    Args:
        routes: What is done on each day.
        spans: The days that a long job fills, by job.
        unplanned: The jobs that found no place.
    """

    routes: tuple[Route, ...]
    spans: tuple[tuple[str, tuple[int, ...]], ...] = ()
    unplanned: frozenset[str] = frozenset()

    @property
    def taken(self) -> frozenset[int]:
        """The days that long jobs fill."""
        return frozenset(day for _, days in self.spans for day in days)

    def travel_minutes(self, board: Board) -> int:
        """Return how many minutes all crews drive."""
        ways = sum(board.travel_minutes(day, route) for day, route in enumerate(self.routes))
        return ways + sum(
            board.minutes[day] - board.net_minutes(job, day)
            for job, days in self.spans
            for day in days
        )

    def score(self, board: Board) -> tuple[int, int]:
        """Return how many jobs found no place, and how many minutes are driven; less is better."""
        return len(self.unplanned), self.travel_minutes(board)


def greedy(board: Board, *, first: Sequence[str] = ()) -> Draft:
    """Return a plan of all jobs, made in one go.

    Args:
        board: The days and the jobs.
        first: Jobs that come before all others.
    """
    draft = Draft(routes=board.empty)
    order = dict.fromkeys([*first, *_hardest_first(board, board.jobs)])
    for job_id in (each for each in order if each in board.long_jobs):
        draft = _with_span(board, draft, job_id)
    return inserted(board, draft, [each for each in order if each not in board.long_jobs])


def inserted(board: Board, draft: Draft, job_ids: Iterable[str]) -> Draft:
    """Return a plan with jobs added in an order, each where it adds least driving."""
    routes, unplanned, taken = list(draft.routes), set(draft.unplanned), draft.taken
    for job_id in job_ids:
        found = [
            (insertion.added_minutes, day, insertion.route)
            for day in board.days_of[job_id]
            if day not in taken
            and (insertion := board.insertion(job_id, day, routes[day])) is not None
        ]
        if found:
            _, day, routes[day] = min(found, key=lambda each: each[:2])
            unplanned.discard(job_id)
        else:
            unplanned.add(job_id)
    return replace(draft, routes=tuple(routes), unplanned=frozenset(unplanned))


def without(draft: Draft, job_ids: frozenset[str]) -> Draft:
    """Return a plan with jobs taken out."""
    routes = tuple(
        tuple(stop for stop in route if stop.job not in job_ids) for route in draft.routes
    )
    return replace(draft, routes=routes, unplanned=draft.unplanned | job_ids)


def _with_span(board: Board, draft: Draft, job_id: str) -> Draft:
    """Return a plan with a long job on the days that are done first, with least driving."""
    blocked = tuple(
        route or ((board.stops[job_id][day],) if day in draft.taken else ())
        for day, route in enumerate(draft.routes)
    )
    found = list(board.spans(job_id, blocked))
    if not found:
        return replace(draft, unplanned=draft.unplanned | {job_id})

    def cost(days: tuple[int, ...]) -> tuple[object, ...]:
        driven = sum(board.minutes[day] - board.net_minutes(job_id, day) for day in days)
        return board.shifts[days[-1]].day, driven, board.shifts[days[0]].crew.id

    return replace(draft, spans=(*draft.spans, (job_id, min(found, key=cost))))


def _hardest_first(board: Board, job_ids: Iterable[str]) -> list[str]:
    """Return jobs in the order of the days they fit on, the longest of equals first."""
    return sorted(
        job_ids, key=lambda each: (len(board.days_of[each]), -board.jobs[each].minutes, each)
    )


def longest_first(board: Board, job_ids: Iterable[str]) -> list[str]:
    """Return jobs in the order of how long they take, the longest first."""
    return sorted(job_ids, key=lambda each: (-board.jobs[each].minutes, each))
