"""Allocating a period: direct assignment first, then drivers, then the general factor."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from fractions import Fraction
from hashlib import sha256

from penstock.governance.allocation.cost_lines import CostLine, costs_file
from penstock.governance.allocation.entities import Kind, LegalEntity
from penstock.governance.allocation.given_shares import UnreadDriverError, given_shares
from penstock.governance.allocation.journal import JournalLine, charged, require_sound
from penstock.governance.allocation.manual import Manual, read_manual
from penstock.governance.allocation.pricing import NoMarketEvidenceError, PricedSale, priced
from penstock.governance.allocation.problems import Problems
from penstock.governance.allocation.rounding import apportion
from penstock.governance.allocation.runs import Charge, Run, new_charge
from penstock.governance.allocation.sales import sales_file
from penstock.governance.allocation.shares import ClosedLoopError, effective_shares

_DIRECT_INCOME = "457.1"
_Shares = Mapping[tuple[str, str], tuple[Fraction, ...]]


def run(files: Mapping[str, bytes], period: str) -> Run:
    """Return the allocation of a period; the same files give the same run.

    Args:
        files: The manual and the period's data, by their names in the folder.
        period: The month.

    Raises:
        AllocationRefusedError: Something is missing, wrong or not allowed.
    """
    manual = read_manual(files, period)
    problems = Problems()
    shares = _shares(manual, problems)
    sales = tuple(_sales(manual, problems))
    problems.refuse_if_any()
    _refuse_one_sided(manual, shares, problems)
    charges = _charges(manual, shares)
    journal = tuple(_journal(manual, charges, sales))
    require_sound(journal, entities=manual.company.entities)
    inputs = {name: sha256(data).hexdigest() for name, data in sorted(files.items())}
    return Run(
        id=_id(period, inputs),
        period=period,
        receivers=manual.company.receivers,
        versions=tuple(method.version for method in manual.used),
        shares=shares,
        charges=charges,
        sales=sales,
        journal=journal,
        inputs=inputs,
    )


def _id(period: str, inputs: Mapping[str, str]) -> str:
    said = "\n".join(f"{digest}  {name}" for name, digest in inputs.items())
    return f"{period}-{sha256(said.encode()).hexdigest()[:8]}"


def _shares(manual: Manual, problems: Problems) -> _Shares:
    found = {}
    for method in manual.used:
        try:
            rows = effective_shares(given_shares(method, manual.readings))
        except (UnreadDriverError, ClosedLoopError) as error:
            problems.add(manual.readings.document, 1, f"version {method.version}: {error}")
            continue
        for pool, row in rows.items():
            parts = (row.get(receiver, Fraction(0)) for receiver in manual.company.receivers)
            found[method.version, pool] = tuple(parts)
    return found


def _sales(manual: Manual, problems: Problems) -> Iterator[PricedSale]:
    entities = manual.company.entities
    for sale in manual.sales:
        try:
            yield priced(
                sale,
                seller=entities[sale.seller],
                buyer=entities[sale.buyer],
                tariffs=manual.tariffs,
                evidence=manual.evidence,
            )
        except NoMarketEvidenceError as error:
            problems.add(sales_file(manual.period), sale.line, str(error))


def _refuse_one_sided(manual: Manual, shares: _Shares, problems: Problems) -> None:
    """Refuse cost that one side alone benefits from in a pool that the other pays for (F3)."""
    document = costs_file(manual.period)
    for line in manual.lines:
        if line.benefits and not line.receiver:
            for payer in _excluded_payers(line, manual, shares):
                pool = manual.company.centres[line.centre].pool
                said = (
                    f"line {line.id} benefits the {line.benefits} side alone, and pool {pool} "
                    f"would charge it to {payer}, too (F3). Assign it directly: name its receiver."
                )
                problems.add(document, line.row, said)
    problems.refuse_if_any()


def _excluded_payers(line: CostLine, manual: Manual, shares: _Shares) -> Iterator[str]:
    assert line.benefits
    pool = manual.company.centres[line.centre].pool
    parts = shares[manual.method_of(line).version, pool]
    for receiver, part in zip(manual.company.receivers, parts, strict=True):
        if part and line.benefits.excludes(manual.company.entities[receiver].side):
            yield receiver


def _charges(manual: Manual, shares: _Shares) -> tuple[Charge, ...]:
    """Return a charge for each line; each version and pool carries its own residuals."""
    found: dict[int, Charge] = {}
    for (version, pool, receiver), places in _streams(manual).items():
        parts = shares[version, pool] if pool else _whole(manual.company.receivers, receiver)
        lines = [manual.lines[place] for place in places]
        cents = apportion((line.cents for line in lines), parts)
        for place, line, by_receiver in zip(places, lines, cents, strict=True):
            amounts = (line.cents, by_receiver)
            found[place] = new_charge((line.id, line.posted, line.centre, pool, version, *amounts))
    return tuple(found[place] for place in range(len(manual.lines)))


def _streams(manual: Manual) -> Mapping[tuple[str, str, str], list[int]]:
    """Return the places of lines that are shared alike: by version, pool, and direct receiver."""
    versions = {day: method.version for day, method in manual.in_force.items() if method}
    pools = {centre.id: centre.pool for centre in manual.company.centres.values()}
    streams: defaultdict[tuple[str, str, str], list[int]] = defaultdict(list)
    for place, line in enumerate(manual.lines):
        pool = "" if line.receiver else pools[line.centre]
        streams[versions[line.posted], pool, line.receiver].append(place)
    return streams


def _whole(receivers: tuple[str, ...], receiver: str) -> tuple[Fraction, ...]:
    return tuple(Fraction(receiver == other) for other in receivers)


def _journal(
    manual: Manual, charges: tuple[Charge, ...], sales: tuple[PricedSale, ...]
) -> Iterator[JournalLine]:
    entities = manual.company.entities
    for (provider, version, pool, receiver), cents in sorted(_totals(manual, charges).items()):
        if cents and provider != receiver:
            what = f"pool {pool}" if pool else "direct assignment"
            yield from charged(
                provider,
                receiver,
                cents=cents,
                accounts=_accounts(entities[provider], entities[receiver], direct=not pool),
                reference=f"{manual.period} {what}, manual {version}",
            )
    for priced_sale in sales:
        sale = priced_sale.sale
        if priced_sale.cents:
            yield from charged(
                sale.seller,
                sale.buyer,
                cents=priced_sale.cents,
                accounts=_accounts(entities[sale.seller], entities[sale.buyer], direct=True),
                reference=f"{manual.period} sale {sale.id}, {priced_sale.rule}",
            )


def _totals(manual: Manual, charges: tuple[Charge, ...]) -> Mapping[tuple[str, str, str, str], int]:
    """Return the cents by provider, version, pool and receiver."""
    company = manual.company
    rows: defaultdict[tuple[str, str, str], list[int]] = defaultdict(
        lambda: [0] * len(company.receivers)
    )
    for charge in charges:
        sums = rows[company.centres[charge.centre].entity, charge.version, charge.pool]
        for place, cents in enumerate(charge.by_receiver):
            sums[place] += cents
    return {
        (*key, receiver): cents
        for key, sums in rows.items()
        for receiver, cents in zip(company.receivers, sums, strict=True)
    }


def _accounts(provider: LegalEntity, consumer: LegalEntity, *, direct: bool) -> tuple[str, str]:
    """Return where income and expense go; a service company parts direct cost from indirect."""
    directly = direct and provider.kind is Kind.SERVICE_COMPANY
    return _DIRECT_INCOME if directly else provider.income_account, consumer.expense_account
