from dataclasses import replace
from datetime import timedelta
from typing import NoReturn

import pytest

from penstock.app.auditing.deciding import Gate
from penstock.app.boundary.reading import Council
from penstock.app.loading import reference_company
from penstock.governance.audit.ports import Asked, AuditError, ClockWentBackError
from penstock.governance.boundary.deciding import Boundary
from penstock.store.audit import AuditBook
from penstock.store.audit.memory import MemoryPages
from tests.unit.governance.audit.logs import LOOK, NOON, SECRET
from tests.unit.governance.audit.test_recording import QUESTION


@pytest.fixture(scope="module")
def boundary() -> Boundary:
    return Council(reference_company()).boundary


class Broken(MemoryPages):
    """Pages that nobody can write to."""

    def writing(self) -> NoReturn:
        raise OSError("the disk is gone")


def test_a1_every_decision_is_in_the_log_denials_too(boundary: Boundary) -> None:
    log = AuditBook(MemoryPages(), SECRET)
    decision = Gate(boundary, log).decide(QUESTION)

    (told,) = log.read(Asked(), recorded=LOOK)

    assert not decision.allowed
    assert (told.verdict, told.rule) == ("denied", decision.rule)
    assert (told.subject, told.object, told.premise) == ("C-7", "meter 5512", "12 Oak Street")
    assert told.policy_sha256 == decision.policy_sha256


def test_d1_a_denial_without_consent_names_the_rule_and_nothing_of_the_customer(
    boundary: Boundary,
) -> None:
    decision = Gate(boundary, AuditBook(MemoryPages(), SECRET)).decide(QUESTION)

    assert decision.rule == "consent-none"
    assert "C-7" not in decision.reply


def test_a1_no_entry_no_decision(boundary: Boundary) -> None:
    with pytest.raises(AuditError, match="the disk is gone"):
        Gate(boundary, AuditBook(Broken(), SECRET)).decide(QUESTION)


def test_a1_a_decision_by_a_clock_that_went_back_is_not_given(boundary: Boundary) -> None:
    gate = Gate(boundary, AuditBook(MemoryPages(), SECRET))
    gate.decide(replace(QUESTION, at=NOON))

    with pytest.raises(ClockWentBackError):
        gate.decide(replace(QUESTION, at=NOON - timedelta(hours=1)))
