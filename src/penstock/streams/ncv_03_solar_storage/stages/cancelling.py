"""That a customer cancels, in whatever stage."""

from datetime import datetime

from penstock.delivery.stage_acts import CaseFacts, stage_act
from penstock.streams.ncv_03_solar_storage.contracting.cancelling import Agreed, cancellation
from penstock.streams.ncv_03_solar_storage.contracting.saying import CancellationSaid
from penstock.streams.ncv_03_solar_storage.contracting.voiding import void_version
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


@stage_act("NCV-03.1", "cancel", anytime=True)
def cancel(  # noqa: PLR0913, PLR0917  # what was agreed is many items
    said: CancellationSaid,
    contract: SignedContract | None,
    financing: FinancingAgreement | None,
    order: SalesOrder | None,
    purchases: PurchaseOrders | None,
    came: Deliveries | None,
    crew: CrewAppointment | None,
    case: CaseFacts,
    now: datetime,
) -> tuple[CancellationRequest, SignedContract | None]:
    """Take in that the customer cancels, and list what people have to do about it."""
    agreed = Agreed(
        contract=contract,
        financing=financing,
        order=order,
        purchases=purchases,
        came=came,
        crew=crew,
    )
    found = cancellation(said, agreed, case=case, now=now)
    stands = contract is not None and not contract.is_void
    because = f"The customer cancelled on {now:%Y-%m-%d}."
    void = void_version(contract, because=because, now=now) if contract and stands else None
    return found, void
