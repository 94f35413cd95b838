"""Credits for poor service as journal lines: in the books of the provider and of the consumer."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from penstock.governance.allocation.journal import (
    JournalLine,
    charged,
    credited,
    require_sound,
)
from penstock.governance.service_levels.reporting import Line, Report


@dataclass(frozen=True, slots=True, kw_only=True)
class Books:
    """Whose books a credit goes through.

    Args:
        provider: The legal entity that provides.
        consumer: The legal entity that consumes, and gets the credit.
        accounts: Of the provider's income and of the consumer's expense.
    """

    provider: str
    consumer: str
    accounts: tuple[str, str]


def credit_lines(
    report: Report, books: Mapping[str, Books], *, entities: Collection[str]
) -> tuple[JournalLine, ...]:
    """Return the journal lines of the credits that a period brought.

    Args:
        report: The period.
        books: Whose books, by the unit that consumes.
        entities: The legal entities there are.

    Raises:
        ExcessiveCreditError: A credit is more than the charge.
        RefusedBatchError: The lines are not in the books of one entity, balanced and mirrored.
    """
    lines = tuple(
        line
        for each in report.lines
        if each.credit_cents
        for line in _lines(each, books[each.agreement.consumer], report.period.name)
    )
    require_sound(lines, entities=entities)
    return lines


def _lines(line: Line, books: Books, period: str) -> Iterator[JournalLine]:
    charge = charged(
        books.provider,
        books.consumer,
        cents=line.charge_cents,
        accounts=books.accounts,
        reference=f"{line.agreement.id} {period}",
    )
    yield from credited(charge, credit_cents=line.credit_cents)
