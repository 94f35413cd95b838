"""What planning asks of the world outside."""

from collections.abc import Sequence
from typing import Protocol

from penstock.casework.appointment.crews import Absence, Shift
from penstock.casework.appointment.jobs import Appointment, Window
from penstock.casework.appointment.travel import Travel


class BookedTwiceError(Exception):
    """A crew has another appointment at that time by now; nothing was booked."""


class CrewCalendar(Protocol):
    """When crews work, and what they have to do."""

    @property
    def travel(self) -> Travel:
        """By what ways are reckoned."""
        ...

    def shifts(self, window: Window) -> tuple[Shift, ...]:
        """Return the days of all crews within a period, without absences; each crew's in order."""
        ...

    def booked(self, window: Window) -> tuple[Appointment, ...]:
        """Return the appointments that have a day within a period."""
        ...

    def book(
        self, appointments: Sequence[Appointment], *, instead_of: Sequence[Appointment] = ()
    ) -> None:
        """Book appointments and give others up; all of it, or nothing.

        To book the same twice changes nothing, so that it can be repeated after a failure.

        Raises:
            BookedTwiceError: A crew is not there, or has another appointment at that time.
        """
        ...

    def report_absence(self, absence: Absence) -> None:
        """Write down that a crew cannot be sent out; its appointments stay until they are moved."""
        ...


class CustomersWord(Protocol):
    """What customers have said of an appointment, on their page or by letter."""

    def has_confirmed(self, appointment: Appointment) -> bool:
        """Tell whether the customer of the job has said that it suits them."""
        ...

    def wishes_another(self, appointment: Appointment) -> str:
        """Return what they wrote who want another day, and are still waiting; empty for nobody."""
        ...
