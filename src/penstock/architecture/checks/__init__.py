"""The rules that documents are held against, and how they are run."""

from collections.abc import Iterable

from penstock.architecture.checks.code import CODE_RULES
from penstock.architecture.checks.documents import DOCUMENT_RULES
from penstock.architecture.checks.ignores import IgnoreWithoutReason, UnusedIgnore
from penstock.architecture.checks.measuring import MEASURING_RULES
from penstock.architecture.checks.model import MODEL_RULES
from penstock.architecture.checks.rule import Rule, Subject
from penstock.kernel.findings import Finding
from penstock.kernel.places import Place

RULES: tuple[type[Rule], ...] = (
    *DOCUMENT_RULES,
    IgnoreWithoutReason,
    UnusedIgnore,
    *MODEL_RULES,
    *CODE_RULES,
    *MEASURING_RULES,
)


def run(subject: Subject, rules: Iterable[type[Rule]] = RULES) -> list[Finding]:
    """Return what the rules find, in the order of the documents."""
    return in_order(finding for rule in rules for finding in rule().check(subject))


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Return findings by document, line, column and code."""
    return sorted(findings, key=_rank)


def _rank(finding: Finding) -> tuple[Place, str, str]:
    return finding.place, finding.rule, finding.message


__all__ = ["RULES", "Rule", "Subject", "in_order", "run"]
