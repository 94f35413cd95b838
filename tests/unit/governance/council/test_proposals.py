from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from penstock.governance.council.charter import Charter, SeatlessError
from penstock.governance.council.proposals import (
    Approval,
    Proposal,
    ProposalError,
    approved,
    fault,
    require_base,
    usable,
)

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
DAY = timedelta(days=1)
TICK = timedelta(microseconds=1)
MIDNIGHT = datetime(2026, 12, 1, tzinfo=UTC)
CHARTER = Charter(name="Council", roles=frozenset({"Counsel", "Officer"}))
COUNSEL = frozenset({"Counsel", "Auditor"})
PROPOSAL = Proposal(
    number=1,
    owner="Ola",
    owner_role="Officer",
    reason="an order",
    source="18 CFR 358",
    effective=MIDNIGHT,
    before_sha256="old",
    sha256="new",
    proposed_by="Tom",
    proposed_at=NOON,
)


def _by(proposal: Proposal, person: str, *, roles: frozenset[str] = COUNSEL) -> Proposal:
    return approved(proposal, by=person, roles=roles, charter=CHARTER, at=NOON)


def _approved(proposal: Proposal = PROPOSAL) -> Proposal:
    return _by(_by(proposal, "Pat"), "Vic")


def test_council_two_members_approve_in_the_role_of_their_seat() -> None:
    one, two = _by(PROPOSAL, "Pat"), _approved()

    assert (one.is_approved, two.is_approved) == (False, True)
    assert two.approvals[0] == Approval(person="Pat", role="Counsel", at=NOON)
    assert two.version == 3


def test_council_nobody_approves_what_they_own() -> None:
    with pytest.raises(ProposalError, match="Ola owns POL-1"):
        _by(PROPOSAL, "Ola")


def test_council_nobody_approves_twice() -> None:
    with pytest.raises(ProposalError, match="Pat has approved POL-1 already"):
        _by(_by(PROPOSAL, "Pat"), "Pat")


def test_council_nobody_else_has_a_say() -> None:
    with pytest.raises(SeatlessError, match="Sal has no seat in the Council"):
        _by(PROPOSAL, "Sal", roles=frozenset({"Sales Consultant"}))


def test_council_what_is_approved_takes_no_third() -> None:
    with pytest.raises(ProposalError, match="approved already"):
        _by(_approved(), "Zoe")


@pytest.mark.parametrize("proposals", [(), (PROPOSAL,), (_by(PROPOSAL, "Pat"),)])
def test_council_any_policies_decide_until_a_first_proposal_was_approved(
    proposals: tuple[Proposal, ...],
) -> None:
    assert fault(proposals, sha256="whatever", at=MIDNIGHT + DAY) == ""


@pytest.mark.parametrize(
    ("at", "found"),
    [
        (MIDNIGHT - TICK, {"old"}),
        (MIDNIGHT, {"old", "new"}),
        (MIDNIGHT + DAY - TICK, {"old", "new"}),
        (MIDNIGHT + DAY, {"new"}),
    ],
)
def test_council_policies_hold_from_their_day_and_those_before_until_its_end(
    at: datetime, found: set[str]
) -> None:
    assert usable([_approved()], at=at) == found


def test_council_nothing_holds_before_it_was_approved() -> None:
    long_ago = replace(PROPOSAL, effective=NOON - 9 * DAY)

    assert usable([_approved(long_ago)], at=NOON - TICK) == {"old"}
    assert "new" in usable([_approved(long_ago)], at=NOON)


def test_council_whoever_goes_back_to_earlier_policies_needs_an_approval() -> None:
    third = replace(
        PROPOSAL, number=2, before_sha256="new", sha256="newer", effective=MIDNIGHT + DAY
    )
    chosen = [_approved(), _approved(third)]

    assert usable(chosen, at=MIDNIGHT + 3 * DAY) == {"newer"}
    assert "not those that were approved, newer" in fault(
        chosen, sha256="new", at=MIDNIGHT + 3 * DAY
    )


def test_council_what_was_compared_with_other_policies_is_proposed_anew() -> None:
    require_base("new", [_approved()])
    require_base("anything", [PROPOSAL])

    with pytest.raises(ProposalError, match="compared with the policies old"):
        require_base("old", [_approved()])


@given(days=st.lists(st.integers(0, 6), min_size=1, max_size=5), asked=st.integers(0, 9))
def test_council_after_its_day_exactly_one_kind_of_policies_holds(
    days: list[int], asked: int
) -> None:
    chain = [
        _approved(
            replace(
                PROPOSAL,
                number=n,
                effective=MIDNIGHT + day * DAY,
                before_sha256=str(n - 1),
                sha256=str(n),
            )
        )
        for n, day in enumerate(days, start=1)
    ]
    at = MIDNIGHT + asked * DAY

    found = usable(chain, at=at)

    begun = [each for each in chain if each.effective <= at]
    newest = max(begun, key=lambda each: (each.effective, each.number), default=None)
    assert (newest.sha256 if newest else "0") in found or newest is None
    assert len(found) == (2 if newest and newest.effective == at else 1)
