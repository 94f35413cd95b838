"""A change of policies: proposed by an owner, approved by two others, in force from a day."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from penstock.governance.council.charter import Charter

A_DAY = timedelta(days=1)


class ProposalError(ValueError):
    """A proposal cannot be made, or not be approved."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Approval:
    """A member of the council who approved.

    Args:
        person: Who.
        role: The role in which they belong to the council.
        at: When.
    """

    person: str
    role: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedFile:
    """A file of policies, or their schema, that is other than before.

    Args:
        name: What it is called.
        sha256: The fingerprint of its text; empty where it is there no more.
    """

    name: str
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """Policies that somebody wants in place of others.

    Args:
        number: Which, from 1.
        version: From 1; each approval makes the next.
        owner: Who answers for the change.
        owner_role: The role in which they do.
        reason: Why.
        source: Where it comes from: a rule, an order, a decision.
        effective: Midnight in UTC of the day from which they hold.
        before_sha256: The fingerprint of the policies that they replace.
        sha256: The fingerprint of the policies.
        files: Each file that is other than before, with the SHA-256 of its text.
        impact: How many questions they decide otherwise, in words.
        proposed_by: Who entered it.
        proposed_at: When.
        needed: How many members have to approve.
        approvals: Who has.
    """

    number: int
    version: int = 1
    owner: str
    owner_role: str
    reason: str
    source: str
    effective: datetime
    before_sha256: str
    sha256: str
    files: tuple[ChangedFile, ...] = ()
    impact: str = ""
    proposed_by: str
    proposed_at: datetime
    needed: int = 2
    approvals: tuple[Approval, ...] = ()

    @property
    def id(self) -> str:
        """What people call it."""
        return f"POL-{self.number}"

    @property
    def is_approved(self) -> bool:
        """Tell whether enough members have approved."""
        return len(self.approvals) >= self.needed

    @property
    def holds_from(self) -> datetime:
        """When it comes into force, once it is approved: never before it was."""
        return max(self.effective, *(each.at for each in self.approvals), self.proposed_at)


@dataclass(frozen=True, slots=True, kw_only=True)
class Impact:
    """What a proposal changes, as it was shown to those who approved it.

    Args:
        number: The number of the proposal.
        version: Always 1.
        lines: Each question that is decided otherwise, with both decisions.
    """

    number: int
    version: int = 1
    lines: tuple[str, ...]

    @property
    def id(self) -> str:
        """What people call it."""
        return f"POL-{self.number}"


def approved(
    proposal: Proposal, *, by: str, roles: frozenset[str], charter: Charter, at: datetime
) -> Proposal:
    """Return a proposal that one more member of the council approves.

    Raises:
        SeatlessError: They are no member.
        ProposalError: They answer for it themselves, or approved it before.
    """
    seat = charter.seat(by, roles)
    if by == proposal.owner:
        raise ProposalError(f"{by} owns {proposal.id}, so that others approve it.")
    if proposal.is_approved:
        raise ProposalError(f"{proposal.id} is approved already.")
    if any(each.person == by for each in proposal.approvals):
        raise ProposalError(f"{by} has approved {proposal.id} already; somebody else has to.")
    approval = Approval(person=by, role=seat, at=at)
    version = proposal.version + 1
    return replace(proposal, version=version, approvals=(*proposal.approvals, approval))


def require_base(before_sha256: str, proposals: Sequence[Proposal]) -> None:
    """Look whether policies are compared with those that were approved last.

    Raises:
        ProposalError: They are compared with others, so that the list of what changes is not true.
    """
    if (chosen := _in_order(proposals)) and chosen[-1].sha256 != before_sha256:
        newest = chosen[-1]
        raise ProposalError(
            f"It was compared with the policies {before_sha256[:16]}, and those that were approved "
            f"last are {newest.sha256[:16]} ({newest.id}). Compare it with them, and propose it "
            "anew."
        )


def require_lying(proposal: Proposal, *, sha256: str) -> None:
    """Look whether what lies here, the council's own file with it, is what a proposal changes.

    Raises:
        ProposalError: It is not, so nobody can tell who may approve.
    """
    if sha256 != proposal.before_sha256:
        raise ProposalError(
            f"The policies and tables that lie here are {sha256[:16]}, and {proposal.id} was "
            f"compared with {proposal.before_sha256[:16]}. Put those there until it is approved."
        )


def usable(proposals: Sequence[Proposal], *, at: datetime) -> frozenset[str]:
    """Return the fingerprints of the policies that may decide at a moment; none for any.

    Any may, until a first proposal was approved. From then on it is the one that came into force
    last; on the day on which it does, in UTC, also the one that it replaces, so that nobody has to
    change files at midnight.
    """
    chosen = _in_order(proposals)
    if not chosen:
        return frozenset()
    begun = [each for each in chosen if each.holds_from <= at]
    if not begun:
        return frozenset({chosen[0].before_sha256})
    newest = begun[-1]
    is_first_day = at < _midnight(newest.holds_from) + A_DAY
    return frozenset({newest.sha256, newest.before_sha256} if is_first_day else {newest.sha256})


def fault(proposals: Sequence[Proposal], *, sha256: str, at: datetime) -> str:
    """Return why policies may not decide at a moment, as a sentence; empty where they may."""
    allowed = usable(proposals, at=at)
    if not allowed or sha256 in allowed:
        return ""
    wanted = " or ".join(sorted(each[:16] for each in allowed))
    return (
        f"The policies that lie here, {sha256[:16]}, are not those that were approved, {wanted}. "
        "Nothing is decided by them: bring the approved ones, or have these approved."
    )


def _in_order(proposals: Sequence[Proposal]) -> list[Proposal]:
    """Return what was approved, in the order in which it comes into force."""
    chosen = [each for each in proposals if each.is_approved]
    return sorted(chosen, key=lambda each: (each.holds_from, each.number))


def _midnight(moment: datetime) -> datetime:
    return datetime.combine(moment.astimezone(UTC).date(), datetime.min.time(), tzinfo=UTC)
