"""That a customer cancels: a paper of whatever stage the case is in."""

from dataclasses import dataclass
from datetime import datetime

from penstock.delivery.items import Sensitivity, information_item
from penstock.kernel.sides import Side
from penstock.streams.ncv_01_smart_home.items.marketing import Cents, Text


@information_item(side=Side.NON_REGULATED, sensitivity=Sensitivity.PERSONAL)
@dataclass(frozen=True, slots=True, kw_only=True)
class CancellationRequest:
    """That the customer cancels, what was undone at once, and what people have to do: a paper.

    Args:
        reason: What the customer says; nobody needs one within the right to cancel.
        stage_id: The stage that the case was in.
        within_right: Whether the customer's right to cancel without a reason was open.
        refund_cents: What of the deposit was given back. [cents]
        undone: What was undone with it, each a sentence.
        to_do: What people do, each a sentence.
        requested_by: Who brought it.
        requested_at: When.
    """

    reason: str
    stage_id: str
    within_right: bool
    refund_cents: Cents
    undone: tuple[str, ...]
    to_do: tuple[str, ...]
    requested_by: Text
    requested_at: datetime
