"""The acts of NCV-01.7 that open tickets, and what customers are told before they notice."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from annotated_types import Ge, MinLen

from penstock.casework.enrolment import CustomersConsents, ruling
from penstock.casework.hours import BusinessHours
from penstock.casework.ticket.levels import Priority
from penstock.casework.ticket.saying import own_cause
from penstock.casework.ticket.tickets import Report, Source
from penstock.casework.ticket.working import TicketError
from penstock.delivery.stage_acts import ActRefusedError, CaseFacts, stage_act
from penstock.streams.ncv_01_smart_home.allowing import REGISTERED, of_home
from penstock.streams.ncv_01_smart_home.items.activation import ActiveSmartHomePlatform
from penstock.streams.ncv_01_smart_home.items.contract import Purpose
from penstock.streams.ncv_01_smart_home.items.support import (
    CustomerInquiries,
    ProactiveAlert,
    ProactiveAlerts,
    ReportedProblem,
    SystemAlert,
    SystemAlerts,
)
from penstock.streams.ncv_01_smart_home.items.tickets import SupportTickets
from penstock.streams.ncv_01_smart_home.ports import HomeDevices
from penstock.streams.ncv_01_smart_home.supporting import (
    UNSAID,
    behind,
    report_of,
    with_ends,
    with_report_of,
    with_reports,
)

STAGE = "NCV-01.7"
Text = Annotated[str, MinLen(1)]


@stage_act(STAGE, "look")
def look(  # noqa: PLR0913, PLR0917  # what is wrong is seen by all of these
    platform: ActiveSmartHomePlatform,
    before: SupportTickets | None,
    heard: SystemAlerts | None,
    devices: HomeDevices,
    consents: CustomersConsents,
    hours: BusinessHours,
    case: CaseFacts,
    now: datetime,
) -> tuple[SystemAlerts, SupportTickets]:
    """Look what the platform noticed: a ticket of each device and cause, and what is over."""
    function = ruling(consents, of_home(case), REGISTERED[Purpose.FUNCTION], now=now)
    if not function.is_covered:
        raise ActRefusedError(
            f"{function.because} The platform does not listen; what the customer reports is taken "
            "with “report-problem”."
        )
    if unheard := devices.unheard():
        raise ActRefusedError(
            f"{unheard} Until then nobody can tell whether a device is silent; look again then."
        )
    alerts = devices.alerts(platform.home)
    known = heard.alerts if heard else ()
    new = tuple(
        SystemAlert(
            device=each.device, cause=each.cause, diagnosis=each.diagnosis, since=each.since
        )
        for each in alerts
    )
    others = tuple(each for each in new if not any(_is_same(each, one) for one in known))
    tickets = with_reports(before, map(report_of, alerts), hours.calendar)
    seen = with_ends(tickets, alerts, devices.states(platform.home), now=now)
    return SystemAlerts(alerts=(*known, *others)), seen


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """What a customer reports.

    Args:
        words: In their own words.
        by: How: by telephone, in the app.
        device: About which device; `home` where they cannot say.
        cause: What it probably is, in a word, such as `offline`; empty where nobody knows, which
            makes it a trouble of its own.
        ticket: The ticket that it is about, where they speak of the same trouble again.
        priority: How urgent it is for them.
    """

    words: Text
    by: Text = "telephone"
    device: Text = UNSAID
    cause: str = ""
    ticket: Annotated[int, Ge(1)] | None = None
    priority: Priority = Priority.NORMAL


@stage_act(STAGE, "report-problem", anytime=True)
def report_problem(
    said: Problem,
    before: SupportTickets | None,
    asked: CustomerInquiries | None,
    hours: BusinessHours,
    now: datetime,
) -> tuple[CustomerInquiries, SupportTickets]:
    """Take in what the customer reports: another trouble is a ticket of its own."""
    problem = ReportedProblem(words=said.words, by=said.by, reported_at=now)
    known = before.tickets if before else ()
    report = Report(
        subject=said.device,
        cause=said.cause or own_cause(known, subject=said.device, words=said.words),
        diagnosis=f"The customer says: {said.words}",
        priority=said.priority,
        source=Source.CUSTOMER,
        at=now,
        words=said.words,
    )
    inquiries = CustomerInquiries(inquiries=(*(asked.inquiries if asked else ()), problem))
    if said.ticket is None:
        return inquiries, with_reports(before, [report], hours.calendar)
    return inquiries, with_report_of(before, said.ticket, report, hours.calendar)


@dataclass(frozen=True, slots=True, kw_only=True)
class Announced:
    """What the customer is told of a device before they notice it."""

    device: Text
    words: Text


@stage_act(STAGE, "tell-customer")
def tell_customer(
    said: Announced, before: ProactiveAlerts | None, now: datetime
) -> ProactiveAlerts:
    """Write down what the customer was told before they noticed it."""
    told = ProactiveAlert(device=said.device, words=said.words, told_at=now)
    return ProactiveAlerts(alerts=(*(before.alerts if before else ()), told))


@dataclass(frozen=True, slots=True, kw_only=True)
class Campaign:
    """A firmware that devices of a home shall have.

    Args:
        firmware: Which, or a newer one.
        because: Why.
        devices: Which devices; none for all of the home.
    """

    firmware: Text
    because: Text
    devices: tuple[Text, ...] = ()


@stage_act(STAGE, "firmware-campaign")
def firmware_campaign(
    said: Campaign,
    platform: ActiveSmartHomePlatform,
    before: SupportTickets | None,
    devices: HomeDevices,
    hours: BusinessHours,
    now: datetime,
) -> SupportTickets:
    """Open a ticket for each device whose firmware is older than the campaign's."""
    try:
        states = [
            each
            for each in devices.states(platform.home)
            if not said.devices or each.device in said.devices
        ]
        reports = tuple(behind(states, said.firmware, because=said.because, now=now))
    except TicketError as error:
        raise ActRefusedError(str(error)) from error
    if not reports:
        raise ActRefusedError(f"Every device that is meant has {said.firmware} or later.")
    return with_reports(before, reports, hours.calendar)


def _is_same(one: SystemAlert, other: SystemAlert) -> bool:
    return (one.device, one.cause, one.since) == (other.device, other.cause, other.since)
