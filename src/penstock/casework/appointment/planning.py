"""The plan of many jobs: as many as can be, with little driving, and how far from the best."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from penstock.casework.appointment.board import Board
from penstock.casework.appointment.bounds import bound
from penstock.casework.appointment.crews import Shift
from penstock.casework.appointment.greedy import Draft, greedy
from penstock.casework.appointment.improving import improved
from penstock.casework.appointment.jobs import Appointment, Job
from penstock.casework.appointment.routes import timed
from penstock.casework.appointment.travel import Travel


@dataclass(frozen=True, slots=True, kw_only=True)
class Unplanned:
    """A job that found no place, and why."""

    job: str
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Who does what and when.

    Args:
        appointments: By crew and time.
        unplanned: What found no place.
        travel_minutes: How long all crews drive. [min]
        greedy_unplanned: How many jobs found no place in the first plan.
        greedy_travel_minutes: How long all crews would have driven by it. [min]
        most_planned: No plan has more jobs; None where nothing is proven.
        least_travel_minutes: No plan with as many jobs drives less; likewise. [min]
        travel: By what ways were reckoned.
    """

    appointments: tuple[Appointment, ...]
    unplanned: tuple[Unplanned, ...]
    travel_minutes: int
    greedy_unplanned: int
    greedy_travel_minutes: int
    most_planned: int | None
    least_travel_minutes: int | None
    travel: str

    @property
    def gap_percent(self) -> float | None:
        """How much more is driven than what is proven to be needed [%]; None where nothing is."""
        if self.least_travel_minutes is None:
            return None
        more = self.travel_minutes - self.least_travel_minutes
        return 100 * more / self.travel_minutes if self.travel_minutes else 0.0

    @property
    def in_words(self) -> str:
        """How good it is."""
        done = f"{len(self.appointments)} jobs planned, {self.travel_minutes} minutes driven"
        if self.most_planned is None or self.gap_percent is None:
            return f"{done}; nothing is proven of the best plan. Ways: {self.travel}."
        return (
            f"{done}; no plan has more than {self.most_planned}, and none with as many drives less "
            f"than {self.least_travel_minutes}: at most {self.gap_percent:.0f} % of the driving "
            f"could be saved. Ways: {self.travel}."
        )


def plan(
    jobs: Iterable[Job],
    shifts: Sequence[Shift],
    travel: Travel,
    *,
    fixed: Sequence[Appointment] = (),
) -> Plan:
    """Return who does what and when: most jobs first, then least driving.

    A first plan is made in one go and improved; the improved one is never worse. A job that is
    longer than a day fills days of one crew, one after the other. The same question has the same
    answer.

    Args:
        jobs: What is to be done.
        shifts: The days of the crews, each crew's in order and together.
        travel: By what ways are reckoned.
        fixed: Appointments that stay when they are.
    """
    by_id = {each.id: each for each in jobs}
    board = Board(shifts=tuple(shifts), jobs=by_id, travel=travel, fixed=tuple(fixed))
    first = greedy(board)
    best = improved(board, first)
    proven = bound(board, planned=len(by_id) - len(best.unplanned))
    return Plan(
        appointments=tuple(
            sorted(appointments(board, best), key=lambda each: (each.crew, each.start))
        ),
        unplanned=tuple(_unplanned(board, each) for each in sorted(best.unplanned)),
        travel_minutes=best.travel_minutes(board),
        greedy_unplanned=len(first.unplanned),
        greedy_travel_minutes=first.travel_minutes(board),
        most_planned=proven.planned if proven else None,
        least_travel_minutes=proven.travel_minutes if proven else None,
        travel=travel.in_words,
    )


def appointments(board: Board, draft: Draft) -> Iterator[Appointment]:
    """Yield what a draft makes of its jobs; what stays is left out."""
    for day, route in enumerate(draft.routes):
        times = timed(route, board.minutes[day], board.bases[day], board.ways)
        if times is None:
            raise AssertionError(f"The route of {board.shifts[day].day} is longer than its day.")
        for stop, start in zip(route, times.starts, strict=True):
            if stop.job in board.jobs:
                yield board.appointment(stop.job, [(day, start, start + stop.minutes)])
    for job_id, days in draft.spans:
        yield board.appointment(job_id, board.span_visits(job_id, days))


def _unplanned(board: Board, job_id: str) -> Unplanned:
    job = board.jobs[job_id]
    if not any(each.crew.can(job.skills) for each in board.shifts):
        because = f"no crew can do all of {', '.join(job.skills)}"
    elif not board.days_of[job_id]:
        because = "no crew that could do it works in its windows"
    else:
        because = "all days of the crews that could do it are full"
    return Unplanned(job=job_id, because=because)
