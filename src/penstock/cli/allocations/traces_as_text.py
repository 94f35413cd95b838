"""Traces as lines for people."""

from collections.abc import Iterator
from fractions import Fraction
from typing import assert_never

from penstock.app.allocation.keeping import KeptRun
from penstock.cli.allocations.tables import aligned
from penstock.cli.allocations.telling import sale_lines
from penstock.governance.allocation.amounts import as_shown
from penstock.governance.allocation.cost_lines import costs_file
from penstock.governance.allocation.pricing import PricedSale
from penstock.governance.allocation.redlines import percent
from penstock.governance.allocation.run_files import INPUTS
from penstock.governance.allocation.sales import EVIDENCE, TARIFFS, sales_file
from penstock.governance.allocation.tracing import DriverTrace, LineTrace, ReceiverTrace, Trace

_SHORT = 12


def as_text(trace: Trace, kept: KeptRun) -> Iterator[str]:
    """Yield the lines that tell a trace."""
    match trace:
        case LineTrace():
            yield from _line(trace, kept)
        case ReceiverTrace():
            yield from _receiver(trace, kept)
        case PricedSale():
            yield from _sale(trace, kept)
        case _:
            assert_never(trace)


def _line(trace: LineTrace, kept: KeptRun) -> Iterator[str]:
    line, method = trace.line, trace.method
    file = f"{kept.path / INPUTS / costs_file(kept.run.period)}:{line.row}"
    yield f"Line {line.id} of run {kept.run.id}: {as_shown(trace.charge.cents)}, “{line.text}”"
    yield f"  source   {file}"
    yield f"  posted   {line.posted}, account {line.account}"
    yield f"  centre   {trace.centre.id} {trace.centre.name}, {trace.provider.name}"
    yield f"  manual   version {method.version}, in force from {method.effective}"
    yield f"           {method.document}, SHA-256 {method.sha256[:_SHORT]}…"
    if trace.pool is None:
        yield f"  basis    assigned directly to {line.receiver}"
    else:
        yield f"  basis    pool {trace.pool.id}, {trace.pool.principle}, {method.procedure}"
        readings = kept.manual.readings
        yield f"  readings {readings.document}, SHA-256 {readings.sha256[:_SHORT]}…"
        for driver in trace.drivers:
            yield ""
            yield from _driver(driver)
        if trace.through:
            yield ""
            yield "  On its way it passes through other pools"
            parts = trace.through.items()
            yield from aligned([(f"    {pool}", _percent(share)) for pool, share in parts], words=1)
    yield ""
    yield from _dues(trace)


def _driver(trace: DriverTrace) -> Iterator[str]:
    driver = trace.driver
    yield f"  {percent(trace.weight)} by {driver.name.lower()}: {driver.unit} ({driver.source})"
    rows = [
        (f"    {use.consumer}", use.reading.text, _percent(use.share), f"row {use.reading.line}")
        for use in trace.uses
    ]
    yield from aligned(rows, words=1)


def _dues(trace: LineTrace) -> Iterator[str]:
    rows = [("  Receiver", "Share in the end", "Exact", "Carried in", "Charged", "Carried on")]
    for due in trace.dues:
        amounts = (_exact(due.exact), _exact(due.carried_in), as_shown(due.cents))
        rows.append((f"  {due.receiver}", _percent(due.share), *amounts, _exact(due.carried_out)))
    total = (as_shown(trace.charge.cents), "", as_shown(sum(due.cents for due in trace.dues)))
    rows.append(
        ("  Total", _percent(sum((due.share for due in trace.dues), Fraction(0))), *total, "")
    )
    yield from aligned(rows, words=1)


def _receiver(trace: ReceiverTrace, kept: KeptRun) -> Iterator[str]:
    entity = trace.entity
    name = f"{entity.name} ({entity.side})"
    yield f"{entity.id} in run {kept.run.id}: {as_shown(trace.cents)}, {name}"
    yield ""
    rows = [("  Manual", "Pool", "Lines", "Pool's cost", "Share", "Exact", "Charged", "Off by")]
    for source in trace.sources:
        name = source.pool or "assigned directly"
        share = _percent(source.share) if source.pool else ""
        amounts = (as_shown(source.pool_cents), share, _exact(source.exact))
        off = _exact(Fraction(source.cents) - source.exact)
        cells = (f"  {source.version}", name, f"{source.lines:,}")
        rows.append((*cells, *amounts, as_shown(source.cents), off))
    yield from aligned(rows, words=2)
    yield ""
    yield f"  Journal of {entity.id}"
    posted = [
        (f"    {line.account}", line.counterparty, line.reference, as_shown(line.cents))
        for line in trace.journal
    ]
    if posted:
        yield from aligned(posted, words=3)
    yield ""
    yield f"  A line: penstock allocation trace {kept.run.id} LINE"


def _sale(priced: PricedSale, kept: KeptRun) -> Iterator[str]:
    sale = priced.sale
    file = f"{kept.path / INPUTS / sales_file(kept.run.period)}:{sale.line}"
    yield f"Sale {sale.id} of run {kept.run.id}: {as_shown(priced.cents)}, “{sale.text}”"
    yield f"  source   {file}"
    yield f"  sold     {sale.posted}, {sale.seller} to {sale.buyer}, {sale.service}"
    yield f"  cost     {float(sale.quantity):g} at {float(sale.unit_cost):.2f}"
    yield f"  price    {priced.rule}"
    stated = (*kept.manual.tariffs, *kept.manual.evidence)
    for each in stated:
        if each.id == priced.evidence:
            file = TARIFFS if each in kept.manual.tariffs else EVIDENCE
            price = f"{float(each.unit_price):.2f}"
            yield f"  evidence {each.id} in {file}: {price}, {each.start} to {each.end}"
            yield f"           {each.source}"
    yield ""
    only = [each for each in sale_lines(kept.run) if each.startswith(("Sale ", f"{sale.id} "))]
    yield from (f"  {each}" for each in only)


def _percent(share: Fraction) -> str:
    return f"{float(share * 100):.6f} %"


def _exact(cents: Fraction) -> str:
    """Return an amount with ten-thousandths of a cent; `trace --json` has it as a fraction."""
    return f"{float(cents) / 100:,.6f}"
