"""Reads a table of scenarios, and tries the policies on them."""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from penstock.governance.boundary.asking import Decision, Question
from penstock.governance.boundary.deciding import Boundary
from penstock.governance.boundary.people import Roles
from penstock.governance.boundary.policies import Policies
from penstock.governance.boundary.scenarios.words import asked
from penstock.governance.boundary.statements import PolicyFile

COLUMNS = ["rules", "given", "when", "then"]


class ScenarioTableError(ValueError):
    """A table holds no scenarios."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """One line of the table.

    Args:
        file: The table.
        line: The line in it.
        rules: The numbers of the rules that it is about.
        when: What is done, in words.
        question: What is done.
        allowed: Whether it should be allowed.
        rule: The policy that should say so.
    """

    file: str
    line: int
    rules: tuple[str, ...]
    when: str
    question: Question
    allowed: bool
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """A line that is not as the table says, or cannot be read."""

    file: str
    line: int
    sentence: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.sentence}"


def read(table: PolicyFile, *, roles: Roles) -> tuple[Sequence[Scenario], Sequence[Failure]]:
    """Return the scenarios of a table, and the lines that cannot be read.

    Raises:
        ScenarioTableError: It has other columns.
    """
    rows = csv.reader(table.text.splitlines(), strict=True)
    head = next(rows, [])
    if head[: len(COLUMNS)] != COLUMNS:
        found = f"{table.name}:1: the columns are {', '.join(head) or 'missing'}."
        raise ScenarioTableError(f"{found} They have to be {', '.join(COLUMNS)}.")
    scenarios, failures = [], []
    for row in rows:
        if not any(row):
            continue
        try:
            scenarios.append(_scenario(row, file=table.name, line=rows.line_num, roles=roles))
        except (ValueError, LookupError) as error:
            failures.append(Failure(file=table.name, line=rows.line_num, sentence=str(error)))
    return scenarios, failures


def tried(boundary: Boundary, scenarios: Sequence[Scenario]) -> Iterator[Failure]:
    """Yield a failure for each scenario that is decided otherwise than the table says."""
    decisions = boundary.decide_all([each.question for each in scenarios])
    for each, decision in zip(scenarios, decisions, strict=True):
        if (decision.allowed, decision.rule) != (each.allowed, each.rule):
            sentence = _difference(each, decision)
            yield Failure(file=each.file, line=each.line, sentence=sentence)


def untried(policies: Policies, scenarios: Sequence[Scenario]) -> list[str]:
    """Return the policies that no scenario expects to decide."""
    expected = {each.rule for each in scenarios}
    return [each.id for each in policies.in_order if each.id not in expected]


def verdict(*, allowed: bool, rule: str) -> str:
    """Return a decision as the table writes it."""
    return f"{'allowed' if allowed else 'denied'} by {rule}"


def _scenario(row: Sequence[str], *, file: str, line: int, roles: Roles) -> Scenario:
    if len(row) < len(COLUMNS):
        raise ValueError(f"there are {len(row)} cells. There have to be {len(COLUMNS)}.")
    rules, given, when, then = row[: len(COLUMNS)]
    outcome, _, rule = then.strip().partition(" by ")
    if outcome not in ("allowed", "denied") or not rule:
        raise ValueError(f"“{then}” is no outcome. Write: allowed by own-side.")
    return Scenario(
        file=file,
        line=line,
        rules=tuple(rules.split()),
        when=when,
        question=asked(when, given=given, roles=roles),
        allowed=outcome == "allowed",
        rule=rule,
    )


def _difference(scenario: Scenario, decision: Decision) -> str:
    found = verdict(allowed=decision.allowed, rule=decision.rule)
    expected = verdict(allowed=scenario.allowed, rule=scenario.rule)
    return f"“{scenario.when}” is {found}, not {expected}. {decision.reason}"
