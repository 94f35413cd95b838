"""What an information item has that keeps when somebody comes, whatever stream it is of."""

from datetime import datetime
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


@runtime_checkable
class ConfirmedAppointment(Protocol):
    """That whoever is visited said otherwise than on their page that an appointment suits them."""

    @property
    def confirmed_at(self) -> datetime | None:
        """When; None before."""
        ...

    @property
    def confirmed_by(self) -> str:
        """Who said so, and how."""
        ...
