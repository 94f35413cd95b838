"""Reports of service levels as tables, JSON and workbooks: the same rows in each."""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import Any

from penstock.architecture.exchange.sheets import Sheet
from penstock.architecture.exchange.workbook import sheets_to_workbook
from penstock.governance.fairness.comparing import LATE, MEDIAN, Comparison, Verdict
from penstock.governance.fairness.waits import Wait
from penstock.governance.service_levels.alike import AES, REGULATED
from penstock.governance.service_levels.measuring import Measured
from penstock.governance.service_levels.reporting import Line, Report

_AGREEMENTS = (
    *("Agreement", "Service", "Tier", "Consumer", "Requests", "In time", "Needed"),
    *("Percentile", "Reached", "Target", "Kept", "Charge", "Credit", "Calendar"),
)
_REQUESTS = (
    *("Request", "Agreement", "Opened", "Closed", "Due", "Counted", "In time", "Warned"),
    *("Pauses", "Calendar"),
)
_CREDITS = ("Agreement", "Period", "Provider", "Consumer", "Credit in cents")
_NOTES = (
    ("Percentile", "By nearest rank: always a request that there was."),
    ("Counted", "Time of the agreement's own kind, without pauses; + where it goes on."),
    ("p", "How likely chance alone makes AES wait as short; raised, as several are asked."),
)


def agreement_sheet(report: Report) -> Sheet:
    """Return a row for each agreement."""
    rows = tuple(
        (
            line.agreement.id,
            line.agreement.service,
            line.agreement.tier,
            line.agreement.consumer,
            len(line.settled),
            line.in_time,
            line.needed,
            f"{line.agreement.measure.percent} %",
            shown_wait(line.reached),
            str(line.agreement.target),
            kept(line),
            money(line.charge_cents),
            money(line.credit_cents),
            ", ".join(line.calendars),
        )
        for line in report.lines
    )
    return Sheet("Agreements", f"An agreement in {report.period.name}.", _AGREEMENTS, rows)


def side_sheet(comparisons: Iterable[Comparison]) -> Sheet:
    """Return a row for each comparison; all of them compare the same two groups."""
    found = tuple(comparisons)
    names = (found[0].first, found[0].second) if found else (AES, REGULATED)
    header = ("Waited for", *names, f"{names[0]} faster", "p (faster)", "Verdict")
    rows = tuple(
        (
            each.subject,
            _of_group(each, 0),
            _of_group(each, 1),
            f"{100 * each.share_faster:.0f} %",
            f"{each.p_faster:.4f}",
            said(each),
        )
        for each in found
    )
    return Sheet("Sides", "How long the two groups wait for one thing.", header, rows)


def request_sheet(report: Report) -> Sheet:
    """Return a row for each request that was settled in the period, or waited at its end."""
    rows = tuple(
        _request_row(each) for line in report.lines for each in (*line.settled, *line.waiting)
    )
    return Sheet("Requests", "A request that the period counts, or that waits.", _REQUESTS, rows)


def credit_sheet(report: Report) -> Sheet:
    """Return a row for each credit that is to be posted."""
    rows = tuple(
        (each.agreement_id, each.period, each.provider, each.consumer, each.cents)
        for each in report.credits
    )
    return Sheet("Credits", "A credit for the consumer.", _CREDITS, rows)


def workbook(report: Report, comparisons: Iterable[Comparison]) -> bytes:
    """Return a report as XLSX: the same report, the same bytes."""
    found = [
        agreement_sheet(report),
        request_sheet(report),
        credit_sheet(report),
        side_sheet(comparisons),
    ]
    return sheets_to_workbook(found, title=f"Service levels {report.period.name}", notes=_NOTES)


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
                    "name": name,
                    "waits": len(waits),
                    "median_s": _seconds(each.percentiles(MEDIAN)[index]),
                    "p90_s": _seconds(each.percentiles(LATE)[index]),
                }
                for index, (name, waits) in enumerate(
                    ((each.first, each.waits), (each.second, each.other_waits))
                )
            ],
            "share_faster": each.share_faster,
            "p_faster": each.p_faster,
            "p_slower": each.p_slower,
            "verdict": str(each.verdict),
        }
        for each in comparisons
    ]


def text_lines(sheet: Sheet, *, without: Iterable[str] = ()) -> Iterator[str]:
    """Yield a table for a terminal: numbers to the right, words to the left."""
    left_out = set(without)
    kept = [index for index, name in enumerate(sheet.header) if name not in left_out]
    table = [[str(row[index]) for index in kept] for row in (sheet.header, *sheet.rows)]
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    right = [all(_is_number(row[index]) for row in sheet.rows) for index in kept]
    for row in table:
        cells = (
            cell.rjust(width) if number else cell.ljust(width)
            for cell, width, number in zip(row, widths, right, strict=True)
        )
        yield "  ".join(cells).rstrip()


def comparison_lines(comparisons: Iterable[Comparison]) -> Iterator[str]:
    """Yield comparisons for a terminal: what was waited for, both groups, and what that says."""
    for each in comparisons:
        yield each.subject
        width = max(len(each.first), len(each.second))
        for index, name in enumerate((each.first, each.second)):
            number = len((each.waits, each.other_waits)[index])
            times = (shown_wait(each.percentiles(percent)[index]) for percent in (MEDIAN, LATE))
            yield "    {:<{}} {:>5}   median {:>13}   90 % {:>13}".format(
                name, width, number, *times
            ).rstrip()
        yield (
            f"    {each.first} faster in {100 * each.share_faster:.0f} % of pairs, "
            f"p = {each.p_faster:.4f}: {said(each)}"
        )


def kept(line: Line) -> str:
    """Return what became of an agreement."""
    if not line.settled:
        return "no requests"
    return "missed" if line.is_breached else "kept"


def said(comparison: Comparison) -> str:
    """Return what a comparison says, in words."""
    served = comparison.verdict in {Verdict.FASTER, Verdict.SLOWER}
    return f"{comparison.first} {comparison.verdict}" if served else str(comparison.verdict)


def money(cents: int) -> str:
    """Return an amount with its cents."""
    return f"{cents // 100:,}.{cents % 100:02}"


def shown_wait(wait: Wait | None) -> str:
    """Return a wait in hours and minutes, rounded down; `+` where it goes on."""
    if wait is None:
        return "-"
    return f"{_hours(wait.length)}{'+' if wait.goes_on else ''}"


def _hours(length: timedelta) -> str:
    minutes, seconds = divmod(length // timedelta(seconds=1), 60)
    if minutes < 60:
        return f"{minutes} min" if minutes or not seconds else f"{seconds} s"
    return f"{minutes // 60} h {minutes % 60:02} min"


def _of_group(comparison: Comparison, index: int) -> str:
    waits = (comparison.waits, comparison.other_waits)[index]
    median, late = (shown_wait(comparison.percentiles(each)[index]) for each in (MEDIAN, LATE))
    return f"{len(waits)}: median {median}, 90 % {late}"


def _is_number(cell: object) -> bool:
    return isinstance(cell, int) or str(cell).replace(",", "").replace(".", "").isdecimal()


def _request_row(each: Measured) -> tuple[str, ...]:
    request = each.request
    return (
        request.id,
        request.agreement_id,
        request.opened.isoformat(),
        request.closed.isoformat() if request.closed and not each.wait.goes_on else "",
        each.due.isoformat(),
        shown_wait(each.wait),
        "yes" if each.in_time else "waits" if each.settled is None else "no",
        "yes" if each.warned else "no",
        "; ".join(pause.reason for pause in request.pauses),
        str(each.calendar),
    )


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
