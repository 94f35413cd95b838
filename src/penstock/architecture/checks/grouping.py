"""Findings by what lies behind them, so that one repair can end many."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from penstock.kernel.findings import Finding, Severity


class Group(NamedTuple):
    """Findings with one cause.

    Invariants:
        There is at least one finding.
    """

    sentence: str
    findings: tuple[Finding, ...]

    @property
    def severity(self) -> Severity:
        """Return the gravest severity among them."""
        return min((finding.severity for finding in self.findings), key=lambda each: each.rank)

    @property
    def rules(self) -> tuple[str, ...]:
        """Return the codes of the rules that found them."""
        return tuple(sorted({finding.rule for finding in self.findings}))

    @property
    def fixable(self) -> int:
        """Return how many of them have a safe repair."""
        return sum(finding.fix is not None for finding in self.findings)


def grouped(findings: Iterable[Finding], laws: Mapping[str, str]) -> tuple[Group, ...]:
    """Return findings by cause, the gravest and largest first.

    Args:
        findings: What was found.
        laws: The first sentence of each rule, for findings of which no cause is known.
    """
    found: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        key = ("cause", finding.cause.key) if finding.cause else ("rule", finding.rule)
        found.setdefault(key, []).append(finding)
    groups = (
        Group(sentence=_sentence(several, laws), findings=tuple(several))
        for several in found.values()
    )
    return tuple(sorted(groups, key=_value))


def _sentence(findings: list[Finding], laws: Mapping[str, str]) -> str:
    first = findings[0]
    if len(findings) == 1:
        return first.message
    if first.cause:
        return first.cause.sentence.replace("{count}", str(len(findings)))
    return f"{len(findings)} places break this rule: {laws.get(first.rule, first.message)}"


def _value(group: Group) -> tuple[int, int, tuple[str, ...], str]:
    return group.severity.rank, -len(group.findings), group.rules, group.sentence
