"""The papers of NCV-01.6: comfort that follows a tariff, training, and enrolment in a programme."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from penstock.casework.comfort.following import DayOfAims
from penstock.casework.comfort.limits import ComfortLimits
from penstock.delivery.items import Sensitivity, information_item
from penstock.kernel.sides import Side
from penstock.streams.ncv_01_smart_home.items.marketing import Text

_SIDE, _PERSONAL = Side.NON_REGULATED, Sensitivity.PERSONAL


@information_item(side=_SIDE, sensitivity=_PERSONAL)
@dataclass(frozen=True, slots=True, kw_only=True)
class ComfortSettings:
    """Between what a household wants to live, and what thermostats aim at on each kind of day.

    Args:
        limits: What they like and allow.
        tariff: The short name of the tariff that is followed; empty for none.
        days: The days of a year.
        set_by: Who asked them.
        set_at: When.
    """

    limits: ComfortLimits
    tariff: str
    days: tuple[DayOfAims, ...]
    set_by: Text
    set_at: datetime


class Routine(StrEnum):
    """What a customer runs alone once."""

    COMFORT = "warmer and cooler"
    SCHEDULE = "changing the schedule"
    AWAY = "leaving for some days"
    OFFLINE = "when the Internet is away"
    PRIVACY = "seeing and taking back what is allowed"


@dataclass(frozen=True, slots=True, kw_only=True)
class PractisedRoutine:
    """A routine that a customer ran alone.

    Args:
        routine: Which.
        learner: Who ran it.
        practised_on: When.
        shown_by: Who showed it before.
    """

    routine: Routine
    learner: Text
    practised_on: date
    shown_by: Text


@information_item(side=_SIDE, sensitivity=_PERSONAL)
@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingRecord:
    """What the customer has run alone so far, the oldest first."""

    routines: tuple[PractisedRoutine, ...] = ()

    @property
    def missing(self) -> tuple[Routine, ...]:
        """What they have not run alone yet."""
        there = {each.routine for each in self.routines}
        return tuple(each for each in Routine if each not in there)


@information_item(side=_SIDE, sensitivity=_PERSONAL)
@dataclass(frozen=True, slots=True, kw_only=True)
class ProgramEnrolment:
    """The customer's choice to let a programme of the grid use their devices.

    Args:
        consent_id: The consent that covers it, and nothing else.
        consent_version: Its version.
        enrolled_at: Since when.
        devices: Which devices.
        limits: Between what the programme may let the home be.
        ended_at: When it ended; None while it holds.
        ended_because: Why.
    """

    consent_id: Text
    consent_version: int
    enrolled_at: datetime
    devices: tuple[str, ...]
    limits: ComfortLimits
    ended_at: datetime | None = None
    ended_because: str = ""

    def __post_init__(self) -> None:
        if (self.ended_at is None) == bool(self.ended_because):
            raise ValueError("what has ended says when and why, and what has not says neither")

    @property
    def holds(self) -> bool:
        """Whether the devices may be steered."""
        return self.ended_at is None
