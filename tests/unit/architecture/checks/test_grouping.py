from penstock.architecture.checks.grouping import Group, grouped
from penstock.kernel.findings import Cause, Edit, Finding, Fix, Severity
from penstock.kernel.places import Place

CAUSE = Cause(key="moved", sentence="{count} links lead into a folder that was moved")
FIX = Fix(title="Mend", edits=(Edit("a.md", 0, 1, "x"),))


def _finding(
    rule: str = "LNK-001",
    *,
    line: int = 1,
    severity: Severity = Severity.ERROR,
    cause: Cause | None = None,
    fix: Fix | None = None,
) -> Finding:
    return Finding(
        rule=rule,
        severity=severity,
        place=Place("a.md", line),
        message=f"Line {line} is wrong.",
        cause=cause,
        fix=fix,
    )


def _groups(*findings: Finding) -> tuple[Group, ...]:
    return grouped(findings, {"DOC-001": "Rows are full."})


def test_findings_of_one_cause_are_one_group_whose_sentence_counts_them() -> None:
    [group] = _groups(_finding(cause=CAUSE), _finding("LNK-002", line=2, cause=CAUSE))

    assert group.sentence == "2 links lead into a folder that was moved"
    assert group.rules == ("LNK-001", "LNK-002")


def test_findings_without_a_cause_are_grouped_by_their_rule() -> None:
    [group] = _groups(_finding("DOC-001"), _finding("DOC-001", line=2))

    assert group.sentence == "2 places break this rule: Rows are full."


def test_a_finding_alone_speaks_for_itself() -> None:
    [group] = _groups(_finding(cause=CAUSE))

    assert group.sentence == "Line 1 is wrong."


def test_the_gravest_and_then_the_largest_groups_come_first() -> None:
    warnings = [_finding("DOC-010", line=n, severity=Severity.WARNING) for n in range(5)]
    errors = [_finding("DOC-001", line=n) for n in range(2)]

    groups = _groups(_finding("LNK-003"), *warnings, *errors)

    assert [group.rules for group in groups] == [("DOC-001",), ("LNK-003",), ("DOC-010",)]


def test_a_group_tells_how_many_of_it_can_be_repaired() -> None:
    [group] = _groups(_finding(cause=CAUSE, fix=FIX), _finding(cause=CAUSE, line=2))

    assert group.fixable == 1
