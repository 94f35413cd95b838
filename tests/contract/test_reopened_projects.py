"""A project that goes back to design, on every database: what is proposed anew goes on counting."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from penstock.app.cases.opening import opened
from penstock.app.loading import reference_company
from penstock.delivery import commands as do
from penstock.delivery.stage_acts import ActRefusedError
from penstock.streams.ncv_03_solar_storage.items import (
    CustomerProposal,
    DesignVariants,
    SignedContract,
    SystemDesign,
)
from tests.contract.places import Place
from tests.permits_walk import PermitsWalk
from tests.solar_sales import NOON


@pytest.fixture
def walk(place: Place) -> Iterator[PermitsWalk]:
    """Yield a project whose contract was signed, and that goes back to design."""
    with opened(place.address, folder=reference_company(), create=True) as cases:
        walk = PermitsWalk(replace(cases, now=lambda: NOON, bound=frozenset()))
        walk.to_permits(NOON)
        walk.act(do.Reopen(stage_id="NCV-03.2", reason="a tree was forgotten"))
        walk.do("design", modules=18)
        walk.do("propose", because="a tree was forgotten")
        yield walk


def approval(proposal: CustomerProposal) -> dict[str, Any]:
    return {
        "proposal_version": proposal.version,
        "pdf_sha256": proposal.pdf_sha256,
        "agrees_to_electronic": True,
        "typed_name": proposal.customer,
        "identified": "in person",
        "detail": "driving licence",
    }


def test_a_proposal_and_a_design_go_on_counting(walk: PermitsWalk) -> None:
    proposal, design = walk.value(CustomerProposal), walk.value(SystemDesign)

    assert (proposal.version, proposal.variant) == (2, "first")
    assert (design.version, design.modules_count) == (2, 18)
    assert [each.version for each in walk.value(DesignVariants).variants] == [2]


def test_a_signature_on_the_version_of_before_is_refused_by_name(walk: PermitsWalk) -> None:
    newest = walk.value(CustomerProposal)
    walk.worked_by_hand()
    walk.do("offer-financing", "sally")
    before = walk.cases.case(walk.id).version

    with pytest.raises(
        ActRefusedError, match="version 1 was replaced; Proposal SOL-1 version 2 is the current one"
    ):
        walk.do("approve", "rita", **approval(replace(newest, version=1)))

    assert walk.cases.case(walk.id).version == before


def test_what_is_signed_anew_is_the_next_version_of_the_contract(walk: PermitsWalk) -> None:
    walk.worked_by_hand()
    walk.do("offer-financing", "sally")
    walk.do("approve", "rita", **approval(walk.value(CustomerProposal)))
    days: dict[str, Any] = {"installation_by": "2027-02-01", "operation_by": "2027-03-15"}

    walk.do("sign-contract", "carl", typed_name="Carl Counsel", **days)

    contract = walk.value(SignedContract)
    assert (contract.version, contract.is_void) == (2, False)
    assert contract.design_sha256 == walk.value(CustomerProposal).design_sha256
