"""What a crew reports, held against the checklist and what came."""

from collections.abc import Iterator

from penstock.casework.checklist.reporting import built_in, problems_of
from penstock.casework.checklist.saying import StepDone
from penstock.delivery.stage_acts import ActRefusedError
from penstock.streams.ncv_03_solar_storage.installing.buying import receipts_of
from penstock.streams.ncv_03_solar_storage.items.installation import (
    Deliveries,
    InstallationReport,
    PurchaseOrders,
)


def require_reportable(
    said: StepDone,
    building: InstallationReport,
    *,
    orders: PurchaseOrders,
    came: Deliveries,
    attached: bytes | None,
) -> None:
    """Look whether a report fits the checklist, and what came.

    Raises:
        ActRefusedError: It does not: all reasons at once.
    """
    problems = [
        *problems_of(said, building.checklist, attached),
        *_serial_problems(said, building, orders=orders, came=came),
    ]
    if problems:
        raise ActRefusedError(" ".join(problems))


def parts_cents(orders: PurchaseOrders, came: Deliveries) -> int:
    """Return what the pieces cost that came and did not go back. [cents]."""
    receipts = receipts_of(came)
    return sum(
        receipts.kept(order.number, line.part_number) * line.unit_price_cents
        for order in orders.orders
        for line in order.lines
    )


def _serial_problems(
    said: StepDone, building: InstallationReport, *, orders: PurchaseOrders, came: Deliveries
) -> Iterator[str]:
    receipts, known = receipts_of(came), set(built_in(building.reports))
    for each in said.serials:
        here = frozenset[str]().union(
            *(receipts.serials(order.number, each.part_number) for order in orders.orders)
        )
        if each in known:
            yield f"{each.serial_number} of {each.part_number} is built in already."
        elif each.serial_number not in here:
            yield (
                f"{each.serial_number} of {each.part_number} never came, or went back. Read the "
                "label again, or receive its delivery first."
            )
    for each in said.removed:
        if each not in known:
            yield f"{each.serial_number} of {each.part_number} is not built in."
