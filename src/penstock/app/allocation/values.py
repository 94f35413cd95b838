"""Reports as JSON: amounts in cents, shares as exact fractions."""

from typing import Any

from penstock.app.allocation.reporting import Report
from penstock.governance.allocation.statements import StatementRow

Json = dict[str, Any]


def as_json(report: Report, *, rate_case: bool) -> Json:
    """Return a report, or only its rate case, as what `json` writes."""
    if rate_case:
        rows = [row._asdict() for row in report.rate_case]
        return {"run": report.run.id, "period": report.run.period, "rate_case": rows}
    found, receivers = report.statement, report.run.receivers
    return {
        "run": report.run.id,
        "period": report.run.period,
        "reverses": report.run.reverses or None,
        "against": report.against.run.id if report.against else None,
        "lines": len(report.run.charges),
        "cents": report.run.cents,
        "pools": [_row(row, receivers) for row in found.rows],
        "totals": dict(zip(receivers, found.totals, strict=True)),
        "changes": dict(zip(receivers, found.changes, strict=True)) if found.changes else None,
        "shares": [
            {
                "method": share.method.version,
                "pool": share.pool,
                "parts": dict(zip(receivers, map(str, share.parts), strict=True)),
            }
            for share in report.shares
        ],
        "manual": {
            "versions": report.run.versions,
            "replaced": report.replaced.version if report.replaced else None,
            "redlines": [each._asdict() for each in report.redlines],
        },
        "seal": report.kept.seal,
        "inputs": dict(report.inputs),
    }


def _row(row: StatementRow, receivers: tuple[str, ...]) -> Json:
    return {
        "pool": row.pool or None,
        "name": row.name,
        "principle": row.principle,
        "methods": row.versions,
        "lines": row.lines,
        "cents": row.cents,
        "charges": dict(zip(receivers, row.by_receiver, strict=True)),
        "changes": dict(zip(receivers, row.changes, strict=True)) if row.changes else None,
    }
