from dataclasses import replace
from datetime import timedelta

from penstock.governance.audit.entry import Kind, Verdict
from penstock.governance.audit.recording import decided
from penstock.governance.boundary.asking import (
    Action,
    Actor,
    Decision,
    Emergency,
    Object,
    Question,
)
from penstock.kernel.sensitivity import Sensitivity
from penstock.kernel.sides import Side
from tests.unit.governance.audit.logs import NOON

QUESTION = Question(
    actor=Actor(id="ada", side=Side.NON_REGULATED),
    acting_for=Side.NON_REGULATED,
    action=Action.READ,
    object=Object(
        id="meter 5512",
        kind="information item",
        side=Side.REGULATED,
        sensitivity=Sensitivity.PERSONAL,
        subject="C-7",
        premise="12 Oak Street",
        account="A-10",
        data_class="interval_usage",
    ),
    purpose="solar proposal",
    at=NOON,
)
DENIAL = Decision(
    allowed=False,
    rule="consent-revoked",
    reason="The customer revoked the consent.",
    consent_id="CON-77",
    consent_version=3,
    purpose="solar proposal",
    policy_sha256="ab" * 32,
    at=NOON,
)


def test_d1_a_denial_names_all_that_an_auditor_asks_for() -> None:
    entry = decided(QUESTION, DENIAL)

    assert (entry.kind, entry.verdict, entry.rule) == (
        Kind.DECISION,
        Verdict.DENIED,
        "consent-revoked",
    )
    assert (entry.actor, entry.acting_for, entry.action) == ("ada", Side.NON_REGULATED, "read")
    assert (entry.object, entry.subject, entry.data_class) == (
        "meter 5512",
        "C-7",
        "interval_usage",
    )
    assert (entry.premise, entry.account) == ("12 Oak Street", "A-10")
    assert (entry.purpose, entry.consent, entry.consent_version) == ("solar proposal", "CON-77", 3)
    assert (entry.policy_sha256, entry.at) == ("ab" * 32, NOON)


def test_d2_what_is_allowed_names_the_consent_and_its_version() -> None:
    entry = decided(QUESTION, replace(DENIAL, allowed=True, rule="consent-live"))

    assert entry.verdict is Verdict.ALLOWED
    assert (entry.consent, entry.consent_version) == ("CON-77", 3)


def test_o7_an_override_names_its_reason_and_the_two_who_stand_for_it() -> None:
    emergency = Emergency(
        reason="storm",
        declared_by="bob",
        confirmed_by="eve",
        start=NOON,
        end=NOON + timedelta(hours=4),
    )

    entry = decided(replace(QUESTION, emergency=emergency), DENIAL)

    assert entry.kind is Kind.OVERRIDE
    assert entry.detail == "storm (declared by bob, confirmed by eve)"
