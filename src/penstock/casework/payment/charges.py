"""A charge, what of it was given back, and what cannot be."""

from dataclasses import dataclass, replace
from datetime import datetime

from penstock.engineering.proposal.figures import dollars_and_cents
from penstock.kernel.counting import counted


@dataclass(frozen=True, slots=True, kw_only=True)
class ChargeAsked:
    """What shall be charged.

    Args:
        key: The same for the same charge, however often it is asked for.
        reference: What it is for: a contract's number.
        cents: How much. [cents]
        means: By what: `card`, `bank mandate`, `installment plan`.
        token: What the provider gave for it; no number of a card or an account.
    """

    key: str
    reference: str
    cents: int
    means: str
    token: str

    def __post_init__(self) -> None:
        if self.cents <= 0:
            raise ValueError(f"a charge is of at least one cent, not {self.cents}")
        digits = sum(letter.isdigit() for letter in self.token)
        if digits >= _MOST_DIGITS and not any(letter.isalpha() for letter in self.token):
            told = counted(digits, "digit", "digits")
            raise ValueError(
                f"the token has {told} and no letter, as a card has; numbers of cards and "
                "accounts are never taken: ask the provider for a token"
            )


_MOST_DIGITS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Refund:
    """Something that was given back.

    Args:
        key: The same for the same refund.
        cents: How much. [cents]
        because: Why.
        at: When.
    """

    key: str
    cents: int
    because: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Charge:
    """What was charged, and given back of it.

    Args:
        id: As whoever charges calls it.
        asked: What was asked for.
        at: When it was charged.
        refunds: What was given back, the oldest first.
    """

    id: str
    asked: ChargeAsked
    at: datetime
    refunds: tuple[Refund, ...] = ()

    @property
    def refunded_cents(self) -> int:
        """The cents that were given back."""
        return sum(each.cents for each in self.refunds)

    @property
    def kept_cents(self) -> int:
        """The cents that are left of it."""
        return self.asked.cents - self.refunded_cents


class PaymentRefusedError(Exception):
    """A charge or a refund that is not done: the sentence says why."""


def refunded(charge: Charge, refund: Refund) -> Charge:
    """Return a charge with a refund; the same charge where that refund was given before.

    Raises:
        PaymentRefusedError: It is more than is left, or its key was used for another.
    """
    before = next((each for each in charge.refunds if each.key == refund.key), None)
    if before:
        if (before.cents, before.because) != (refund.cents, refund.because):
            raise PaymentRefusedError(
                f"The key “{refund.key}” was used for another refund of {charge.id}, of "
                f"{before.cents} cents."
            )
        return charge
    if not 0 < refund.cents <= charge.kept_cents:
        raise PaymentRefusedError(
            f"{dollars_and_cents(refund.cents)} cannot be given back of {charge.id}: "
            f"{dollars_and_cents(charge.kept_cents)} of its "
            f"{dollars_and_cents(charge.asked.cents)} are left."
        )
    return replace(charge, refunds=(*charge.refunds, refund))


def require_same(charge: Charge, asked: ChargeAsked) -> Charge:
    """Return a charge that was asked for again.

    Raises:
        PaymentRefusedError: Its key was used for another charge.
    """
    if charge.asked != asked:
        raise PaymentRefusedError(
            f"The key “{asked.key}” was used for another charge, {charge.id} of "
            f"{charge.asked.cents} cents; nothing was charged now."
        )
    return charge
