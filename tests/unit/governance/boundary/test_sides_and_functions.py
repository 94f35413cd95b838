"""Hats, sides and functions: rules C1 to C4, O1 to O7, F6 and R3 of the operating model."""

from dataclasses import replace
from datetime import timedelta

import pytest

from penstock.governance.boundary.asking import Action, Actor, Emergency, Question
from penstock.governance.boundary.deciding import Boundary
from penstock.kernel.sensitivity import Sensitivity
from penstock.kernel.sides import Side
from tests.unit.governance.boundary.asked import (
    AES,
    CLERK,
    CONSENT,
    ENTERPRISE,
    OPERATOR,
    QUESTION,
    REGULATED,
    SELLER,
    USAGE,
    company_data,
)

EMERGENCY = Emergency(
    reason="Ice storm",
    declared_by="ola",
    confirmed_by="pat",
    start=QUESTION.at - timedelta(hours=1),
    end=QUESTION.at + timedelta(hours=3),
)


def _rule(boundary: Boundary, **changes: object) -> tuple[bool, str]:
    decision = boundary.decide(replace(QUESTION, **changes))  # type: ignore[arg-type]
    return decision.allowed, decision.rule


def test_c1_shared_staff_see_what_the_hat_may_see(boundary: Boundary) -> None:
    as_utility = _rule(boundary, actor=CLERK, acting_for=REGULATED, consent=None)
    as_aes = _rule(boundary, actor=CLERK, acting_for=AES, consent=None)

    assert as_utility == (True, "own-side")
    assert as_aes == _rule(boundary, consent=None) == (False, "consent-none")


@pytest.mark.parametrize(
    ("unit", "hat"),
    [(AES, REGULATED), (REGULATED, AES), (AES, ENTERPRISE), (ENTERPRISE, None), (None, AES)],
)
def test_o6_whoever_belongs_to_one_side_cannot_wear_another_hat(
    boundary: Boundary, unit: Side | None, hat: Side | None
) -> None:
    moved = Actor(id="sam", side=unit)

    assert _rule(boundary, actor=moved, acting_for=hat) == (False, "hat-not-theirs")


def test_c2_no_regulated_case_depends_on_a_purchase(boundary: Boundary) -> None:
    condition = company_data("aes_purchase", kind="condition")
    tied = {"action": Action.WRITE, "object": condition, "actor": CLERK, "acting_for": REGULATED}

    assert _rule(boundary, **tied) == (False, "no-tying")
    untied = {**tied, "object": company_data("deposit", kind="condition")}
    assert _rule(boundary, **untied) == (True, "own-side")


def test_c3_marketing_consent_alone_makes_no_lead(boundary: Boundary) -> None:
    consent = replace(CONSENT, purposes=frozenset({"marketing", "customer_request"}))
    lead = {"action": Action.REFER, "actor": CLERK, "acting_for": REGULATED, "consent": consent}

    assert _rule(boundary, **lead, purpose="marketing") == (False, "no-leads")
    assert _rule(boundary, **lead, purpose="customer_request") == (True, "with-consent")


def test_c3_without_the_customers_recorded_request_there_is_no_lead(boundary: Boundary) -> None:
    asked = {"action": Action.REFER, "actor": CLERK, "acting_for": REGULATED}

    decision = _rule(boundary, **asked, purpose="customer_request", consent=None)

    assert decision == (False, "consent-none")


def test_c4_nobody_routes_by_what_a_customer_is_worth(boundary: Boundary) -> None:
    value = replace(USAGE, data_class="customer_value")
    routing = {"actor": CLERK, "acting_for": REGULATED, "object": value, "consent": None}

    assert _rule(boundary, **routing, purpose="routing") == (False, "route-by-need")
    assert _rule(boundary, **routing, purpose="retention") == (True, "own-side")


@pytest.mark.parametrize("action", [Action.READ, Action.WRITE, Action.APPROVE, Action.OVERSEE])
@pytest.mark.parametrize("data_class", ["transmission", "system_operation"])
def test_o1_the_marketing_function_sees_nothing_of_transmission_with_any_consent(
    boundary: Boundary, action: Action, data_class: str
) -> None:
    trader = Actor(id="tom", side=REGULATED, functions=frozenset({"marketing", "oversight"}))
    asked = {"actor": trader, "acting_for": REGULATED, "action": action}

    decision = _rule(boundary, **asked, object=company_data(data_class))

    assert decision == (False, "no-conduit")


def test_o1_a_consent_does_not_help_the_marketing_function(boundary: Boundary) -> None:
    secret = replace(USAGE, data_class="transmission")
    consent = replace(CONSENT, data_classes=frozenset({"transmission"}))

    assert _rule(boundary, object=secret, consent=consent) == (False, "no-conduit")
    engineer = replace(SELLER, functions=frozenset())
    with_consent = _rule(boundary, actor=engineer, object=secret, consent=consent)
    assert with_consent == (True, "with-consent")


def test_o1_what_is_public_of_transmission_is_open_to_everybody(boundary: Boundary) -> None:
    posted = company_data("transmission", sensitivity=Sensitivity.PUBLIC)

    assert _rule(boundary, object=posted) == (True, "public")


@pytest.mark.parametrize(
    ("actor", "hat", "applicant"),
    [(SELLER, AES, "non-regulated"), (Actor(id="SunCo", side=None), None, "SunCo")],
    ids=["AES", "a third party"],
)
def test_o3_a_grid_result_goes_to_whoever_applied_and_the_feeder_model_to_no_seller(
    boundary: Boundary, actor: Actor, hat: Side | None, applicant: str
) -> None:
    asked = {"actor": actor, "acting_for": hat}
    own = company_data("grid_impact_result", subject=applicant)
    others = company_data("grid_impact_result", subject="MoonCo")
    feeder = company_data("feeder_model", subject=applicant)

    rules = [_rule(boundary, **asked, object=each) for each in (own, others, feeder)]

    assert rules == [
        (True, "grid-result-own-case"),
        (False, "grid-result-other-case"),
        (False, "no-feeder-model"),
    ]


def test_o4_whoever_dispatches_does_not_see_the_owner(boundary: Boundary) -> None:
    owner = company_data("ownership")
    asked = {"actor": OPERATOR, "acting_for": REGULATED, "object": owner}

    assert _rule(boundary, **asked, purpose="dispatch") == (False, "dispatch-blind-to-owners")
    assert _rule(boundary, **asked, purpose="settlement") == (True, "own-side")


def test_o6_a_person_who_moves_loses_the_old_side_at_once(boundary: Boundary) -> None:
    asked = replace(QUESTION, actor=OPERATOR, acting_for=REGULATED)
    moved = replace(asked, actor=replace(OPERATOR, side=AES))

    rules = [each.rule for each in boundary.decide_all([asked, moved, asked])]

    assert rules == ["own-side", "hat-not-theirs", "own-side"]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, (True, "emergency")),
        ({"confirmed_by": "ola"}, (False, "emergency-one-person")),
        ({"confirmed_by": ""}, (False, "emergency-one-person")),
        ({"reason": ""}, (False, "emergency-no-reason")),
        ({"start": QUESTION.at}, (True, "emergency")),
        ({"end": QUESTION.at}, (False, "emergency-not-now")),
        ({"end": EMERGENCY.start + timedelta(hours=24)}, (True, "emergency")),
        (
            {"end": EMERGENCY.start + timedelta(hours=24, microseconds=1)},
            (False, "emergency-too-long"),
        ),
    ],
)
def test_o7_an_emergency_takes_two_people_a_reason_and_an_end(
    boundary: Boundary, change: dict[str, object], expected: tuple[bool, str]
) -> None:
    declared = replace(EMERGENCY, **change)  # type: ignore[arg-type]
    secret = company_data("transmission")
    asked = {"action": Action.OVERRIDE, "object": secret, "emergency": declared}

    assert _rule(boundary, **asked) == expected


def test_o7_without_an_emergency_nothing_is_opened(boundary: Boundary) -> None:
    asked = {"action": Action.OVERRIDE, "object": company_data("transmission")}

    assert _rule(boundary, **asked) == (False, "not-permitted")


@pytest.mark.parametrize(
    ("unit", "expected"),
    [
        (REGULATED, (True, "approval")),
        (ENTERPRISE, (True, "approval")),
        (AES, (False, "other-side-approval")),
    ],
)
def test_f6_investment_of_one_side_is_not_approved_by_the_others_approver(
    boundary: Boundary, unit: Side, expected: tuple[bool, str]
) -> None:
    approver = Actor(id="vic", side=unit)
    investment = company_data("investment")
    asked = {"actor": approver, "acting_for": unit, "object": investment}

    assert _rule(boundary, **asked, action=Action.APPROVE) == expected


@pytest.mark.parametrize(("unit", "other"), [(AES, REGULATED), (REGULATED, AES)])
def test_r3_nobody_works_in_the_stages_of_the_other_side(
    boundary: Boundary, unit: Side, other: Side
) -> None:
    case = company_data("case", kind="case", side=other)
    asked = {"actor": Actor(id="vic", side=unit), "acting_for": unit, "object": case}

    assert _rule(boundary, **asked, action=Action.WRITE) == (False, "other-side-work")


def test_d16_a_customer_may_see_what_is_held_of_them_and_of_nobody_else(
    boundary: Boundary,
) -> None:
    customer = {"actor": Actor(id="C-1", side=None), "acting_for": None, "consent": None}
    others = replace(USAGE, subject="C-2")

    assert _rule(boundary, **customer, action=Action.INSPECT) == (True, "own-record")
    assert _rule(boundary, **customer, action=Action.INSPECT, object=others) == (
        False,
        "not-permitted",
    )


def test_an_auditor_looks_under_the_companys_own_hat_alone(boundary: Boundary) -> None:
    auditor = replace(CLERK, functions=frozenset({"oversight"}))
    asked = {"actor": auditor, "action": Action.OVERSEE}

    assert _rule(boundary, **asked, acting_for=ENTERPRISE) == (True, "oversight")
    assert _rule(boundary, **asked, acting_for=AES) == (False, "not-permitted")


def test_nobody_asks_without_a_name() -> None:
    with pytest.raises(ValueError, match="an actor has an id"):
        Actor(id="", side=AES)


def test_the_answer_to_one_question_does_not_depend_on_the_others(boundary: Boundary) -> None:
    asked: list[Question] = [
        QUESTION,
        replace(QUESTION, consent=None),
        replace(QUESTION, action=Action.WRITE),
        replace(QUESTION, acting_for=REGULATED, actor=CLERK),
    ]

    together = boundary.decide_all(asked)

    assert together == tuple(boundary.decide(each) for each in asked)
