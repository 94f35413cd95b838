"""Findings as one JSON document."""

import json
from pathlib import Path
from typing import Any

from penstock.app.checking import Report
from penstock.architecture.checks.coverage import Coverage, total
from penstock.architecture.checks.grouping import Group
from penstock.kernel.findings import Finding, Fix, Severity
from penstock.kernel.places import Place


def as_json(report: Report, root: Path) -> str:
    """Return a report as JSON; paths are those below the folder that it names."""
    marks = report.fingerprints
    number = {id(finding): index for index, finding in enumerate(report.findings)}
    document = {
        "folder": root.as_posix(),
        "summary": _summary(report),
        "groups": [_group(group, number) for group in report.groups],
        "findings": [
            _finding(finding) | {"fingerprint": marks[id(finding)]} for finding in report.findings
        ],
        "ignored": [_finding(each.finding) | {"reason": each.reason} for each in report.ignored],
        "coverage": _coverage(report.coverage),
    }
    return json.dumps(document, indent=2, ensure_ascii=False)


def _summary(report: Report) -> dict[str, int]:
    return {
        "documents": len(report.subject.documents),
        "errors": report.count(Severity.ERROR),
        "warnings": report.count(Severity.WARNING),
        "notes": report.count(Severity.NOTE),
        "fixable": sum(finding.fix is not None for finding in report.findings),
        "ignored": len(report.ignored),
        "known": len(report.known),
        "gone": report.gone,
    }


def _group(group: Group, number: dict[int, int]) -> dict[str, Any]:
    return {
        "sentence": group.sentence,
        "severity": group.severity,
        "rules": group.rules,
        "count": len(group.findings),
        "fixable": group.fixable,
        "findings": [number[id(finding)] for finding in group.findings],
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "severity": finding.severity,
        **_place(finding.place),
        "message": finding.message,
        "others": [_place(other) for other in finding.others],
        "fix": _fix(finding.fix) if finding.fix else None,
    }


def _place(place: Place) -> dict[str, Any]:
    return place._asdict()


def _fix(fix: Fix) -> dict[str, Any]:
    return {"title": fix.title, "edits": [edit._asdict() for edit in fix.edits]}


def _coverage(several: tuple[Coverage, ...]) -> dict[str, Any]:
    return {"total": _numbers(total(several)), "documents": [each._asdict() for each in several]}


def _numbers(coverage: Coverage) -> dict[str, Any]:
    return {name: value for name, value in coverage._asdict().items() if name != "document"}
