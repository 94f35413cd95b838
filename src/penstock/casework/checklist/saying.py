"""What people say of a step; an act that is told it takes reports from the field."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from annotated_types import MinLen

from penstock.casework.checklist.reports import PartSerial, Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class StepDone:
    """What a crew reports of a step of the checklist, with a photo attached or without.

    Args:
        step: Which step.
        shows: What the attached photo shows.
        readings: What was measured.
        serials: Which pieces were built in.
        removed: Which pieces were taken out again.
        signed_by: Who answers for the step.
        failed_because: Why it has to be done again.
        note: What else is to be known.
        done_at: When it was done, where it is reported later: there may be no signal.
    """

    step: Annotated[str, MinLen(1)]
    shows: str = ""
    readings: tuple[Reading, ...] = ()
    serials: tuple[PartSerial, ...] = ()
    removed: tuple[PartSerial, ...] = ()
    signed_by: str = ""
    failed_because: str = ""
    note: str = ""
    done_at: datetime | None = None
