"""Who may approve an investment: nobody of the other side (F6)."""

from collections.abc import Collection
from dataclasses import dataclass

from penstock.kernel.sides import Side


@dataclass(frozen=True, slots=True, kw_only=True)
class Approval:
    """Somebody's approval of an investment.

    Args:
        approver: Who approves.
        side: The side of the unit that they belong to.
    """

    approver: str
    side: Side


def refusal(investment: str, *, pays: Collection[Side], approvals: Collection[Approval]) -> str:
    """Return why an investment is not approved, as a sentence; empty where it is.

    Each side that pays has to approve by one of its own, and one side's approver says nothing
    for the other. Approvers of enterprise services approve what enterprise services pay.

    Args:
        investment: What people call it.
        pays: The sides whose books bear it.
        approvals: Who approved.
    """
    for side in sorted(set(pays)):
        if not any(approval.side is side for approval in approvals):
            others = ", ".join(sorted(f"{each.approver} ({each.side})" for each in approvals))
            return (
                f"{investment} is paid by the {side} side, and nobody of that side approved it; "
                f"approved by {others or 'nobody'} (F6). Ask an approver of the {side} side."
            )
    return ""
