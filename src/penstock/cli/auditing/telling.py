"""Entries of the audit log in lines for people, and as values for programs."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from penstock.cli.cases.telling import columns
from penstock.governance.audit.entry import Kind, Verdict
from penstock.governance.audit.wording import sentence, who
from penstock.governance.audit.writing import Told
from penstock.kernel.counting import counted

_ASKED = {Kind.DECISION, Kind.ACCESS}


def lines(told: Sequence[Told]) -> Iterator[str]:
    """Yield a line for each entry."""
    width = max((len(f"{each.position:,}") for each in told), default=0)
    return columns(
        (
            f"{each.position:,}".rjust(width),
            f"{each.at:%Y-%m-%d %H:%M:%S}Z",
            each.verdict or each.kind,
            who(each),
            sentence(each),
        )
        for each in told
    )


def summary(customer: str, told: Sequence[Told], *, is_part: bool) -> str:
    """Return how often somebody asked for something about a customer.

    Args:
        customer: Who.
        told: Entries about them.
        is_part: Whether there may be more.
    """
    asked = [each for each in told if each.kind in _ASKED]
    if not asked:
        return f"Nobody has asked for anything about {customer}{' here' if is_part else ''}."
    denied = sum(each.verdict is Verdict.DENIED for each in asked)
    refused = f"{counted(denied, 'time')} it was denied" if denied else "nobody was denied it"
    people = counted(len({each.actor for each in asked}), "person", "people")
    return (
        f"{people} asked for something about {customer}, {counted(len(asked), 'time')}"
        f"{' in these entries' if is_part else ''}; "
        f"{refused}."
    )


def as_dict(each: Told) -> dict[str, Any]:
    """Return an entry as a value for JSON."""
    return {**asdict(each), "at": each.at.isoformat()}
