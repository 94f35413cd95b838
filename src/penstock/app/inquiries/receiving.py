"""An inquiry taken in, by whichever door it came: looked at whole, then a case of its own."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from typing import cast

from penstock.app.cases.acting import By
from penstock.app.cases.usecases import Cases
from penstock.app.customer.requests import Came, Topic, desk_for, requests_in
from penstock.app.customer.viewing import words_for
from penstock.app.energy.extra import require_energy
from penstock.app.inquiries.home_leads import UnfitLeadError, read_lead
from penstock.app.inquiries.homes import OtherLeadError, is_home, receive_lead
from penstock.app.items.form import Form, form_of
from penstock.app.items.problems import Problem, UnfitItemError
from penstock.delivery.case import Case
from penstock.delivery.items import item_type
from penstock.streams.ncv_01_smart_home.items.marketing import Door
from penstock.streams.ncv_03_solar_storage.items.lead import (
    RESIDENTIAL,
    CustomerInquiry,
    Source,
    against_answering,
)
from penstock.streams.ncv_03_solar_storage.ports import UnusableInputError

STREAM, INQUIRY, BILLS = "NCV-03", "Customer inquiry", "Customer energy bills"
MOST_BILLS_BYTES = 8 << 20
_OURS = ("source", "received_at")
# What is asked for in a row, so that a problem with the whole is told beside the right field.
_FIELDS = ("email", "product", "site_zone", "tariff", "premise", "name", "phone")
_LONGEST = 2000
# What is told of fields of any item, and what whoever asks for solar is told instead.
_PLAIN = {
    "has fewer than 1 characters": "is missing",
    "is no field of this type": "is no field of an inquiry",
}
ZONE = "America/New_York"


class UnfitInquiryError(ValueError):
    """An inquiry that cannot be taken in: every problem at once.

    Args:
        problems: What is wrong, each with the field it is about.
    """

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(self.told))

    @property
    def told(self) -> tuple[str, ...]:
        """The same in words, each with its field: `name is missing`."""
        return tuple(
            " ".join(filter(None, (each.path, each.found, each.because))) for each in self.problems
        )


class OtherInquiryError(ValueError):
    """A key that was used before came with another inquiry."""

    def __init__(self, key: str) -> None:
        self.key = key
        super().__init__(
            f"The key “{key[:60]}” was used for another inquiry. Send a new one, or the same again."
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """An inquiry that was taken in.

    Args:
        case_id: Its case.
        has_bills: Whether bills came with it.
        merged: Why it was taken for a household that is there; empty for a case of its own.
    """

    case_id: str
    has_bills: bool
    merged: str = ""


def receive(
    cases: Cases,
    said: Mapping[str, object],
    *,
    source: Source,
    key: str,
    bills: bytes | None = None,
    actor: str = "",
) -> Received:
    """Take an inquiry in: open its case, and record inquiry and bills.

    Sent again with the same key, it is the same case, and nothing is recorded twice.

    Args:
        cases: Where it becomes a case.
        said: The fields of Customer inquiry, less those that are ours: when it came, and how.
        source: By which door it came.
        key: The same for the same inquiry, however often it is sent.
        bills: A file of use: Green Button, a table of intervals, or bills.
        actor: Who takes it in; empty where nobody does but the program.

    Raises:
        UnfitInquiryError: It cannot be taken in; nothing was.
        OtherInquiryError: The key was used for another one.
    """
    if is_home(said):
        return _home(cases, said, door=Door(source.value), key=key, bills=bills, actor=actor)
    inquiry = read_inquiry(said, source=source, bills=bills, now=cases.now())
    whole_key = f"inquiry/{sha256(key.encode()).hexdigest()}"
    by = By(actor=actor or f"inquiry by {source.value}", key=whole_key)
    case_id = _opened(cases, inquiry, by)
    case = cases.case(case_id)
    if case.has(INQUIRY):
        _require_same(cases, case, inquiry, key)
    else:
        content = _form().write(inquiry, item=INQUIRY)
        cases.record(case_id, INQUIRY, content, replace(by, key=f"{by.key}/inquiry"))
        _ask_for_link(cases, case, inquiry.name, key=whole_key)
    if bills is not None:
        cases.record(case_id, BILLS, bills, replace(by, key=f"{by.key}/bills"))
    return Received(case_id=case_id, has_bills=bills is not None)


def require_fit(
    said: Mapping[str, object], *, source: Source, bills: bytes | None, now: datetime
) -> None:
    """Look whether an inquiry can be taken in, for whatever it asks.

    Raises:
        UnfitInquiryError: It cannot.
    """
    if not is_home(said):
        read_inquiry(said, source=source, bills=bills, now=now)
        return
    try:
        read_lead(said, door=Door(source.value), received_at=now.isoformat())
    except UnfitLeadError as error:
        raise UnfitInquiryError(error.problems) from error


def read_inquiry(
    said: Mapping[str, object], *, source: Source, bills: bytes | None, now: datetime
) -> CustomerInquiry:
    """Return an inquiry that was looked at, and its bills with it.

    Raises:
        UnfitInquiryError: Something is wrong with it, or the bills cannot be read.
    """
    found = list(_strangers(said))
    whole = {name: value for name, value in said.items() if name not in _OURS}
    whole |= {"source": source.value, "received_at": now.isoformat()}
    inquiry: CustomerInquiry | None = None
    try:
        content = json.dumps(whole).encode()
        inquiry = cast("CustomerInquiry", _form().read(content, item=INQUIRY))
    except UnfitItemError as error:
        told = [each for problem in error.problems for each in _by_field(problem)]
        # Where a field is wrong by itself, nobody has looked at how they go together.
        found += dict.fromkeys((*told, *_together(said)))
    zone = inquiry.site_zone if inquiry else ZONE
    found += _of_bills(bills, zone)
    if found or inquiry is None:
        raise UnfitInquiryError(found)
    return inquiry


def _home(
    cases: Cases,
    said: Mapping[str, object],
    *,
    door: Door,
    key: str,
    bills: bytes | None,
    actor: str,
) -> Received:
    """Take an inquiry for a smart home in, which is asked for no bills."""
    if bills is not None:
        because = "are asked for later, under a consent, when the home is designed; leave them out"
        raise UnfitInquiryError([Problem(path="bills", because=because)])
    try:
        found = receive_lead(cases, said, door=door, key=key, actor=actor)
    except UnfitLeadError as error:
        raise UnfitInquiryError(error.problems) from error
    except OtherLeadError as error:
        raise OtherInquiryError(error.key) from error
    if not found.merged:
        case = cases.case(found.case_id)
        _ask_for_link(cases, case, case.customer, key=f"lead/{sha256(key.encode()).hexdigest()}")
    return Received(case_id=found.case_id, has_bills=False, merged=found.merged)


def _strangers(said: Mapping[str, object]) -> Iterator[Problem]:
    for name, value in said.items():
        if name in _OURS:
            yield Problem(path=name, because="is told by us and not by you; leave it out")
        elif isinstance(value, str) and len(value) > _LONGEST:
            yield Problem(path=name, because=f"has more than {_LONGEST:,} characters")


def _by_field(problem: Problem) -> Iterator[Problem]:
    """Yield a problem as one for each field; what is wrong with the whole names its fields."""
    if problem.path:
        plain = _PLAIN.get(problem.because)
        yield Problem(path=problem.path, because=plain) if plain else problem
        return
    for sentence in problem.because.removeprefix("Value error, ").split("; "):
        field = next((each for each in _FIELDS if each in sentence.split()), "")
        yield Problem(path=field, because=sentence.removeprefix(f"{field} "))


def _together(said: Mapping[str, object]) -> Iterator[Problem]:
    usual = {"email": "", "phone": "", "product": RESIDENTIAL, "site_zone": ZONE}
    given = {name: said.get(name, value) for name, value in usual.items()}
    texts = {name: value for name, value in given.items() if isinstance(value, str)}
    if len(texts) == len(usual):
        for sentence in against_answering(**texts):
            yield from _by_field(Problem(path="", because=sentence))


def _of_bills(bills: bytes | None, zone: str) -> Iterator[Problem]:
    if bills is None:
        return
    if len(bills) > MOST_BILLS_BYTES:
        most = f"{MOST_BILLS_BYTES >> 20} MiB"
        yield Problem(path="bills", because=f"is larger than {most}; send a year and no more")
        return
    require_energy("numpy", "lxml")
    from penstock.app.streams.studio.loads import bills_in  # numpy is slow to import

    try:
        bills_in(bills, zone)
    except UnusableInputError as error:
        yield Problem(path="bills", because=str(error).removeprefix("Customer energy bills: "))


def _opened(cases: Cases, inquiry: CustomerInquiry, by: By) -> str:
    said = json.loads(
        cases.open(
            STREAM,
            by,
            product=inquiry.product,
            customer=inquiry.name,
            premise=inquiry.premise,
            account=inquiry.account_id,
        )
    )
    case_id: str = said["case_id"]
    return case_id


def _ask_for_link(cases: Cases, case: Case, person: str, *, key: str) -> None:
    """Have the office send whoever asks the link to their project.

    It is not shown to whoever fills in the form: they may have written somebody else's address.
    """
    desk = desk_for(Topic.LINK, words_for(cases, case))
    came = Came(case_id=case.case_id, person=person)
    requests_in(cases).ask(came, Topic.LINK, desk, key=key)


def _require_same(cases: Cases, case: Case, inquiry: CustomerInquiry, key: str) -> None:
    content = cases.blobs.get(case.items[INQUIRY].sha256)
    before = cast("CustomerInquiry", _form().read(content, item=INQUIRY))
    if replace(before, received_at=inquiry.received_at) != inquiry:
        raise OtherInquiryError(key)


def _form() -> Form:
    kind = item_type(CustomerInquiry)
    assert kind is not None
    return form_of(kind)
