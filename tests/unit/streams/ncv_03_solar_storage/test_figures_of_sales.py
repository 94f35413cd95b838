from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from penstock.casework.financing.choices import LenderDecision, Outcome
from penstock.streams.ncv_03_solar_storage.explaining import whole_bills
from penstock.streams.ncv_03_solar_storage.figures_of_sales import (
    analysis_accuracy_share,
    contract_close_share,
    design_efficiency_share,
    financing_approval_share,
    lead_to_proposal_share,
    proposal_generation_days,
)
from penstock.streams.ncv_03_solar_storage.items import FinancingDecision
from tests.solar_cases import ANALYSIS, LEAD
from tests.solar_contract import signed
from tests.solar_sales import NOON, customer_proposal, system_design


def decided(*outcomes: Outcome) -> FinancingDecision:
    return FinancingDecision(
        proposal="SOL-1 version 1",
        price_cents=3_670_000,
        decisions=tuple(
            LenderDecision(offer_id=f"O{number}", lender="ours", outcome=each)
            for number, each in enumerate(outcomes)
        ),
        decided_at=NOON,
    )


def test_versions_of_a_proposal_count_once() -> None:
    declined = replace(LEAD, is_qualified=False)
    versions = [customer_proposal(version=version) for version in (1, 2)]

    assert lead_to_proposal_share([LEAD, declined], versions) == 0.5
    assert lead_to_proposal_share([], []) is None


def test_accuracy_is_how_near_our_bills_come_to_theirs() -> None:
    periods = [("May", 9_000, 10_000, False), ("June", 11_000, 10_000, False)]
    known = replace(ANALYSIS, lines=whole_bills(periods))
    unknown = replace(ANALYSIS, lines=whole_bills([("May", 9_000, None, False)]))

    assert analysis_accuracy_share([known, unknown]) == pytest.approx(0.9)
    assert analysis_accuracy_share([unknown]) is None


def test_a_proposal_takes_the_days_that_pass_at_the_site() -> None:
    # In North Carolina it is still the evening of the day before.
    late = replace(LEAD, qualified_at=datetime(2026, 11, 21, 3, tzinfo=UTC))
    proposal = customer_proposal(offered_on=date(2026, 11, 24))

    assert proposal_generation_days(late, proposal) == 4


def test_a_variant_that_was_made_twice_halves_the_efficiency() -> None:
    first, again = system_design(), system_design(version=2)

    assert design_efficiency_share([first]) == 1
    assert design_efficiency_share([first, again, again]) == 0.5
    assert design_efficiency_share([]) is None


def test_a_void_contract_closes_nothing() -> None:
    contract, _, _ = signed()
    void = replace(
        contract,
        version=contract.version + 1,
        is_void=True,
        void_because="The design changed.",
        voided_at=contract.signed_at + timedelta(days=1),
    )
    anew = replace(contract, signed_at=contract.signed_at + timedelta(days=2))
    proposals = [customer_proposal(), customer_proposal(number="SOL-2")]

    assert contract_close_share(proposals, [contract]) == 0.5
    assert contract_close_share(proposals, [void, contract]) == 0
    assert contract_close_share(proposals, [anew, void, contract]) == 0.5
    assert contract_close_share([], []) is None


def test_what_a_lender_needs_more_for_is_not_decided() -> None:
    open_one = decided(Outcome.NEEDS_MORE)

    assert financing_approval_share([decided(Outcome.APPROVED, Outcome.DECLINED), open_one]) == 0.5
    assert financing_approval_share([open_one]) is None
