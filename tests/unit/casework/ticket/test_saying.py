"""What customers say: each trouble is a ticket, and no word of theirs is lost."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from penstock.casework.ticket.saying import own_cause
from penstock.casework.ticket.tickets import Report, Source, Ticket
from penstock.casework.ticket.working import TicketError, closed, reported, reported_of
from tests.unit.casework.ticket.test_working import CALENDAR, FRIDAY, OFFLINE, opened

LONG = "It is cold in the hall since the day before yesterday, and the light blinks "


def said(words: str, tickets: tuple[Ticket, ...] = (), *, subject: str = "hall") -> Report:
    """Return what a customer says, for whom nobody names a cause."""
    cause = own_cause(tickets, subject=subject, words=words)
    return replace(
        OFFLINE,
        subject=subject,
        cause=cause,
        diagnosis=f"The customer says: {words}",
        source=Source.CUSTOMER,
        words=words,
    )


def told(*words: str) -> tuple[Ticket, ...]:
    tickets: tuple[Ticket, ...] = ()
    for each in words:
        tickets = reported(tickets, said(each, tickets), CALENDAR)
    return tickets


def test_two_troubles_that_begin_alike_are_two_tickets() -> None:
    tickets = told(f"{LONG}red.", f"{LONG}green.")

    assert [each.words for each in tickets] == [f"{LONG}red.", f"{LONG}green."]
    assert tickets[1].cause == f"{tickets[0].cause} (2)"


def test_who_says_the_same_again_has_one_ticket() -> None:
    (ticket,) = told("It clicks.", "It clicks.")

    assert (ticket.times, ticket.all_words) == (2, ("It clicks.",))


def test_what_is_said_again_after_it_was_mended_is_a_ticket_that_names_the_first() -> None:
    tickets = closed(told("It clicks."), 1, found="A screw.", by="suki", at=FRIDAY)

    again = reported(tickets, said("It clicks.", tickets), CALENDAR)

    assert [each.again_of for each in again] == [None, 1]


def test_what_a_customer_says_of_a_ticket_stands_beside_what_is_known_of_it() -> None:
    (ticket,) = reported_of(opened(), 1, said("It is dark."), CALENDAR)

    assert (ticket.diagnosis, ticket.all_words) == (OFFLINE.diagnosis, ("It is dark.",))
    assert ticket.times == 2


def test_a_clock_that_is_behind_takes_no_words_away() -> None:
    early = replace(said("It still clicks."), at=FRIDAY - timedelta(minutes=1))

    (ticket,) = reported_of(told("It clicks."), 1, early, CALENDAR)

    assert ticket.all_words == ("It clicks.", "It still clicks.")


def test_nothing_is_said_of_a_ticket_that_is_closed() -> None:
    tickets = closed(told("It clicks."), 1, found="A screw.", by="suki", at=FRIDAY)

    with pytest.raises(TicketError, match="was closed by suki"):
        reported_of(tickets, 1, said("It clicks again."), CALENDAR)


WORDS = st.sampled_from(["It clicks.", "It is dark.", f"{LONG}red.", f"{LONG}green."])


@given(st.lists(st.tuples(WORDS, st.integers(0, 3), st.booleans()), max_size=12))
def test_each_trouble_is_one_open_ticket_and_no_word_is_lost(
    calls: list[tuple[str, int, bool]],
) -> None:
    tickets: tuple[Ticket, ...] = ()
    for words, number, is_closed in calls:
        open_ones = [each.number for each in tickets if each.is_open]
        report = said(words, tickets)
        if number in open_ones:
            tickets = reported_of(tickets, number, report, CALENDAR)
        else:
            tickets = reported(tickets, report, CALENDAR)
        if is_closed and tickets[-1].is_open:
            tickets = closed(tickets, tickets[-1].number, found="x", by="s", at=FRIDAY)

    heard = {words for each in tickets for words in each.all_words}
    assert heard == {words for words, _, _ in calls}
    still = [each.key for each in tickets if each.is_open]
    assert len(still) == len(set(still))
