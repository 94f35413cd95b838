"""A changed tariff re-quotes all open proposals as one batch, on every database."""

import json
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from penstock.app.cases.opening import opened
from penstock.app.cases.usecases import Cases
from penstock.app.loading import reference_company
from penstock.app.requoting.requoting import Requoted, requote
from penstock.delivery import commands as do
from penstock.delivery.stage_acts import ActRefusedError
from penstock.streams.ncv_03_solar_storage.items import (
    CustomerProposal,
    RequoteNote,
    SignedContract,
)
from tests.contract.places import Place
from tests.sales_walk import Walk, by
from tests.solar_sales import NOON

TARIFF = "tariffs/RES-E.json"


@pytest.fixture
def company(tmp_path: Path) -> Path:
    """Return a company of one's own, whose tariffs can be changed."""
    return Path(shutil.copytree(reference_company(), tmp_path / "company"))


@pytest.fixture
def cases(place: Place, company: Path) -> Iterator[Cases]:
    with opened(place.address, folder=company, create=True) as found:
        yield replace(found, now=lambda: NOON, bound=frozenset())


def walked(cases: Cases, *names: str) -> list[Walk]:
    return [Walk(cases, name).to_proposal(NOON, name=name) for name in names]


def dearer(company: Path, *, by_percent: int = 20) -> None:
    file = company / TARIFF
    book = json.loads(file.read_text(encoding="utf-8"))
    rates = book["items"][0] if "items" in book else book
    for tiers in rates["energyratestructure"]:
        for tier in tiers:
            tier["rate"] = round(tier["rate"] * (1 + by_percent / 100), 6)
    file.write_text(json.dumps(book), encoding="utf-8")


def done(cases: Cases, company: Path, *, dry_run: bool = False) -> dict[str, Requoted]:
    found = requote(cases, "RES-E", person="rita", folder=company, dry_run=dry_run)
    return {each.case_id: each for each in found}


def test_every_open_proposal_is_reckoned_anew_and_nothing_is_done_twice(
    cases: Cases, company: Path
) -> None:
    first, second = walked(cases, "SOL-1", "SOL-2")
    dearer(company)

    told = done(cases, company)

    assert {each.state for each in told.values()} == {"re-quoted"}
    for walk in (first, second):
        proposal, note = walk.value(CustomerProposal), walk.value(RequoteNote)
        assert proposal.version == 2
        assert proposal.price_cents == 2_320_000 + 1_350_000
        assert proposal.savings_p50_cents == told[walk.id].new_savings_cents
        assert note.old_savings_cents < note.new_savings_cents
        assert note.words == told[walk.id].sentence
    again = done(cases, company)
    assert {each.state for each in again.values()} == {"as it was"}
    assert first.value(CustomerProposal).version == 2


def test_a_dry_run_tells_the_same_figures_and_records_nothing(cases: Cases, company: Path) -> None:
    (walk,) = walked(cases, "SOL-1")
    dearer(company)
    before = cases.show("SOL-1").case.version

    rehearsed = done(cases, company, dry_run=True)

    assert rehearsed["SOL-1"].state == "would be re-quoted"
    assert cases.show("SOL-1").case.version == before
    assert done(cases, company)["SOL-1"].new_savings_cents == rehearsed["SOL-1"].new_savings_cents
    assert walk.value(CustomerProposal).version == 2


def test_what_stopped_half_way_goes_on_with_the_rest(cases: Cases, company: Path) -> None:
    walked(cases, "SOL-1", "SOL-2")
    dearer(company)
    next(requote(cases, "RES-E", person="rita", folder=company))

    told = done(cases, company)

    assert sorted(each.state for each in told.values()) == ["as it was", "re-quoted"]


def test_expired_and_cancelled_proposals_are_left_as_they_are(cases: Cases, company: Path) -> None:
    walked(cases, "SOL-1", "SOL-2")
    cases.act("SOL-2", do.Cancel(reason="moved away"), by("sally"))
    dearer(company)

    late = replace(cases, now=lambda: NOON + timedelta(days=40))
    told = done(late, company)

    assert list(told) == ["SOL-1"]
    assert told["SOL-1"].state == "left out"
    assert "expired on" in told["SOL-1"].sentence


def approved(cases: Cases) -> Walk:
    """Walk until the customer has accepted the proposal."""
    (walk,) = walked(cases, "SOL-1")
    walk.worked_by_hand()
    return accepted(walk)


def accepted(walk: Walk) -> Walk:
    proposal = walk.value(CustomerProposal)
    walk.do("offer-financing", "sally")
    walk.do(
        "approve",
        "LINK-1 Ada Roof",
        proposal_version=proposal.version,
        pdf_sha256=proposal.pdf_sha256,
        offer_id="CASH",
        agrees_to_electronic=True,
        typed_name=proposal.customer,
        identified="personal link",
    )
    return walk


def signed(walk: Walk) -> Walk:
    walk.do(
        "sign-contract",
        "carl",
        typed_name="Carl Counsel",
        installation_by="2027-02-01",
        operation_by="2027-03-15",
    )
    return walk


def test_an_acceptance_of_the_older_version_makes_no_contract_and_the_customer_is_asked_again(
    cases: Cases, company: Path
) -> None:
    walk = approved(cases)
    dearer(company)

    told = done(cases, company)["SOL-1"]

    lapsed = "approved Proposal SOL-1 version 1, and Proposal SOL-1 version 2 is the current one"
    assert (told.state, told.asks_again) == ("re-quoted", True)
    assert lapsed in told.sentence
    assert walk.value(RequoteNote).words == told.sentence
    with pytest.raises(ActRefusedError, match=lapsed):
        signed(walk)
    assert not cases.case("SOL-1").has("Signed contract")


def test_what_was_re_quoted_after_the_acceptance_is_accepted_anew_and_signed(
    cases: Cases, company: Path
) -> None:
    walk = approved(cases)
    dearer(company)
    done(cases, company)

    signed(accepted(walk)).worked_by_hand()

    assert walk.value(SignedContract).proposal == "Proposal SOL-1 version 2"
    assert cases.case("SOL-1").stage_id == "NCV-03.4"


def test_a_changed_tariff_leaves_a_contract_that_both_have_signed_as_it_is(
    cases: Cases, company: Path
) -> None:
    walk = signed(approved(cases))
    dearer(company)
    before = cases.case("SOL-1").version

    told = done(cases, company)["SOL-1"]

    assert (told.state, told.asks_again) == ("left out", False)
    assert "contract SOL-1-C is signed on it, and stands as it was signed" in told.sentence
    assert cases.case("SOL-1").version == before
    with pytest.raises(ActRefusedError, match="contract SOL-1-C is signed on it"):
        walk.do("requote", tariff="RES-E")
    with pytest.raises(ActRefusedError, match="design, parts and price are those signed"):
        walk.do("void-contract")
    walk.worked_by_hand()
    assert cases.case("SOL-1").stage_id == "NCV-03.4"


def test_a_contract_that_is_void_is_re_quoted_and_stays_void_until_both_sign_anew(
    cases: Cases, company: Path
) -> None:
    walk = signed(approved(cases))
    walk.do("change", "ina", what="a larger battery", because="the customer asks")
    void = walk.value(SignedContract)
    dearer(company)

    told = done(cases, company)["SOL-1"]

    assert (told.state, told.asks_again) == ("re-quoted", True)
    assert walk.value(SignedContract) == void
    later = Walk(replace(cases, now=lambda: NOON + timedelta(hours=1)))
    with pytest.raises(ActRefusedError, match="have it approved"):
        signed(later)
    signed(accepted(later))
    assert not later.value(SignedContract).is_void
