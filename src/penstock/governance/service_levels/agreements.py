"""Service level agreements: what one unit promises another, how it is measured, what it owes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from penstock.governance.fairness.nearest_rank import rank
from penstock.governance.service_levels.deadlines import WARN_AT_PERCENT, Terms
from penstock.governance.service_levels.levels import ServiceLevel
from penstock.kernel.sides import Side

NEAREST_RANK = "nearest rank"
PAUSED = "paused"
_MEASURE = re.compile(r"(\d{1,3})(?:st|nd|rd|th) percentile, (.+)")
_ENDINGS = {1: "st", 2: "nd", 3: "rd"}


class AgreementError(ValueError):
    """An agreement that cannot be: every reason at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """Which of the requests of a period have to be in time, by a method that has a name.

    Args:
        percent: The percentile that has to lie within the target, from 1 to 100.
    """

    percent: int

    def __post_init__(self) -> None:
        if not 1 <= self.percent <= 100:
            raise AgreementError(
                f"{self.percent} is no percentile; take a whole number from 1 to 100."
            )

    def __str__(self) -> str:
        return f"{_ordinal(self.percent)} percentile, {NEAREST_RANK}"

    @classmethod
    def parse(cls, text: str) -> "Measure":
        """Return the measure that a text such as `95th percentile, nearest rank` says.

        Raises:
            AgreementError: It says none, or names another method.
        """
        words = _MEASURE.fullmatch(" ".join(text.casefold().split()))
        if words is None or words[2] != NEAREST_RANK:
            raise AgreementError(
                f"“{text}” is no measure. Name percentile and method: “95th percentile, "
                f"{NEAREST_RANK}”. No other method is known."
            )
        return cls(percent=int(words[1]))

    def needed(self, requests: int) -> int:
        """Return how many of so many requests have to be in time."""
        return rank(requests, percent=self.percent) if requests else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditStep:
    """What is owed when too few requests were in time.

    Args:
        below_percent: The share of requests in time below which it is owed. [%]
        credit_percent: The part of the period's charge. [%]
    """

    below_percent: int
    credit_percent: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """What a unit promises another about one service.

    Invariants:
        A provider serves both sides and belongs to neither. Credits grow with what is missed, and
        none is more than the charge.

    Args:
        id: What people call it, such as `IT-INC-REG`.
        service: What is provided; agreements on one service are compared.
        provider: The unit that provides it.
        consumer: The unit that consumes it, and gets the credits.
        side: The side of the consumer.
        tier: Which grade of the service; consumers on one tier are served alike.
        calendar: The business calendar that the target counts on, by its id.
        target: How long a request may take.
        measure: How many of a period's requests have to be in time.
        warn_at_percent: The part of the time that is gone when people are warned. [%]
        pauses_for: The reasons that stop the clock; a pause for another reason does not.
        charge_cents: What the consumer is charged for a period. [cents]
        credits: What is owed when too few requests were in time.
        counts: The value stream or stage whose cases are its requests; empty where none are.
    """

    id: str
    service: str
    provider: str
    consumer: str
    side: Side
    tier: str
    calendar: str
    target: ServiceLevel
    measure: Measure
    warn_at_percent: int = WARN_AT_PERCENT
    pauses_for: frozenset[str] = frozenset()
    charge_cents: int = 0
    credits: tuple[CreditStep, ...] = ()
    counts: str = ""

    def __post_init__(self) -> None:
        problems = list(_problems(self))
        if problems:
            raise AgreementError(f"Agreement {self.id} cannot be: {'; '.join(problems)}.")

    @property
    def terms(self) -> Terms:
        """What its clock runs by: the same that deadlines of cases run by."""
        return Terms(
            kind=self.service,
            level=self.target,
            pauses_in=frozenset({PAUSED}),
            warn_at_percent=self.warn_at_percent,
        )

    @property
    def clock(self) -> tuple[str, ServiceLevel, Measure, int, frozenset[str]]:
        """All that decides whether a request is in time; who asks is not part of it."""
        return (self.calendar, self.target, self.measure, self.warn_at_percent, self.pauses_for)

    def credit_cents(self, *, in_time: int, requests: int, charge_cents: int) -> int:
        """Return what is owed for a period, in whole cents and never more than the charge.

        Parts of a cent are not owed. [cents]
        """
        if not requests:
            return 0
        share = Fraction(100 * in_time, requests)
        owed = [each.credit_percent for each in self.credits if share < each.below_percent]
        return charge_cents * max(owed, default=0) // 100


def _problems(agreement: Agreement) -> Iterator[str]:
    for name in ("id", "service", "provider", "consumer", "tier", "calendar"):
        if not getattr(agreement, name).strip():
            yield f"it does not say its {name}"
    if not 0 < agreement.warn_at_percent < 100:
        yield f"it warns at {agreement.warn_at_percent} %; take a number from 1 to 99"
    if agreement.charge_cents < 0:
        yield f"it charges {agreement.charge_cents} cents; nobody is paid for being served"
    if "" in {reason.strip() for reason in agreement.pauses_for}:
        yield "it lets the clock stand still without a reason"
    yield from _credit_problems(agreement.credits, agreement.measure)


def _credit_problems(steps: tuple[CreditStep, ...], measure: Measure) -> Iterator[str]:
    for step in steps:
        if not 0 < step.below_percent <= measure.percent:
            yield (
                f"it owes a credit below {step.below_percent} % in time, which is no share from 1 "
                f"to the {measure.percent} % it promises"
            )
        if not 0 < step.credit_percent <= 100:
            yield f"it owes {step.credit_percent} % of the charge; take a number from 1 to 100"
    ordered = sorted(steps, key=lambda step: step.below_percent, reverse=True)
    if any(more.credit_percent <= less.credit_percent for less, more in pairwise(ordered)):
        yield "it owes less where more is missed, or says the same twice"


def _ordinal(number: int) -> str:
    teen = number % 100 in {11, 12, 13}
    return f"{number}{'th' if teen else _ENDINGS.get(number % 10, 'th')}"
