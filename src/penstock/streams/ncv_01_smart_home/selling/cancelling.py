"""Whether a customer may cancel, what is undone with it, and what is left for people."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from penstock.casework.appointment.jobs import Appointment
from penstock.casework.purchase.receipts import open_lines
from penstock.casework.signature.signing import BY_LINK
from penstock.casework.stock.picking import Picked
from penstock.delivery.signatures import CaseFacts
from penstock.delivery.stage_acts import ActRefusedError
from penstock.engineering.proposal.figures import dollars_and_cents
from penstock.streams.ncv_01_smart_home.items.cancelling import CancellationRequest
from penstock.streams.ncv_01_smart_home.items.contract import PaymentSecured, SignedContract
from penstock.streams.ncv_01_smart_home.items.working import (
    InstallationWork,
    InstallerAppointment,
    KitReservation,
)
from penstock.streams.ncv_01_smart_home.selling.saying import CancellationSaid


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreed:
    """What was agreed by the time a customer cancels; None of what was not.

    Args:
        contract: The newest version of the contract.
        paid: What was paid.
        kit: What is kept of stock.
        visit: When a technician comes.
        work: What was begun in the home.
    """

    contract: SignedContract | None = None
    paid: PaymentSecured | None = None
    kit: KitReservation | None = None
    visit: InstallerAppointment | None = None
    work: InstallationWork | None = None

    @property
    def kept(self) -> tuple[Picked, ...]:
        """The pieces that go back to stock; what was taken to the home does not by itself."""
        return self.kit.kept if self.kit and self.work is None else ()

    def to_come(self, now: datetime) -> Appointment | None:
        """Return the visit that is given back; None where none is to come."""
        made = self.visit.appointment if self.visit else None
        return made if made and now < made.start else None


def is_free(contract: SignedContract | None, now: datetime) -> bool:
    """Tell whether the customer may cancel without a reason and without cost."""
    # Before both have signed, or once it is void, nobody owes anybody anything.
    return contract is None or contract.is_void or now < contract.cancel_until


def require_open(
    agreed: Agreed, before: CancellationRequest | None, *, case: CaseFacts, now: datetime
) -> None:
    """Look whether a customer may cancel now.

    Raises:
        ActRefusedError: They did before, or their right has ended and they come by link.
    """
    if before is not None:
        raise ActRefusedError(f"The customer cancelled on {before.requested_at:%Y-%m-%d} already.")
    contract = agreed.contract
    if contract and not is_free(contract, now) and case.person.startswith(BY_LINK):
        raise ActRefusedError(
            f"The right to cancel contract {contract.number} without a reason ended with "
            f"{contract.last_day_to_cancel}. Ask your sales consultant, who tells you what was "
            "spent by now before anything is paid."
        )


def refund_of(agreed: Agreed, said: CancellationSaid, now: datetime) -> int:
    """Return what of the deposit is given back. [cents]."""
    held = agreed.paid.kept_cents if agreed.paid else 0
    return held if is_free(agreed.contract, now) else max(held - said.costs_cents, 0)


def cancellation(
    said: CancellationSaid, agreed: Agreed, *, case: CaseFacts, now: datetime
) -> CancellationRequest:
    """Return that a customer cancels, and all that follows from it."""
    refund = refund_of(agreed, said, now)
    return CancellationRequest(
        reason=said.reason.strip(),
        stage_id=case.stage_id,
        within_right=is_free(agreed.contract, now),
        refund_cents=refund,
        undone=tuple(_undone(agreed, refund, now)),
        to_do=tuple(_to_do(agreed, case)),
        requested_by=case.person,
        requested_at=now,
    )


def void_version(contract: SignedContract, *, now: datetime) -> SignedContract:
    """Return the next version of a contract, which is void because its customer cancelled."""
    because = f"The customer cancelled on {now:%Y-%m-%d}."
    return replace(
        contract, version=contract.version + 1, is_void=True, void_because=because, voided_at=now
    )


def _undone(agreed: Agreed, refund: int, now: datetime) -> Iterator[str]:
    if agreed.contract and not agreed.contract.is_void:
        yield f"Contract {agreed.contract.number} is void."
    if refund:
        yield f"{dollars_and_cents(refund)} of the deposit were given back."
    if agreed.kept:
        pieces = sum(each.quantity for each in agreed.kept)
        yield f"{pieces} pieces of the kit are free in stock again."
    if made := agreed.to_come(now):
        yield f"{made.crew} is free again on {made.visits[0].day}."


def _to_do(agreed: Agreed, case: CaseFacts) -> Iterator[str]:
    if agreed.contract:
        yield f"Confirm to the customer that contract {agreed.contract.number} is cancelled."
    if kit := agreed.kit:
        opened = open_lines(kit.orders, kit.receipts)
        for number, supplier in dict.fromkeys((one.number, one.supplier) for one, *_ in opened):
            yield f"Call off order {number} of {supplier}."
    if agreed.work:
        home = agreed.work.home
        yield f"Fetch what was mounted in {home}, make it safe, and take its devices out."
    yield f"Cancel the case {case.case_id} when all of this is done."
