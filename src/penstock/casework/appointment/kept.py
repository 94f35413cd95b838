"""What an information item has that keeps when somebody comes, whatever stream it is of."""

from typing import Protocol, runtime_checkable

from penstock.casework.appointment.booking import MovedAppointment
from penstock.casework.appointment.jobs import Appointment


@runtime_checkable
class KeptAppointment(Protocol):
    """When somebody comes, and when they were to come before."""

    @property
    def appointment(self) -> Appointment | None:
        """When, and who; None where nobody has time."""
        ...

    @property
    def moved(self) -> tuple[MovedAppointment, ...]:
        """Earlier appointments, the oldest first."""
        ...
