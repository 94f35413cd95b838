"""Who enters people first, and who does where nobody is left to: records of both."""

from dataclasses import dataclass, replace
from datetime import datetime

from penstock.governance.council.charter import Charter
from penstock.governance.council.proposals import Approval, ProposalError


@dataclass(frozen=True, slots=True, kw_only=True)
class Founding:
    """The act by which a register of people began; there is one, ever.

    Args:
        number: Always 1.
        version: Always 1.
        person: Who may enter people from then on.
        role: The role in which they do.
        reason: Why they.
        founded_by: Who entered them.
        founded_at: When.
    """

    number: int = 1
    version: int = 1
    person: str
    role: str
    reason: str
    founded_by: str
    founded_at: datetime

    @property
    def id(self) -> str:
        """What people call it."""
        return "FOUNDING"


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """A person whom the council lets enter people, where those who could are gone.

    Args:
        number: Which, from 1.
        version: From 1; each member who agrees makes the next.
        person: Who.
        role: The role in which they would.
        reason: Why they, in the words of the first member.
        needed: How many members have to agree.
        approvals: Who has.
    """

    number: int
    version: int = 1
    person: str
    role: str
    reason: str
    needed: int
    approvals: tuple[Approval, ...] = ()

    @property
    def id(self) -> str:
        """What people call it."""
        return f"SEAT-{self.number}"

    @property
    def is_given(self) -> bool:
        """Tell whether enough members have agreed."""
        return len(self.approvals) >= self.needed


def agreed(seat: Seat, *, by: str, roles: frozenset[str], charter: Charter, at: datetime) -> Seat:
    """Return a seat that one more member of the council agrees to.

    Args:
        seat: The seat; without approvals where it is new.
        by: Who agrees.
        roles: The roles that they have themselves.
        charter: Who belongs to the council.
        at: When.

    Raises:
        SeatlessError: They are no member.
        ProposalError: They have agreed already.
    """
    own = charter.seat(by, roles)
    if any(each.person == by for each in seat.approvals):
        raise ProposalError(f"{by} has agreed to {seat.id} already; somebody else has to.")
    approval = Approval(person=by, role=own, at=at)
    version = len(seat.approvals) + 1
    return replace(seat, version=version, approvals=(*seat.approvals, approval))
