"""Which proposals are open on a tariff, and what each of them is made of."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypeVar, cast

from penstock.app.cases.usecases import Cases
from penstock.app.items.values import item_among, value_of
from penstock.delivery.case import Case, Status
from penstock.delivery.items import item_type
from penstock.delivery.kept import Wanted
from penstock.delivery.refusals import RefusedError
from penstock.streams.ncv_03_solar_storage.items.contract import CustomerApproval, SignedContract
from penstock.streams.ncv_03_solar_storage.items.design import SiteSpecifics, SystemDesign
from penstock.streams.ncv_03_solar_storage.items.lead import CustomerEnergyBills, CustomerInquiry
from penstock.streams.ncv_03_solar_storage.items.proposal import CustomerProposal

STREAM = "NCV-03"
_PAGE = 200
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenProposal:
    """A proposal that may be accepted still, with all that it is made of.

    Args:
        case_id: Its case.
        proposal: Itself, in its newest version.
        design: What is built.
        site: Where.
        inquiry: For whom.
        bills: Their use.
        approval: What the customer has signed, where they have.
        contract: The contract, where there is one.
    """

    case_id: str
    proposal: CustomerProposal
    design: SystemDesign
    site: SiteSpecifics
    inquiry: CustomerInquiry
    bills: bytes
    approval: CustomerApproval | None
    contract: SignedContract | None


def open_proposals(cases: Cases, tariff: str) -> Iterator[OpenProposal]:
    """Yield the proposals of open cases on a tariff, as far as whoever asks may read them."""
    for case in _open_cases(cases):
        try:
            proposal = _read(cases, case, CustomerProposal)
            if proposal is not None and proposal.tariff == tariff:
                yield from _with_all(cases, case, proposal)
        except RefusedError:
            # What somebody may not read is none of their proposals.
            continue


def _open_cases(cases: Cases) -> Iterator[Case]:
    after = ""
    find = cases.door.find if cases.door else cases.store.find
    while page := find(Wanted(stream_id=STREAM, status=Status.OPEN, after=after, limit=_PAGE)):
        yield from page
        after = page[-1].case_id


def _with_all(cases: Cases, case: Case, proposal: CustomerProposal) -> Iterator[OpenProposal]:
    parts = [
        _read(cases, case, each)
        for each in (SystemDesign, SiteSpecifics, CustomerInquiry, CustomerEnergyBills)
    ]
    if any(each is None for each in parts):
        return
    design, site, inquiry, bills = cast("Any", parts)
    yield OpenProposal(
        case_id=case.case_id,
        proposal=proposal,
        design=design,
        site=site,
        inquiry=inquiry,
        bills=bills.content,
        approval=_read(cases, case, CustomerApproval),
        contract=_read(cases, case, SignedContract),
    )


def _read(cases: Cases, case: Case, of: type[_T]) -> _T | None:
    """Return the newest version of an item that counts; None where there is none.

    Raises:
        RefusedError: It may not be shown to whoever asks.
    """
    kind = item_type(of)
    assert kind is not None
    item = item_among(kind, [name for name in case.items if case.has(name)])
    if not item:
        return None
    if cases.door:
        cases.door.working(case.stage_id, case.stream_id).item(case.case_id, item)
    return cast("_T", value_of(kind, cases.blobs.get(case.items[item].sha256), item=item))
