"""Findings for people: what is behind them first, then each with its place."""

from collections.abc import Iterator, Sequence
from textwrap import wrap

import click

from penstock.app.checking import Report
from penstock.architecture.checks.coverage import Coverage, total
from penstock.architecture.checks.grouping import Group
from penstock.cli.reports.paths import ShowPath
from penstock.kernel.counting import counted
from penstock.kernel.findings import Finding, Severity

_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}
_PLACES = 3
_MARGIN = " " * 9


def summary(report: Report) -> str:
    """Return how many findings of what kind there are, in a sentence or two."""
    among = counted(len(report.subject.documents), "document")
    if report.findings:
        kinds = (counted(report.count(each), each.value) for each in Severity if report.count(each))
        words = f"{counted(len(report.findings), 'finding')} in {among}: {', '.join(kinds)}."
    else:
        words = f"No findings in {among}."
    fixable = sum(finding.fix is not None for finding in report.findings)
    besides = ", ".join(
        f"{count} {how}"
        for count, how in (
            (len(report.ignored), "accepted by comments"),
            (len(report.known), "known from the baseline"),
        )
        if count
    )
    repair = f"{fixable} can be repaired with --fix." if fixable else ""
    return " ".join(filter(None, (words, repair, f"Besides: {besides}." if besides else "")))


def groups(report: Report, show: ShowPath, *, width: int | None = None) -> Iterator[str]:
    """Yield lines that tell what is behind the findings, and a few places of each group.

    Args:
        report: The findings.
        show: Writes paths.
        width: Where sentences are broken; None where no terminal shows them.
    """
    for group in report.groups:
        yield ""
        repair = f", --fix repairs {_all_or(group)}" if group.fixable else ""
        sentence = f"{group.sentence} ({', '.join(group.rules)}{repair})"
        yield from _marked(group.severity, sentence, width)
        for finding in group.findings[:_PLACES]:
            yield f"{_MARGIN}{_place(finding, show)}"
        rest = len(group.findings) - _PLACES
        if rest > 0:
            more = f"and {counted(rest, 'more place')}"
            yield f"{_MARGIN}{click.style(more, dim=True)}"


def _marked(severity: Severity, sentence: str, width: int | None) -> Iterator[str]:
    """Yield a sentence behind its severity, broken where a terminal ends."""
    room = max((width or 0) - len(_MARGIN), 40)
    broken = [sentence]
    if width:
        broken = wrap(sentence, room, break_on_hyphens=False, break_long_words=False)
    mark = click.style(f"{severity:<{len(_MARGIN)}}", fg=_COLOURS[severity], bold=True)
    yield f"{mark}{broken[0]}"
    yield from (f"{_MARGIN}{line}" for line in broken[1:])


def lines(findings: Sequence[Finding], show: ShowPath, *, limit: int | None) -> Iterator[str]:
    """Yield a line for each finding, up to a limit."""
    for finding in findings[:limit]:
        code = click.style(finding.rule, fg=_COLOURS[finding.severity], bold=True)
        yield f"{_place(finding, show)}: {code} {finding.message}"
    if limit is not None and len(findings) > limit:
        yield f"… and {len(findings) - limit} more; --limit {len(findings)} shows all."


def coverage_table(several: tuple[Coverage, ...], show: ShowPath) -> Iterator[str]:
    """Yield a table of what was understood of each document."""
    yield f"{'table rows':>12} {'fields':>12}  understood of all, in"
    for each in several:
        yield f"{_share(each.rows_understood, each.rows):>12} " + (
            f"{_share(each.fields_understood, each.fields):>12}  {show(each.document)}"
        )
    whole = total(several)
    yield f"{_share(whole.rows_understood, whole.rows):>12} " + (
        f"{_share(whole.fields_understood, whole.fields):>12}  together"
    )


def _share(part: int, whole: int) -> str:
    return f"{part} of {whole}" if whole else "-"


def _all_or(group: Group) -> str:
    if group.fixable < len(group.findings):
        return str(group.fixable)
    return "it" if group.fixable == 1 else "all"


def _place(finding: Finding, show: ShowPath) -> str:
    place = finding.place
    return click.style(f"{show(place.document)}:{place.line}:{place.column}", dim=True)
