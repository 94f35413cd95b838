"""How much of a result hangs on what nobody knows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from penstock.engineering.finance.cash_flow import cash_flow
from penstock.engineering.finance.measures import net_present_value_cents, payback_years
from penstock.engineering.finance.project import Outlook, Project
from penstock.engineering.finance.ways import Way

_STEPS = 40
_LOWEST, _HIGHEST = Decimal("-0.2"), Decimal("0.2")


@dataclass(frozen=True, slots=True, kw_only=True)
class Consequence:
    """What a cash flow comes to at one rise of electricity's price.

    Args:
        price_escalator: That rise, a year.
        net_present_value_cents: The present value, at the outlook's discount rate.
        net_cents: What is left of all years.
        payback_years: When the money is back, simple; None where it never is.
    """

    price_escalator: Decimal
    net_present_value_cents: Decimal
    net_cents: Decimal
    payback_years: float | None


def by_price_escalator(
    project: Project,
    outlook: Outlook,
    way: Way,
    *,
    escalators: Iterable[Decimal],
    incentives_cents: Mapping[int, int] | None = None,
) -> tuple[Consequence, ...]:
    """Return what the same system comes to if electricity's price rises otherwise."""
    found = []
    for escalator in escalators:
        assumed = replace(outlook, price_escalator=escalator)
        flow = cash_flow(project, assumed, way, incentives_cents=incentives_cents)
        found.append(
            Consequence(
                price_escalator=escalator,
                net_present_value_cents=net_present_value_cents(
                    flow.net, rate=outlook.discount_rate
                ),
                net_cents=sum(flow.net, Decimal(0)),
                payback_years=payback_years(flow.net),
            )
        )
    return tuple(found)


def needed_price_escalator(
    project: Project,
    outlook: Outlook,
    way: Way,
    *,
    incentives_cents: Mapping[int, int] | None = None,
) -> Decimal | None:
    """Return the rise of electricity's price at which all years together leave just nothing.

    What rises slower than this loses money. Found by halving between -20 % and 20 % a year, as
    what is left grows with the rise; None where it is not between them.
    """

    def left_cents(escalator: Decimal) -> Decimal:
        (found,) = by_price_escalator(
            project, outlook, way, escalators=[escalator], incentives_cents=incentives_cents
        )
        return found.net_cents

    low, high = _LOWEST, _HIGHEST
    if left_cents(low) > 0 or left_cents(high) < 0:
        return None
    for _ in range(_STEPS):
        middle = (low + high) / 2
        low, high = (low, middle) if left_cents(middle) >= 0 else (middle, high)
    return high
