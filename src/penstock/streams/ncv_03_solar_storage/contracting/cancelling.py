"""What it means that a customer cancels: what people do, and what they get back."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from penstock.casework.financing.choices import Kind
from penstock.casework.purchase.receipts import open_lines
from penstock.casework.signature.cancelling import business_days_after
from penstock.delivery.signatures import CaseFacts
from penstock.engineering.proposal.figures import dollars_and_cents
from penstock.streams.ncv_03_solar_storage.contracting.saying import CancellationSaid
from penstock.streams.ncv_03_solar_storage.installing.buying import receipts_of
from penstock.streams.ncv_03_solar_storage.items.contract import (
    CancellationRequest,
    FinancingAgreement,
    SalesOrder,
    SignedContract,
)
from penstock.streams.ncv_03_solar_storage.items.installation import (
    CrewAppointment,
    Deliveries,
    PurchaseOrders,
)

REFUND_DAYS = 10
"""Business days in which what was paid is returned. [16 CFR 429.1(b)]"""

# From which stage on there may be something to undo, and what people do about it.
_BY_STAGE = (
    (2, "Take back the links to the proposal, and tell the customer that it is closed."),
    (4, "Withdraw the applications for permits from the authorities."),
    (4, "Withdraw the interconnection application; the utility's case is cancelled with it."),
    (5, "Send back what was delivered, and have it credited."),
    (5, "Make the site safe; take down what was built, and restore the roof."),
    (6, "Cancel the inspection, and tell the utility that no permission to operate is wanted."),
    (7, "Open the disconnect, end the monitoring, and tell the utility that the system is gone."),
    (7, "End the enrolment for aggregation, if there is one; its consent ends with it."),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreed:
    """What was agreed by the time a customer cancels; None of what was not.

    Args:
        contract: The newest version of the contract.
        financing: How it is paid.
        order: What AES has to build.
        purchases: What was ordered of suppliers.
        came: What came of that.
        crew: When which crew builds.
    """

    contract: SignedContract | None = None
    financing: FinancingAgreement | None = None
    order: SalesOrder | None = None
    purchases: PurchaseOrders | None = None
    came: Deliveries | None = None
    crew: CrewAppointment | None = None


def cancellation(
    said: CancellationSaid, agreed: Agreed, *, case: CaseFacts, now: datetime
) -> CancellationRequest:
    """Return that a customer cancels, and all that follows from it."""
    contract = agreed.contract
    # Before both have signed, nobody owes anybody anything.
    is_free = contract is None or now < contract.cancel_until
    refund = said.paid_cents if is_free else max(said.paid_cents - said.costs_cents, 0)
    zone = contract.customer_signature.zone if contract else "America/New_York"
    refund_by = business_days_after(now, days=REFUND_DAYS, zone=zone) if refund else None
    return CancellationRequest(
        reason=said.reason.strip(),
        stage_id=case.stage_id,
        within_right=is_free,
        refund_cents=refund,
        refund_by=refund_by,
        to_do=(*_to_do(agreed, case, now), *_refunds(refund, refund_by)),
        requested_by=case.person,
        requested_at=now,
    )


def _to_do(agreed: Agreed, case: CaseFacts, now: datetime) -> Iterator[str]:
    if agreed.contract:
        yield f"Confirm to the customer that contract {agreed.contract.number} is cancelled."
    if agreed.financing and agreed.financing.choice.kind is not Kind.CASH:
        choice = agreed.financing.choice
        yield f"Tell {choice.lender} that {choice.offer_id} is cancelled, and have liens released."
    if agreed.order:
        yield f"Close sales order {agreed.order.number}."
    yield from _still_to_come(agreed)
    appointment = agreed.crew.appointment if agreed.crew else None
    if appointment and now < appointment.end:
        yield f"Free {appointment.crew}, which is to come on {appointment.visits[0].day}."
    reached = _number(case.stage_id)
    yield from (words for stage, words in _BY_STAGE if stage <= reached)
    yield f"Cancel the case {case.case_id} when all of this is done."


def _still_to_come(agreed: Agreed) -> Iterator[str]:
    orders = agreed.purchases.orders if agreed.purchases else ()
    opened = open_lines(orders, receipts_of(agreed.came))
    for number, supplier in dict.fromkeys((order.number, order.supplier) for order, *_ in opened):
        yield f"Call off order {number} of {supplier}."


def _refunds(cents: int, by: date | None) -> Iterator[str]:
    if cents:
        yield f"Pay back {dollars_and_cents(cents)} by {by}."


def _number(stage_id: str) -> int:
    """Return the number of a stage of the stream: 3 of `NCV-03.3`."""
    number = stage_id.rpartition(".")[2]
    return int(number) if number.isdecimal() else 0
