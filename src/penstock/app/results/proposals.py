"""A proposal as it was recorded: offer, money with its assumptions, the PDF and the signature."""

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal

from penstock.app.links import Links
from penstock.app.results.assumptions import assumed, method_of
from penstock.app.results.case_file import CaseFile
from penstock.app.results.kinds import PROPOSALS
from penstock.app.results.months import bill_months, drawn, money_years
from penstock.app.results.report import Figure, Mark, Report, Section, Table
from penstock.casework.quote.quote import Standing, standing
from penstock.casework.signature.countersigning import holds
from penstock.engineering.proposal.figures import decimals, dollars, dollars_and_cents, whole
from penstock.engineering.proposal.pictures import money_by_price_rise
from penstock.engineering.proposal.words import words_in
from penstock.streams.ncv_03_solar_storage.contracting.quoting import quote_of
from penstock.streams.ncv_03_solar_storage.items.contract import CustomerApproval, SignedContract
from penstock.streams.ncv_03_solar_storage.items.design import BillOfMaterials, SystemDesign
from penstock.streams.ncv_03_solar_storage.items.lead import CustomerEnergyBills, CustomerInquiry
from penstock.streams.ncv_03_solar_storage.items.proposal import (
    CustomerProposal,
    FinancialProjections,
    ProposalDocument,
    RequoteNote,
)

_MADE_OF = (
    CustomerInquiry,
    CustomerEnergyBills,
    SystemDesign,
    FinancialProjections,
    BillOfMaterials,
    ProposalDocument,
)


def proposal_report(file: CaseFile, version: int | None = None) -> Report:
    """Return a proposal of a case, by default the newest.

    Raises:
        NoSuchResultError: There is none.
        DeniedError: Whoever asks may not read it.
    """
    recording = file.version(CustomerProposal, version)
    proposal = file.read(CustomerProposal, version)
    money = file.beside_hashed(FinancialProjections, proposal.projections_sha256)
    return Report(
        kind=PROPOSALS,
        case_id=file.case_id,
        customer=file.shown.standing.customer,
        recording=recording,
        counts=file.counts(recording),
        finding=_finding(proposal),
        value=proposal,
        marks=tuple(_marks(file, proposal, is_newest=file.counts(recording))),
        figures=tuple(_figures(proposal, money)),
        sections=(
            *_offer(proposal),
            *(_money_sections(money) if money else ()),
            *_requoted(file),
            *_identity(file, proposal),
            *_links(file),
        ),
        method=method_of(money.assumptions) if money else "",
        made_of=file.made_of(recording, _MADE_OF),
        versions=file.versions(CustomerProposal),
        withheld=tuple(file.withheld),
    )


def proposal_document(file: CaseFile, version: int | None = None) -> bytes | None:
    """Return the PDF of a version; None where the case holds no document with its hash.

    Raises:
        NoSuchResultError: There is no such version.
        DeniedError: Whoever asks may not read it.
    """
    proposal = file.read(CustomerProposal, version)
    document = file.read_hashed(ProposalDocument, proposal.pdf_sha256)
    return document.content if document else None


def _finding(proposal: CustomerProposal) -> str:
    price, saved = dollars(proposal.price_cents), dollars(proposal.savings_p50_cents)
    if proposal.payback_years is None:
        back = "it is not paid back within the years that were reckoned"
    else:
        back = f"it is paid back in {decimals(float(proposal.payback_years), 1)} years"
    return f"{proposal.system} for {price} save {saved} in the first year; {back}."


def _marks(file: CaseFile, proposal: CustomerProposal, *, is_newest: bool) -> Iterator[Mark]:
    if not is_newest:
        yield Mark(tone="risk", words="replaced", because="a newer version counts")
        return
    yield _signature(file, proposal) or _open(proposal, file.cases.now())


def _signature(file: CaseFile, proposal: CustomerProposal) -> Mark | None:
    """Return whether the customer's signature under this version holds; None where none is."""
    approval, contract = file.beside(CustomerApproval), file.beside(SignedContract)
    names = (quote_of(proposal).name, f"{proposal.number} version {proposal.version}")
    if approval is None or approval.proposal not in names:
        return None
    if contract and not holds(approval.approved_at, contract):
        return Mark(tone="late", words="signature void", because=contract.void_because)
    when = f"{approval.approved_at:%-d %b %Y}"
    # One that is void was signed before, under another version.
    if contract and not contract.is_void:
        return Mark(
            tone="done", words="signed by both", because=f"on {contract.signed_at:%-d %b %Y}"
        )
    return Mark(tone="done", words="signed by the customer", because=f"on {when}")


def _open(proposal: CustomerProposal, now: datetime) -> Mark:
    quote, until = quote_of(proposal), f"{proposal.expires_on:%-d %b %Y}"
    if standing(quote, newest=quote, now=now) is Standing.EXPIRED:
        return Mark(tone="late", words="expired", because=f"on {until}, unsigned")
    return Mark(tone="risk", words="not signed yet", because=f"open until {until}")


def _figures(proposal: CustomerProposal, money: FinancialProjections | None) -> Iterator[Figure]:
    granted = money.incentives_cents if money else 0
    rules = f"less {dollars(granted)} that rules grant" if granted else "cash; no incentive applies"
    yield Figure(words="Price", value=dollars(proposal.price_cents), note=rules)
    poor = f"P90 {dollars(proposal.savings_p90_cents)}"
    yield Figure(
        words="Saved in year 1", value=dollars(proposal.savings_p50_cents), note=f"P50; {poor}"
    )
    if money:
        after = f"{dollars(money.bill_before_cents)} without, on {money.tariff}"
        yield Figure(words="A year's bills", value=dollars(money.bill_after_p50_cents), note=after)
        least = f"P90 {whole(float(money.yield_p90_kwh), 'kWh')}"
        given = whole(float(money.yield_p50_kwh), "kWh")
        yield Figure(words="The sun gives a year", value=given, note=f"P50; {least}")
    yield Figure(words="Paid back", value=_years(proposal.payback_years), note="cash, P50")


def _offer(proposal: CustomerProposal) -> Iterator[Section]:
    lines = [
        f"{proposal.system}, variant “{proposal.variant}”, for {proposal.customer}"
        + (f" at {proposal.premise}." if proposal.premise else "."),
        f"Offered on {proposal.offered_on:%-d %b %Y}, open until {proposal.expires_on:%-d %b %Y} "
        f"({proposal.zone}).",
    ]
    if proposal.because:
        lines.append(f"Why there is version {proposal.version}: {proposal.because}")
    yield Section(title="What is offered", lines=tuple(lines))


def _money_sections(money: FinancialProjections) -> Iterator[Section]:
    picture = money_by_price_rise(
        [float(each.escalator_percent) / 100 for each in money.rises],
        [each.net_cents for each in money.rises],
        assumed=float(money.price_escalator_percent) / 100,
        years=money.years,
        words=words_in("en"),
    )
    yield Section(title="Ways of paying", table=_ways(money))
    yield from money_years(money)
    yield from bill_months(money)
    if money.rises:
        yield Section(title=picture.title, drawing=drawn(picture), table=_rises(money))
    title = "Assumptions behind every number"
    yield Section(title=title, table=assumed(money.assumptions, title=title))


def _ways(money: FinancialProjections) -> Table:
    return Table(
        title=f"Ways of paying, over {money.years} years",
        header=(
            "Way",
            "Terms",
            "On the first day",
            "In year 1",
            "All that is paid",
            "Left, P50",
            "Left, P90",
            "Paid back, P50",
            "Paid back, P90",
        ),
        rows=[
            (
                each.name,
                each.terms,
                *map(dollars, (each.upfront_cents, each.first_year_cents, each.paid_cents)),
                *map(dollars, (each.net_p50_cents, each.net_p90_cents)),
                _years(each.payback_years),
                _years(each.payback_p90_years),
            )
            for each in money.ways
        ],
        words=2,
    )


def _rises(money: FinancialProjections) -> Table:
    return Table(
        title=f"Cash after {money.years} years at other rises of electricity's price",
        header=("Rise a year", "Left", "Paid back"),
        rows=[
            (
                f"{float(each.escalator_percent):g} %",
                dollars(each.net_cents),
                _years(each.payback_years),
            )
            for each in money.rises
        ],
    )


def _requoted(file: CaseFile) -> Iterator[Section]:
    if note := file.beside(RequoteNote):
        changed = (
            f"Saved in year 1: {dollars_and_cents(note.old_savings_cents)} before, "
            f"{dollars_and_cents(note.new_savings_cents)} now, on {note.tariff}."
        )
        yield Section(title="What a changed tariff did", lines=(note.words, changed))


def _identity(file: CaseFile, proposal: CustomerProposal) -> Iterator[Section]:
    """Yield what the version is recognised by, and whether its document is kept."""
    kept = {each.sha256 for each in file.versions(ProposalDocument)}
    is_kept = "kept" if proposal.pdf_sha256 in kept else "not in the case"
    table = Table(
        title="What this version is recognised by",
        header=("What", "SHA-256", "Here"),
        rows=[
            ("All that the document states", proposal.offer_sha256, ""),
            ("The PDF", proposal.pdf_sha256, is_kept),
            (
                "System design",
                proposal.design_sha256,
                _held(file, SystemDesign, proposal.design_sha256),
            ),
            (
                "Financial projections",
                proposal.projections_sha256,
                _held(file, FinancialProjections, proposal.projections_sha256),
            ),
            (
                "Bill of materials",
                proposal.parts_sha256,
                _held(file, BillOfMaterials, proposal.parts_sha256),
            ),
            (f"Tariff {proposal.tariff}", proposal.tariff_sha256, ""),
        ],
        words=3,
    )
    yield Section(title="What this version is recognised by", table=table)


def _held(file: CaseFile, of: type, sha256: str) -> str:
    found = [each.version for each in file.versions(of) if each.sha256 == sha256]
    return f"version {found[-1]} of the case" if found else "not in the case"


def _links(file: CaseFile) -> Iterator[Section]:
    """Yield which links to it customers hold; their addresses are kept nowhere."""
    links = Links(records=file.cases.store.records, now=file.cases.now)
    now = file.cases.now()
    lines = tuple(
        f"{each.id} opens the {each.purpose} to {each.person} until {each.expires_at:%-d %b %Y}; "
        "its address was told once, to whoever made it."
        for each in links.of_case(file.case_id)
        if each.state(now) == "open"
    )
    nobody = "Nobody holds a link to it. “penstock link make” makes one."
    yield Section(title="What the customer can open", lines=lines or (nobody,))


def _years(years: Decimal | None) -> str:
    return "never" if years is None else f"{decimals(float(years), 1)} years"
