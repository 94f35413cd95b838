"""Booking the soonest crew for one job in the calendar of all, however many plan at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from penstock.casework.appointment.jobs import Appointment, Job, Window
from penstock.casework.appointment.ports import BookedTwiceError, CrewCalendar
from penstock.casework.appointment.soonest import soonest

# How far ahead crews are planned: near days first, which are fewer to look through.
_NEAR, _AHEAD = timedelta(days=14), timedelta(days=90)
_TRIES = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedAppointment:
    """An appointment that was moved, and why."""

    before: Appointment
    because: str
    moved_at: datetime


@dataclass(frozen=True, kw_only=True)
class Planning:
    """What a crew is looked for by.

    Args:
        calendar: When crews work, and what they have to do.
        job: What is to be done.
        since: The first moment that suits.
    """

    calendar: CrewCalendar
    job: Job
    since: datetime

    def own(self, now: datetime) -> tuple[Appointment, ...]:
        """Return what the calendar has for the job and nobody recorded, as a failure leaves it."""
        window = Window(start=now, end=max(self.since, now) + _AHEAD)
        return tuple(each for each in self.calendar.booked(window) if each.job == self.job.id)

    def booked(
        self, given_up: Sequence[Appointment], *, or_stays: bool = False
    ) -> Appointment | None:
        """Return the soonest appointment, booked in place of others; None where nobody has time.

        Who was faster than this program is found by looking again.

        Args:
            given_up: The others.
            or_stays: Whether the others stay where nobody has time.

        Raises:
            BookedTwiceError: Others were faster each time.
        """
        for turn in range(_TRIES):
            found = self._found()
            if found is None and or_stays:
                return None
            try:
                self.calendar.book([found] if found else [], instead_of=given_up)
            except BookedTwiceError:
                if turn == _TRIES - 1:
                    raise
            else:
                return found
        return None

    def _found(self) -> Appointment | None:
        for ahead in (_NEAR, _AHEAD):
            window = Window(start=self.since, end=self.since + ahead)
            booked = self.calendar.booked(window)
            others = [each for each in booked if each.job != self.job.id]
            shifts = self.calendar.shifts(window)
            found = soonest(self.job, others, shifts, self.calendar.travel)
            if found is not None:
                return found
        return None
