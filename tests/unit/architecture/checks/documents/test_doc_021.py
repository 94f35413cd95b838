import pytest

from penstock.architecture.checks import RULES, run
from penstock.architecture.checks.documents.links import AbsentTarget
from penstock.architecture.checks.ignores import UnusedIgnore, separate
from penstock.architecture.checks.rule import Rule
from tests.rules import found, subject_of

IGNORE = "<!-- penstock: ignore LNK-001 because it comes later -->"


def _left(text: str, *rules: type[Rule]) -> list[str]:
    """Return what is left after a document's own ignores."""
    subject = subject_of(text)
    ran = frozenset(rule.code for rule in rules)
    known = frozenset(rule.code for rule in RULES)
    kept, _ = separate(run(subject, rules), subject, ran=ran, known=known)
    return [f"{finding.place.line} {finding.rule} {finding.message}" for finding in kept]


def test_a_comment_that_hides_nothing_is_reported() -> None:
    assert _left(f"{IGNORE}\nText.\n", AbsentTarget, UnusedIgnore) == [
        "1 DOC-021 LNK-001 finds nothing here any more. Take the comment out, or correct its code."
    ]


def test_a_comment_that_names_no_rule_is_reported() -> None:
    [line] = _left(IGNORE.replace("LNK-001", "LNK-999"), UnusedIgnore)

    assert "No rule has the code LNK-999; 'penstock rules' lists them." in line


def test_a_comment_that_hides_a_finding_is_fine() -> None:
    assert _left(f"{IGNORE}\n[p](plan.md)\n", AbsentTarget, UnusedIgnore) == []


@pytest.mark.parametrize("rules", [(UnusedIgnore,), (AbsentTarget,)])
def test_nothing_is_said_when_the_rule_or_this_one_did_not_run(rules: tuple[type[Rule]]) -> None:
    assert _left(f"{IGNORE}\nText.\n", *rules) == []


def test_alone_the_rule_finds_nothing() -> None:
    assert found(UnusedIgnore, f"{IGNORE}\nText.\n") == []
