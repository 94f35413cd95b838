import pytest

from penstock.architecture.checks import RULES, run
from penstock.architecture.checks.documents.diagrams import UndrawableDiagram
from penstock.architecture.checks.documents.links import AbsentTarget
from penstock.architecture.checks.documents.tables import RaggedRow
from penstock.architecture.checks.ignores import Ignored, separate
from penstock.architecture.model import Role
from penstock.kernel.findings import Finding
from tests.rules import subject_of

ALL = frozenset(rule.code for rule in RULES)
LINK = "<!-- penstock: ignore LNK-001 because it comes later -->"


def _judged(text: str) -> tuple[list[Finding], list[Ignored]]:
    subject = subject_of(text)
    findings = run(subject, [AbsentTarget, RaggedRow, UndrawableDiagram])
    return separate(findings, subject, ran=ALL, known=ALL)


@pytest.mark.parametrize(
    "text",
    [
        f"{LINK}\n[p](plan.md)\n",
        f"{LINK}\n\n\n[p](plan.md)\n",
        f"[p](plan.md) {LINK}\n",
        f"-   One\n-   [p](plan.md) {LINK}\n",
        "<!-- penstock: ignore LNK-001\n     because it comes later -->\n\n[p](plan.md)\n",
        f"Text.\n\n[p](plan.md)\n\n{LINK.replace('ignore', 'ignore-file')}\n",
        LINK.replace("LNK-001", "lnk-001") + "\n[p](plan.md)\n",
    ],
)
def test_a_comment_accepts_findings_on_its_line_below_it_or_in_the_document(text: str) -> None:
    kept, ignored = _judged(text)

    assert kept == []
    assert [(each.finding.rule, each.reason) for each in ignored] == [("LNK-001", "it comes later")]


@pytest.mark.parametrize(
    "text",
    [
        f"{LINK}\n\nText.\n\n[p](plan.md)\n",
        f"[p](plan.md)\n\n{LINK}\n",
        f"Text {LINK}\n\n[p](plan.md)\n",
        LINK.replace("LNK-001", "LNK-002") + "\n[p](plan.md)\n",
    ],
)
def test_a_comment_elsewhere_or_for_another_rule_accepts_nothing(text: str) -> None:
    kept, ignored = _judged(text)

    assert [finding.rule for finding in kept] in (["LNK-001", "DOC-021"], ["DOC-021", "LNK-001"])
    assert ignored == []


def test_a_comment_before_a_table_speaks_of_all_its_rows() -> None:
    comment = LINK.replace("LNK-001", "LNK-001, DOC-001")
    table = "| A | B |\n| - | - |\n| [p](plan.md) | b |\n| alone |\n"

    kept, ignored = _judged(f"{comment}\n\n{table}\n[p](plan.md)\n")

    assert [finding.place.line for finding in kept] == [8]
    assert [each.finding.place.line for each in ignored] == [5, 6]


def test_a_comment_before_a_diagram_speaks_of_all_its_lines() -> None:
    diagram = "```mermaid\ngraph LR\n    A --> B\n    B --> C[x (y)]\n```\n"

    kept, _ = _judged(f"{LINK.replace('LNK', 'MMD')}\n\n{diagram}")

    assert kept == []


def test_each_rule_of_a_comment_has_to_be_needed() -> None:
    kept, _ = _judged(f"{LINK.replace('LNK-001', 'LNK-001, DOC-001')}\n[p](plan.md)\n")

    assert [finding.message.partition(" ")[0] for finding in kept] == ["DOC-001"]


@pytest.mark.parametrize(
    "text",
    [
        f"| Role | Side |\n| - | - |\n| Planner {LINK} | Regulated |\n",
        f"| Role | Side |\n| - | - |\n| Planner | Regulated | {LINK}\n",
    ],
)
def test_a_comment_in_a_row_is_no_part_of_what_the_row_states(text: str) -> None:
    [role] = subject_of(text).architecture.stated(Role)

    assert (role.name, str(role.side)) == ("Planner", "regulated")
    assert all(finding.rule != "DOC-001" for finding in _judged(text)[0])
