from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from penstock.casework.financing.choices import CreditApplication, Outcome, ScoreBand
from penstock.casework.financing.deciding import debt_to_income_percent, decision
from penstock.casework.financing.offering import choices_for
from tests.unit.casework.financing.lending import ADA, CASH, LOAN, WISH

(CASH_CHOICE, LOAN_CHOICE) = choices_for(WISH, [CASH, LOAN])


def test_an_applicant_within_the_rules_is_approved_without_a_notice() -> None:
    found = decision(ADA, LOAN_CHOICE, LOAN)

    assert (found.outcome, found.reasons, found.notice) == (Outcome.APPROVED, (), "")


def test_cash_is_approved_whatever_is_said() -> None:
    assert decision(CreditApplication(), CASH_CHOICE, CASH).outcome is Outcome.APPROVED


def test_too_many_debts_decline_with_the_reason_of_the_form() -> None:
    found = decision(replace(ADA, monthly_debt_cents=150_000), LOAN_CHOICE, LOAN)

    assert (found.outcome, found.reasons) == (
        Outcome.DECLINED,
        ("Excessive obligations in relation to income",),
    )


def test_a_declined_applicant_is_told_of_their_rights() -> None:
    found = decision(replace(ADA, score_band=ScoreBand.FAIR), LOAN_CHOICE, LOAN)

    assert found.reasons == ("Credit score below 670",)
    assert "Equal Credit Opportunity Act" in found.notice


def test_what_is_missing_is_asked_for_all_at_once() -> None:
    found = decision(CreditApplication(), LOAN_CHOICE, LOAN)

    assert found.outcome is Outcome.NEEDS_MORE
    assert len(found.reasons) == 6


def test_an_income_of_nothing_is_an_answer_and_declines() -> None:
    found = decision(replace(ADA, gross_monthly_income_cents=0), LOAN_CHOICE, LOAN)

    assert found.reasons == ("Income insufficient for amount of credit requested",)


def test_a_share_at_the_limit_is_taken_and_a_cent_more_is_not() -> None:
    at_limit = 800_000 * 43 // 100 - LOAN_CHOICE.first_monthly_cents - 200_000
    more = at_limit + 801  # a tenth of a percent, as shares are rounded

    found = [
        decision(replace(ADA, monthly_debt_cents=debt), LOAN_CHOICE, LOAN).outcome
        for debt in (at_limit, more)
    ]
    assert found == [Outcome.APPROVED, Outcome.DECLINED]


@given(st.integers(0, 10**7), st.integers(0, 10**6), st.sampled_from(ScoreBand))
def test_more_debt_never_turns_a_refusal_into_an_approval(
    debt: int, more: int, band: ScoreBand
) -> None:
    before, after = (
        decision(replace(ADA, monthly_debt_cents=each, score_band=band), LOAN_CHOICE, LOAN)
        for each in (debt, debt + more)
    )

    assert not (before.outcome is Outcome.DECLINED and after.outcome is Outcome.APPROVED)


def test_nothing_that_is_printed_tells_the_means_of_an_applicant() -> None:
    said = f"{ADA!r} {decision(replace(ADA, monthly_debt_cents=654_321), LOAN_CHOICE, LOAN)!r}"

    assert not any(amount in said for amount in ("800000", "654321", "200000", "740"))


def test_without_income_there_is_no_share() -> None:
    assert debt_to_income_percent(CreditApplication(), payment_cents=1) is None


def test_the_share_counts_the_new_payment() -> None:
    assert debt_to_income_percent(ADA, payment_cents=30_000) == Decimal("35.0")


def test_a_negative_income_is_refused_without_repeating_it() -> None:
    with pytest.raises(ValueError, match="is negative") as caught:
        replace(ADA, gross_monthly_income_cents=-123)

    assert "123" not in str(caught.value)
