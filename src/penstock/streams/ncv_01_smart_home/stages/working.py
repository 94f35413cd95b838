"""The acts of NCV-01.7 on a ticket: what is tried, what a device is told, and how it ends."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from annotated_types import Ge, MinLen

from penstock.casework.ticket.tickets import Attempt, Manner, Ticket
from penstock.casework.ticket.working import TicketError, closed, ticket_of, tried
from penstock.delivery.stage_acts import ActRefusedError, CaseFacts, stage_act
from penstock.streams.ncv_01_smart_home.items.activation import ActiveSmartHomePlatform
from penstock.streams.ncv_01_smart_home.items.support import (
    ResolvedIssues,
)
from penstock.streams.ncv_01_smart_home.items.tickets import SupportTickets
from penstock.streams.ncv_01_smart_home.ports import HomeDevices, UnregisteredError
from penstock.streams.ncv_01_smart_home.supporting import (
    resolved,
)

STAGE = "NCV-01.7"
Text = Annotated[str, MinLen(1)]
TicketNumber = Annotated[int, Ge(1)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """What was tried for a ticket, and whether it helped."""

    ticket: TicketNumber
    what: Text
    manner: Manner = Manner.TELEPHONE
    has_helped: bool = False
    minutes: Annotated[int, Ge(0)] = 0
    cost_cents: Annotated[int, Ge(0)] = 0


@stage_act(STAGE, "try")
def try_(said: Tried, before: SupportTickets, case: CaseFacts, now: datetime) -> SupportTickets:
    """Write down what was tried for a ticket: by telephone, from afar, or on a visit."""
    attempt = Attempt(
        at=now,
        by=case.person,
        manner=said.manner,
        what=said.what,
        has_helped=said.has_helped,
        minutes=said.minutes,
        cost_cents=said.cost_cents,
    )
    return _tickets(lambda: tried(before.tickets, said.ticket, attempt))


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What the device of a ticket is told to do, such as `mode` and `heat`."""

    ticket: TicketNumber
    quantity: Text
    value: Text


@stage_act(STAGE, "command")
def command(
    said: Order,
    before: SupportTickets,
    platform: ActiveSmartHomePlatform,
    devices: HomeDevices,
    case: CaseFacts,
    now: datetime,
) -> SupportTickets:
    """Tell the device of a ticket to do something from afar, and write down that it was told."""
    try:
        ticket = ticket_of(before.tickets, said.ticket)
        wanted = {said.quantity: _number_or_word(said.value)}
        sent = devices.command(platform.home, ticket.subject, wanted, by=case.person)
    except (TicketError, LookupError, UnregisteredError, ValueError) as error:
        raise ActRefusedError(str(error)) from error
    attempt = Attempt(
        at=now,
        by=case.person,
        manner=Manner.REMOTE,
        what=f"{said.quantity} = {said.value}: command {sent.command_id} is {sent.state}",
    )
    return _tickets(lambda: tried(before.tickets, said.ticket, attempt))


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a ticket turned out to be."""

    ticket: TicketNumber
    found: Text


@stage_act(STAGE, "close-ticket")
def close_ticket(
    said: Found,
    before: SupportTickets,
    platform: ActiveSmartHomePlatform,
    devices: HomeDevices,
    case: CaseFacts,
    now: datetime,
) -> tuple[SupportTickets, ResolvedIssues]:
    """Close a ticket with what was found, when the platform sees nothing wrong any more."""
    try:
        ticket = ticket_of(before.tickets, said.ticket)
    except TicketError as error:
        raise ActRefusedError(str(error)) from error
    for alert in devices.alerts(platform.home):
        if (alert.device, alert.cause) == ticket.key:
            raise ActRefusedError(f"It is not mended: {alert.diagnosis}")
    after = _tickets(
        lambda: closed(before.tickets, said.ticket, found=said.found, by=case.person, at=now)
    )
    return after, resolved(after)


def _tickets(change: Callable[[], tuple[Ticket, ...]]) -> SupportTickets:
    try:
        return SupportTickets(tickets=change())
    except TicketError as error:
        raise ActRefusedError(str(error)) from error


def _number_or_word(text: str) -> float | str:
    try:
        return float(text)
    except ValueError:
        return text
