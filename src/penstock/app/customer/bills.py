"""Bills that a customer sends, and what was read from them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from penstock.app.cases.acting import ConflictError
from penstock.app.cases.usecases import Cases
from penstock.app.customer.acting import by_link
from penstock.app.customer.language import Language
from penstock.app.customer.papers import Papers
from penstock.app.customer.refusing import CustomerRefusedError
from penstock.app.energy.extra import NoEnergyPackagesError, require_energy
from penstock.app.inquiries.receiving import BILLS, MOST_BILLS_BYTES
from penstock.app.links import PersonalLink
from penstock.delivery.case import Case, Phase
from penstock.delivery.models import StreamModel
from penstock.delivery.refusals import RefusedError
from penstock.engineering.proposal.figures import whole
from penstock.streams.ncv_03_solar_storage.ports import UnusableInputError


@dataclass(frozen=True, slots=True, kw_only=True)
class BillsRead:
    """What was read from a customer's file.

    Args:
        sent_at: When it came.
        first: The first day that it tells of.
        last: The last one.
        months: Each month or bill with its use, in words.
        total: All of the use, in words; empty where it could not be read by a program.
        is_year: Whether it is enough for a year.
    """

    sent_at: datetime
    first: date | None = None
    last: date | None = None
    months: tuple[tuple[str, str], ...] = ()
    total: str = ""
    is_year: bool = False


def bills_read(cases: Cases, case: Case, papers: Papers) -> BillsRead | None:
    """Return what was read from the newest bills of a case; None where there are none."""
    if not case.has(BILLS):
        return None
    held = case.items[BILLS]
    at = next(
        each.stamp.at
        for each in reversed(cases.store.log(case.case_id))
        if getattr(each.event, "sha256", "") == held.sha256
    ).astimezone(ZoneInfo(papers.zone))
    try:
        return _read(cases.blobs.get(held.sha256), papers.zone, case.product, at)
    except (NoEnergyPackagesError, UnusableInputError):
        return BillsRead(sent_at=at)


def may_send_bills(case: Case, model: StreamModel) -> bool:
    """Tell whether a case takes bills now: until the stage has begun that works with them."""
    stage = model.stage(case.stage_id)
    is_waiting = case.phase is Phase.WAITING and BILLS in stage.inputs
    return not case.ended and is_waiting


def send_bills(
    cases: Cases,
    link: PersonalLink,
    content: bytes | None,
    form: Mapping[str, str],
    language: Language,
    *,
    zone: str,
) -> None:
    """Record the bills that a customer sends.

    Raises:
        CustomerRefusedError: There is no file, nothing can be read in it, or it comes too late.
    """
    say, case = language.say, cases.case(link.case_id)
    if not content:
        raise CustomerRefusedError(say("Choose a file with your bills first."))
    if len(content) > MOST_BILLS_BYTES:
        most = MOST_BILLS_BYTES >> 20
        raise CustomerRefusedError(say("The file is larger than {most} MiB.", most=most))
    try:
        _read(content, zone, case.product, cases.now())
        cases.record(link.case_id, BILLS, content, by_link(link, "bills", form))
    except UnusableInputError as error:
        because = str(error).removeprefix(f"{BILLS}: ")
        raise CustomerRefusedError(
            say("We cannot read this file: {because}", because=because)
        ) from error
    except (NoEnergyPackagesError, RefusedError, ConflictError) as error:
        sentence = say("We cannot take bills here now. Ask us below.")
        raise CustomerRefusedError(sentence) from error


def _read(content: bytes, zone: str, product: str, at: datetime) -> BillsRead:
    require_energy("numpy", "lxml")
    from penstock.app.streams.studio.loads import report_of  # numpy is slow to import

    report = report_of(content, zone, product)
    return BillsRead(
        sent_at=at,
        first=report.first,
        last=report.end - timedelta(days=1),
        months=tuple((each.name, whole(each.amount, report.unit)) for each in report.bars),
        total=whole(report.total, report.unit),
        is_year=report.year is not None,
    )
