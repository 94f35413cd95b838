"""The contract stage on every store: financed, approved, signed, voided, signed anew, cancelled."""

from dataclasses import asdict, replace
from typing import Any

import pytest

from penstock.app.customer.viewing import customer_view
from penstock.app.streams.fingerprints import RecordedFingerprints
from penstock.delivery import commands as do
from penstock.delivery.ports import Store
from penstock.delivery.stage_acts import ActRefusedError
from penstock.streams.ncv_03_solar_storage.items import (
    CancellationRequest,
    ChangeOrders,
    FinancingDecision,
    SalesOrder,
    SignedContract,
)
from tests.solar_cases import SolarCase, solar_case_on
from tests.solar_contract import proposed
from tests.solar_sales import system_design

PROPOSAL = proposed()[0]
OTHER = system_design(inverter="Other 10", version=2)
MEANS = {
    "gross_monthly_income_cents": 900_000,
    "monthly_debt_cents": 20_000,
    "monthly_housing_cents": 150_000,
    "score_band": "740-799",
    "owns_the_premise": True,
    "agrees_to_check": True,
}


@pytest.fixture
def case(store: Store) -> SolarCase:
    return solar_case_on(store).to_contract()


def approve(case: SolarCase, *, offer_id: str = "CASH", version: int = 1) -> SolarCase:
    return case.do(
        "approve",
        "LINK-1 Ada Roof",
        proposal_version=version,
        pdf_sha256=PROPOSAL.pdf_sha256,
        offer_id=offer_id,
        agrees_to_electronic=True,
        typed_name="Ada Roof",
        identified="personal link",
    )


def sign(case: SolarCase) -> SolarCase:
    days = {"installation_by": "2027-02-01", "operation_by": "2027-03-15"}
    return case.do("sign-contract", "carl", typed_name="Carl Counsel", **days)


def repropose(case: SolarCase) -> SolarCase:
    """Record a proposal of another inverter, with its design and parts, as a designer does."""
    proposal, design, parts = proposed(OTHER, version=2)
    return case.record(design, parts, proposal, person="dora")


def test_cash_is_financed_approved_and_signed_and_the_case_goes_on(case: SolarCase) -> None:
    case.do("offer-financing")
    sign(approve(case)).work()

    assert case.cases.case(case.id).stage_id == "NCV-03.4"
    assert case.newest(SalesOrder).number == "SOL-1-O"


def test_a_loan_is_decided_before_it_is_signed(case: SolarCase) -> None:
    case.do("offer-financing")
    approve(case, offer_id="HARBOR-15")
    with pytest.raises(ActRefusedError, match="has not decided on HARBOR-15"):
        sign(case)

    case.do("decide-financing", offer_id="HARBOR-15", application=MEANS)
    sign(case)
    assert not case.newest(SignedContract).is_void


def test_nothing_that_is_kept_of_a_decision_tells_the_customers_means(case: SolarCase) -> None:
    case.do("decide-financing", offer_id="HARBOR-15", application=MEANS)
    log = " ".join(repr(asdict(each.event)) for each in case.cases.store.log(case.id))
    kept = f"{log} {case.newest(FinancingDecision)}"

    assert not any(str(each) in kept for each in (900_000, 20_000, 150_000, "740-799"))


def test_a_new_design_voids_the_contract_by_itself(case: SolarCase) -> None:
    repropose(sign(approve(case)))
    found = case.newest(SignedContract)

    assert found.is_void
    assert found.void_because.startswith("System design is another version now")
    acts = [each for each in case.cases.store.log(case.id) if "void" in repr(each.event)]
    assert {each.stamp.actor for each in acts} == {"penstock"}


def test_no_gate_is_passed_with_a_void_contract(case: SolarCase) -> None:
    sign(approve(case)).act(do.Claim(person="dora"), "dora")
    case.act(do.Complete(), "dora")
    repropose(case)
    role = "VP, Sales & Marketing - AES"
    with pytest.raises(ActRefusedError, match="Contract SOL-1-C is void: System design is another"):
        case.act(do.Pass(evidence="seen", role=role), "vera")

    assert case.cases.case(case.id).stage_id == "NCV-03.3"


def test_a_gate_of_a_later_stage_is_kept_closed_as_well(case: SolarCase) -> None:
    repropose(sign(approve(case)).work())
    role = "VP, Operations & Delivery - AES"
    with pytest.raises(ActRefusedError, match="Have it signed anew before the case goes on"):
        case.act(do.Pass(evidence="seen", role=role), "vera")

    assert case.cases.case(case.id).stage_id == "NCV-03.4"


def test_signing_anew_heals_what_was_voided(case: SolarCase) -> None:
    repropose(sign(approve(case))).do("offer-financing")
    later = SolarCase(replace(case.cases, now=lambda: case.cases.now().replace(hour=20)))
    sign(approve(later, version=2)).work()

    found = later.newest(SignedContract)
    assert (found.version, found.is_void) == (3, False)
    assert found.design_sha256 == RecordedFingerprints().sha256(OTHER)
    assert later.cases.case(later.id).stage_id == "NCV-03.4"


def test_a_signature_on_a_replaced_version_is_refused_and_nothing_recorded(
    case: SolarCase,
) -> None:
    repropose(case)
    before = case.cases.case(case.id).version
    with pytest.raises(ActRefusedError, match="Proposal SOL-1 version 2 is the current one"):
        approve(case)

    assert case.cases.case(case.id).version == before


def test_a_change_order_in_a_later_stage_voids_the_contract(case: SolarCase) -> None:
    sign(approve(case)).work()
    case.do("change", "ina", what="a larger battery", because="the customer asks")

    assert case.newest(ChangeOrders).orders[0].wanted_by == "ina"
    assert case.newest(SignedContract).is_void
    assert "sign anew" in customer_view(case.cases, case.id).yours[0]


@pytest.mark.parametrize("stage", ["NCV-03.1", "NCV-03.3", "NCV-03.4"])
def test_a_customer_cancels_where_the_case_is_and_people_are_told_what_to_do(
    store: Store, stage: str
) -> None:
    begun: dict[str, Any] = {
        "NCV-03.1": lambda: solar_case_on(store).open(),
        "NCV-03.3": lambda: solar_case_on(store).to_contract(),
        "NCV-03.4": lambda: sign(approve(solar_case_on(store).to_contract())).work(),
    }
    case: SolarCase = begun[stage]()
    case.do("cancel", "LINK-1 Ada Roof", reason="We move.")
    found = case.newest(CancellationRequest)
    case.act(do.Cancel(reason="The customer cancelled."))

    assert (found.stage_id, found.reason) == (stage, "We move.")
    assert found.to_do[-1] == "Cancel the case SOL-1 when all of this is done."
    assert customer_view(case.cases, case.id).headline == "Your project was cancelled."
