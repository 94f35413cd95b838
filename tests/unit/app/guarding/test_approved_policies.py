"""The guard lets nothing through by policies that the council did not approve."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from penstock.app.cases import Cases
from penstock.app.guarding.guard import UnapprovedPoliciesError
from penstock.delivery import commands as do
from penstock.delivery.ports import Wanted
from penstock.governance.audit.entry import Verdict
from penstock.governance.boundary.asking import POLICY_ERROR
from penstock.governance.council.proposals import Approval, Proposal
from tests.unit.app.cases.bench import NOON
from tests.unit.app.guarding.office import COUNCIL, SELLER, SERVICE, Office, by

HERE = COUNCIL.policies.sha256
USAGE = "Validated consumption data (VEE)"
PROPOSAL = Proposal(
    number=1,
    owner="Ola",
    owner_role="Officer",
    reason="an order",
    source="18 CFR 358",
    effective=NOON - timedelta(days=9),
    before_sha256="0" * 64,
    sha256=HERE,
    proposed_by="Tom",
    proposed_at=NOON - timedelta(days=9),
)
PAT, VIC = (
    Approval(person=each, role="Counsel", at=NOON - timedelta(days=8)) for each in ("Pat", "Vic")
)
OTHERS = replace(PROPOSAL, sha256="f" * 64, approvals=(PAT, VIC))
ACTS: dict[str, Callable[[Cases], object]] = {
    "looks at a case": lambda cases: cases.case("BILL-1"),
    "looks at none": lambda cases: cases.case("NONE-1"),
    "reads an item": lambda cases: cases.content("BILL-1", USAGE),
    "reads of none": lambda cases: cases.content("NONE-1", USAGE),
    "lists": lambda cases: cases.find(Wanted()),
    "counts": lambda cases: cases.counts(),
    "holds": lambda cases: cases.act("BILL-1", do.Hold(reason="x"), by(SERVICE, "k")),
    "opens": lambda cases: cases.open("RCV-03", by(SERVICE, "k")),
}


@pytest.fixture
def office() -> Office:
    """Return an office with a case."""
    office = Office()
    office.behind().open("RCV-03", by("p", "1"), case_id="BILL-1")
    office.behind().record("BILL-1", USAGE, b"kWh 1 2 3", by("p", "2"))
    return office


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
def test_council_nothing_is_done_by_policies_that_were_not_approved(
    office: Office, act: Callable[[Cases], object]
) -> None:
    office.store.records.keep(OTHERS)

    with pytest.raises(UnapprovedPoliciesError, match=f"{HERE[:16]}, are not those"):
        act(office.cases(SERVICE))


def test_council_it_is_an_alarm_on_record(office: Office) -> None:
    office.store.records.keep(OTHERS)
    with pytest.raises(UnapprovedPoliciesError):
        office.cases(SERVICE).case("BILL-1")

    alarm = office.entries()[-1]
    assert (alarm.rule, alarm.verdict, alarm.object_kind) == (
        POLICY_ERROR,
        Verdict.DENIED,
        "policies",
    )


@pytest.mark.parametrize(
    "proposal",
    [
        PROPOSAL,
        replace(PROPOSAL, approvals=(PAT,), sha256="f" * 64),
        replace(PROPOSAL, approvals=(PAT, VIC)),
    ],
    ids=["proposed", "others, approved by one", "approved"],
)
def test_council_work_goes_on_by_approved_policies_or_while_none_were(
    office: Office, proposal: Proposal
) -> None:
    office.store.records.keep(proposal)

    assert office.cases(SERVICE).case("BILL-1").case_id == "BILL-1"


def test_council_an_approval_counts_for_the_next_question_of_who_is_there_already(
    office: Office,
) -> None:
    cases = office.cases(SERVICE)
    cases.case("BILL-1")

    office.store.records.keep(OTHERS)

    with pytest.raises(UnapprovedPoliciesError):
        cases.case("BILL-1")


def test_council_d12_who_would_see_nothing_anyhow_is_told_the_same(office: Office) -> None:
    office.store.records.keep(OTHERS)

    with pytest.raises(UnapprovedPoliciesError):
        office.cases(SELLER).find(Wanted())
