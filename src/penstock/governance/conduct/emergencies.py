"""Emergencies that two people declare, and the review that follows."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from penstock.governance.accountability.register import Register
from penstock.governance.boundary.asking import Emergency
from penstock.governance.service_levels.open_time import in_utc

LONGEST = timedelta(hours=24)


class EmergencyError(ValueError):
    """An emergency cannot be declared, confirmed or reviewed so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Declared:
    """An emergency as it was declared; what it opens, the boundary decides each time.

    Args:
        number: Which, from 1.
        version: From 1; the confirmation and the review make the next.
        reason: Why it cannot wait.
        declared_by: Who declared it.
        confirmed_by: Who confirmed it; empty until somebody has.
        start: The first moment at which it holds.
        end: The first moment at which it holds no more.
        used_by: Who read something in it, in the order in which they first did.
        reviewed_by: Who reviewed what was read; empty until somebody has.
        reviewed_at: When they did.
        finding: What they found.
    """

    number: int
    version: int = 1
    reason: str
    declared_by: str
    confirmed_by: str = ""
    start: datetime
    end: datetime
    used_by: tuple[str, ...] = ()
    reviewed_by: str = ""
    reviewed_at: datetime | None = None
    finding: str = ""

    @property
    def id(self) -> str:
        """What people call it."""
        return f"EMG-{self.number}"

    @property
    def fact(self) -> Emergency:
        """What the boundary is told of it."""
        return Emergency(
            reason=self.reason,
            declared_by=self.declared_by,
            confirmed_by=self.confirmed_by,
            start=self.start,
            end=self.end,
        )

    def holds(self, now: datetime) -> bool:
        """Tell whether two people stand for it, and it has not ended."""
        return bool(self.confirmed_by) and self.start <= now < self.end


def declared(
    reason: str, *, number: int, by: str, lasts: timedelta, register: Register, at: datetime
) -> Declared:
    """Return an emergency that one person declares, and that opens nothing yet.

    Raises:
        EmergencyError: They have no role, say no reason, or want more than a day.
    """
    _require_role(by, register, at)
    if not reason.strip():
        raise EmergencyError("An emergency is declared with its reason.")
    if not timedelta() < lasts <= LONGEST:
        raise EmergencyError("An emergency lasts for at most 24 hours. Declare another one after.")
    start = in_utc(at)
    return Declared(number=number, reason=reason, declared_by=by, start=start, end=start + lasts)


def confirmed(emergency: Declared, *, by: str, register: Register, at: datetime) -> Declared:
    """Return an emergency that a second person confirms; its end stays where it was.

    Raises:
        EmergencyError: It is the same person, they have no role, or it is too late.
    """
    _require_role(by, register, at)
    if by == emergency.declared_by:
        raise EmergencyError(
            f"{by} declared {emergency.id}. An emergency takes two people: somebody else confirms."
        )
    if emergency.confirmed_by:
        raise EmergencyError(f"{emergency.confirmed_by} has confirmed {emergency.id} already.")
    if at >= emergency.end:
        raise EmergencyError(f"{emergency.id} ended at {emergency.end:%Y-%m-%d %H:%M} UTC.")
    return replace(emergency, version=emergency.version + 1, confirmed_by=by)


def used(emergency: Declared, *, by: str) -> Declared:
    """Return an emergency in which one more person has read something."""
    version = emergency.version + 1
    return replace(emergency, version=version, used_by=(*emergency.used_by, by))


def reviewed(
    emergency: Declared, *, by: str, finding: str, register: Register, at: datetime
) -> Declared:
    """Return an emergency whose readings were reviewed; with that it is over.

    Raises:
        EmergencyError: It was reviewed, or somebody who had a part in it wants to.
    """
    _require_role(by, register, at)
    if emergency.reviewed_by:
        raise EmergencyError(f"{emergency.reviewed_by} has reviewed {emergency.id} already.")
    if by in {emergency.declared_by, emergency.confirmed_by, *emergency.used_by}:
        raise EmergencyError(
            f"{by} had a part in {emergency.id}, so that somebody else reviews it."
        )
    return replace(
        emergency,
        version=emergency.version + 1,
        end=min(emergency.end, in_utc(at)),
        reviewed_by=by,
        reviewed_at=in_utc(at),
        finding=finding,
    )


def _require_role(person: str, register: Register, at: datetime) -> None:
    if not register.roles(person, at=at):
        raise EmergencyError(
            f"{person} has no role in the register of people, so they cannot stand for an "
            "emergency. See 'penstock people appoint'."
        )
