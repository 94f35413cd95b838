"""NCV-01.7: tickets of alerts and customers, remote mending, visits, exchanges, insights."""

from dataclasses import replace
from decimal import Decimal

import pytest

from penstock.app.field.acts import field_acts
from penstock.app.streams.tariff_book import PublishedTariffs
from penstock.casework.checklist.reports import PartSerial
from penstock.casework.checklist.saying import StepDone
from penstock.casework.device.commands import DeviceCommand
from penstock.casework.device.status import IntakeStatus, Link
from penstock.casework.ticket.levels import Priority
from penstock.casework.ticket.tickets import Manner
from penstock.delivery.stage_acts import ActRefusedError, act_of
from penstock.streams.ncv_01_smart_home import items
from penstock.streams.ncv_01_smart_home.ports import DeviceAlert
from penstock.streams.ncv_01_smart_home.stages import mending
from penstock.streams.ncv_01_smart_home.stages.exchanging import Exchanged, exchange
from penstock.streams.ncv_01_smart_home.stages.insights import insights
from penstock.streams.ncv_01_smart_home.stages.mending import (
    SupportVisit,
    book_visit,
    finish_visit,
    report_visit,
)
from penstock.streams.ncv_01_smart_home.stages.support import (
    Announced,
    Campaign,
    Problem,
    firmware_campaign,
    look,
    report_problem,
    tell_customer,
)
from penstock.streams.ncv_01_smart_home.stages.working import (
    Found,
    Order,
    Tried,
    close_ticket,
    command,
    try_,
)
from penstock.streams.ncv_01_smart_home.supporting import report_of
from penstock.streams.ncv_01_smart_home.ticket_visits import with_step
from tests.smart_home_site import FACTS, REQUIREMENTS, HomeSite
from tests.solar_installation import PHOTO
from tests.unit.streams.ncv_01_smart_home.living import (
    ALLOWED,
    INSTALLED,
    NOW,
    Allowed,
    allows,
    comfort,
    living,
)

STAT = "hall_smart_thermostat"
HOME = "ncv_01_1"


@pytest.fixture
def site() -> HomeSite:
    return living()


def looked(
    site: HomeSite,
    before: items.SupportTickets | None = None,
    heard: items.SystemAlerts | None = None,
) -> tuple[items.SystemAlerts, items.SupportTickets]:
    platform = replace(PLATFORM, devices=(STAT,))
    return look(platform, before, heard, site.devices, ALLOWED, site.hours, FACTS, site.now)


PLATFORM = items.ActiveSmartHomePlatform(
    home=HOME,
    account_id="AES-1",
    devices=(STAT,),
    lowest_c=Decimal(18),
    highest_c=Decimal(27),
    activated_at=NOW,
)


def others(site: HomeSite) -> list[str]:
    return [each.device for each in site.devices.states(HOME) if each.device != STAT]


@pytest.fixture
def tickets(site: HomeSite) -> items.SupportTickets:
    """Return the ticket of a thermostat that fell silent an hour ago."""
    site.later(hours=1)
    site.heard(HOME, *others(site))
    return looked(site)[1]


def test_a_silent_device_is_one_ticket_however_often_one_looks(site: HomeSite) -> None:
    site.later(hours=1)
    site.heard(HOME, *others(site))
    heard, tickets = looked(site)
    site.later(minutes=1)

    again, same = looked(site, tickets, heard)

    (ticket,) = same.tickets
    assert (ticket.subject, ticket.cause, ticket.times) == (STAT, "offline", 1)
    assert "silent since" in ticket.diagnosis
    assert len(again.alerts) == 1


def test_a_broker_that_is_away_makes_no_tickets_of_all_devices(site: HomeSite) -> None:
    site.later(days=1)
    site.registry.keep(IntakeStatus(link=Link.AWAY, since=NOW, broker="b:1883", at=NOW))

    with pytest.raises(ActRefusedError, match=r"has been away since .*look again then"):
        looked(site)


def test_nobody_listens_to_a_home_that_does_not_allow_it(site: HomeSite) -> None:
    with pytest.raises(ActRefusedError, match="does not listen"):
        look(PLATFORM, None, None, site.devices, Allowed(), site.hours, FACTS, NOW)


@pytest.mark.parametrize(
    ("cause", "is_urgent", "priority", "is_hands_on"),
    [
        ("offline", False, Priority.HIGH, False),
        ("low battery", False, Priority.LOW, True),
        ("drift", False, Priority.NORMAL, False),
        ("comfort", False, Priority.HIGH, False),
        ("comfort", True, Priority.URGENT, False),
        ("something new", False, Priority.NORMAL, False),
    ],
)
def test_how_urgent_a_ticket_is_goes_by_its_cause(
    cause: str,
    is_urgent: bool,
    priority: Priority,
    is_hands_on: bool,
) -> None:
    alert = DeviceAlert(device="x", cause=cause, diagnosis="d", since=NOW, is_urgent=is_urgent)

    found = report_of(alert)

    assert (found.priority, found.is_hands_on) == (priority, is_hands_on)


def test_a_customer_s_words_open_a_ticket(site: HomeSite) -> None:
    said = Problem(words="It hums at night.", by="app", priority=Priority.LOW)

    asked, tickets = report_problem(said, None, None, site.hours, NOW)

    assert asked.inquiries[0].words == "It hums at night."
    assert tickets.tickets[0].words == "It hums at night."


def test_two_calls_of_one_device_are_two_tickets_unless_they_are_of_the_same(
    site: HomeSite, tickets: items.SupportTickets
) -> None:
    for said in (
        Problem(words="It clicks.", device=STAT),
        Problem(words="It is too bright.", device=STAT),
        Problem(words="It is dark, too.", device=STAT, ticket=1),
    ):
        _, tickets = report_problem(said, tickets, None, site.hours, site.now)

    first, *others = tickets.tickets
    assert first.all_words == ("It is dark, too.",)
    assert "silent since" in first.diagnosis
    assert [each.words for each in others] == ["It clicks.", "It is too bright."]


def test_a_call_of_another_device_is_no_word_of_a_ticket(
    site: HomeSite, tickets: items.SupportTickets
) -> None:
    said = Problem(words="It clicks.", device="den_plug", ticket=1)

    with pytest.raises(ActRefusedError, match="another device has a ticket of its own"):
        report_problem(said, tickets, None, site.hours, site.now)


def test_a_device_is_told_from_afar_and_the_ticket_says_so(
    site: HomeSite, tickets: items.SupportTickets
) -> None:
    said = Order(ticket=1, quantity="target_temperature", value="20")

    after = command(said, tickets, PLATFORM, site.devices, FACTS, site.now)

    assert site.registry.entries(DeviceCommand)[-1].wanted == '{"target_temperature": 20.0}'
    assert after.tickets[0].attempts[0].manner is Manner.REMOTE
    assert "is queued" in after.tickets[0].attempts[0].what


def test_the_home_itself_is_no_device_to_be_told(site: HomeSite) -> None:
    _, tickets = report_problem(Problem(words="Cold."), None, None, site.hours, NOW)

    with pytest.raises(ActRefusedError, match="has no device home"):
        command(
            Order(ticket=1, quantity="mode", value="heat"),
            tickets,
            PLATFORM,
            site.devices,
            FACTS,
            NOW,
        )


def test_one_visit_is_for_all_tickets_that_are_open(
    site: HomeSite, tickets: items.SupportTickets
) -> None:
    _, two = report_problem(Problem(words="Hums."), tickets, None, site.hours, site.now)
    for number in (1, 2):
        two = try_(Tried(ticket=number, what="asked them"), two, FACTS, site.now)
    visit = site.planned()

    work: items.SupportWork | None = None
    for number in (1, 2):
        two, work = book_visit(
            SupportVisit(ticket=number),
            two,
            work,
            visit,
            REQUIREMENTS,
            site.calendar,
            FACTS,
            site.now,
        )

    first, second = two.tickets
    assert work is not None
    assert [each.id for each in work.checklist.steps] == ["ticket_1", "ticket_2"]
    assert first.visit is not None
    assert first.visit == second.visit
    assert first.visit.start > site.now


def test_a_visit_ends_when_each_of_its_tickets_is_shown(
    site: HomeSite, tickets: items.SupportTickets
) -> None:
    tried = try_(Tried(ticket=1, what="asked them"), tickets, FACTS, site.now)
    said = SupportVisit(ticket=1)
    booked, work = book_visit(
        said, tried, None, site.planned(), REQUIREMENTS, site.calendar, FACTS, site.now
    )
    with pytest.raises(ActRefusedError, match="is not reported"):
        finish_visit(booked, work, FACTS, site.now)
    shown = StepDone(step="ticket_1", shows="how it was left", signed_by="Tess", note="New fuse.")
    work, photo = report_visit(shown, work, PHOTO, FACTS, site.now)

    after = finish_visit(booked, work, FACTS, site.now)

    assert photo is not None
    (ticket,) = after.tickets
    assert (ticket.visit, ticket.attempts[-1].what) == (None, "New fuse.")
    with pytest.raises(ActRefusedError, match="No visit is booked"):
        finish_visit(after, work, FACTS, site.now)


def test_a_device_is_not_exchanged_by_a_report(
    site: HomeSite, tickets: items.SupportTickets
) -> None:
    work = with_step(None, tickets.tickets[0])
    piece = PartSerial(part_number="QE-TH-200", serial_number="S1")

    with pytest.raises(ActRefusedError, match="with “exchange”"):
        report_visit(StepDone(step="ticket_1", serials=(piece,)), work, None, FACTS, site.now)


def test_the_field_s_page_finds_what_is_done_on_visits() -> None:
    acts = [act for each in vars(mending).values() if (act := act_of(each))]

    found = field_acts(acts)["NCV-01.7"]

    assert (found.begin, found.report.name) == (None, "report-visit")
    assert found.finish is not None
    assert found.finish.name == "finish-visit"


def test_a_ticket_stays_open_while_the_platform_sees_it(
    site: HomeSite, tickets: items.SupportTickets
) -> None:
    said = Found(ticket=1, found="Its fuse.")
    with pytest.raises(ActRefusedError, match="It is not mended"):
        close_ticket(said, tickets, PLATFORM, site.devices, FACTS, site.now)
    site.heard(HOME, STAT)

    after, resolved = close_ticket(said, tickets, PLATFORM, site.devices, FACTS, site.now)

    assert after.still_open == ()
    assert [(each.ticket, each.remotely) for each in resolved.issues] == [("T-1", True)]
    with pytest.raises(ActRefusedError, match="was closed by paula"):
        try_(Tried(ticket=1, what="x"), after, FACTS, site.now)


def test_an_exchanged_device_is_known_by_its_new_number(
    site: HomeSite, tickets: items.SupportTickets
) -> None:
    installed = replace(INSTALLED, devices=(replace(INSTALLED.devices[0], device=STAT),))
    said = Exchanged(ticket=1, device=STAT, because="a dead relay")

    after, devices, kit = exchange(
        said,
        tickets,
        installed,
        items.KitReservation(),
        site.warehouse,
        site.devices,
        FACTS,
        site.now,
    )

    new = devices.devices[0].serial
    assert after.tickets[0].exchanges[0].replaced_by == new
    assert kit.kept[0].serial_numbers == (new,)
    known = next(each for each in site.devices.states(HOME) if each.device == STAT)
    assert known.serial == new
    assert known.called == "Smart thermostat, Hall"


def test_devices_behind_a_campaign_s_firmware_have_a_ticket(site: HomeSite) -> None:
    said = Campaign(firmware="2.5.0", because="The relay sticks.")

    tickets = firmware_campaign(said, PLATFORM, None, site.devices, site.hours, NOW)

    assert {each.cause for each in tickets.tickets} == {"firmware"}
    assert len(tickets.tickets) == 5
    again = firmware_campaign(said, PLATFORM, tickets, site.devices, site.hours, NOW)
    assert again == tickets


@pytest.mark.parametrize(
    ("firmware", "because"), [("2.4.1", "has 2.4.1 or later"), ("new", "is no firmware")]
)
def test_a_campaign_that_concerns_nobody_or_says_nothing_is_refused(
    site: HomeSite, firmware: str, because: str
) -> None:
    with pytest.raises(ActRefusedError, match=because):
        firmware_campaign(
            Campaign(firmware=firmware, because="x"), PLATFORM, None, site.devices, site.hours, NOW
        )


def test_what_the_customer_was_told_is_kept() -> None:
    told = tell_customer(Announced(device=STAT, words="Its battery runs down."), None, NOW)

    assert [each.words for each in told.alerts] == ["Its battery runs down."]


def test_insights_tell_what_was_used_and_claim_no_savings(site: HomeSite) -> None:
    allowed = Allowed((allows("analytics"),))
    site.heard(HOME, "hub", values={"energy": 10.0})

    def told(before: items.EnergyInsights | None) -> items.EnergyInsights:
        return insights(
            PLATFORM, comfort(), before, site.devices, PublishedTariffs(), allowed, FACTS, site.now
        )

    first = told(None)
    site.later(days=7)
    site.heard(HOME, "hub", values={"energy": 14.5, "temperature": 29.0})
    second = told(first)

    called = next(e.called for e in site.devices.states(HOME) if e.device == "hub")
    assert called == "Hub"
    assert first.sentences[0].startswith("From today on we count")
    assert second.sentences[0].startswith("Hub used 4.5 kWh in 7 days, about $0.4")
    assert tuple(map(str, second.sayings)) == second.sentences
    assert "Hub reads 84.2 °F (29.0 °C), warmer than you allow." in second.sentences
    assert not any("saving" in each for each in second.sentences)


def test_no_insights_without_the_consent_to_analytics(site: HomeSite) -> None:
    with pytest.raises(ActRefusedError, match="no consent to analytics"):
        insights(
            PLATFORM, comfort(), None, site.devices, PublishedTariffs(), ALLOWED, FACTS, site.now
        )
