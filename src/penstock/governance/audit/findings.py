"""What is wrong with a log, as sentences with positions."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum


class Fault(StrEnum):
    """What was done to a log."""

    CHANGED = "changed"
    MISSING = "missing"
    MISPLACED = "misplaced"
    REWRITTEN = "rewritten"
    TRUNCATED = "truncated"
    UNSIGNED = "unsigned"
    HEAD_CHANGED = "head changed"
    HEAD_MISSING = "head missing"
    FOREIGN_HEAD = "foreign head"
    KEYS_CHANGED = "keys changed"


_SENTENCES = {
    Fault.CHANGED: (
        "{entries} not as written: changed, exchanged, put in, or renumbered after others were "
        "put in or taken out."
    ),
    Fault.MISSING: "{entries} missing.",
    Fault.MISPLACED: "{entries} in the log more than once, or out of their order.",
    Fault.REWRITTEN: (
        "{entries} not those that were signed: the chain was written anew, from there or before."
    ),
    Fault.TRUNCATED: "{entries} cut off: a signed head tells that they were there.",
    Fault.UNSIGNED: "{entries} under no signed head: somebody added them past this program.",
    Fault.HEAD_CHANGED: "The head at entry {first:,} is not as it was signed.",
    Fault.HEAD_MISSING: "A head before the one at entry {first:,} is missing.",
    Fault.KEYS_CHANGED: (
        "Keys of people were removed, destroyed or added past this program: they are not as many "
        "as the head at entry {first:,} says."
    ),
    Fault.FOREIGN_HEAD: "The head at entry {first:,} was signed with another log's key.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A fault of a log, with the positions of the first and the last entry that it concerns."""

    fault: Fault
    first: int
    last: int
    outside: str = ""

    @property
    def sentence(self) -> str:
        """Return what is wrong."""
        many = self.last > self.first
        entries = (
            f"Entries {self.first:,} to {self.last:,} are" if many else f"Entry {self.first:,} is"
        )
        sentence = _SENTENCES[self.fault].format(entries=entries, first=self.first)
        return f"{self.outside}: {sentence}" if self.outside else sentence


def joined(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Yield findings with neighbours of one fault as one."""
    pending: Finding | None = None
    for each in findings:
        if pending and _follows(each, pending):
            pending = replace(pending, last=each.last)
            continue
        if pending:
            yield pending
        pending = each
    if pending:
        yield pending


def _follows(later: Finding, earlier: Finding) -> bool:
    return (later.fault, later.outside, later.first) == (
        earlier.fault,
        earlier.outside,
        earlier.last + 1,
    )
