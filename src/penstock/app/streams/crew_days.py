"""A crew's day as a record: what it has to do, whole appointments, each change a version."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from penstock.casework.appointment.crews import Absence, Crew
from penstock.casework.appointment.jobs import Appointment, Visit, Window
from penstock.casework.appointment.travel import Location

# Days are counted from the first of January of the year 1: a number below a million until 2738.
_DAYS = 1_000_000
# A ten-millionth of a degree is a centimetre.
_DEGREE = 10_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class BookedVisit:
    """When a crew is at a place."""

    start: datetime
    end: datetime
    day: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Booking:
    """An appointment as it stands in each of its days, whole."""

    job: str
    latitude_e7: int
    longitude_e7: int
    minutes: int
    skills: tuple[str, ...]
    visits: tuple[BookedVisit, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CrewDay:
    """What a crew has to do on a day; a record, of which each change is a version."""

    number: int
    version: int
    crew: str
    day: str
    bookings: tuple[Booking, ...]

    @property
    def id(self) -> str:
        """What people call it."""
        return f"the {self.day} of {self.crew}"


@dataclass(frozen=True, slots=True, kw_only=True)
class CrewAbsence:
    """When a crew cannot be sent out; a record."""

    number: int
    version: int
    crew: str
    start: datetime
    end: datetime
    because: str

    @property
    def id(self) -> str:
        """What people call it."""
        return f"ABSENCE-{self.number}"


def empty_day(crew: Crew, day: date) -> CrewDay:
    """Return a day on which nothing is booked, which is kept nowhere."""
    number = crew.number * _DAYS + day.toordinal()
    return CrewDay(number=number, version=0, crew=crew.id, day=day.isoformat(), bookings=())


def after(day: CrewDay, booked: Sequence[Appointment]) -> CrewDay:
    """Return the next version of a day, with these appointments."""
    ordered = sorted(booked, key=lambda each: (each.start, each.job))
    return CrewDay(
        number=day.number,
        version=day.version + 1,
        crew=day.crew,
        day=day.day,
        bookings=tuple(_booking(each) for each in ordered),
    )


def appointments(day: CrewDay) -> tuple[Appointment, ...]:
    """Return the appointments of a day, each with all its visits."""
    return tuple(_appointment(day.crew, each) for each in day.bookings)


def absence_of(record: CrewAbsence) -> Absence:
    """Return the absence that a record tells of."""
    window = Window(start=record.start, end=record.end)
    return Absence(crew=record.crew, window=window, because=record.because)


def _booking(appointment: Appointment) -> Booking:
    return Booking(
        job=appointment.job,
        latitude_e7=round(appointment.location.latitude * _DEGREE),
        longitude_e7=round(appointment.location.longitude * _DEGREE),
        minutes=appointment.minutes,
        skills=appointment.skills,
        visits=tuple(
            BookedVisit(start=each.start, end=each.end, day=each.day.isoformat())
            for each in appointment.visits
        ),
    )


def _appointment(crew: str, booking: Booking) -> Appointment:
    return Appointment(
        job=booking.job,
        crew=crew,
        location=Location(
            latitude=booking.latitude_e7 / _DEGREE, longitude=booking.longitude_e7 / _DEGREE
        ),
        minutes=booking.minutes,
        skills=booking.skills,
        visits=tuple(
            Visit(day=date.fromisoformat(each.day), start=each.start, end=each.end)
            for each in booking.visits
        ),
    )
