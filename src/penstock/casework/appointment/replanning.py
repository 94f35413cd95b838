"""Planning again after an illness or a customer's move, so that few appointments move."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from penstock.casework.appointment.board import Board
from penstock.casework.appointment.crews import Absence, Shift
from penstock.casework.appointment.greedy import Draft, greedy
from penstock.casework.appointment.jobs import Appointment, Job
from penstock.casework.appointment.planning import appointments
from penstock.casework.appointment.travel import Travel


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """An appointment that is moved; `after` is None where it found no other time."""

    before: Appointment
    after: Appointment | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Replanned:
    """What moves.

    Args:
        moves: What had to move, and what was moved to make room for it.
        had_to: How many appointments could not stay, whatever was done.
    """

    moves: tuple[Move, ...]
    had_to: int

    @property
    def is_least(self) -> bool:
        """Whether it is proven that fewer moves cannot be: all that moved had to."""
        return len(self.moves) == self.had_to

    @property
    def without_time(self) -> tuple[Appointment, ...]:
        """The appointments that found no other time."""
        return tuple(each.before for each in self.moves if each.after is None)


def hit_by(absence: Absence, booked: Iterable[Appointment]) -> tuple[Appointment, ...]:
    """Return the appointments that a crew cannot keep."""
    return tuple(
        each
        for each in booked
        if each.crew == absence.crew
        and any(visit.window.overlaps(absence.window) for visit in each.visits)
    )


def replanned(
    moving: Sequence[Job], booked: Sequence[Appointment], shifts: Sequence[Shift], travel: Travel
) -> Replanned:
    """Return other times for jobs, so that as few other appointments as can be are moved.

    First all others stay when they are. For whoever then finds no time, one other appointment
    is moved, if that one finds another time.

    Args:
        moving: The jobs whose appointments cannot stay, with the windows that suit now.
        booked: All appointments as they are, those too.
        shifts: The days of the crews without their absences, each crew's in order and together.
        travel: By what ways are reckoned.
    """
    before = {each.job: each for each in booked}
    after = _placed(moving, _others(booked, moving), shifts, travel)
    found = {each.job: each for each in after}
    for job in moving:
        if job.id not in found:
            found |= _made_room(job, booked, found, shifts, travel)
    touched = [each.id for each in moving] + [each for each in found if not _among(each, moving)]
    return Replanned(
        moves=tuple(Move(before=before[each], after=found.get(each)) for each in touched),
        had_to=len(moving),
    )


def _placed(
    jobs: Sequence[Job], fixed: Iterable[Appointment], shifts: Sequence[Shift], travel: Travel
) -> tuple[Appointment, ...]:
    """Return times for jobs among appointments that stay, for as many of them as can be."""
    best: tuple[Appointment, ...] = ()
    board = Board(
        shifts=tuple(shifts),
        jobs={each.id: each for each in jobs},
        travel=travel,
        fixed=tuple(fixed),
    )
    for draft in _drafts(board):
        found = tuple(appointments(board, draft))
        if len(found) > len(best):
            best = found
        if not draft.unplanned:
            break
    return best


def _drafts(board: Board) -> Iterator[Draft]:
    """Yield plans in several orders: whoever found no place comes first in the next."""
    first: tuple[str, ...] = ()
    for _ in range(len(board.jobs)):
        draft = greedy(board, first=first)
        yield draft
        first = tuple(sorted(draft.unplanned)) + tuple(
            each for each in first if each not in draft.unplanned
        )


def _others(booked: Iterable[Appointment], moving: Sequence[Job]) -> tuple[Appointment, ...]:
    return tuple(each for each in booked if not _among(each.job, moving))


def _among(job_id: str, jobs: Sequence[Job]) -> bool:
    return any(each.id == job_id for each in jobs)


def _made_room(
    job: Job,
    booked: Sequence[Appointment],
    found: dict[str, Appointment],
    shifts: Sequence[Shift],
    travel: Travel,
) -> dict[str, Appointment]:
    """Return times for a job and for one other that makes room for it, if there are such."""
    now = {each.job: each for each in booked if each.job != job.id} | found
    able = {shift.crew.id for shift in shifts if shift.crew.can(job.skills)}
    first = min(shift.periods[0].start for shift in shifts) if shifts else None
    for other in sorted(now.values(), key=lambda each: (each.start, each.job)):
        if other.crew in able and first is not None and other.start >= first:
            rest = [each for each in now.values() if each.job != other.job]
            placed = _placed([job, other.as_job()], rest, shifts, travel)
            if len(placed) == 2:
                return {each.job: each for each in placed}
    return {}
