"""NCV-03.1 and .2 by their acts, on every database: what designers do is recorded whole."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest

from penstock.app.cases import ConflictError
from penstock.app.cases.opening import opened
from penstock.app.loading import reference_company
from penstock.delivery.stage_acts import ActRefusedError
from penstock.streams.ncv_03_solar_storage.items import (
    BillExplained,
    BillOfMaterials,
    CustomerProposal,
    DesignVariants,
    SystemDesign,
)
from tests.contract.places import Place
from tests.sales_walk import Walk
from tests.solar_sales import NOON


@pytest.fixture
def walk(place: Place) -> Iterator[Walk]:
    with opened(place.address, folder=reference_company(), create=True) as cases:
        yield Walk(replace(cases, now=lambda: NOON, bound=frozenset()))


def test_a_proposal_is_recorded_with_design_money_parts_and_pages(walk: Walk) -> None:
    walk.to_proposal(NOON)

    design, proposal = walk.value(SystemDesign), walk.value(CustomerProposal)
    held = walk.cases.show(walk.id).case.items
    assert proposal.design_sha256 == held["System design"].sha256
    assert proposal.projections_sha256 == held["Financial projections"].sha256
    assert proposal.parts_sha256 == held["Bill of materials"].sha256
    assert proposal.pdf_sha256 == held["Proposal document"].sha256
    assert walk.value(BillOfMaterials).design_sha256 == held["System design"].sha256
    assert design.modules_count == 20


def test_a_stage_with_a_proposal_can_be_completed_and_passed(walk: Walk) -> None:
    walk.to_proposal(NOON)

    walk.worked_by_hand()

    assert walk.cases.show(walk.id).case.stage_id == "NCV-03.3"


def test_a_design_that_breaks_a_rule_records_nothing(walk: Walk) -> None:
    walk.to_design(NOON)
    walk.site()

    with pytest.raises(ActRefusedError, match="fire setbacks: 300 modules"):
        walk.do("design", modules=300)

    assert not walk.cases.show(walk.id).case.has("Design variants")


def test_of_two_designers_at_once_one_is_told_of_the_other(walk: Walk) -> None:
    walk.to_design(NOON)
    walk.site()

    def design(person: str, modules: int) -> str:
        try:
            walk.do("design", person, variant=person, modules=modules)
        except ConflictError as error:
            return str(error)
        return ""

    with ThreadPoolExecutor(2) as both:
        told = list(both.map(design, ("ann", "bob"), (20, 22)))

    for person in (person for person, said in zip(("ann", "bob"), told, strict=True) if said):
        design(person, 18)
    names = {each.variant for each in walk.value(DesignVariants).variants}
    assert names == {"ann", "bob"}


def test_a_printed_bill_is_explained_in_the_case(walk: Walk) -> None:
    walk.begin(NOON)

    walk.do(
        "explain-bill",
        start="2025-03-11",
        end="2025-04-12",
        use_kwh="1014",
        lines=[{"what": "Energy", "cents": 10140}, {"what": "Sales tax", "cents": 700}],
    )

    assert walk.value(BillExplained).conclusion.startswith("We bill")


def test_an_open_proposal_is_reckoned_anew_only_where_its_tariff_has_changed(walk: Walk) -> None:
    walk.to_proposal(NOON)

    with pytest.raises(ActRefusedError, match="is on RES-E as it is now"):
        walk.do("requote", tariff="RES-E")
    with pytest.raises(ActRefusedError, match="it is on RES-E, not on GS-E"):
        walk.do("requote", tariff="GS-E")


def test_an_expired_proposal_is_not_reckoned_anew(walk: Walk) -> None:
    walk.to_proposal(NOON)
    walk.cases = replace(walk.cases, now=lambda: NOON + timedelta(days=31))

    with pytest.raises(ActRefusedError, match="it expired on 2026-12-21"):
        walk.do("requote", tariff="RES-E")


def test_use_is_not_asked_for_in_nobodys_name(walk: Walk) -> None:
    walk.begin(NOON, account_id="A-77")

    with pytest.raises(ActRefusedError, match="nobody's is known here"):
        walk.do("ask-usage")
