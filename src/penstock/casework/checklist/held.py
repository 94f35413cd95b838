"""Reports from the field that the case cannot take, kept until a person has decided on them."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum


class Outcome(StrEnum):
    """What somebody decided."""

    OPEN = "waits for a person"
    TAKEN = "taken into the case"
    PUT_ASIDE = "put aside"


class HeldReportError(ValueError):
    """A report cannot be decided on so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldReport:
    """A report that came from the field and could not be taken; a record.

    Records are found by their case where its id comes first of their members, in their order.

    Args:
        case_id: The job.
        number: Which, from 1.
        version: From 1; the decision makes the next.
        key: The key that it was sent under, so that it is kept once.
        stage_id: The stage that the case was in when it came.
        role: Who answers for the stage, and decides.
        deed: The act that was to be done in the case.
        said: What was said, as JSON; empty where nothing was.
        photo_sha256: The picture that goes along; empty for none.
        photo_bytes: How large that is.
        reported_by: Who sent it.
        done_at: When it was done, as far as their phone tells.
        received_at: When it came.
        problem: Why it was not taken.
        outcome: What was decided.
        decided_by: Who decided; empty until somebody has.
        decided_at: When they did.
        reason: Why it was put aside.
    """

    case_id: str
    number: int
    version: int = 1
    key: str
    stage_id: str
    role: str
    deed: str
    said: str
    photo_sha256: str = ""
    photo_bytes: int = 0
    reported_by: str
    done_at: datetime | None = None
    received_at: datetime
    problem: str
    outcome: Outcome = Outcome.OPEN
    decided_by: str = ""
    decided_at: datetime | None = None
    reason: str = ""

    @property
    def id(self) -> str:
        """What people call it."""
        return f"FIELD-{self.number}"

    @property
    def is_open(self) -> bool:
        """Whether nobody has decided yet."""
        return self.outcome is Outcome.OPEN


def decided(
    held: HeldReport, outcome: Outcome, *, by: str, at: datetime, reason: str = ""
) -> HeldReport:
    """Return a report that somebody has decided on.

    Raises:
        HeldReportError: It was decided on before, or nobody says why it is put aside.
    """
    if not held.is_open:
        raise HeldReportError(f"{held.id} was {held.outcome} by {held.decided_by} already.")
    if outcome is Outcome.PUT_ASIDE and not reason:
        raise HeldReportError(f"Say why {held.id} is put aside; the installer reads it.")
    version = held.version + 1
    return replace(
        held, version=version, outcome=outcome, decided_by=by, decided_at=at, reason=reason
    )
