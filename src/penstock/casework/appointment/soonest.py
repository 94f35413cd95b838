"""The soonest appointment of one job, among all that stays when it is."""

from collections.abc import Sequence

from penstock.casework.appointment.board import Board
from penstock.casework.appointment.crews import Shift
from penstock.casework.appointment.jobs import Appointment, Job
from penstock.casework.appointment.routes import timed
from penstock.casework.appointment.travel import Travel


def soonest(
    job: Job, booked: Sequence[Appointment], shifts: Sequence[Shift], travel: Travel
) -> Appointment | None:
    """Return the appointment that is done on the earliest day, with least driving; None if none.

    Args:
        job: The work.
        booked: Appointments, which all stay when they are.
        shifts: The days of the crews, each crew's in order and together.
        travel: By what ways are reckoned.
    """
    board = Board(shifts=tuple(shifts), jobs={job.id: job}, travel=travel, fixed=tuple(booked))
    return _on_days(board, job) if job.id in board.long_jobs else _on_a_day(board, job)


def _on_a_day(board: Board, job: Job) -> Appointment | None:
    found = []
    for day in board.days_of[job.id]:
        insertion = board.insertion(job.id, day, board.empty[day])
        if insertion is not None:
            key = board.shifts[day].day, insertion.added_minutes, board.shifts[day].crew.id
            found.append((key, day, insertion.route))
    if not found:
        return None
    _, day, route = min(found, key=lambda each: each[0])
    times = timed(route, board.minutes[day], board.bases[day], board.ways)
    assert times is not None, "A route is inserted only where it can be driven."
    (start,) = (
        start
        for stop, start in zip(route, times.starts, strict=True)
        if stop == board.stops[job.id][day]
    )
    return board.appointment(job.id, [(day, start, start + job.minutes)])


def _on_days(board: Board, job: Job) -> Appointment | None:
    def cost(days: tuple[int, ...]) -> tuple[object, ...]:
        driven = sum(board.minutes[day] - board.net_minutes(job.id, day) for day in days)
        return board.shifts[days[-1]].day, driven, board.shifts[days[0]].crew.id

    days = min(board.spans(job.id, board.empty), key=cost, default=None)
    return board.appointment(job.id, board.span_visits(job.id, days)) if days else None
