"""A report as PDF."""

from pathlib import Path
from typing import Any

from penstock.app import pdf
from penstock.app.allocation.reporting import Report, Share
from penstock.governance.allocation.amounts import as_shown
from penstock.governance.allocation.methods import Method
from penstock.governance.allocation.pricing import PricedSale
from penstock.governance.allocation.redlines import shared_by
from penstock.governance.allocation.statements import Statement, StatementRow

_TEMPLATE = Path(__file__).with_name("report.typ")


def as_pdf(report: Report) -> bytes:
    """Return a report as a tagged PDF, the same bytes for the same runs.

    Raises:
        NoTypesetterError: What sets it is not installed.
    """
    return pdf.as_pdf(_TEMPLATE, _said(report))


def _said(report: Report) -> dict[str, Any]:
    run = report.run
    return {
        "title": report.title,
        "run": run.id,
        "reverses": run.reverses,
        "against": report.against.run.id if report.against else "",
        "lines": f"{len(run.charges):,}",
        "amount": as_shown(run.cents),
        "receivers": [
            {"id": each.id, "name": each.name, "side": each.side} for each in report.receivers
        ],
        **_statement(report.statement),
        "shares": [_share(each) for each in report.shares],
        "methods": [_method(each) for each in report.methods],
        "replaced": report.replaced.version if report.replaced else "",
        "redlines": [
            {"subject": each.subject, "parts": [part._asdict() for part in each.parts]}
            for each in report.redlines
        ],
        "sales": [_sale(each) for each in run.sales],
        "inputs": [
            {"name": "run.json, the seal of all", "sha256": report.kept.seal},
            *({"name": name, "sha256": digest} for name, digest in report.inputs.items()),
        ],
    }


def _statement(found: Statement) -> dict[str, Any]:
    return {
        "rows": [_row(row) for row in found.rows],
        "totals": [as_shown(cents) for cents in (sum(found.totals), *found.totals)],
        "changes": _changes(found.changes),
    }


def _row(row: StatementRow) -> dict[str, Any]:
    return {
        "name": row.name,
        "principle": row.principle,
        "versions": ", ".join(row.versions),
        "lines": f"{row.lines:,}",
        "amounts": [as_shown(cents) for cents in (row.cents, *row.by_receiver)],
        "changes": _changes(row.changes),
    }


def _share(share: Share) -> dict[str, Any]:
    pool = share.method.pools[share.pool]
    return {
        "pool": pool.name,
        "version": share.method.version,
        "by": shared_by(pool.weights),
        "parts": [f"{float(part * 100):.4f} %" for part in share.parts],
    }


def _changes(changes: tuple[int, ...]) -> list[str]:
    """Return changes with their signs, the sum first; nothing where nothing is compared."""
    several = (sum(changes), *changes) if changes else ()
    return [f"{'+' if cents > 0 else ''}{as_shown(cents)}" if cents else "=" for cents in several]


def _method(method: Method) -> dict[str, str]:
    return {
        "version": method.version,
        "effective": f"{method.effective}",
        "procedure": method.procedure,
        "approved": ", ".join(method.approved_by),
        "reason": method.reason,
    }


def _sale(priced: PricedSale) -> dict[str, str]:
    sale = priced.sale
    return {
        "id": sale.id,
        "parties": f"{sale.seller} to {sale.buyer}",
        "service": sale.service,
        "rule": priced.rule,
        "evidence": priced.evidence,
        "cost": as_shown(priced.cost_cents),
        "market": "" if priced.market_cents is None else as_shown(priced.market_cents),
        "price": as_shown(priced.cents),
    }
