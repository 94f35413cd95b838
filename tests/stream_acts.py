"""A package for NCV-03 with acts and papers, as it is written for a test."""

MANIFEST = """
id = "NCV-03"
items = "stages"
acts = "stages"

[ports]
"stages:Suppliers" = "stages:suppliers"

[stages."NCV-03.1"]
status = "by-hand"
because = "People buy."
papers = ["Purchase orders", "Delivery note"]
"""
STAGES = """
import json
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from typing import Annotated, Protocol

from annotated_types import Ge

from penstock.delivery.items import Sensitivity, information_item
from penstock.delivery.stage_work import stage_work
from penstock.delivery.stage_acts import ActRefusedError, CaseFacts, stage_act
from penstock.kernel.sides import Side

internal = information_item(side=Side.NON_REGULATED, sensitivity=Sensitivity.INTERNAL)


@internal
@dataclass(frozen=True, kw_only=True)
class PurchaseOrders:
    ordered: int
    received: int = 0
    lead_time_days: int = 0
    changed_at: datetime
    changed_by: str = ""

    def __post_init__(self) -> None:
        if self.received > self.ordered:
            raise ValueError(f"{self.received} received are more than {self.ordered} ordered")


@information_item(side=Side.NON_REGULATED, sensitivity=Sensitivity.INTERNAL, is_file=True)
@dataclass(frozen=True)
class DeliveryNote:
    content: bytes


@dataclass(frozen=True, kw_only=True)
class Order:
    modules: Annotated[int, Ge(1)]
    price_usd: Decimal


@dataclass(frozen=True, kw_only=True)
class Delivery:
    modules: int


class Suppliers(Protocol):
    def lead_time_days(self, modules: int) -> int: ...


class _Warehouse:
    def lead_time_days(self, modules: int) -> int:
        return modules * 2


def suppliers(world: object) -> Suppliers:
    return _Warehouse()


@stage_act("NCV-03.1", "order", roles=("Sales Consultant - AES",))
def order(
    said: Order, before: PurchaseOrders | None, suppliers: Suppliers, now: datetime
) -> PurchaseOrders:
    \"\"\"Order modules from a supplier.

    More.
    \"\"\"
    if before is not None and before.received < before.ordered:
        raise ActRefusedError("An order is open; wait until it is delivered.")
    return PurchaseOrders(
        ordered=said.modules,
        lead_time_days=suppliers.lead_time_days(said.modules),
        changed_at=now,
    )


@stage_act("NCV-03.1", "receive", anytime=True)
def receive(
    said: Delivery,
    orders: PurchaseOrders,
    now: datetime,
    case: CaseFacts,
    attached: bytes | None,
) -> tuple[PurchaseOrders, DeliveryNote | None]:
    \"\"\"Take in what a supplier delivered, be it a part.\"\"\"
    after = replace(
        orders, received=orders.received + said.modules, changed_at=now, changed_by=case.person
    )
    return after, DeliveryNote(content=attached) if attached is not None else None


@stage_act("NCV-03.1", "count")
def count(all_orders: tuple[PurchaseOrders, ...], now: datetime) -> PurchaseOrders:
    \"\"\"Count the versions that count.\"\"\"
    return PurchaseOrders(ordered=1000 + len(all_orders), changed_at=now)


@information_item(side=Side.NON_REGULATED, sensitivity=Sensitivity.INTERNAL, is_file=True)
@dataclass(frozen=True)
class CustomerInquiry:
    content: bytes


@information_item(side=Side.NON_REGULATED, sensitivity=Sensitivity.INTERNAL, is_file=True)
@dataclass(frozen=True)
class CustomerEnergyBills:
    content: bytes


@information_item(side=Side.NON_REGULATED, sensitivity=Sensitivity.INTERNAL, is_file=True)
@dataclass(frozen=True)
class QualifiedLead:
    content: bytes


@information_item(side=Side.NON_REGULATED, sensitivity=Sensitivity.INTERNAL, is_file=True)
@dataclass(frozen=True)
class PreliminaryEnergyAnalysis:
    content: bytes


@stage_work("NCV-03.1")
def qualify(
    inquiry: CustomerInquiry,
    bills: CustomerEnergyBills,
    orders: PurchaseOrders | None,
    notes: tuple[DeliveryNote, ...],
    suppliers: Suppliers,
    case: CaseFacts,
) -> tuple[QualifiedLead, PreliminaryEnergyAnalysis, DeliveryNote]:
    told = {
        "ordered": orders.ordered if orders else 0,
        "versions": len(notes),
        "lead_time_days": suppliers.lead_time_days(1),
        "case_id": case.case_id,
    }
    lead = QualifiedLead(content=json.dumps(told).encode())
    return lead, PreliminaryEnergyAnalysis(content=bills.content), DeliveryNote(content=b"made")


@stage_act("NCV-03.2", "draw")
def draw() -> None:
    \"\"\"Draw.\"\"\"
"""
WORKED = MANIFEST.replace(
    'status = "by-hand"\nbecause = "People buy."', 'work = "stages:qualify"\nside = "non-regulated"'
)
