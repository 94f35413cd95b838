"""A running export: rule D4 of the operating model."""

from dataclasses import replace

import pytest

from penstock.governance.boundary.asking import Decision
from penstock.governance.boundary.deciding import Boundary
from penstock.governance.boundary.releasing import StoppedReleaseError, released
from penstock.governance.consent.changing import revoked
from penstock.governance.consent.register import ConsentRegister
from tests.unit.governance.boundary.asked import CONSENT, QUESTION

MONTHS = ["2026-01", "2026-02", "2026-03"]


def test_d4_a_running_export_stops_at_a_revocation_and_lists_what_has_left(
    boundary: Boundary,
) -> None:
    register, fetched = ConsentRegister([CONSENT]), list[str]()

    def decide(_month: str) -> Decision:
        return boundary.decide(replace(QUESTION, consent=register.candidate(QUESTION)))

    def fetch(month: str) -> str:
        fetched.append(month)
        return month

    parts = released(MONTHS, decide=decide, fetch=fetch)
    first = next(parts)
    register.put(revoked(CONSENT, at=QUESTION.at))
    with pytest.raises(StoppedReleaseError, match="Follow up what was delivered: 2026-01") as stop:
        next(parts)

    assert (first, fetched) == ("2026-01", ["2026-01"])
    assert (stop.value.decision.rule, stop.value.delivered) == ("consent-revoked", ("2026-01",))


def test_d4_an_export_under_a_live_consent_is_whole(boundary: Boundary) -> None:
    parts = released(MONTHS, decide=lambda _: boundary.decide(QUESTION), fetch=str)

    assert list(parts) == MONTHS
