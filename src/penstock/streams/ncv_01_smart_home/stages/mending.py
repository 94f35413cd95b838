"""The acts of NCV-01.7 that send somebody: visits, exchanges; and what is told of energy."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated

from annotated_types import Gt, MinLen

from penstock.casework.appointment.jobs import Appointment, Job, Window
from penstock.casework.appointment.ports import CrewCalendar
from penstock.casework.checklist.metadata import without_metadata
from penstock.casework.checklist.reporting import problems_of, report_of
from penstock.casework.checklist.saying import StepDone
from penstock.casework.comfort.insights import Moment, Told, sentences
from penstock.casework.comfort.ports import NoTariffError, TariffBook
from penstock.casework.enrolment import CustomersConsents, ruling
from penstock.casework.purchase.orders import Need
from penstock.casework.stock.picking import merged, pick
from penstock.casework.stock.ports import OutOfStockError, Warehouse
from penstock.casework.ticket.tickets import Attempt, Exchange, Manner
from penstock.casework.ticket.working import (
    TicketError,
    against_visit,
    exchanged,
    ticket_of,
    tried,
    visit_booked,
)
from penstock.delivery.stage_acts import ActRefusedError, CaseFacts, stage_act
from penstock.streams.ncv_01_smart_home.allowing import REGISTERED
from penstock.streams.ncv_01_smart_home.installing.visiting import (
    ZONE,
    booked,
    midnight,
    skills_of,
    tomorrow,
)
from penstock.streams.ncv_01_smart_home.items.activation import ActiveSmartHomePlatform
from penstock.streams.ncv_01_smart_home.items.contract import Purpose
from penstock.streams.ncv_01_smart_home.items.installation import DevicesInstalledConfigured
from penstock.streams.ncv_01_smart_home.items.onboarding import ComfortSettings
from penstock.streams.ncv_01_smart_home.items.preparation import InstallationRequirements
from penstock.streams.ncv_01_smart_home.items.tickets import (
    EnergyInsights,
    SupportTickets,
    SupportWork,
)
from penstock.streams.ncv_01_smart_home.items.working import (
    InstallationPhoto,
    InstallerAppointment,
    KitReservation,
)
from penstock.streams.ncv_01_smart_home.ports import (
    ExpectedDevice,
    HomeDevices,
    HomeFacts,
    UnregisteredError,
)
from penstock.streams.ncv_01_smart_home.ticket_visits import lacking_of, told_of, with_step

STAGE = "NCV-01.7"
Text = Annotated[str, MinLen(1)]


@dataclass(frozen=True, slots=True, kw_only=True)
class SupportVisit:
    """When somebody may come for a ticket, and how long it takes.

    Args:
        ticket: The ticket.
        minutes: How long it takes. [min]
        earliest: The first day that suits; else tomorrow.
        windows: When somebody can let them in; empty for any working time.
    """

    ticket: Annotated[int, Gt(0)]
    minutes: Annotated[int, Gt(0)] = 45
    earliest: date | None = None
    windows: tuple[Window, ...] = ()


@stage_act(STAGE, "book-visit")
def book_visit(  # noqa: PLR0913, PLR0917  # somebody is sent when all of these allow it
    said: SupportVisit,
    before: SupportTickets,
    work: SupportWork | None,
    installed_by: InstallerAppointment,
    requirements: InstallationRequirements,
    calendar: CrewCalendar,
    case: CaseFacts,
    now: datetime,
) -> tuple[SupportTickets, SupportWork]:
    """Send somebody for a ticket that was tried from afar; one visit is for all that is open."""
    visits = [each.visit for each in before.tickets if each.visit and each.visit.end > now]
    try:
        ticket = ticket_of(before.tickets, said.ticket)
        # Whether anybody may be sent is asked before a technician's time is taken.
        if against := against_visit(ticket):
            raise ActRefusedError(against)
        made = visits[0] if visits else None
        made = made or _soonest(said, installed_by, requirements, calendar, case, now)
        after = SupportTickets(tickets=visit_booked(before.tickets, ticket.number, made))
    except TicketError as error:
        raise ActRefusedError(str(error)) from error
    return after, with_step(work, ticket)


@stage_act(STAGE, "report-visit")
def report_visit(
    said: StepDone,
    work: SupportWork,
    attached: bytes | None,
    case: CaseFacts,
    now: datetime,
) -> tuple[SupportWork, InstallationPhoto | None]:
    """Report what was done for a ticket on a visit, with a photo of how it was left."""
    problems = [*problems_of(said, work.checklist, attached)]
    if said.serials or said.removed:
        problems.append("Another device is put in with “exchange”, which tells the platform.")
    if problems:
        raise ActRefusedError(" ".join(problems))
    photo = None if attached is None else InstallationPhoto(content=without_metadata(attached))
    done = report_of(said, photo.content if photo else None, by=case.person, at=now)
    return replace(work, reports=(*work.reports, done)), photo


@stage_act(STAGE, "finish-visit")
def finish_visit(
    before: SupportTickets, work: SupportWork, case: CaseFacts, now: datetime
) -> SupportTickets:
    """End a visit: what was reported of each ticket is written down as tried on site."""
    visited = [each for each in before.still_open if each.visit]
    if not visited:
        raise ActRefusedError("No visit is booked for an open ticket.")
    lacking = lacking_of(work, visited)
    if lacking:
        raise ActRefusedError(" ".join(lacking))
    tickets = before.tickets
    for each in visited:
        attempt = Attempt(
            at=now, by=case.person, manner=Manner.VISIT, what=told_of(work, each), has_helped=True
        )
        tickets = tried(tickets, each.number, attempt)
    return SupportTickets(tickets=tickets)


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
        expected = ExpectedDevice(device=old.device, serial=serial, called=old.device)
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


@stage_act(STAGE, "insights")
def insights(  # noqa: PLR0913, PLR0917  # what is told rests on all of these
    platform: ActiveSmartHomePlatform,
    comfort: ComfortSettings,
    before: EnergyInsights | None,
    devices: HomeDevices,
    tariffs: TariffBook,
    consents: CustomersConsents,
    case: CaseFacts,
    now: datetime,
) -> EnergyInsights:
    """Tell in plain words what the home's devices used, where the customer allows analytics."""
    found = ruling(consents, case, REGISTERED[Purpose.ANALYTICS], now=now)
    if not found.is_covered:
        raise ActRefusedError(found.because)
    moment = Moment(
        at=now,
        told=tuple(
            Told(
                device=each.device,
                energy_kwh=each.energy_kwh,
                temperature_c=each.temperature_c,
            )
            for each in devices.states(platform.home)
        ),
    )
    words = sentences(
        before.moment if before else None,
        moment,
        comfort.limits,
        comfort.days,
        price=_mean_price(tariffs, comfort.tariff),
    )
    return EnergyInsights(
        sentences=tuple(words), moment=moment, consent_id=found.consent_id, made_at=now
    )


def _soonest(
    said: SupportVisit,
    installed_by: InstallerAppointment,
    requirements: InstallationRequirements,
    calendar: CrewCalendar,
    case: CaseFacts,
    now: datetime,
) -> Appointment:
    job = Job(
        id=case.case_id,
        location=installed_by.location,
        minutes=said.minutes,
        skills=skills_of(requirements),
        windows=said.windows,
    )
    day = midnight(said.earliest, ZONE) if said.earliest else tomorrow(now)
    made = booked(calendar, job, since=max(day, tomorrow(now)), given_up=[], now=now)
    if made is None:
        raise ActRefusedError(
            "No technician who can do it has time within 90 days. Say other windows."
        )
    return made


def _facts(home: str, case: CaseFacts) -> HomeFacts:
    return HomeFacts(
        home=home,
        customer=case.customer,
        premise=case.premise,
        account=case.account,
        case_id=case.case_id,
    )


def _mean_price(tariffs: TariffBook, label: str) -> Decimal | None:
    if not label:
        return None
    try:
        energy = tariffs.tariff(label).energy
    except NoTariffError:
        return None
    rows = [*energy.weekday, *energy.weekend]
    prices = [energy.periods[number].tiers[0].price for row in rows for number in row]
    return sum(prices, Decimal(0)) / len(prices)
