"""Findings in SARIF 2.1.0, the form that code hosts and editors read.

Source: OASIS Static Analysis Results Interchange Format (SARIF) Version 2.1.0, 27 March 2020.
"""

import json
from importlib.metadata import version
from typing import Any
from urllib.parse import quote

from penstock.app.checking import Report
from penstock.architecture.checks.pages import explanation, law
from penstock.architecture.checks.rule import Rule
from penstock.architecture.documents.document import Document
from penstock.cli.reports.paths import ShowPath
from penstock.kernel.findings import Edit, Finding
from penstock.kernel.places import Place

_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_PAGES = "docs/reference/rules"


def as_sarif(report: Report, show: ShowPath) -> str:
    """Return a report as SARIF; accepted and known findings are there, as suppressed."""
    writer = _Writer(report, show)
    run = {
        "tool": {"driver": _driver(report.rules)},
        "columnKind": "unicodeCodePoints",
        "results": writer.results(),
    }
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, indent=2, ensure_ascii=False)


def _driver(rules: tuple[type[Rule], ...]) -> dict[str, Any]:
    return {
        "name": "Penstock",
        "semanticVersion": version("penstock"),
        "rules": [_rule(rule) for rule in rules],
    }


def _rule(rule: type[Rule]) -> dict[str, Any]:
    words = explanation(rule)
    return {
        "id": rule.code,
        "name": rule.__name__,
        "shortDescription": {"text": law(rule)},
        "fullDescription": {"text": words.partition("\n\n")[0].replace("\n", " ") or law(rule)},
        "help": {"text": words or law(rule), "markdown": words or law(rule)},
        "defaultConfiguration": {"level": rule.severity},
        # A help URI has to be absolute, and the pages are where the project is.
        "properties": {"page": f"{_PAGES}/{rule.code}.md"},
    }


class _Writer:
    """Turns findings into results."""

    def __init__(self, report: Report, show: ShowPath) -> None:
        self._report = report
        self._show = show
        self._index = {rule.code: index for index, rule in enumerate(report.rules)}

    def results(self) -> list[dict[str, Any]]:
        """Return a result for each finding, the new ones first."""
        report = self._report
        accepted = (
            (each.finding, {"kind": "inSource", "justification": each.reason})
            for each in report.ignored
        )
        known = ((finding, {"kind": "external"}) for finding in report.known)
        return [
            *(self._result(finding) for finding in report.findings),
            *(
                self._result(finding) | {"suppressions": [suppression]}
                for finding, suppression in (*known, *accepted)
            ),
        ]

    def _result(self, finding: Finding) -> dict[str, Any]:
        result: dict[str, Any] = {
            "ruleId": finding.rule,
            "ruleIndex": self._index[finding.rule],
            "level": finding.severity,
            "message": {"text": finding.message},
            "locations": [self._location(finding.place)],
            "partialFingerprints": {"penstock/v1": self._report.fingerprints[id(finding)]},
        }
        if finding.others:
            result["relatedLocations"] = [self._location(other) for other in finding.others]
        if finding.fix:
            result["fixes"] = [
                {
                    "description": {"text": finding.fix.title},
                    "artifactChanges": self._changes(finding.fix.edits),
                }
            ]
        return result

    def _location(self, place: Place) -> dict[str, Any]:
        region = {"startLine": place.line, "startColumn": place.column}
        return {
            "physicalLocation": {
                "artifactLocation": self._artifact(place.document),
                "region": region,
            }
        }

    def _artifact(self, document: str) -> dict[str, str]:
        return {"uri": quote(self._show(document))}

    def _changes(self, edits: tuple[Edit, ...]) -> list[dict[str, Any]]:
        """Return the edits of a fix, gathered by document."""
        gathered: dict[str, list[Edit]] = {}
        for edit in edits:
            gathered.setdefault(edit.document, []).append(edit)
        return [
            {
                "artifactLocation": self._artifact(path),
                "replacements": [
                    _replacement(edit, self._report.subject.documents[path]) for edit in several
                ],
            }
            for path, several in gathered.items()
        ]


def _replacement(edit: Edit, document: Document) -> dict[str, Any]:
    start, end = document.source.position(edit.start), document.source.position(edit.end)
    return {
        "deletedRegion": {
            "startLine": start[0],
            "startColumn": start[1],
            "endLine": end[0],
            "endColumn": end[1],
        },
        "insertedContent": {"text": edit.replacement},
    }
