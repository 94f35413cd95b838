"""Leads of smart homes, by whichever door: one case for each household, however often it asks."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from hashlib import sha256

from penstock.app.cases.acting import By, ConflictError
from penstock.app.cases.naming import NoSuchCaseError
from penstock.app.cases.usecases import Cases
from penstock.app.inquiries.home_leads import (
    INQUIRIES,
    UnfitLeadError,
    read_inquiries,
    read_lead,
)
from penstock.app.inquiries.household import Households
from penstock.app.items.form import form_of
from penstock.app.items.problems import Problem
from penstock.delivery import commands as do
from penstock.delivery.case import Case, Status
from penstock.delivery.handling import KeyUsedError
from penstock.delivery.items import item_type
from penstock.streams.ncv_01_smart_home.items.marketing import (
    SMART_HOME,
    Door,
    HomeInquiry,
    Inquiries,
)
from penstock.streams.ncv_01_smart_home.leads.alike import alike_in, merged, ways_of

STREAM, STAGE, AUDIT = "NCV-01", "NCV-01.1", "NONREG-SH-002"
_TRIES = 20


class OtherLeadError(ValueError):
    """A key that was used before came with another lead."""

    def __init__(self, key: str) -> None:
        self.key = key
        super().__init__(
            f"The key “{key[:60]}” was used for another inquiry. Send a new one, or the same again."
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenLead:
    """A lead that was taken in.

    Args:
        case_id: Its case.
        merged: Why it was taken for a household that is there; empty for a new one.
        was_there: Whether it had come under the same key before.
    """

    case_id: str
    merged: str = ""
    was_there: bool = False


def receive_lead(
    cases: Cases, said: Mapping[str, object], *, door: Door, key: str, actor: str = ""
) -> TakenLead:
    """Take a lead in: a new case, or one more inquiry of a household whose case is there.

    A household is recognised by its e-mail, its telephone number, or its address with its name. It
    is merged while its case is in NCV-01.1; what comes later, or for a case that has ended, is a
    case of its own. Nothing that was said is ever changed or left out.

    Args:
        cases: Where it becomes a case.
        said: The fields of an inquiry, less those that are ours.
        door: By which door it came.
        key: The same for the same lead, however often it is sent.
        actor: Who takes it in; empty where nobody does but the program.

    Raises:
        UnfitLeadError: It cannot be taken in; nothing was.
        OtherLeadError: The key was used for another one.
    """
    inquiry = read_lead(said, door=door, received_at=cases.now().isoformat())
    households = Households(records=cases.store.records)
    digest = sha256(json.dumps(dict(said), sort_keys=True, default=str).encode()).hexdigest()
    before = households.under(key)
    if before and before.said_sha256 != digest:
        raise OtherLeadError(key)
    if before:
        return TakenLead(case_id=before.case_id, was_there=True)
    origin = _audit(cases, inquiry.origin) if inquiry.origin else None
    whole_key = f"lead/{sha256(key.encode()).hexdigest()}"
    by = By(actor=actor or f"inquiry by {door.value}", key=whole_key)
    ways = ways_of(inquiry)
    taken = _merged(cases, inquiry, households.alike(ways), by)
    if taken:
        households.keep_ways(ways, case_id=taken.case_id)
    else:
        opened = _opened(cases, inquiry, origin, by)
        before_ours = households.keep_ways(ways, case_id=opened.case_id)
        taken = _given_way(cases, opened, before_ours, households, by) or opened
    households.keep(key, case_id=taken.case_id, said_sha256=digest)
    return taken


def _given_way(
    cases: Cases, opened: TakenLead, before: tuple[str, ...], households: Households, by: By
) -> TakenLead | None:
    """Merge a case into one of its household that came at the same time; None where none did.

    What others added to it meanwhile goes along.
    """
    taken, moved = None, 0
    for _ in range(_TRIES):
        case = cases.case(opened.case_id)
        ours = read_inquiries(cases.blobs.get(case.items[INQUIRIES].sha256)).inquiries
        for number, inquiry in enumerate(ours[moved:], moved + 1):
            key = replace(by, key=f"{by.key}/given-way/{number}")
            taken = _merged(cases, inquiry, before, key)
            if taken is None:
                return None
            before, moved = (taken.case_id,), number
            households.keep_ways(ways_of(inquiry), case_id=taken.case_id)
        reason = f"It is the same household as {before[0]}, which came at the same time."
        last = replace(by, key=f"{by.key}/cancel", expected_version=case.version)
        try:
            cases.act(opened.case_id, do.Cancel(reason=reason), last)
        except ConflictError:
            continue
        return taken
    return taken


def _merged(
    cases: Cases, inquiry: HomeInquiry, case_ids: tuple[str, ...], by: By
) -> TakenLead | None:
    """Add an inquiry to the first of some cases that is of its household; None where none is."""
    for case_id in case_ids:
        for _ in range(_TRIES):
            try:
                taken = _added(cases, inquiry, case_id, by)
            except ConflictError:
                # Somebody else added theirs meanwhile; ours goes beside it.
                continue
            except KeyUsedError:
                return TakenLead(case_id=case_id, was_there=True)
            if taken:
                return taken
            break
    return None


def _added(cases: Cases, inquiry: HomeInquiry, case_id: str, by: By) -> TakenLead | None:
    """Add an inquiry to a case as it was seen; None where it is not of its household, or ended."""
    case = cases.store.case(case_id)
    if case is None or not _takes_more(case):
        return None
    before = read_inquiries(cases.blobs.get(case.items[INQUIRIES].sha256))
    if not alike_in(before, inquiry):
        return None
    after = merged(before, inquiry)
    _record(cases, case_id, after, replace(by, expected_version=case.version))
    return TakenLead(case_id=case_id, merged=after.merged[-1].because)


def _takes_more(case: Case) -> bool:
    return case.status is Status.OPEN and case.stage_id == STAGE and case.has(INQUIRIES)


def _opened(cases: Cases, inquiry: HomeInquiry, origin: Case | None, by: By) -> TakenLead:
    about = {
        "product": inquiry.product,
        "customer": inquiry.name,
        "premise": inquiry.premise,
        "account": inquiry.account_id,
    }
    case_id: str = json.loads(cases.open(STREAM, by, **about))["case_id"]
    if not cases.case(case_id).has(INQUIRIES):
        _record(cases, case_id, Inquiries(inquiries=(inquiry,)), by)
    if origin is not None and case_id not in origin.links:
        cases.link(origin.case_id, case_id, replace(by, key=f"{by.key}/link"))
    return TakenLead(case_id=case_id)


def _record(cases: Cases, case_id: str, asked: Inquiries, by: By) -> None:
    kind = item_type(Inquiries)
    assert kind is not None
    content = form_of(kind).write(asked, item=INQUIRIES)
    cases.record(case_id, INQUIRIES, content, replace(by, key=f"{by.key}/inquiry"))


def _audit(cases: Cases, case_id: str) -> Case:
    """Return the audit that hands an install over.

    Raises:
        UnfitLeadError: There is none, or it is something else.
    """
    try:
        found = cases.case(case_id)
    except NoSuchCaseError as error:
        raise UnfitLeadError([Problem(path="origin", because=f"is no case: {case_id}")]) from error
    if found.product != AUDIT:
        because = f"is case {case_id} of {found.product or 'no product'}, and not of {AUDIT}"
        raise UnfitLeadError([Problem(path="origin", because=because)])
    return found


def is_home(said: Mapping[str, object]) -> bool:
    """Tell whether an inquiry asks for a smart home."""
    return said.get("product") == SMART_HOME
