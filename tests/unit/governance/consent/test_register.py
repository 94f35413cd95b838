from dataclasses import replace
from datetime import timedelta

import pytest

from penstock.governance.boundary.deciding import Boundary
from penstock.governance.consent.changing import (
    Act,
    WideningError,
    agreed_anew,
    moved_out,
    narrowed,
    revoked,
)
from penstock.governance.consent.register import ConsentRegister, StaleVersionError
from tests.oracles.boundary.company import company_policies
from tests.unit.governance.boundary.asked import CONSENT, QUESTION, USAGE

BOUNDARY = Boundary(company_policies())
ACT = Act(
    text_sha256="7a" * 32,
    text_version="2026-02",
    channel="paper",
    given_at=CONSENT.start + timedelta(hours=1),
    identity_proof="form 12",
)


def _rule(register: ConsentRegister) -> str:
    return BOUNDARY.decide(replace(QUESTION, consent=register.candidate(QUESTION))).rule


def test_the_consent_that_allows_is_found_among_others_of_the_customer() -> None:
    others = [
        replace(CONSENT, id="K-9", purposes=frozenset({"marketing"})),
        replace(CONSENT, id="K-8", grantee="SunCo"),
        replace(CONSENT, id="K-7", end=QUESTION.at),
        replace(CONSENT, id="K-6", customer="C-2"),
    ]

    assert _rule(ConsentRegister([*others, CONSENT])) == "with-consent"
    assert _rule(ConsentRegister([CONSENT, *others])) == "with-consent"


def test_d3_the_nearest_consent_tells_which_term_is_off() -> None:
    far = replace(CONSENT, id="K-9", grantee="SunCo", purposes=frozenset({"marketing"}))

    assert _rule(ConsentRegister([far, replace(CONSENT, end=QUESTION.at)])) == "consent-expired"


def test_d12_somebody_without_consents_is_as_a_stranger() -> None:
    register = ConsentRegister([replace(CONSENT, customer="C-2")])

    assert register.candidate(QUESTION) is None
    assert register.candidate(replace(QUESTION, object=replace(USAGE, subject="nobody"))) is None


def test_d4_what_was_revoked_is_refused_at_the_next_decision() -> None:
    register = ConsentRegister([CONSENT])
    before = _rule(register)

    register.put(revoked(CONSENT, at=QUESTION.at))

    assert (before, _rule(register)) == ("with-consent", "consent-revoked")
    assert [each.version for each in register] == [CONSENT.version + 1]


def test_two_changes_of_the_same_version_are_not_both_kept() -> None:
    register = ConsentRegister([CONSENT])
    register.put(revoked(CONSENT, at=QUESTION.at))

    with pytest.raises(StaleVersionError, match="stands at version 4"):
        register.put(narrowed(CONSENT, end=QUESTION.at))

    latest = register.latest("K-1")
    assert latest is not None
    assert latest.is_revoked


def test_d6_moving_out_ends_a_consent_and_leaves_a_revoked_one_revoked() -> None:
    gone = moved_out(CONSENT, at=QUESTION.at)

    assert (gone.status, gone.ended_at) == ("ended", QUESTION.at)
    assert moved_out(revoked(CONSENT, at=QUESTION.at), at=QUESTION.at).is_revoked


def test_d6_who_has_moved_out_does_not_agree_for_longer() -> None:
    gone = moved_out(CONSENT, at=QUESTION.at)

    assert moved_out(gone, at=QUESTION.at + timedelta(days=9)) is gone
    assert moved_out(gone, at=QUESTION.at - timedelta(hours=1)).version == gone.version + 1


def test_d8_less_is_at_once_and_needs_nobody() -> None:
    less = narrowed(CONSENT, purposes=frozenset(), end=QUESTION.at)

    assert (less.version, less.purposes, less.end) == (4, frozenset(), QUESTION.at)
    assert less.given_at == CONSENT.given_at


@pytest.mark.parametrize(
    ("more", "what"),
    [
        ({"data_classes": frozenset({"interval_usage", "bills"})}, "bills"),
        ({"purposes": frozenset({"marketing"})}, "marketing"),
        ({"end": CONSENT.end + timedelta(seconds=1)}, "it would end at"),
    ],
)
def test_d8_more_takes_a_new_act(more: dict[str, object], what: str) -> None:
    with pytest.raises(WideningError, match=what):
        narrowed(CONSENT, **more)  # type: ignore[arg-type]


def test_d8_a_new_act_makes_a_new_version_with_its_own_evidence() -> None:
    wish = replace(CONSENT, purposes=frozenset({"solar_design", "marketing"}))

    wider = agreed_anew(revoked(CONSENT, at=QUESTION.at), act=ACT, wish=wish)

    assert (wider.version, wider.purposes) == (5, wish.purposes)
    assert (wider.text_version, wider.channel, wider.given_at) == (
        ACT.text_version,
        ACT.channel,
        ACT.given_at,
    )
    assert not wider.is_revoked


@pytest.mark.parametrize(
    ("act", "wish"),
    [
        (replace(ACT, given_at=CONSENT.start), CONSENT),
        (ACT, replace(CONSENT, customer="C-2")),
    ],
    ids=["an old act", "another customer"],
)
def test_d8_an_old_act_or_another_customer_widens_nothing(act: Act, wish: object) -> None:
    with pytest.raises(WideningError):
        agreed_anew(CONSENT, act=act, wish=wish)  # type: ignore[arg-type]
