"""How runs and statements are told on a terminal."""

from collections.abc import Iterable, Iterator

import click

from penstock.app.allocation.reporting import Report
from penstock.cli.allocations.tables import aligned
from penstock.governance.allocation.amounts import as_shown
from penstock.governance.allocation.rate_cases import ExtractRow
from penstock.governance.allocation.redlines import Redline
from penstock.governance.allocation.runs import Run
from penstock.governance.allocation.statements import Statement, StatementRow


def report_lines(report: Report) -> Iterator[str]:
    """Yield a report: the statement, what changed in the manual, and sales."""
    run = report.run
    yield f"{report.title}: run {run.id}, {as_shown(run.cents)} USD"
    if run.reverses:
        yield f"It takes run {run.reverses} back; added to it, nothing is left."
    if report.against:
        yield f"Changes are against run {report.against.run.id}."
    yield ""
    yield from statement_lines(report.statement)
    if report.replaced and report.redlines:
        yield ""
        version = report.methods[-1].version
        yield f"The manual, from version {report.replaced.version} to {version}"
        yield from (f"  {line}" for line in redline_lines(report.redlines))
    if run.sales:
        yield ""
        yield from sale_lines(run)


def redline_lines(redlines: Iterable[Redline]) -> Iterator[str]:
    """Yield what was taken out of a manual and what was put in."""
    for each in redlines:
        yield each.subject
        if each.before:
            yield click.style(f"  - {each.before}", fg="red")
        if each.after:
            yield click.style(f"  + {each.after}", fg="blue")


def rate_case_lines(rows: Iterable[ExtractRow]) -> Iterator[str]:
    """Yield what a run may put before a commission."""
    found = list(rows)
    total = as_shown(sum(row.cents for row in found))
    cells = [(*row[:4], as_shown(row.cents)) for row in found]
    header = ("Utility", "Source", "Cost center", "Account", "Amount")
    yield from aligned([header, *cells, ("Total", "", "", "", total)], words=4)


def statement_lines(statement: Statement) -> Iterator[str]:
    """Yield what each pool charges each receiver, and below it what changed since another run."""
    receivers = statement.run.receivers
    rows = [("Pool", "Basis", "Manual", "Lines", "Amount", *receivers)]
    for row in statement.rows:
        rows.extend(_rows(row))
    totals = statement.totals
    lines = f"{len(statement.run.charges):,}"
    rows.append(("Total", "", "", lines, as_shown(sum(totals)), *map(as_shown, totals)))
    if statement.against:
        changes = statement.changes
        rows.append(("", "change", "", "", *map(signed, (sum(changes), *changes))))
    yield from aligned(rows, words=3)


def _rows(row: StatementRow) -> Iterator[tuple[str, ...]]:
    amounts = map(as_shown, (row.cents, *row.by_receiver))
    yield (row.name, row.principle, ", ".join(row.versions), f"{row.lines:,}", *amounts)
    if row.before is not None:
        changes = row.changes
        yield ("", "change", "", "", *map(signed, (sum(changes), *changes)))


def sale_lines(run: Run) -> Iterator[str]:
    """Yield what entities sold to each other, with what each price rests on."""
    rows = [("Sale", "From", "To", "Service", "Price by", "Evidence", "Cost", "Market", "Price")]
    for priced in run.sales:
        sale = priced.sale
        market = "" if priced.market_cents is None else as_shown(priced.market_cents)
        words = (sale.id, sale.seller, sale.buyer, sale.service, priced.rule, priced.evidence)
        rows.append((*words, as_shown(priced.cost_cents), market, as_shown(priced.cents)))
    if run.sales:
        yield from aligned(rows, words=6)


def signed(cents: int) -> str:
    """Return a change with its sign; nothing where nothing changed."""
    return f"{'+' if cents > 0 else ''}{as_shown(cents)}" if cents else "="
