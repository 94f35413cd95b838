"""Reports of service levels for programs."""

from collections.abc import Iterable
from typing import Any

from penstock.governance.fairness.comparing import LATE, MEDIAN, Comparison
from penstock.governance.fairness.waits import Wait
from penstock.governance.service_levels.reporting import Line, Report


def as_json(report: Report, comparisons: Iterable[Comparison]) -> dict[str, Any]:
    """Return a report for programs; times are seconds, amounts cents."""
    return {
        "period": report.period.name,
        "start": report.period.start.isoformat(),
        "end": report.period.end.isoformat(),
        "sha256": report.fingerprint,
        "agreements": [_line_json(line) for line in report.lines],
        "credits": [
            {
                "agreement": each.agreement_id,
                "provider": each.provider,
                "consumer": each.consumer,
                "cents": each.cents,
            }
            for each in report.credits
        ],
        "sides": comparisons_json(comparisons),
    }


def comparisons_json(comparisons: Iterable[Comparison]) -> list[dict[str, Any]]:
    """Return comparisons for programs; times are seconds."""
    return [
        {
            "subject": each.subject,
            "groups": [
                {
                    "name": group.name,
                    "waits": len(group.waits),
                    "median_s": _seconds(group.percentile(MEDIAN)),
                    "p90_s": _seconds(group.percentile(LATE)),
                }
                for group in each.groups
            ],
            "share_faster": each.share_faster,
            "p_faster": each.p_faster,
            "p_slower": each.p_slower,
            "verdict": str(each.verdict),
        }
        for each in comparisons
    ]


def _line_json(line: Line) -> dict[str, Any]:
    agreement = line.agreement
    return {
        "agreement": agreement.id,
        "service": agreement.service,
        "tier": agreement.tier,
        "provider": agreement.provider,
        "consumer": agreement.consumer,
        "side": str(agreement.side),
        "target": str(agreement.target),
        "measure": str(agreement.measure),
        "requests": len(line.settled),
        "waiting": len(line.waiting),
        "in_time": line.in_time,
        "needed": line.needed,
        "warned": sum(each.warned for each in (*line.settled, *line.waiting)),
        "reached_s": _seconds(line.reached),
        "is_breached": line.is_breached,
        "charge_cents": line.charge_cents,
        "credit_cents": line.credit_cents,
        "calendars": list(line.calendars),
    }


def _seconds(wait: Wait | None) -> float | None:
    return wait.length.total_seconds() if wait else None
