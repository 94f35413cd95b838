from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from penstock.casework.appointment.jobs import Appointment, Visit
from penstock.casework.appointment.travel import Location
from penstock.casework.ticket.levels import Priority, due
from penstock.casework.ticket.tickets import Attempt, Exchange, Manner, Report, Source, Ticket
from penstock.casework.ticket.working import (
    TicketError,
    closed,
    exchanged,
    reported,
    ticket_of,
    tried,
    visit_booked,
)
from penstock.governance.service_levels.calendars import Calendar, weekly

FRIDAY = datetime(2026, 11, 20, 21, tzinfo=UTC)
HOURS = ["08:00-17:00"]
CALENDAR = Calendar(
    id="office",
    version=1,
    zone="America/New_York",
    week=weekly(dict.fromkeys(("monday", "tuesday", "wednesday", "thursday", "friday"), HOURS)),
    holidays=frozenset({date(2026, 11, 26)}),
    first_year=2026,
    last_year=2027,
)
OFFLINE = Report(
    subject="hall_thermostat",
    cause="offline",
    diagnosis="It was last heard of at 15:40; its hub is online, so it has lost power or Wi-Fi.",
    priority=Priority.HIGH,
    source=Source.ALERT,
    at=FRIDAY,
)
RESTARTED = Attempt(
    at=FRIDAY + timedelta(minutes=5), by="suki", manner=Manner.REMOTE, what="restarted its hub"
)
VISIT = Appointment(
    job="NCV-01-1",
    crew="tech-1",
    location=Location(latitude=36.07, longitude=-79.79),
    visits=(
        Visit(
            day=date(2026, 11, 23),
            start=FRIDAY + timedelta(days=2, hours=18),
            end=FRIDAY + timedelta(days=2, hours=19),
        ),
    ),
    minutes=60,
)


def opened(*reports: Report) -> tuple[Ticket, ...]:
    tickets: tuple[Ticket, ...] = ()
    for each in reports or (OFFLINE,):
        tickets = reported(tickets, each, CALENDAR)
    return tickets


def test_a_report_opens_a_ticket_that_is_due_by_its_service_level() -> None:
    (ticket,) = opened()

    assert (ticket.id, ticket.is_open, ticket.times) == ("T-1", True, 1)
    # One business day from Friday afternoon: the close of Monday.
    assert ticket.due == datetime(2026, 11, 23, 22, tzinfo=UTC)


def test_the_same_trouble_is_one_ticket_however_often_it_is_reported() -> None:
    later = [replace(OFFLINE, at=FRIDAY + timedelta(minutes=each)) for each in (0, 0, 5, 5, 9)]

    (ticket,) = opened(*later)

    assert (ticket.times, ticket.last_at) == (3, FRIDAY + timedelta(minutes=9))


def test_another_cause_or_device_is_another_ticket() -> None:
    tickets = opened(OFFLINE, replace(OFFLINE, cause="low battery"), replace(OFFLINE, subject="x"))

    assert [each.number for each in tickets] == [1, 2, 3]


def test_the_most_urgent_report_counts_from_the_first() -> None:
    cold = replace(OFFLINE, priority=Priority.URGENT, at=FRIDAY + timedelta(hours=1))

    (ticket,) = opened(OFFLINE, cold)

    assert ticket.priority is Priority.URGENT
    assert ticket.due == FRIDAY + timedelta(hours=4)


def test_nobody_is_sent_before_somebody_tried_from_afar() -> None:
    tickets = opened()

    with pytest.raises(TicketError, match="from afar yet"):
        visit_booked(tickets, 1, VISIT)

    assert visit_booked(tried(tickets, 1, RESTARTED), 1, VISIT)[0].visit == VISIT


def test_what_nobody_can_mend_from_afar_is_visited_at_once() -> None:
    tickets = opened(replace(OFFLINE, cause="low battery", is_hands_on=True))

    assert visit_booked(tickets, 1, VISIT)[0].visit == VISIT


def test_a_ticket_is_not_closed_while_somebody_is_on_the_way() -> None:
    tickets = visit_booked(tried(opened(), 1, RESTARTED), 1, VISIT)

    with pytest.raises(TicketError, match="Call the visit off"):
        closed(tickets, 1, found="the router", by="suki", at=FRIDAY + timedelta(hours=1))


def test_a_visit_that_took_place_is_booked_no_more() -> None:
    tickets = visit_booked(tried(opened(), 1, RESTARTED), 1, VISIT)
    mended = Attempt(
        at=VISIT.end, by="tess", manner=Manner.VISIT, what="exchanged it", has_helped=True
    )

    (ticket,) = closed(
        tried(tickets, 1, mended), 1, found="A broken relay.", by="tess", at=VISIT.end
    )

    assert (ticket.visit, ticket.was_visited, ticket.found) == (None, True, "A broken relay.")
    assert not ticket.is_late(VISIT.end)


def test_what_was_found_is_said() -> None:
    with pytest.raises(TicketError, match="Say what was found"):
        closed(opened(), 1, found=" ", by="suki", at=FRIDAY)


def test_a_closed_ticket_stays_closed_and_the_next_one_names_it() -> None:
    tickets = closed(opened(), 1, found="The router was off.", by="suki", at=RESTARTED.at)

    heard_late = reported(tickets, OFFLINE, CALENDAR)
    again = reported(tickets, replace(OFFLINE, at=FRIDAY + timedelta(days=2)), CALENDAR)

    assert heard_late == tickets
    assert [each.again_of for each in again] == [None, 1]
    with pytest.raises(TicketError, match="was closed by suki"):
        ticket_of(again, 1)


def test_an_exchange_is_kept_with_its_ticket() -> None:
    exchange = Exchange(
        part_number="STAT", serial_number="S1", replaced_by="S2", at=FRIDAY, because="dead relay"
    )

    assert exchanged(opened(), 1, exchange)[0].exchanges == (exchange,)


REPORTS = st.lists(
    st.builds(
        lambda subject, cause, minutes, priority: replace(
            OFFLINE,
            subject=subject,
            cause=cause,
            at=FRIDAY + timedelta(minutes=minutes),
            priority=priority,
        ),
        st.sampled_from("ab"),
        st.sampled_from(["offline", "drift"]),
        st.integers(0, 50),
        st.sampled_from(Priority),
    ),
    max_size=20,
)


@given(REPORTS, st.lists(st.integers(1, 6), max_size=4))
def test_at_most_one_open_ticket_of_each_device_and_cause(
    reports: list[Report], closing: list[int]
) -> None:
    tickets: tuple[Ticket, ...] = ()
    for place, each in enumerate(reports):
        tickets = reported(tickets, each, CALENDAR)
        if place in closing and tickets[-1].is_open:
            tickets = closed(tickets, tickets[-1].number, found="x", by="s", at=each.at)

    still = [each.key for each in tickets if each.is_open]
    assert len(still) == len(set(still))
    assert [each.number for each in tickets] == [*range(1, len(tickets) + 1)]
    assert {each.key for each in tickets} == {(each.subject, each.cause) for each in reports}


@given(st.sampled_from(Priority), st.sampled_from(Priority))
def test_what_is_more_urgent_is_never_due_later(one: Priority, other: Priority) -> None:
    order = list(Priority)
    first, then = sorted((one, other), key=order.index)

    assert due(first, CALENDAR, FRIDAY) <= due(then, CALENDAR, FRIDAY)
