"""A report of service levels as PDF, for those who have installed what that takes."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from penstock.app import pdf
from penstock.app.service_levels.showing import kept, money, shown_wait
from penstock.governance.fairness.comparing import LATE, MEDIAN, Comparison
from penstock.governance.service_levels.alike import AES, REGULATED
from penstock.governance.service_levels.reporting import Line, Report

_TEMPLATE = Path(__file__).with_name("report.typ")


def as_pdf(report: Report, comparisons: Sequence[Comparison]) -> bytes:
    """Return a report as a tagged PDF (PDF/UA-1), the same bytes for the same report.

    Raises:
        NoTypesetterError: What sets it is not installed.
    """
    return pdf.as_pdf(_TEMPLATE, _said(report, comparisons))


def _said(report: Report, comparisons: Sequence[Comparison]) -> dict[str, Any]:
    return {
        "title": f"Service levels {report.period.name}",
        "start": f"{report.period.start:%Y-%m-%d}",
        "end": f"{report.period.end:%Y-%m-%d}",
        "sha256": report.fingerprint,
        "missed": sum(line.is_breached for line in report.lines),
        "agreements": [_line(line) for line in report.lines],
        "credits": [
            {
                "provider": each.provider,
                "consumer": each.consumer,
                "amount": money(each.cents),
                "agreement": each.agreement_id,
            }
            for each in report.credits
        ],
        "first": AES,
        "second": REGULATED,
        "sides": [_side(each) for each in comparisons],
    }


def _line(line: Line) -> dict[str, str]:
    return {
        "id": line.agreement.id,
        "service": line.agreement.service,
        "side": str(line.agreement.side),
        "requests": str(len(line.settled)),
        "in_time": str(line.in_time),
        "needed": f"{line.needed} ({line.agreement.measure.percent} %)",
        "reached": shown_wait(line.reached),
        "target": str(line.agreement.target),
        "kept": kept(line),
        "credit": money(line.credit_cents),
    }


def _side(each: Comparison) -> dict[str, Any]:
    groups = [
        {
            "number": str(len(group.waits)),
            "median": shown_wait(group.percentile(MEDIAN)),
            "late": shown_wait(group.percentile(LATE)),
        }
        for group in each.groups
    ]
    return {
        "subject": each.subject,
        "groups": groups,
        "p": f"{each.p_faster:.4f}",
        "verdict": each.sentence,
    }
