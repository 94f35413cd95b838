"""Proposals as results: whether a signature holds, and what belongs to which version."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from penstock.app.cases import By
from penstock.app.results.case_file import CaseFile
from penstock.app.results.proposals import proposal_document, proposal_report
from penstock.app.results.report import Report
from penstock.streams.ncv_03_solar_storage.items import CustomerProposal
from tests.solar_cases import SolarCase, at, solar_case
from tests.solar_contract import approved, signed
from tests.solar_sales import NOON


@pytest.fixture
def case() -> Iterator[SolarCase]:
    """Yield a case whose customer may sign."""
    with solar_case() as found:
        yield found.to_contract()


def shown(case: SolarCase) -> Report:
    return proposal_report(CaseFile.of(case.cases, case.id))


def test_a_proposal_is_open_until_its_last_day_and_then_expired(case: SolarCase) -> None:
    until = case.newest(CustomerProposal).expires_on

    (before,) = shown(case).marks
    late = SolarCase(at(case.cases, NOON + timedelta(days=400)), case.id)
    (after,) = shown(late).marks

    assert (before.words, before.because) == ("not signed yet", f"open until {until:%-d %b %Y}")
    assert (after.tone, after.words) == ("late", "expired")


def test_a_signature_holds_until_it_is_void_and_says_why(case: SolarCase) -> None:
    approval, (contract, *_) = approved(), signed()
    case.record(approval)
    by_one = shown(case).marks[0].words
    case.record(contract)
    by_both = shown(case).marks[0].words

    because = "The design changed since it was signed."
    void_at = contract.signed_at + timedelta(days=2)
    case.record(replace(contract, version=2, is_void=True, void_because=because, voided_at=void_at))
    mark = shown(case).marks[0]

    assert (by_one, by_both) == ("signed by the customer", "signed by both")
    assert (mark.tone, mark.words, mark.because) == ("late", "signature void", because)


def test_a_signature_after_a_contract_became_void_is_the_customers_alone(case: SolarCase) -> None:
    approval, (contract, *_) = approved(), signed()
    void_at = contract.signed_at + timedelta(days=2)
    case.record(
        replace(contract, is_void=True, void_because="The design changed.", voided_at=void_at)
    )

    case.record(replace(approval, approved_at=void_at + timedelta(days=1)))

    assert shown(case).marks[0].words == "signed by the customer"


def test_a_document_with_another_hash_is_not_taken_for_the_proposals(case: SolarCase) -> None:
    case.cases.record(
        case.id, "Proposal document", b"%PDF-1.7 another", By(actor="dora", key="pdf")
    )

    assert proposal_document(CaseFile.of(case.cases, case.id)) is None
    (table,) = (each for each in shown(case).tables if each.header[0] == "What")
    assert ("The PDF", "not in the case") in {(row[0], row[2]) for row in table.rows}
