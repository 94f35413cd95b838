"""What the rules say of real documents, found right by people."""

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from penstock.architecture.checks import Subject, run
from penstock.architecture.checks.model import MODEL_RULES
from penstock.architecture.documents import Folder
from penstock.architecture.reading import read
from penstock.kernel.findings import Finding, Severity


@pytest.fixture(scope="module")
def findings(shared_folder: Path) -> list[Finding]:
    folder = Folder.read(shared_folder / "documents")
    return run(Subject(reading=read(folder), as_of=date(2026, 11, 20)), MODEL_RULES)


def of_document(findings: list[Finding], name: str) -> list[Finding]:
    return [finding for finding in findings if Path(finding.place.document).name.startswith(name)]


@pytest.mark.parametrize("document", ["ncv-01", "rev-01"])
def test_stage_tables_that_refer_rightly_get_no_capability_finding(
    findings: list[Finding], document: str
) -> None:
    rules = {finding.rule for finding in of_document(findings, document)}

    assert not {rule for rule in rules if rule.startswith(("CAP", "MAP"))}


def test_all_eight_references_of_ncv_03_are_reported(findings: list[Finding]) -> None:
    wrong = [
        finding for finding in of_document(findings, "ncv-03") if finding.rule.startswith("CAP")
    ]

    assert Counter(finding.rule for finding in wrong) == {"CAP-001": 1, "CAP-002": 7}
    assert len({finding.cause for finding in wrong}) == 1


def test_every_place_points_at_words(findings: list[Finding], shared_folder: Path) -> None:
    for place in (place for finding in findings for place in (finding.place, *finding.others)):
        lines = (shared_folder / "documents" / place.document).read_text("utf-8").split("\n")
        assert lines[place.line - 1][place.column - 1] not in " |", place


def test_streams_whose_dependencies_are_one_sided_are_found(findings: list[Finding]) -> None:
    places = {finding.place.document[-60:] for finding in findings if finding.rule == "STR-004"}

    assert len(places) == 3


def test_labels_that_are_not_the_names_of_stages_are_found(findings: list[Finding]) -> None:
    lines = [finding.place.line for finding in findings if finding.rule == "MMD-003"]

    assert lines == [39, 91]


def test_every_error_is_about_another_numbering_or_a_missing_stage(findings: list[Finding]) -> None:
    errors = Counter(finding.rule for finding in findings if finding.severity is Severity.ERROR)

    assert errors == {"CAP-001": 1, "CAP-002": 15, "MMD-002": 1}
