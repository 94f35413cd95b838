"""How runs and statements are told on a terminal."""

from collections.abc import Iterator

from penstock.cli.allocations.tables import aligned
from penstock.governance.allocation.amounts import as_shown
from penstock.governance.allocation.runs import Run
from penstock.governance.allocation.statements import Statement, StatementRow


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
