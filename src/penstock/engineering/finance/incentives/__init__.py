"""Incentives as dated, cited rules: what is granted, on which day, to whom, and why not."""

from penstock.engineering.finance.incentives.deciding import Decision, Installation, decide
from penstock.engineering.finance.incentives.reading import own_rules, read_rules
from penstock.engineering.finance.incentives.rules import Grant, Kind, Owner, Part, Period, Rule

__all__ = [
    "Decision",
    "Grant",
    "Installation",
    "Kind",
    "Owner",
    "Part",
    "Period",
    "Rule",
    "decide",
    "own_rules",
    "read_rules",
]
