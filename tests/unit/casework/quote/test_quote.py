from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from penstock.casework.basis import Basis
from penstock.casework.quote.differences import differences
from penstock.casework.quote.quote import (
    Quote,
    QuoteLine,
    Standing,
    Term,
    against_accepting,
    standing,
)

NOON = datetime(2026, 11, 20, 17, tzinfo=UTC)
FIRST = Quote(
    number="Q-7",
    version=1,
    valid_from=NOON,
    valid_until=NOON + timedelta(days=30),
    zone="America/New_York",
    lines=(QuoteLine(what="System", cents=23_450_00),),
    terms=(Term(what="inverter", value="A"),),
    made_of=(Basis(what="System design", sha256="a" * 64),),
)
SECOND = replace(
    FIRST,
    version=2,
    lines=(QuoteLine(what="System", cents=24_100_00),),
    terms=(Term(what="inverter", value="B"),),
    made_of=(Basis(what="System design", sha256="b" * 64),),
)


def test_a_quote_costs_what_its_lines_cost_together() -> None:
    discounted = replace(FIRST, lines=(*FIRST.lines, QuoteLine(what="Discount", cents=-450_00)))

    assert discounted.total_cents == 23_000_00


def test_a_quote_is_open_at_its_first_moment() -> None:
    assert standing(FIRST, newest=FIRST, now=NOON) is Standing.OPEN


def test_a_quote_is_open_just_before_its_end() -> None:
    last = FIRST.valid_until - timedelta(microseconds=1)
    assert standing(FIRST, newest=FIRST, now=last) is Standing.OPEN


def test_a_quote_has_expired_at_its_end() -> None:
    assert standing(FIRST, newest=FIRST, now=FIRST.valid_until) is Standing.EXPIRED


def test_an_open_quote_may_be_accepted() -> None:
    assert against_accepting(FIRST, newest=FIRST, now=NOON) == ""


def test_a_replaced_quote_is_refused_and_the_current_one_named() -> None:
    said = against_accepting(FIRST, newest=SECOND, now=NOON)

    assert said == (
        "Q-7 version 1 was replaced; Q-7 version 2 is the current one, "
        "open until 2026-12-20 12:00 EST"
    )


def test_an_expired_quote_without_another_asks_for_a_new_one() -> None:
    said = against_accepting(FIRST, newest=FIRST, now=FIRST.valid_until)

    assert said == (
        "Q-7 version 1 expired on 2026-12-20 12:00 EST; no version is open now, "
        "so a new one has to be offered"
    )


def test_a_quote_that_is_not_valid_yet_says_from_when_it_is() -> None:
    said = against_accepting(FIRST, newest=FIRST, now=NOON - timedelta(days=1))

    assert said == "Q-7 version 1 is valid from 2026-11-20 12:00 EST"


def test_two_versions_differ_in_words() -> None:
    assert differences(FIRST, SECOND) == (
        "price $23,450.00 → $24,100.00",
        "System $23,450.00 → $24,100.00",
        "inverter A → B",
        "another version of System design",
    )


def test_what_is_added_and_left_out_is_told() -> None:
    other = replace(FIRST, terms=(Term(what="battery", value="13.5 kWh"),))

    assert differences(FIRST, other) == ("inverter left out, was A", "battery added: 13.5 kWh")


@given(st.lists(st.integers(-(10**9), 10**9), min_size=1, max_size=5))
def test_a_quote_does_not_differ_from_itself(cents: list[int]) -> None:
    lines = tuple(QuoteLine(what=f"line {n}", cents=each) for n, each in enumerate(cents))
    quote = replace(FIRST, lines=lines)

    assert differences(quote, quote) == ()


@given(st.integers(0, 60 * 24 * 60), st.integers(1, 60 * 24 * 60))
def test_a_quote_is_open_in_exactly_its_half_open_period(minutes: int, length: int) -> None:
    quote = replace(FIRST, valid_until=NOON + timedelta(minutes=length))
    is_open = standing(quote, newest=quote, now=NOON + timedelta(minutes=minutes)) is Standing.OPEN

    assert is_open == (minutes < length)


def test_what_no_quote_can_be_is_told_at_once() -> None:
    with pytest.raises(ValueError, match="no line") as caught:
        replace(FIRST, version=0, lines=(), valid_until=NOON, zone="Mars/Olympus")

    assert str(caught.value) == (
        "Quote Q-7: versions count from 1, not 0; it has no line; say what is offered; "
        "its validity ends before it begins; there is no time zone “Mars/Olympus”; "
        "write America/New_York or the like."
    )


def test_a_basis_has_a_hash() -> None:
    with pytest.raises(ValueError, match="the hash of System design is “abc”"):
        Basis(what="System design", sha256="abc")
