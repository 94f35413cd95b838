"""That a customer cancels, in whatever stage: what can be undone at once is."""

from dataclasses import replace
from datetime import datetime

from penstock.casework.appointment.ports import CrewCalendar
from penstock.casework.payment.charges import PaymentRefusedError
from penstock.casework.payment.ports import Payments
from penstock.casework.stock.ports import Warehouse
from penstock.delivery.stage_acts import ActRefusedError, CaseFacts, stage_act
from penstock.streams.ncv_01_smart_home.items.cancelling import CancellationRequest
from penstock.streams.ncv_01_smart_home.items.contract import PaymentSecured, SignedContract
from penstock.streams.ncv_01_smart_home.items.working import (
    InstallationWork,
    InstallerAppointment,
    KitReservation,
)
from penstock.streams.ncv_01_smart_home.selling.cancelling import (
    Agreed,
    cancellation,
    refund_of,
    require_open,
    void_version,
)
from penstock.streams.ncv_01_smart_home.selling.saying import CancellationSaid

Undone = tuple[
    CancellationRequest,
    SignedContract | None,
    PaymentSecured | None,
    KitReservation | None,
    InstallerAppointment | None,
]


@stage_act("NCV-01.1", "cancel", anytime=True)
def cancel(  # noqa: PLR0913, PLR0917  # what was agreed is many items
    said: CancellationSaid,
    contract: SignedContract | None,
    paid: PaymentSecured | None,
    kit: KitReservation | None,
    visit: InstallerAppointment | None,
    work: InstallationWork | None,
    before: CancellationRequest | None,
    payments: Payments,
    warehouse: Warehouse,
    calendar: CrewCalendar,
    case: CaseFacts,
    now: datetime,
) -> Undone:
    """Take in that the customer cancels: the deposit, the kit and the visit are given back."""
    agreed = Agreed(contract=contract, paid=paid, kit=kit, visit=visit, work=work)
    require_open(agreed, before, case=case, now=now)
    found = cancellation(said, agreed, case=case, now=now)
    # Money first: the key makes it once, should something after it fail and the act come again.
    back = _given_back(agreed, refund_of(agreed, said, now), payments)
    warehouse.release(agreed.kept, reference=case.case_id)
    if made := agreed.to_come(now):
        calendar.book([], instead_of=[made])
    return (
        found,
        void_version(contract, now=now) if contract and not contract.is_void else None,
        back,
        replace(kit, kept=()) if kit and agreed.kept else None,
        _without(visit, found) if visit and agreed.to_come(now) else None,
    )


def _given_back(agreed: Agreed, cents: int, payments: Payments) -> PaymentSecured | None:
    paid = agreed.paid
    if paid is None or not cents:
        return None
    key = f"{paid.charge_id}-{paid.refunded_cents}-{cents}"
    try:
        charge = payments.refund(
            paid.charge_id, cents=cents, because="the customer cancelled", key=key
        )
    except PaymentRefusedError as error:
        raise ActRefusedError(str(error)) from error
    return replace(paid, refunded_cents=charge.refunded_cents, open_cents=0)


def _without(visit: InstallerAppointment, found: CancellationRequest) -> InstallerAppointment:
    because = f"The customer cancelled on {found.requested_at:%Y-%m-%d}."
    return replace(visit, appointment=None, because=because, confirmed_at=None, confirmed_by="")
