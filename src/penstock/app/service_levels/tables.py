"""Reports of service levels as tables: for the terminal and for a workbook, the same rows."""

from collections.abc import Iterable

from penstock.app.service_levels.showing import kept, money, shown_wait
from penstock.architecture.exchange.sheets import Sheet
from penstock.architecture.exchange.workbook import sheets_to_workbook
from penstock.governance.fairness.comparing import LATE, MEDIAN, Comparison, Group
from penstock.governance.service_levels.alike import AES, REGULATED
from penstock.governance.service_levels.measuring import Measured
from penstock.governance.service_levels.reporting import Report

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
    names = [group.name for group in found[0].groups] if found else [AES, REGULATED]
    header = ("Waited for", *names, f"{names[0]} faster", "p (faster)", "Verdict")
    rows = tuple(
        (
            each.subject,
            _of_group(each.first),
            _of_group(each.second),
            f"{100 * each.share_faster:.0f} %",
            f"{each.p_faster:.4f}",
            each.sentence,
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


def _of_group(group: Group) -> str:
    median, late = (shown_wait(group.percentile(each)) for each in (MEDIAN, LATE))
    return f"{len(group.waits)}: median {median}, 90 % {late}"


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
