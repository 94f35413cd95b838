"""The act of NCV-01.7 that puts another device in the place of one that broke."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Annotated

from annotated_types import Gt, MinLen

from penstock.casework.purchase.orders import Need
from penstock.casework.stock.picking import merged, pick
from penstock.casework.stock.ports import OutOfStockError, Warehouse
from penstock.casework.ticket.tickets import Exchange
from penstock.casework.ticket.working import (
    TicketError,
    exchanged,
)
from penstock.delivery.stage_acts import ActRefusedError, CaseFacts, stage_act
from penstock.streams.ncv_01_smart_home.items.installation import DevicesInstalledConfigured
from penstock.streams.ncv_01_smart_home.items.tickets import (
    SupportTickets,
)
from penstock.streams.ncv_01_smart_home.items.working import (
    KitReservation,
)
from penstock.streams.ncv_01_smart_home.naming import account_of
from penstock.streams.ncv_01_smart_home.ports import (
    ExpectedDevice,
    HomeDevices,
    HomeFacts,
    UnregisteredError,
)

STAGE = "NCV-01.7"
Text = Annotated[str, MinLen(1)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchanged:
    """That a device goes back to its maker, and another takes its place.

    Args:
        ticket: The ticket.
        device: Which device.
        because: Why.
        in_warranty: Whether the maker bears it.
    """

    ticket: Annotated[int, Gt(0)]
    device: Text
    because: Text
    in_warranty: bool = True


@stage_act(STAGE, "exchange")
def exchange(  # noqa: PLR0913, PLR0917  # an exchange changes tickets, stock and the registry
    said: Exchanged,
    before: SupportTickets,
    installed: DevicesInstalledConfigured,
    kit: KitReservation,
    warehouse: Warehouse,
    devices: HomeDevices,
    case: CaseFacts,
    now: datetime,
) -> tuple[SupportTickets, DevicesInstalledConfigured, KitReservation]:
    """Exchange a device for one of our stock, and let the platform know its serial number."""
    old = next((each for each in installed.devices if each.device == said.device), None)
    if old is None:
        known = ", ".join(each.device for each in installed.devices)
        raise ActRefusedError(f"There is no device {said.device} here. Devices: {known}.")
    need = Need(part_number=old.article, description=old.article, quantity=1, needs_serial=True)
    found = pick([need], warehouse.free([old.article])).picked
    if not found:
        raise ActRefusedError(
            f"No {old.article} is free in stock. Order one with “reserve” of another job, or wait."
        )
    serial = found[0].serial_numbers[0]
    swap = Exchange(
        part_number=old.article,
        serial_number=old.serial,
        replaced_by=serial,
        at=now,
        because=said.because,
        in_warranty=said.in_warranty,
    )
    try:
        tickets = exchanged(before.tickets, said.ticket, swap)
        warehouse.reserve(found, reference=case.case_id)
        expected = ExpectedDevice(device=old.device, serial=serial, called="")
        devices.register(_facts(installed.home, case), [expected], by=case.person)
    except (TicketError, OutOfStockError, UnregisteredError) as error:
        raise ActRefusedError(str(error)) from error
    new = replace(old, serial=serial, firmware="", answered_at=None)
    others = tuple(new if each is old else each for each in installed.devices)
    return (
        SupportTickets(tickets=tickets),
        replace(installed, devices=others),
        replace(kit, kept=merged([*kit.kept, *found])),
    )


def _facts(home: str, case: CaseFacts) -> HomeFacts:
    return HomeFacts(
        home=home,
        customer=case.customer,
        premise=case.premise,
        account=account_of(case.case_id, case.account),
        case_id=case.case_id,
    )
