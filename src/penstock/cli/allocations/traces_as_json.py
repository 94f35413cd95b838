"""Traces as JSON: amounts in cents, parts of cents and shares as exact fractions."""

from typing import Any, assert_never

from penstock.app.allocation.keeping import KeptRun
from penstock.governance.allocation.cost_lines import costs_file
from penstock.governance.allocation.pricing import PricedSale
from penstock.governance.allocation.run_files import INPUTS
from penstock.governance.allocation.sales import sales_file
from penstock.governance.allocation.tracing import DriverTrace, Due, LineTrace, ReceiverTrace, Trace

Json = dict[str, Any]


def as_json(trace: Trace, kept: KeptRun) -> Json:
    """Return a trace as what `json` writes."""
    match trace:
        case LineTrace():
            return _line(trace, kept)
        case ReceiverTrace():
            return _receiver(trace, kept)
        case PricedSale():
            return _sale(trace, kept)
        case _:
            assert_never(trace)


def _line(trace: LineTrace, kept: KeptRun) -> Json:
    line, method, pool = trace.line, trace.method, trace.pool
    return {
        "run": kept.run.id,
        "line": line.id,
        "source": {"file": f"{INPUTS}{costs_file(kept.run.period)}", "row": line.row},
        "posted": line.posted.isoformat(),
        "account": line.account,
        "text": line.text,
        "cost_centre": trace.centre.id,
        "entity": trace.provider.id,
        "cents": trace.charge.cents,
        "method": {
            "version": method.version,
            "effective": method.effective.isoformat(),
            "file": f"{INPUTS}{method.document}",
            "sha256": method.sha256,
            "procedure": method.procedure,
        },
        "pool": pool and {"id": pool.id, "principle": pool.principle},
        "readings": {
            "file": f"{INPUTS}{kept.manual.readings.document}",
            "sha256": kept.manual.readings.sha256,
        },
        "drivers": [_driver(each) for each in trace.drivers],
        "through": {other: str(share) for other, share in trace.through.items()},
        "charges": [_due(each) for each in trace.dues],
    }


def _driver(trace: DriverTrace) -> Json:
    return {
        "driver": trace.driver.id,
        "unit": trace.driver.unit,
        "source": trace.driver.source,
        "weight": str(trace.weight),
        "readings": [
            {
                "consumer": use.consumer,
                "value": use.reading.text,
                "row": use.reading.line,
                "share": str(use.share),
            }
            for use in trace.uses
        ],
    }


def _due(due: Due) -> Json:
    return {
        "receiver": due.receiver,
        "share": str(due.share),
        "exact_cents": str(due.exact),
        "carried_in_cents": str(due.carried_in),
        "cents": due.cents,
        "carried_out_cents": str(due.carried_out),
    }


def _receiver(trace: ReceiverTrace, kept: KeptRun) -> Json:
    return {
        "run": kept.run.id,
        "receiver": trace.entity.id,
        "name": trace.entity.name,
        "side": trace.entity.side,
        "cents": trace.cents,
        "sources": [
            {
                "method": each.version,
                "pool": each.pool or None,
                "pool_cents": each.pool_cents,
                "share": str(each.share),
                "exact_cents": str(each.exact),
                "cents": each.cents,
                "lines": each.lines,
            }
            for each in trace.sources
        ],
        "sales": [_sale(each, kept) for each in trace.sales],
        "journal": [line._asdict() for line in trace.journal],
    }


def _sale(priced: PricedSale, kept: KeptRun) -> Json:
    sale = priced.sale
    return {
        "run": kept.run.id,
        "sale": sale.id,
        "source": {"file": f"{INPUTS}{sales_file(kept.run.period)}", "row": sale.line},
        "posted": sale.posted.isoformat(),
        "seller": sale.seller,
        "buyer": sale.buyer,
        "service": sale.service,
        "quantity": str(sale.quantity),
        "unit_cost": str(sale.unit_cost),
        "rule": priced.rule,
        "evidence": priced.evidence or None,
        "cost_cents": priced.cost_cents,
        "market_cents": priced.market_cents,
        "cents": priced.cents,
    }
