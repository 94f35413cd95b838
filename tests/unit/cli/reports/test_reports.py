import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click import unstyle
from jsonschema import Draft202012Validator

from penstock.app.checking import Report, check, judge, plan
from penstock.architecture.documents import Folder
from penstock.architecture.reading import read
from penstock.cli.reports.as_github import as_github
from penstock.cli.reports.as_json import as_json
from penstock.cli.reports.as_sarif import as_sarif
from penstock.cli.reports.as_text import coverage_table, groups, lines, summary

DAY = date(2026, 11, 20)
ACCEPTED = "<!-- penstock: ignore LNK-001 because it comes later -->\n[l](later.md)\n"
TEXTS = {
    "a.md": f"# A\n\n[b](old/b.md) and [c](old/c.md)\n\n{ACCEPTED}\n[known](known.md)\n",
    "new/b.md": "# 100 %: B, or more\n\n| Colour | Mood |\n| - | - |\n| a | b |\n| c |\n",
    "my plan.md": "[x](gone.md)\n",
}


def _report(folder: Path) -> Report:
    for name, text in TEXTS.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    baseline = folder / "baseline.json"
    first = check(folder, plan(folder, as_of=DAY))
    known = [finding for finding in first.findings if "known.md" in finding.message]
    baseline.write_text(str(type(first.baseline()).of(known)), encoding="utf-8")
    return check(folder, plan(folder, as_of=DAY, baseline=baseline))


@pytest.fixture
def report(tmp_path: Path) -> Report:
    return _report(tmp_path)


@pytest.fixture
def sarif_schema(checkout: Path) -> dict[str, Any]:
    file = checkout / "tests" / "reference" / "sarif" / "sarif-2.1.0.json"
    schema: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return schema


def _validator(schema: dict[str, Any]) -> Draft202012Validator:
    return Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)


def _here(path: str) -> str:
    return f"docs/{path}"


def test_the_summary_counts_and_says_what_can_be_repaired(report: Report) -> None:
    assert summary(report) == (
        "5 findings in 3 documents: 4 errors, 1 note. 1 can be repaired with --fix. "
        "Besides: 1 accepted by comments, 1 known from the baseline."
    )


def test_the_summary_of_clean_documents_is_short() -> None:
    reading = read(Folder.from_texts({"a.md": "# A\n"}))

    clean = judge(reading, plan(Path(__file__), as_of=DAY))

    assert summary(clean) == "No findings in 1 document."


def test_groups_come_with_their_rules_and_first_places(report: Report) -> None:
    text = unstyle("\n".join(groups(report, _here)))

    assert (
        "error    2 links lead into the folder old, which does not exist "
        "(LNK-001, --fix repairs 1)\n         docs/a.md:3:1\n         docs/a.md:3:19"
    ) in text


def test_sentences_are_broken_where_a_terminal_ends(report: Report) -> None:
    text = unstyle("\n".join(groups(report, _here, width=60)))

    assert (
        "error    2 links lead into the folder old, which does not\n"
        "         exist (LNK-001, --fix repairs 1)\n"
    ) in text


def test_a_line_begins_with_a_place_that_terminals_open(report: Report) -> None:
    first = unstyle(next(lines(report.findings, _here, limit=None)))

    assert first.startswith("docs/a.md:3:1: LNK-001 The link 'old/b.md' leads to old/b.md, ")


def test_lines_beyond_the_limit_are_counted(report: Report) -> None:
    assert list(lines(report.findings, _here, limit=2))[2:] == [
        "… and 3 more; --limit 5 shows all."
    ]


def test_coverage_is_a_table_with_a_total(report: Report) -> None:
    table = list(coverage_table(report.coverage, _here))

    assert table[1].split() == ["0", "of", "2", "-", "docs/new/b.md"]
    assert table[-1].split() == ["0", "of", "2", "-", "together"]


def test_json_holds_summary_groups_findings_and_coverage(report: Report) -> None:
    document = json.loads(as_json(report, Path("docs")))

    assert document["summary"] == {
        "documents": 3,
        "errors": 4,
        "warnings": 0,
        "notes": 1,
        "fixable": 1,
        "ignored": 1,
        "known": 1,
        "gone": 0,
    }
    first = document["findings"][0]
    assert (first["document"], first["line"], first["column"]) == ("a.md", 3, 1)
    assert first["fix"]["edits"][0]["replacement"] == "new/b.md"
    assert document["groups"][0]["findings"] == [0, 1]
    assert document["ignored"][0]["reason"] == "it comes later"
    assert document["coverage"]["total"]["rows"] == 2


@pytest.mark.parametrize("write", [as_json, as_sarif])
def test_the_same_documents_give_the_same_text(write: Callable[..., str], tmp_path: Path) -> None:
    target: object = Path("docs") if write is as_json else _here

    one, other = (write(_report(tmp_path), target) for _ in range(2))

    assert one == other


def test_sarif_keeps_its_schema(report: Report, sarif_schema: dict[str, Any]) -> None:
    log = json.loads(as_sarif(report, _here))

    assert [error.message for error in _validator(sarif_schema).iter_errors(log)] == []


def test_sarif_names_rules_places_fixes_and_what_is_accepted(report: Report) -> None:
    [run] = json.loads(as_sarif(report, _here))["runs"]
    results = run["results"]
    rules = run["tool"]["driver"]["rules"]

    assert len(results) == 7
    assert all(rules[each["ruleIndex"]]["id"] == each["ruleId"] for each in results)
    assert all(rule["help"]["text"] for rule in rules)
    [change] = results[0]["fixes"][0]["artifactChanges"]
    assert change["replacements"] == [
        {
            "deletedRegion": {"startLine": 3, "startColumn": 5, "endLine": 3, "endColumn": 13},
            "insertedContent": {"text": "new/b.md"},
        }
    ]
    assert [each["suppressions"][0]["kind"] for each in results[5:]] == ["external", "inSource"]
    assert len({each["partialFingerprints"]["penstock/v1"] for each in results}) == 7


def test_sarif_encodes_blanks_in_paths(report: Report) -> None:
    assert '"uri": "docs/my%20plan.md"' in as_sarif(report, _here)


def test_sarif_of_the_real_documents_keeps_its_schema(
    shared_folder: Path, sarif_schema: dict[str, Any]
) -> None:
    folder = shared_folder / "documents"
    log = json.loads(as_sarif(check(folder, plan(folder, as_of=DAY)), _here))

    errors = _validator(sarif_schema).iter_errors(log)

    assert [error.message for error in errors] == []
    assert len(log["runs"][0]["results"]) > 20


def test_annotations_name_file_line_and_rule(report: Report) -> None:
    assert next(as_github(report, _here)).startswith(
        "::error file=docs/a.md,line=3,col=1,title=LNK-001::The link 'old/b.md' leads to old/b.md"
    )


def test_annotations_escape_what_github_takes_for_its_own(report: Report) -> None:
    text = "\n".join(as_github(report, lambda path: f"50%, c:/{path}\n"))

    assert "::notice file=50%25%2C c%3A/new/b.md%0A,line=3" in text
