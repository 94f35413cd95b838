"""Findings as annotations that GitHub shows beside the lines of a pull request."""

from collections.abc import Iterator

from penstock.app.checking import Report
from penstock.cli.reports.paths import ShowPath
from penstock.kernel.findings import Finding, Severity

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def as_github(report: Report, show: ShowPath) -> Iterator[str]:
    """Yield a workflow command for each finding."""
    return (_annotation(finding, show) for finding in report.findings)


def _annotation(finding: Finding, show: ShowPath) -> str:
    properties = {
        "file": show(finding.place.document),
        "line": str(finding.place.line),
        "col": str(finding.place.column),
        "title": finding.rule,
    }
    listed = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    return f"::{_COMMANDS[finding.severity]} {listed}::{_data(finding.message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
