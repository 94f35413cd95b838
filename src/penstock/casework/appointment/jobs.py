"""What is to be done where, and the appointments that are made of it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated

from annotated_types import Gt, MinLen

from penstock.casework.appointment.travel import Location


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Window:
    """A half-open period."""

    start: datetime
    end: datetime

    def __post_init__(self) -> None:
        if self.end <= self.start:
            raise ValueError(f"{self.start} to {self.end} is no period; it ends before it begins")

    def overlaps(self, other: "Window") -> bool:
        """Tell whether two periods have a moment in common."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """Work at one place.

    Args:
        id: What people call it, such as a case.
        location: Where.
        minutes: How long it takes on the spot. [min]
        skills: What the crew has to be able to do.
        windows: When the work may begin; empty for any time.
    """

    id: str
    location: Location
    minutes: int
    skills: tuple[str, ...] = ()
    windows: tuple[Window, ...] = ()

    def __post_init__(self) -> None:
        if self.minutes <= 0:
            raise ValueError(f"job {self.id} takes {self.minutes} minutes; give a length above 0")


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """The part of an appointment on one day.

    Args:
        day: The day, where the crew is.
        start: When the work begins.
        end: When the crew is done there.
    """

    day: date
    start: datetime
    end: datetime

    @property
    def window(self) -> Window:
        """From when to when."""
        return Window(start=self.start, end=self.end)


@dataclass(frozen=True, slots=True, kw_only=True)
class Appointment:
    """When a crew does a job: on one day, or on whole days one after the other.

    Args:
        job: The id of the job.
        crew: The id of the crew.
        location: Where.
        visits: When, day by day.
        minutes: How long the work takes. [min]
        skills: What the crew has to be able to do.
    """

    job: str
    crew: str
    location: Location
    visits: Annotated[tuple[Visit, ...], MinLen(1)]
    minutes: Annotated[int, Gt(0)]
    skills: tuple[str, ...] = ()

    @property
    def start(self) -> datetime:
        """When the work begins."""
        return self.visits[0].start

    @property
    def end(self) -> datetime:
        """When all of it is done."""
        return self.visits[-1].end

    def as_job(self, *, windows: tuple[Window, ...] = ()) -> Job:
        """Return the work, to be planned again."""
        return Job(
            id=self.job,
            location=self.location,
            minutes=self.minutes,
            skills=self.skills,
            windows=windows,
        )
