"""Financing, approval, signing, voiding and changing, by calling the acts."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from penstock.app.items.form import form_of
from penstock.casework.financing.choices import CreditApplication, Kind, Outcome, ScoreBand
from penstock.casework.signature.drawn import Point, Stroke
from penstock.casework.signature.identity import Identified
from penstock.delivery.items import item_type
from penstock.delivery.stage_acts import ActRefusedError, UnfitStageActError, stage_act
from penstock.streams.ncv_03_solar_storage.contracting.saying import (
    Acceptance,
    ChangeWanted,
    FinancingApplied,
    FinancingAsked,
)
from penstock.streams.ncv_03_solar_storage.contracting.voiding import void_version
from penstock.streams.ncv_03_solar_storage.items import CustomerApproval, SignedContract
from penstock.streams.ncv_03_solar_storage.items.design import SystemDesign
from penstock.streams.ncv_03_solar_storage.stages.contract import (
    approve,
    change,
    decide_financing,
    offer_financing,
    require_standing_contract,
    sign_contract,
    void_contract,
)
from tests.solar_contract import (
    ADA,
    CLOSING,
    COUNSEL,
    LATER,
    LENDERS,
    PRINTS,
    SELLER,
    acceptance,
    approved,
    facts,
    offered,
    proposed,
    signed,
)
from tests.solar_sales import NOON, system_design

PROPOSAL, DESIGN, PARTS = proposed()
SECOND = replace(PROPOSAL, version=2, price_cents=PROPOSAL.price_cents + 65_000)
OTHER = system_design(inverter="Other 10", version=2)
DRAWN = (Stroke(points=tuple(Point(x=20 * n, y=100) for n in range(10))),)


def decided(offer_id: str, application: CreditApplication = ADA) -> Any:
    said = FinancingApplied(offer_id=offer_id, application=application)
    return decide_financing(said, offered(PROPOSAL), None, LENDERS, LATER)


def contract() -> SignedContract:
    return signed()[0]


def void(**other: Any) -> SignedContract:
    given: dict[str, Any] = {"designs": (DESIGN,), "proposals": (PROPOSAL,), "parts": PARTS} | other
    return void_contract(contract(), **given, fingerprints=PRINTS, now=LATER)


def refusal(said: Acceptance | None = None, **other: Any) -> str:
    with pytest.raises(ActRefusedError) as caught:
        approved(said, **other)
    return caught.value.sentence


def test_lenders_offer_every_way_of_paying_with_each_cost_apart() -> None:
    found = offered(PROPOSAL)

    assert {each.kind for each in found.choices} == set(Kind)
    assert found.proposal == "Proposal SOL-1 version 1"


def test_an_offer_ends_with_the_proposal_at_the_latest() -> None:
    said = FinancingAsked(valid_days=90)
    found = offer_financing(said, PROPOSAL, LENDERS, facts(), NOON)

    assert found.expires_at == datetime(2026, 12, 21, tzinfo=ZoneInfo("America/New_York"))


def test_nothing_is_offered_for_an_expired_proposal() -> None:
    with pytest.raises(ActRefusedError, match="expired on 2026-12-21 00:00 EST"):
        offered(PROPOSAL, now=NOON + timedelta(days=31))


def test_a_lender_decides_by_what_the_applicant_says() -> None:
    assert decided("HARBOR-15").on("HARBOR-15").outcome is Outcome.APPROVED


def test_a_decision_keeps_nothing_of_the_applicants_means() -> None:
    found = decided("HARBOR-15", replace(ADA, score_band=ScoreBand.POOR))
    kind = item_type(type(found))
    assert kind is not None

    kept = form_of(kind).write(found, item="Financing decision")
    assert not any(amount in kept for amount in (b"900000", b"150000", b"300-579"))


def test_the_newest_decision_on_an_offer_counts_and_others_stay() -> None:
    first = decided("HARBOR-15", replace(ADA, score_band=ScoreBand.POOR))
    second = decide_financing(
        FinancingApplied(offer_id="SUNLINE-25", application=ADA),
        offered(PROPOSAL),
        first,
        LENDERS,
        LATER,
    )

    assert [each.offer_id for each in second.decisions] == ["HARBOR-15", "SUNLINE-25"]


def test_an_unknown_offer_is_refused_with_those_there_are() -> None:
    with pytest.raises(ActRefusedError, match="There is no offer “X”; there is CASH, HARBOR-15"):
        decided("X")


def test_a_customer_accepts_by_typing_their_name() -> None:
    found = approved()

    assert found.proposal == "Proposal SOL-1 version 1"
    assert found.signature.document_sha256 == PROPOSAL.pdf_sha256
    assert found.signature.intent == (
        "I accept Proposal SOL-1 version 1, 20 modules with 8.00 kW dc and a battery of 13.5 kWh, "
        "for $36,700.00, to be paid as CASH."
    )


def test_a_customer_accepts_by_drawing() -> None:
    said = acceptance(PROPOSAL, typed_name="", strokes=DRAWN)

    assert approved(said).signature.is_drawn


def test_an_employee_witnesses_who_signs_in_person() -> None:
    said = acceptance(PROPOSAL, identified=Identified.IN_PERSON, detail="driver's licence")

    assert approved(said, person=SELLER).signature.identity.witness == SELLER


def test_an_employee_cannot_sign_as_if_by_a_customers_link() -> None:
    assert "does so on the page that it opens" in refusal(person=SELLER)


def test_a_replaced_version_is_refused_and_the_current_one_named() -> None:
    assert refusal(acceptance(PROPOSAL), proposals=(PROPOSAL, SECOND)) == (
        "Proposal SOL-1 version 1 was replaced; Proposal SOL-1 version 2 is the current one, open "
        "until 2026-12-21 00:00 EST."
    )


def test_a_version_of_before_its_stage_was_reopened_is_refused_by_name() -> None:
    newest = replace(PROPOSAL, version=2)

    assert refusal(acceptance(PROPOSAL), proposals=(newest,)) == (
        "Proposal SOL-1 version 1 was replaced; Proposal SOL-1 version 2 is the current one, open "
        "until 2026-12-21 00:00 EST."
    )


def test_a_contract_goes_on_counting_where_earlier_ones_count_no_more() -> None:
    reopened = replace(facts(COUNSEL), versions={"signedcontract": 2})
    proposal, design, parts = proposed()

    found, _, order = sign_contract(
        CLOSING, approved(), proposal, design, parts, offered(proposal), None, None, PRINTS,
        reopened, LATER,
    )  # fmt: skip

    assert (found.version, order.contract_version) == (3, 3)


def test_a_version_that_never_was_is_refused() -> None:
    said = acceptance(PROPOSAL, proposal_version=7)

    assert refusal(said) == "There is no version 7 of the proposal; there is 1."


def test_an_expired_proposal_is_refused() -> None:
    said = refusal(now=datetime(2026, 12, 21, 5, tzinfo=UTC))

    assert said.startswith("Proposal SOL-1 version 1 expired on 2026-12-21 00:00 EST")


def test_what_is_wrong_with_an_acceptance_is_told_at_once() -> None:
    said = acceptance(PROPOSAL, pdf_sha256="9" * 64, offer_id="X", agrees_to_electronic=False)

    found = refusal(said)
    assert "the hash 999999999999, and that of version 1 is ffffffffffff" in found.lower()
    assert "there is no offer “X”" in found
    assert "have the contract signed on paper" in found


def test_other_words_on_signing_electronically_are_refused() -> None:
    said = acceptance(PROPOSAL, consent_sha256="9" * 64)

    assert "other words on signing electronically" in refusal(said)


def test_a_proposal_whose_design_has_changed_since_cannot_be_accepted() -> None:
    given = (acceptance(PROPOSAL), (PROPOSAL,), OTHER, PARTS, offered(PROPOSAL))
    with pytest.raises(ActRefusedError, match="System design is another version now than Proposal"):
        approve(*given, PRINTS, facts("LINK-1"), LATER)


def test_both_signatures_make_a_contract_an_agreement_and_a_frozen_order() -> None:
    made, agreement, order = signed()

    assert (made.number, made.version, made.is_void) == ("SOL-1-C", 1, False)
    assert agreement.choice.kind is Kind.CASH
    assert (order.price_cents, order.lines) == (PROPOSAL.price_cents, PARTS.lines)


def test_a_contract_tells_the_last_day_to_cancel() -> None:
    # Signed on a Saturday: Monday, Tuesday, Wednesday.
    made = contract()

    assert made.last_day_to_cancel == date(2026, 11, 25)
    assert made.cancel_until == datetime(2026, 11, 26, tzinfo=ZoneInfo("America/New_York"))


def test_who_offers_a_price_does_not_sign_the_contract() -> None:
    with pytest.raises(ActRefusedError, match="Sally offered the price"):
        signed(person=SELLER)


def test_who_witnessed_the_customer_does_not_sign_for_aes() -> None:
    said = acceptance(PROPOSAL, identified=Identified.IN_PERSON)
    with pytest.raises(ActRefusedError, match="Carl witnessed the customer's signature"):
        signed(approval=approved(said, person=COUNSEL))


def test_a_loan_needs_its_lenders_approval() -> None:
    by_loan = approved(acceptance(PROPOSAL, offer_id="HARBOR-15"))
    with pytest.raises(ActRefusedError, match="Harbor Credit Union has not decided on HARBOR-15"):
        signed(approval=by_loan)


def test_a_declined_loan_is_not_signed_and_says_why() -> None:
    by_loan = approved(acceptance(PROPOSAL, offer_id="HARBOR-15"))
    declined = decided("HARBOR-15", replace(ADA, score_band=ScoreBand.POOR))
    with pytest.raises(ActRefusedError, match="says “declined” to HARBOR-15: Credit score below"):
        signed(approval=by_loan, decision=declined)


def test_an_approved_loan_is_agreed_with_fee_and_rate_apart() -> None:
    by_loan = approved(acceptance(PROPOSAL, offer_id="SUNLINE-25"))
    _, agreement, _ = signed(approval=by_loan, decision=decided("SUNLINE-25"))

    assert agreement.choice.dealer_fee_cents > 0
    assert agreement.choice.apr_percent is not None
    assert agreement.choice.apr_percent > agreement.choice.rate_percent + Decimal(1)


def test_a_design_that_changed_after_the_customer_signed_is_not_countersigned() -> None:
    with pytest.raises(ActRefusedError, match="System design was signed as"):
        signed(design=OTHER)


def test_a_day_in_the_past_is_not_promised() -> None:
    with pytest.raises(ActRefusedError, match="installation is promised by 2026-11-01"):
        signed(closing=replace(CLOSING, installation_by=date(2026, 11, 1)))


def test_what_is_signed_is_not_signed_twice() -> None:
    with pytest.raises(ActRefusedError, match="Contract SOL-1-C version 1 is signed and stands"):
        signed(before=contract())


def test_a_contract_stands_while_nothing_changes() -> None:
    with pytest.raises(ActRefusedError, match="The contract stands"):
        void()


def test_a_new_design_voids_the_contract_and_tells_the_difference() -> None:
    found = void(designs=(DESIGN, OTHER))

    assert (found.is_void, found.version, found.voided_at) == (True, 2, LATER)
    assert found.void_because == (
        "System design is another version now than the one signed: "
        "inverter 1 Example 10 → 1 Other 10."
    )


def test_a_new_price_voids_the_contract() -> None:
    found = void(proposals=(PROPOSAL, SECOND))

    assert found.void_because == (
        "Price is another version now than the one signed: price $36,700.00 → $37,350.00; "
        "system $36,700.00 → $37,350.00."
    )


def test_another_component_voids_the_contract() -> None:
    found = void(parts=replace(PARTS, lines=PARTS.lines[:1]))

    assert found.void_because.startswith("Bill of materials is another version now")


def test_new_savings_at_the_same_price_leave_the_contract_as_it_is() -> None:
    requoted = replace(PROPOSAL, version=2, savings_p50_cents=1, tariff_sha256="8" * 64)
    with pytest.raises(ActRefusedError, match="The contract stands"):
        void(proposals=(PROPOSAL, requoted))


def test_a_void_contract_is_signed_again_as_its_next_version() -> None:
    broken = void_version(contract(), because="The price changed.", now=LATER)
    again = approved(now=LATER + timedelta(minutes=5))
    made, _, _ = signed(before=broken, approval=again, now=LATER + timedelta(hours=1))

    assert (made.version, made.is_void) == (3, False)


def test_an_approval_of_before_the_voiding_does_not_heal_it() -> None:
    broken = void_version(contract(), because="The price changed.", now=LATER)
    with pytest.raises(ActRefusedError, match="signed before the contract became void"):
        signed(before=broken, now=LATER + timedelta(hours=1))


def test_a_change_order_voids_the_contract_with_its_reason() -> None:
    said = ChangeWanted(what="another inverter", because="the first is not to be had")
    orders, voided = change(said, contract(), None, facts("ina", "NCV-03.5"), LATER)

    assert [each.number for each in orders.orders] == [1]
    assert voided is not None
    assert voided.void_because == (
        "Change order 1 wants another: another inverter, because the first is not to be had."
    )


def test_a_second_change_order_finds_the_contract_void_already() -> None:
    said = ChangeWanted(what="a battery", because="asked")
    orders, broken = change(said, contract(), None, facts(), LATER)
    assert broken is not None
    more, voided = change(said, broken, orders, facts(), LATER)

    assert ([each.number for each in more.orders], voided) == ([1, 2], None)


@pytest.mark.parametrize("made", [offered(PROPOSAL), approved(), *signed()])
def test_what_the_stage_makes_is_kept_and_read_the_same(made: object) -> None:
    kind = item_type(type(made))
    assert kind is not None

    assert form_of(kind).read(form_of(kind).write(made, item=kind.name), item=kind.name) == made


def test_a_design_is_known_by_what_is_recorded() -> None:
    assert isinstance(DESIGN, SystemDesign)
    assert PROPOSAL.design_sha256 == PRINTS.sha256(DESIGN)


def guarded(found: SignedContract | None, **other: Any) -> None:
    given: dict[str, Any] = {"designs": (DESIGN,), "proposals": (PROPOSAL,), "parts": PARTS}
    require_standing_contract(found, **given | other, fingerprints=PRINTS, now=LATER)


def test_a_gate_is_open_without_a_contract_and_with_one_that_stands() -> None:
    guarded(None)
    guarded(contract())


def test_a_gate_is_closed_though_nobody_has_recorded_the_voiding() -> None:
    with pytest.raises(ActRefusedError, match="is void: System design is another version now"):
        guarded(contract(), designs=(DESIGN, OTHER))


def test_a_guard_records_nothing() -> None:
    def wrong(now: datetime) -> CustomerApproval:
        """Guard wrongly."""
        raise AssertionError(now)

    with pytest.raises(UnfitStageActError, match="records nothing; let it return None"):
        stage_act("NCV-03.3", "wrong", guards=True)(wrong)
