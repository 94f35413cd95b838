"""What crosses about a customer: rules D1 to D10, D14 and D15 of the operating model."""

from dataclasses import replace
from datetime import timedelta

import pytest

from penstock.governance.boundary.asking import Actor, Question
from penstock.governance.boundary.deciding import Boundary
from penstock.governance.consent.consent import Consent
from tests.oracles.boundary.crossings import BREAKS, broken
from tests.unit.governance.boundary.asked import (
    AES,
    CLERK,
    CONSENT,
    ENTERPRISE,
    OPERATOR,
    QUESTION,
    REGULATED,
    START,
    USAGE,
)

_SECOND = timedelta(seconds=1)


def _rule(boundary: Boundary, question: Question) -> tuple[bool, str]:
    decision = boundary.decide(question)
    return decision.allowed, decision.rule


def test_d1_a_seller_without_consent_is_denied_and_told_nothing_else(boundary: Boundary) -> None:
    decision = boundary.decide(replace(QUESTION, consent=None))

    assert (decision.allowed, decision.rule) == (False, "consent-none")
    assert "C-1" not in decision.reply
    assert (decision.consent_id, decision.consent_version) == ("", 0)


def test_d2_with_a_live_consent_the_decision_names_it_and_its_version(boundary: Boundary) -> None:
    decision = boundary.decide(QUESTION)

    assert (decision.allowed, decision.rule) == (True, "with-consent")
    assert (decision.consent_id, decision.consent_version) == ("K-1", 3)
    assert (decision.purpose, decision.at) == (QUESTION.purpose, QUESTION.at)
    assert decision.policy_sha256 == boundary.policies.sha256


@pytest.mark.parametrize("rule", BREAKS)
def test_d3_one_term_off_is_denied_with_that_terms_rule(boundary: Boundary, rule: str) -> None:
    off = broken(CONSENT, rule=rule, at=QUESTION.at)

    assert _rule(boundary, replace(QUESTION, consent=off)) == (False, rule)


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        (START - timedelta(microseconds=1), (False, "consent-not-started")),
        (START, (True, "with-consent")),
        (CONSENT.end - _SECOND, (True, "with-consent")),
        (CONSENT.end, (False, "consent-expired")),
    ],
)
def test_d3_the_first_second_is_allowed_and_the_end_is_not(
    boundary: Boundary, at: object, expected: tuple[bool, str]
) -> None:
    assert _rule(boundary, replace(QUESTION, at=at)) == expected  # type: ignore[arg-type]


def test_d4_a_revocation_acts_on_the_very_next_decision(boundary: Boundary) -> None:
    before = _rule(boundary, QUESTION)
    revoked = broken(CONSENT, rule="consent-revoked", at=QUESTION.at)

    assert before == (True, "with-consent")
    assert _rule(boundary, replace(QUESTION, consent=revoked)) == (False, "consent-revoked")


def test_d4_a_clock_that_runs_behind_does_not_undo_a_revocation(boundary: Boundary) -> None:
    revoked = broken(CONSENT, rule="consent-revoked", at=QUESTION.at)
    late = replace(QUESTION, consent=revoked, at=QUESTION.at - timedelta(minutes=5))

    assert _rule(boundary, late) == (False, "consent-revoked")


def test_d5_consent_for_one_account_does_not_cover_the_same_persons_other(
    boundary: Boundary,
) -> None:
    other = replace(QUESTION, object=replace(USAGE, account="A-2"))

    assert _rule(boundary, other) == (False, "consent-other-account")


def test_d6_a_new_account_holder_does_not_inherit_a_consent(boundary: Boundary) -> None:
    newcomer = replace(QUESTION, object=replace(USAGE, subject="C-2"))

    assert _rule(boundary, newcomer) == (False, "consent-other-customer")


def test_d6_a_consent_ends_with_the_move_out_to_the_second(boundary: Boundary) -> None:
    ends = replace(CONSENT, ended_at=QUESTION.at + _SECOND)
    question = replace(QUESTION, consent=ends)

    assert _rule(boundary, question) == (True, "with-consent")
    later = replace(question, at=QUESTION.at + _SECOND)
    assert _rule(boundary, later) == (False, "consent-moved-out")


@pytest.mark.parametrize(
    "unproven",
    [
        replace(CONSENT, text_sha256=""),
        replace(CONSENT, channel=""),
        replace(CONSENT, identity_proof=""),
        replace(CONSENT, given_at=None),
    ],
    ids=["text", "channel", "identity", "time"],
)
def test_d7_a_consent_without_its_evidence_is_not_live(
    boundary: Boundary, unproven: Consent
) -> None:
    assert _rule(boundary, replace(QUESTION, consent=unproven)) == (False, "consent-unproven")


def test_d9_the_utilitys_own_work_never_asks_whether_there_is_a_consent(
    boundary: Boundary,
) -> None:
    billing = replace(QUESTION, actor=OPERATOR, acting_for=REGULATED, purpose="billing")
    revoked = broken(CONSENT, rule="consent-revoked", at=QUESTION.at)

    decisions = boundary.decide_all(
        [replace(billing, consent=each) for each in (CONSENT, None, revoked)]
    )

    assert len({*decisions}) == 1
    assert (decisions[0].rule, decisions[0].consent_id) == ("own-side", "")


def test_d10_a_competitor_with_the_same_consent_gets_the_same_decisions(
    boundary: Boundary,
) -> None:
    theirs = replace(CONSENT, grantee="SunCo")
    outside = replace(QUESTION, actor=Actor(id="SunCo", side=None), acting_for=None)

    assert _rule(boundary, QUESTION) == (True, "with-consent")
    assert _rule(boundary, replace(outside, consent=theirs)) == (True, "with-consent")
    for rule in BREAKS:
        ours = broken(CONSENT, rule=rule, at=QUESTION.at)
        other = broken(theirs, rule=rule, at=QUESTION.at)
        assert _rule(boundary, replace(QUESTION, consent=ours)) == (False, rule)
        assert _rule(boundary, replace(outside, consent=other)) == (False, rule)


def test_d12_a_denial_tells_a_customer_without_consent_from_nobody(boundary: Boundary) -> None:
    replies = {
        boundary.decide(replace(QUESTION, consent=consent)).reply
        for consent in (None, *(broken(CONSENT, rule=rule, at=QUESTION.at) for rule in BREAKS))
    }

    assert len(replies) == 1


@pytest.mark.parametrize("purpose", ["functionality", "analytics", "marketing"])
def test_d14_each_use_of_what_devices_tell_takes_a_consent_of_its_own(
    boundary: Boundary, purpose: str
) -> None:
    telemetry = replace(USAGE, side=AES, data_class="smart_home")
    scope = frozenset({"smart_home"})
    question = replace(QUESTION, object=telemetry, purpose=purpose, consent=None)
    for_it = replace(CONSENT, data_classes=scope, purposes=frozenset({purpose}))
    others = {"functionality", "analytics", "marketing"} - {purpose}
    for_others = replace(CONSENT, data_classes=scope, purposes=frozenset(others))

    rules = [
        _rule(boundary, replace(question, consent=each)) for each in (None, for_it, for_others)
    ]

    assert rules == [
        (False, "consent-none"),
        (True, "own-side"),
        (False, "consent-other-purpose"),
    ]


def test_d14_the_utility_reads_no_telemetry_of_aes_without_consent(boundary: Boundary) -> None:
    telemetry = replace(USAGE, side=AES, data_class="ev_charging")
    question = replace(
        QUESTION, actor=OPERATOR, acting_for=REGULATED, object=telemetry, purpose="der_program"
    )

    assert _rule(boundary, replace(question, consent=None)) == (False, "consent-none")


@pytest.mark.parametrize("hat", [REGULATED, ENTERPRISE])
def test_d15_the_grid_uses_what_devices_tell_for_grid_programmes_alone(
    boundary: Boundary, hat: object
) -> None:
    consent = replace(
        CONSENT,
        grantee=str(hat),
        data_classes=frozenset({"ev_charging"}),
        purposes=frozenset({"der_program", "billing"}),
    )
    telemetry = replace(USAGE, side=AES, data_class="ev_charging")
    question = replace(
        QUESTION,
        actor=CLERK,
        acting_for=hat,  # type: ignore[arg-type]
        object=telemetry,
        consent=consent,
    )

    programme = replace(question, purpose="der_program")
    assert _rule(boundary, programme) == (True, "with-consent")
    billing = replace(question, purpose="billing")
    assert _rule(boundary, billing) == (False, "grid-programme-only")
