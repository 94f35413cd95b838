"""Safety incidents, and whether they are recordable after 29 CFR part 1904."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from annotated_types import Ge, MinLen

# 29 CFR 1904.39(a): a death within eight hours, the others within twenty-four.
_HOURS_TO_REPORT_A_DEATH = 8
_HOURS_TO_REPORT_THE_REST = 24
# Hours that 100 employees work in 50 weeks of 40 hours, by which OSHA counts rates.
_HOURS_OF_THE_RATE = 200_000


class Treatment(StrEnum):
    """The most that was done for somebody who was hurt; 29 CFR 1904.7(b)(5)."""

    NONE = "none"
    FIRST_AID = "first aid"
    MEDICAL = "medical treatment beyond first aid"
    INPATIENT = "inpatient hospitalization"


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """What happened to somebody at work; a near miss has no harm at all.

    Args:
        happened_at: When.
        what: What happened.
        is_work_related: Whether an event or exposure at work caused or worsened it; 1904.5.
        is_new: Whether it is a new case; 1904.6.
        treatment: The most that was done.
        days_away: Days away from work beyond the day it happened; 1904.7(b)(3).
        days_restricted: Days of restricted work or of another job; 1904.7(b)(4).
        is_death: Whether somebody died; 1904.7(b)(2).
        is_unconscious: Whether somebody lost consciousness; 1904.7(b)(6).
        is_significant: Whether a professional diagnosed a significant injury, such as a
            fracture, that needs no treatment; 1904.7(b)(7).
        is_loss: Whether a part of the body or an eye was lost; 1904.39(a)(2).
    """

    happened_at: datetime
    what: Annotated[str, MinLen(1)]
    is_work_related: bool = True
    is_new: bool = True
    treatment: Treatment = Treatment.NONE
    days_away: Annotated[int, Ge(0)] = 0
    days_restricted: Annotated[int, Ge(0)] = 0
    is_death: bool = False
    is_unconscious: bool = False
    is_significant: bool = False
    is_loss: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Recordability:
    """Whether an incident goes into the OSHA 300 log, and why.

    Args:
        is_recordable: Whether it does.
        because: Why, with the paragraph.
        report_by: Until when it is reported to OSHA besides; None where it need not be.
    """

    is_recordable: bool
    because: str
    report_by: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedIncident:
    """An incident, and whether it is recordable after 29 CFR 1904.7."""

    incident: Incident
    reported_by: str
    is_recordable: bool
    because: str
    report_by: datetime | None = None


def judged(incident: Incident, *, by: str) -> JudgedIncident:
    """Return an incident as it is written down, by whoever reports it."""
    found = recordability(incident)
    return JudgedIncident(
        incident=incident,
        reported_by=by,
        is_recordable=found.is_recordable,
        because=found.because,
        report_by=found.report_by,
    )


def recordability(incident: Incident) -> Recordability:
    """Return whether an incident is recordable, by the general criteria of 29 CFR 1904.7.

    References:
        29 CFR 1904.4 to 1904.7 (recording), 1904.39 (reporting). Cases that have criteria of
        their own - needlesticks, hearing loss, tuberculosis: 1904.8 to 1904.11 - are not judged.
    """
    if not incident.is_work_related:
        return Recordability(is_recordable=False, because="It is not work-related (1904.5).")
    if not incident.is_new:
        return Recordability(is_recordable=False, because="It is no new case (1904.6).")
    reasons = list(_reasons(incident))
    if not reasons:
        done = (
            "needed first aid alone" if incident.treatment is Treatment.FIRST_AID else "hurt nobody"
        )
        return Recordability(is_recordable=False, because=f"It {done} (1904.7(a), (b)(5)).")
    return Recordability(
        is_recordable=True,
        because=f"It meant {', '.join(reasons)}.",
        report_by=_report_by(incident),
    )


def recordable_rate(incidents: Iterable[Incident], *, hours_worked: Decimal) -> Decimal:
    """Return the total recordable incident rate: for 100 employees in a year.

    rate = recordable incidents * 200 000 / hours worked

    Args:
        incidents: What happened.
        hours_worked: By all who might have been hurt; more than 0. [h]

    Example:
        >>> recordable_rate([], hours_worked=Decimal(1000))
        Decimal('0')

    References:
        OSHA, "Clarification on how the formula is used by OSHA to calculate incident rates",
        standard interpretation of 23 August 2016.
    """
    count = sum(recordability(each).is_recordable for each in incidents)
    return count * _HOURS_OF_THE_RATE / hours_worked


def _reasons(incident: Incident) -> Iterator[str]:
    if incident.is_death:
        yield "a death (1904.7(b)(2))"
    if incident.days_away:
        yield f"{incident.days_away} days away from work (1904.7(b)(3))"
    if incident.days_restricted:
        yield f"{incident.days_restricted} days of restricted work (1904.7(b)(4))"
    if incident.treatment in {Treatment.MEDICAL, Treatment.INPATIENT}:
        yield f"{incident.treatment} (1904.7(b)(5))"
    if incident.is_unconscious:
        yield "loss of consciousness (1904.7(b)(6))"
    if incident.is_significant or incident.is_loss:
        yield "a significant injury (1904.7(b)(7))"


def _report_by(incident: Incident) -> datetime | None:
    if incident.is_death:
        return incident.happened_at + timedelta(hours=_HOURS_TO_REPORT_A_DEATH)
    if incident.is_loss or incident.treatment is Treatment.INPATIENT:
        return incident.happened_at + timedelta(hours=_HOURS_TO_REPORT_THE_REST)
    return None
