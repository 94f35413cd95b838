"""One face, two ledgers."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from penstock.governance.conduct.joint_bills import (
    BilledCharge,
    JointBillError,
    applied,
    disconnectable_cents,
    ledger,
)
from penstock.kernel.sides import Side

TODAY = date(2026, 11, 20)
_CHARGES = st.lists(
    st.builds(
        BilledCharge,
        id=st.text("abcdefgh", min_size=4, max_size=8),
        side=st.sampled_from([Side.REGULATED, Side.NON_REGULATED]),
        cents=st.integers(1, 50_000),
        due=st.integers(-90, 30).map(lambda days: TODAY + timedelta(days=days)),
    ),
    max_size=8,
    unique_by=lambda charge: charge.id,
)
PAYMENTS = st.integers(0, 300_000)


def _sum(charges: tuple[BilledCharge, ...]) -> int:
    return sum(each.cents for each in charges)


@given(_CHARGES, PAYMENTS)
def test_c6_a_payment_pays_regulated_charges_first_and_each_cent_once(
    charges: list[BilledCharge], payment: int
) -> None:
    found = applied(payment, charges)

    paid = {
        side: sum(found.paid_cents.get(each.id, 0) for each in ledger(charges, side))
        for side in (Side.REGULATED, Side.NON_REGULATED)
    }
    regulated = _sum(ledger(charges, Side.REGULATED))
    assert paid[Side.REGULATED] == min(payment, regulated)
    assert sum(paid.values()) + found.left_cents == payment
    assert not (found.left_cents and sum(paid.values()) < sum(each.cents for each in charges))


@given(_CHARGES, _CHARGES, PAYMENTS)
def test_c6_unpaid_charges_of_aes_never_lead_to_disconnection(
    charges: list[BilledCharge], others: list[BilledCharge], payment: int
) -> None:
    regulated = ledger(charges, Side.REGULATED)
    known = {each.id for each in regulated}
    aes = [each for each in ledger(others, Side.NON_REGULATED) if each.id not in known]

    with_aes = disconnectable_cents(
        [*regulated, *aes], applied(payment, [*regulated, *aes]), on=TODAY
    )

    assert with_aes == disconnectable_cents(regulated, applied(payment, regulated), on=TODAY)
    assert disconnectable_cents(aes, applied(0, aes), on=TODAY) == 0


@given(_CHARGES)
def test_c6_each_line_of_a_joint_bill_stands_in_one_ledger(charges: list[BilledCharge]) -> None:
    sides = [ledger(charges, side) for side in (Side.REGULATED, Side.NON_REGULATED)]

    assert sorted(each.id for side in sides for each in side) == sorted(c.id for c in charges)


def test_a_charge_of_no_ledger_and_a_payment_below_nothing_are_refused() -> None:
    with pytest.raises(JointBillError, match="belongs to no ledger"):
        BilledCharge(id="1", side=Side.ENTERPRISE, cents=5, due=TODAY)
    with pytest.raises(JointBillError, match="it is no charge"):
        BilledCharge(id="1", side=Side.REGULATED, cents=0, due=TODAY)
    with pytest.raises(JointBillError, match="book it as a refund"):
        applied(-1, [])
