"""What rules grant to an installation, with the reason for each."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from penstock.engineering.finance.errors import FinanceError, require_amount
from penstock.engineering.finance.incentives.rules import (
    Event,
    Grant,
    Kind,
    Owner,
    Part,
    Period,
    Rule,
)
from penstock.engineering.finance.money import whole_cents


@dataclass(frozen=True, slots=True, kw_only=True)
class Installation:
    """What is built, by whom owned, and when.

    Args:
        place: Where, as `US-NC`.
        owner: Who owns it.
        construction_begins: The day on which work begins.
        placed_in_service: The day on which it is ready and may run.
        solar_cents: The cost of the array, of which a tax credit takes a share.
        storage_cents: The cost of the battery.
        array_watts: The array's power, of direct current.
        storage_kwh: The battery's usable energy.
        declared: Conditions that somebody has declared to hold, in the words of the rules.

    Raises:
        FinanceError: It is ready before it begins, or costs less than nothing.
    """

    place: str
    owner: Owner
    construction_begins: date
    placed_in_service: date
    solar_cents: int
    storage_cents: int = 0
    array_watts: Decimal = Decimal(0)
    storage_kwh: Decimal = Decimal(0)
    declared: frozenset[str] = field(default=frozenset())

    def __post_init__(self) -> None:
        require_amount(self.solar_cents, "The cost of the array")
        require_amount(self.storage_cents, "The cost of the battery")
        if self.placed_in_service < self.construction_begins:
            raise FinanceError(
                f"The system is placed in service on {self.placed_in_service}, before its "
                f"construction begins on {self.construction_begins}."
            )

    def day_of(self, event: Event) -> date:
        """Return when something happens."""
        days = {
            Event.CONSTRUCTION_BEGINS: self.construction_begins,
            Event.PLACED_IN_SERVICE: self.placed_in_service,
        }
        return days[event]


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What one rule grants.

    Args:
        rule: Which one.
        cents: How much; nothing where a condition is missing.
        reason: Why, or why not, as a sentence.
        needs: What would still have to be declared for it to be granted.
    """

    rule: Rule
    cents: int
    reason: str
    needs: tuple[str, ...] = ()


def decide(installation: Installation, rules: Iterable[Rule]) -> tuple[Decision, ...]:
    """Return a decision for each rule of the place, rebates first.

    A tax credit takes its share of what rebates leave of the cost, as a rebate that is no income
    lowers the basis (26 U.S.C. § 136, and the instructions to form 5695).

    Args:
        installation: What is built.
        rules: All there are.
    """
    here = [rule for rule in rules if rule.is_for(installation.place)]
    decisions: list[Decision] = []
    rebated = 0
    for rule in sorted(here, key=lambda each: each.kind is not Kind.REBATE):
        made = _decide(installation, rule, rebated_cents=rebated)
        rebated += made.cents if rule.kind is Kind.REBATE else 0
        decisions.append(made)
    return tuple(decisions)


def _decide(installation: Installation, rule: Rule, *, rebated_cents: int) -> Decision:
    if installation.owner is not rule.owner:
        words = {Owner.CUSTOMER: "the customer", Owner.THIRD_PARTY: "a third party"}
        reason = f"Only where {words[rule.owner]} owns the system."
        return Decision(rule=rule, cents=0, reason=reason)
    in_time = [grant for grant in rule.grants if _in_time(installation, grant)]
    if not in_time:
        return Decision(rule=rule, cents=0, reason=rule.ended)
    granted = next((grant for grant in in_time if not _missing(installation, grant)), None)
    if granted is None:
        missing = _missing(installation, in_time[0])
        reason = f"Not granted unless it is declared that {' and that '.join(missing)}."
        return Decision(rule=rule, cents=0, reason=reason, needs=missing)
    cents = _cents(installation, granted, rebated_cents)
    return Decision(rule=rule, cents=cents, reason=_reason(installation, granted.periods))


def _in_time(installation: Installation, grant: Grant) -> bool:
    return all(period.holds(installation.day_of(period.event)) for period in grant.periods)


def _missing(installation: Installation, grant: Grant) -> tuple[str, ...]:
    return tuple(each for each in grant.needs if each not in installation.declared)


def _cents(installation: Installation, grant: Grant, rebated_cents: int) -> int:
    costs = {Part.SOLAR: installation.solar_cents, Part.STORAGE: installation.storage_cents}
    whole = sum(costs.values())
    left = Decimal(max(whole - rebated_cents, 0)) / whole if whole else Decimal(0)
    share = sum((rate * costs[part] for part, rate in grant.rates.items()), Decimal(0)) * left
    watts = _at_most(installation.array_watts, grant.most_watts)
    energy_kwh = _at_most(installation.storage_kwh, grant.most_kwh)
    paid = share + grant.cents_per_watt * watts + grant.cents_per_kwh * energy_kwh
    return min(whole_cents(_at_most(paid, grant.most_cents)), whole)


def _at_most(value: Decimal, most: Decimal | int | None) -> Decimal:
    return value if most is None else min(value, Decimal(most))


def _reason(installation: Installation, periods: Sequence[Period]) -> str:
    words = {
        Event.CONSTRUCTION_BEGINS: "construction begins on",
        Event.PLACED_IN_SERVICE: "it is placed in service on",
    }
    said = [f"{words[each.event]} {installation.day_of(each.event)}" for each in periods]
    return f"Granted, as {' and '.join(said)}." if said else "Granted."
