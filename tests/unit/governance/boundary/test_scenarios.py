"""Scenarios: the council's words, and what they catch."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from penstock.app.boundary.reading import Council
from penstock.governance.boundary.asking import Question
from penstock.governance.boundary.deciding import Boundary
from penstock.governance.boundary.explaining import explain
from penstock.governance.boundary.people import Roles, UnknownRoleError
from penstock.governance.boundary.policies import Policies
from penstock.governance.boundary.scenarios.trying import (
    Scenario,
    ScenarioTableError,
    read,
    tried,
    untried,
)
from penstock.governance.boundary.statements import PolicyFile
from penstock.kernel.sides import Side
from tests.oracles.boundary.hunting import hunt
from tests.oracles.boundary.verdict import verdict

HEAD = "rules,given,when,then\n"
SELLS = "Seller acting for AES reads personal regulated usage about C-1 for sales"
ROLES = Roles(
    sides={"Seller": Side.NON_REGULATED, "Clerk": Side.ENTERPRISE},
    functions={"Seller": frozenset({"marketing"})},
)


@pytest.fixture(scope="module")
def scenarios(reference_company: Path) -> Sequence[Scenario]:
    found, unread = Council(reference_company).scenarios()
    assert unread == []
    return found


def _question(when: str, *, given: str = "no consent") -> Question:
    table = PolicyFile(name="s.csv", text=f'{HEAD},"{given}","{when}",denied by x\n')
    found, unread = read(table, roles=ROLES)
    assert unread == []
    return found[0].question


def _unread(row: str) -> str:
    _, unread = read(PolicyFile(name="s.csv", text=HEAD + row), roles=ROLES)
    return str(unread[0])


def test_the_councils_scenarios_are_decided_as_they_say(
    boundary: Boundary, scenarios: Sequence[Scenario]
) -> None:
    assert [str(each) for each in tried(boundary, scenarios)] == []


def test_the_oracle_agrees_with_the_council(scenarios: Sequence[Scenario]) -> None:
    decided = [(each.line, *verdict(each.question)) for each in scenarios]

    assert decided == [(each.line, each.allowed, each.rule) for each in scenarios]


def test_every_policy_is_expected_by_a_scenario(
    policies: Policies, scenarios: Sequence[Scenario]
) -> None:
    assert untried(policies, scenarios) == []


def test_every_fault_in_a_policy_is_noticed_by_a_scenario(
    policies: Policies, scenarios: Sequence[Scenario]
) -> None:
    hunted = hunt(policies, [each.question for each in scenarios])

    assert [(each.of, each.what) for each in hunted.survivors] == []
    assert hunted.planted > 400


def test_each_numbered_rule_that_the_boundary_keeps_has_a_policy(policies: Policies) -> None:
    numbers = {number for policy in policies.in_order for number in policy.rules}

    assert {f"D{n}" for n in (1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 14, 15, 16)} <= numbers
    assert {"O1", "O3", "O4", "O6", "O7", "C1", "C2", "C3", "C4", "F6", "R3"} <= numbers


def test_a_scenario_that_is_decided_otherwise_is_a_sentence_with_its_line(
    boundary: Boundary,
) -> None:
    table = PolicyFile(name="s.csv", text=f"{HEAD}D1,no consent,{SELLS},allowed by own-side\n")

    (failure,) = tried(boundary, read(table, roles=ROLES)[0])

    assert str(failure) == (
        f"s.csv:2: “{SELLS}” is denied by consent-none, not allowed by own-side. There is no "
        "consent, and what is about a person crosses with consent alone."
    )


def test_words_say_who_acts_and_under_which_hat() -> None:
    question = _question(SELLS)

    assert (question.actor.side, question.actor.functions) == (
        Side.NON_REGULATED,
        frozenset({"marketing"}),
    )
    assert (question.acting_for, question.purpose) == (Side.NON_REGULATED, "sales")
    assert (question.object.subject, question.object.data_class) == ("C-1", "usage")


def test_a_company_outside_wears_no_hat() -> None:
    question = _question("company SunCo reads public regulated tariff for sales")

    assert (question.actor.id, question.actor.side, question.acting_for) == ("SunCo", None, None)


def test_a_live_consent_fits_but_for_what_is_named() -> None:
    live = _question(SELLS, given="a live consent")
    off = _question(SELLS, given="a live consent, but given to SunCo and for data of bills")

    assert live.consent is not None
    bills = frozenset({"bills"})
    assert off.consent == replace(live.consent, grantee="SunCo", data_classes=bills)


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (f"D1,no consent,{SELLS}", "s.csv:2: there are 3 cells. There have to be 4."),
        (f"D1,no consent,{SELLS},perhaps", "s.csv:2: “perhaps” is no outcome."),
        ("D1,no consent,Seller sells,denied by x", "s.csv:2: “Seller sells” is not understood."),
        (f"D1,some consent,{SELLS},denied by x", "s.csv:2: “some consent” is not understood."),
        (
            f'D1,"a live consent, but green",{SELLS},denied by x',
            "s.csv:2: “green” is not understood.",
        ),
        (
            f"D1,no consent,{SELLS.replace('AES', 'Mars')},denied by x",
            "s.csv:2: “Mars” is not understood. Write: regulated, non-regulated, enterprise.",
        ),
        (
            f"D1,no consent,{SELLS.replace('Seller', 'Sellr')},denied by x",
            "s.csv:2: when: there is no role Sellr. Did you mean Seller?",
        ),
        (
            f'D1,"a live consent, but ends yesterday and begins now",{SELLS},denied by x',
            "s.csv:2: Consent the consent cannot be: it would end at",
        ),
    ],
)
def test_a_line_that_cannot_be_read_is_a_sentence(row: str, sentence: str) -> None:
    assert _unread(row).startswith(sentence)


def test_a_table_with_other_columns_is_refused() -> None:
    with pytest.raises(ScenarioTableError, match="They have to be rules, given, when, then"):
        read(PolicyFile(name="s.csv", text="given,then\n"), roles=ROLES)


def test_functions_come_from_roles_that_the_documents_know() -> None:
    table = PolicyFile(name="f.csv", text="role,function\nSeller,marketing\nSellr,marketing\n")

    with pytest.raises(UnknownRoleError, match=r"f.csv:3: .* Did you mean Seller\?"):
        Roles.read(table, sides=ROLES.sides)


def test_whoever_has_roles_of_both_sides_is_refused() -> None:
    both = Roles(sides={**ROLES.sides, "Operator": Side.REGULATED}, functions={})

    with pytest.raises(ValueError, match="A person belongs to one side"):
        both.actor("kim", roles=frozenset({"Seller", "Operator"}))


def test_a_role_of_the_whole_company_does_not_change_the_side_of_a_person() -> None:
    assert ROLES.actor("kim", roles=frozenset({"Seller", "Clerk"})).side is Side.NON_REGULATED


def test_an_explanation_names_all_that_speaks(boundary: Boundary) -> None:
    off = "a live consent, but ends now and taken back"
    question = _question(SELLS, given=off)

    told = explain(boundary, question)

    assert told.decision.rule == "consent-expired"
    assert [each.id for each in told.forbidding] == ["consent-expired", "consent-revoked"]
    assert [each.id for each in told.permitting] == ["with-consent"]
