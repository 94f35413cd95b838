"""The journal of a run: every line in the books of one entity, mirrored in those of the other."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from penstock.governance.allocation.amounts import as_shown

RECEIVABLE = "146"
PAYABLE = "234"
_MIRROR = {RECEIVABLE: PAYABLE, PAYABLE: RECEIVABLE}


class JournalLine(NamedTuple):
    """An entry in the books of one legal entity.

    Args:
        entity: The one entity whose books it is in.
        account: By the Uniform System of Accounts (18 CFR 101 and 367).
        cents: A debit; below zero a credit.
        counterparty: The entity on the other side.
        reference: What it comes from: a pool, a direct assignment or a sale, with the method.
    """

    entity: str
    account: str
    cents: int
    counterparty: str
    reference: str


class RefusedBatchError(Exception):
    """A journal that cannot be posted: every reason at once."""

    def __init__(self, reasons: Iterable[str]) -> None:
        self.reasons = tuple(reasons)
        super().__init__("The batch is refused (F1): " + " ".join(self.reasons))


def charged(
    provider: str, consumer: str, *, cents: int, accounts: tuple[str, str], reference: str
) -> tuple[JournalLine, ...]:
    """Return what a charge is in both books; of one below zero, debits and credits change places.

    Args:
        provider: Who charges.
        consumer: Who is charged.
        cents: How much.
        accounts: Of the provider's income and of the consumer's expense.
        reference: What it is for.
    """
    income, expense = accounts
    return (
        JournalLine(provider, RECEIVABLE, cents, consumer, reference),
        JournalLine(provider, income, -cents, consumer, reference),
        JournalLine(consumer, expense, cents, provider, reference),
        JournalLine(consumer, PAYABLE, -cents, provider, reference),
    )


class ExcessiveCreditError(ValueError):
    """A credit for poor service that is more than the charge for it."""

    def __init__(self, *, credit_cents: int, charge_cents: int, reference: str) -> None:
        self.credit_cents = credit_cents
        self.charge_cents = charge_cents
        super().__init__(
            f"A credit of {as_shown(credit_cents)} for {reference} is more than its charge of "
            f"{as_shown(charge_cents)}, or less than nothing (S8). Credit at most the charge."
        )


def credited(charge: Iterable[JournalLine], *, credit_cents: int) -> tuple[JournalLine, ...]:
    """Return the lines of a credit to the entity that consumed a service (S8).

    Args:
        charge: The four lines of the charge, as `charged` made them.
        credit_cents: How much is given back.

    Raises:
        ExcessiveCreditError: That is more than was charged, or below zero.
    """
    receivable, income, expense, _ = charge
    if not 0 <= credit_cents <= receivable.cents:
        raise ExcessiveCreditError(
            credit_cents=credit_cents,
            charge_cents=receivable.cents,
            reference=receivable.reference,
        )
    return charged(
        receivable.entity,
        expense.entity,
        cents=-credit_cents,
        accounts=(income.account, expense.account),
        reference=f"credit for {receivable.reference}",
    )


def require_sound(lines: Collection[JournalLine], *, entities: Collection[str]) -> None:
    """Go on only if each line is in the books of one entity, balanced there and mirrored (F1).

    Raises:
        RefusedBatchError: It is not.
    """
    reasons = [*_strangers(lines, entities), *_unbalanced(lines), *_unmirrored(lines)]
    if reasons:
        raise RefusedBatchError(reasons)


def _strangers(lines: Iterable[JournalLine], entities: Collection[str]) -> Iterator[str]:
    for line in lines:
        for name in (line.entity, line.counterparty):
            if name not in entities:
                yield f"“{name}” in {line.reference}, account {line.account}, is no legal entity."
        if line.entity == line.counterparty:
            yield f"{line.entity} has itself on the other side in {line.reference}."


def _unbalanced(lines: Iterable[JournalLine]) -> Iterator[str]:
    balances: defaultdict[tuple[str, str], int] = defaultdict(int)
    for line in lines:
        balances[line.entity, line.reference] += line.cents
    for (entity, reference), cents in sorted(balances.items()):
        if cents:
            yield f"{reference} leaves {as_shown(cents)} more debit than credit in {entity}."


def _unmirrored(lines: Iterable[JournalLine]) -> Iterator[str]:
    waiting: Counter[JournalLine] = Counter()
    for line in lines:
        if line.account in _MIRROR:
            mirror = line._replace(
                entity=line.counterparty,
                counterparty=line.entity,
                account=_MIRROR[line.account],
                cents=-line.cents,
            )
            if waiting[mirror]:
                waiting[mirror] -= 1
            else:
                waiting[line] += 1
    for line, times in sorted(waiting.items()):
        if times:
            yield (
                f"{line.reference}: account {line.account} of {line.entity} has "
                f"{as_shown(line.cents)} with {line.counterparty}, and no mirror in account "
                f"{_MIRROR[line.account]} there."
            )
