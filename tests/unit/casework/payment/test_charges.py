"""Charges and refunds are done once, whoever asks again; laws on the stand-in's ledger."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from penstock.app.streams.payments import LedgerPayments
from penstock.casework.payment.charges import ChargeAsked, PaymentRefusedError
from penstock.store.memory_records import MemoryRecords

NOW = datetime(2026, 11, 20, 18, tzinfo=UTC)
ASKED = ChargeAsked(key="H-1-C-1", reference="H-1-C", cents=10000, means="card", token="tok_1")


@pytest.fixture
def payments() -> LedgerPayments:
    return LedgerPayments(records=MemoryRecords(), now=lambda: NOW)


def test_the_same_key_is_charged_once(payments: LedgerPayments) -> None:
    first, again = payments.charge(ASKED), payments.charge(ASKED)

    assert first == again
    assert payments.find(first.id) == first


def test_a_key_that_was_used_for_another_charge_charges_nothing(payments: LedgerPayments) -> None:
    payments.charge(ASKED)

    with pytest.raises(PaymentRefusedError, match="nothing was charged now"):
        payments.charge(replace(ASKED, cents=1))


def test_a_refund_is_given_once_and_another_under_its_key_is_refused(
    payments: LedgerPayments,
) -> None:
    charge = payments.charge(ASKED)
    payments.refund(charge.id, cents=400, because="late", key="r1")

    again = payments.refund(charge.id, cents=400, because="late", key="r1")

    assert again.kept_cents == 9600
    with pytest.raises(PaymentRefusedError, match="was used for another refund"):
        payments.refund(charge.id, cents=500, because="late", key="r1")


def test_what_was_never_charged_is_not_given_back(payments: LedgerPayments) -> None:
    with pytest.raises(PaymentRefusedError, match="There is no charge PAY-none"):
        payments.refund("PAY-none", cents=1, because="x", key="r")


def test_a_charge_of_nothing_and_a_number_of_a_card_are_none() -> None:
    with pytest.raises(ValueError, match="at least one cent"):
        replace(ASKED, cents=0)
    with pytest.raises(ValueError, match="numbers of cards and accounts are never taken"):
        replace(ASKED, token="4111111111111111")


@given(st.lists(st.tuples(st.integers(-5, 6000), st.sampled_from("abc")), max_size=8))
def test_never_more_is_given_back_than_was_charged(refunds: list[tuple[int, str]]) -> None:
    payments = LedgerPayments(records=MemoryRecords(), now=lambda: NOW)
    charge = payments.charge(ASKED)
    for cents, key in refunds:
        try:
            charge = payments.refund(charge.id, cents=cents, because="x", key=key)
        except PaymentRefusedError:
            continue

    assert 0 <= charge.refunded_cents <= ASKED.cents
    assert len({each.key for each in charge.refunds}) == len(charge.refunds)
