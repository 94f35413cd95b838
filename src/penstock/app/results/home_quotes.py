"""A smart home's quote as it was recorded: prices once and each month, devices, fit, savings."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from penstock.app.results.case_file import CaseFile
from penstock.app.results.kinds import PROPOSALS
from penstock.app.results.report import Figure, Mark, Report, Section, Table
from penstock.casework.quote.quote import Standing, on_the_wall, standing
from penstock.engineering.proposal.figures import dollars, dollars_and_cents
from penstock.streams.ncv_01_smart_home.items.contract import CustomerAgreement, SignedContract
from penstock.streams.ncv_01_smart_home.items.home import CustomerNeeds, SiteDetails
from penstock.streams.ncv_01_smart_home.items.solution import (
    CustomerEnergyBills,
    CustomSolutionDesign,
    DetailedQuote,
    PriceLine,
    QuoteDocument,
    Recurs,
    SavingsRange,
)
from penstock.streams.ncv_01_smart_home.selling.quoting import quote_of

_MADE_OF = (CustomerNeeds, SiteDetails, CustomerEnergyBills, CustomSolutionDesign, QuoteDocument)


def quote_report(file: CaseFile, version: int | None = None) -> Report:
    """Return a quote of a home's case, by default the newest.

    Raises:
        NoSuchResultError: There is none.
        DeniedError: Whoever asks may not read it.
    """
    recording = file.version(DetailedQuote, version)
    quoted = file.read(DetailedQuote, version)
    design = file.beside_hashed(CustomSolutionDesign, quoted.design_sha256)
    return Report(
        kind=PROPOSALS,
        case_id=file.case_id,
        customer=file.shown.standing.customer,
        recording=recording,
        counts=file.counts(recording),
        finding=_finding(quoted),
        value=quoted,
        marks=(_mark(file, quoted, is_newest=file.counts(recording)),),
        figures=tuple(_figures(quoted)),
        sections=(*_prices(quoted), *(_devices(design) if design else ()), *_savings(quoted)),
        method=design.catalogue if design else "",
        made_of=file.made_of(recording, _MADE_OF),
        versions=file.versions(DetailedQuote),
        withheld=tuple(file.withheld),
    )


def quote_document(file: CaseFile, version: int | None = None) -> bytes | None:
    """Return the PDF of a version; None where the case holds no document with its hash.

    Raises:
        NoSuchResultError: There is no such version.
        DeniedError: Whoever asks may not read it.
    """
    quoted = file.read(DetailedQuote, version)
    document = file.read_hashed(QuoteDocument, quoted.pdf_sha256)
    return document.content if document else None


def _finding(quoted: DetailedQuote) -> str:
    once, monthly = map(dollars_and_cents, (quoted.once_cents, quoted.monthly_cents))
    return f"The {quoted.tier} tier for {once} once and {monthly} each month."


def _mark(file: CaseFile, quoted: DetailedQuote, *, is_newest: bool) -> Mark:
    if not is_newest:
        return Mark(tone="risk", words="replaced", because="a newer version counts")
    contract, agreement = file.beside(SignedContract), file.beside(CustomerAgreement)
    if contract and contract.quote == quoted.name:
        if contract.is_void:
            return Mark(tone="late", words="signature void", because=contract.void_because)
        on = f"on {contract.signed_at:%-d %b %Y}"
        return Mark(tone="done", words="signed by both", because=on)
    if agreement and agreement.quote == quoted.name:
        on = f"on {agreement.agreed_at:%-d %b %Y}"
        return Mark(tone="done", words="signed by the customer", because=on)
    return _open(quoted, file.cases.now())


def _open(quoted: DetailedQuote, now: datetime) -> Mark:
    quote, until = quote_of(quoted), on_the_wall(quoted.valid_until, quoted.zone)
    if standing(quote, newest=quote, now=now) is Standing.EXPIRED:
        return Mark(tone="late", words="expired", because=f"on {until}, unsigned")
    return Mark(tone="risk", words="not signed yet", because=f"open until {until}")


def _figures(quoted: DetailedQuote) -> Iterator[Figure]:
    yield Figure(words="Paid once", value=dollars_and_cents(quoted.once_cents))
    yield Figure(words="Paid each month", value=dollars_and_cents(quoted.monthly_cents))
    year = dollars_and_cents(quoted.first_year_cents)
    yield Figure(words="Until a year is over", value=year)
    if quoted.savings:
        value = f"{_range(quoted.savings, by='to')} a year"
        yield Figure(words="May be saved", value=value, note="a range, and no promise")


def _prices(quoted: DetailedQuote) -> Iterator[Section]:
    said = [f"For {quoted.customer} at {quoted.premise}, offered by {quoted.quoted_by}."]
    if quoted.because:
        said.append(f"Why there is version {quoted.version}: {quoted.because}")
    said += [f"Other than before: {each}." for each in quoted.differences]
    yield Section(title="What is offered", lines=tuple(said))
    once = [each for each in quoted.lines if each.recurs is Recurs.ONCE]
    monthly = [each for each in quoted.lines if each.recurs is Recurs.MONTHLY]
    yield Section(title="Paid once", table=_table("Paid once", once))
    yield Section(title="Paid each month", table=_table("Paid each month", monthly))


def _table(title: str, lines: Sequence[PriceLine]) -> Table:
    rows = [(each.what, each.kind.value, dollars_and_cents(each.cents)) for each in lines]
    total = dollars_and_cents(sum(each.cents for each in lines))
    rows.append(("Total", "", total))
    return Table(title=title, header=("What", "For", "Price"), rows=rows, words=2)


def _devices(design: CustomSolutionDesign) -> Iterator[Section]:
    title = "Devices, room by room"
    kit = [
        (each.room or "Whole home", each.what, each.because, str(each.count)) for each in design.kit
    ]
    head = ("Room", "Device", "Why", "Pieces")
    left_out = tuple(f"Left out: {each}." for each in design.left_out)
    table = Table(title=title, header=head, rows=kit, words=3)
    yield Section(title=title, table=table, lines=left_out)
    title = "What fits"
    found = [(each.about, each.fit.value, each.because) for each in design.findings]
    head_of_fit = ("Device", "Finding", "Because")
    helps = tuple(f"Would help: {each}." for each in design.related)
    table = Table(title=title, header=head_of_fit, rows=found, words=3)
    yield Section(title=title, table=table, lines=helps)


def _savings(quoted: DetailedQuote) -> Iterator[Section]:
    if savings := quoted.savings:
        basis = "the home's own use" if savings.is_own_use else "the use of an average home"
        cost = dollars(savings.of_cents)
        lines = (
            f"Likely between {_range(savings, by='and')} a year, of {cost} that a year's "
            f"electricity costs, reckoned from {basis}; nobody promises it.",
            f"Source: {savings.source}.",
            f"Counted: {savings.method}.",
        )
        yield Section(title="What it may save", lines=lines)


def _range(savings: SavingsRange, *, by: str) -> str:
    return f"{dollars(savings.low_cents)} {by} {dollars(savings.high_cents)}"
