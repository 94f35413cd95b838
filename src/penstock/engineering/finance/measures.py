"""What a cash flow comes to: its present value, its return, its payback, the cost of its energy."""

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from penstock.engineering.finance.cash_flow import CashFlow
from penstock.engineering.finance.errors import FinanceError

# What a root's imaginary part may be of rounding alone.
_REAL = 1e-7


def net_present_value_cents(cents: Sequence[Decimal], *, rate: Decimal) -> Decimal:
    """Return the present value of yearly amounts, the first of which is paid today [cents].

    NPV = sum over t of C_t / (1 + r)^t

    Args:
        cents: The amounts at the end of each year, from year 0. (years + 1,) [cents]
        rate: The discount rate, in nominal terms as the amounts are.

    Example:
        >>> net_present_value_cents([Decimal(-100), Decimal(110)], rate=Decimal("0.1"))
        Decimal('0')

    References:
        W. Short, D. Packey, T. Holt, "A Manual for the Economic Evaluation of Energy Efficiency
        and Renewable Energy Technologies", NREL/TP-462-5173, 1995, section 3.1.
    """
    factor, total = Decimal(1), Decimal(0)
    for each in cents:
        total += each / factor
        factor *= 1 + rate
    return total


def internal_rate_of_return(cents: Sequence[Decimal]) -> float | None:
    """Return the rate at which the present value of yearly amounts is nothing.

    0 = sum over t of C_t / (1 + IRR)^t

    None where no amount is paid, or none is got back, and where several rates are roots: then
    none of them means anything. A flow that changes its sign once has one root (Descartes), and so
    has one whose sum so far does (Norstrøm); of others the roots are counted.

    Args:
        cents: The amounts at the end of each year, from year 0. (years + 1,) [cents]

    Example:
        >>> round(internal_rate_of_return([Decimal(-100), Decimal(60), Decimal(60)]), 6)
        0.130662

    References:
        C. J. Norstrøm, "A sufficient condition for a unique nonnegative internal rate of return",
        Journal of Financial and Quantitative Analysis 7 (3), 1972.
    """
    import pyxirr

    if not any(each > 0 for each in cents) or not any(each < 0 for each in cents):
        return None
    several = _changes(cents) > 1 and _changes(_cumulative(cents)) != 1
    if several and _number_of_rates(cents) != 1:
        return None
    found = pyxirr.irr([float(each) for each in cents])
    return None if found is None else float(found)


def payback_years(cents: Sequence[Decimal], *, rate: Decimal = Decimal(0)) -> float | None:
    """Return after how many years a purchase has paid for itself, for good [years].

    T = k + D_k / (D_k + D_k+1), where the cumulative flow is last below nothing, by D_k, in year k,
    and above it by D_k+1 one year later

    Within a year, money is taken to come evenly. Without a rate this is the simple payback; with
    one, amounts are discounted. None where it never pays back in the years given; 0 where
    nothing was ever owed.

    Args:
        cents: The amounts at the end of each year, from year 0. (years + 1,) [cents]
        rate: A discount rate, or none.

    Example:
        >>> payback_years([Decimal(-100), Decimal(40), Decimal(40), Decimal(40)])
        2.5

    References:
        NREL/TP-462-5173, sections 3.6 and 3.7.
    """
    totals = _cumulative([each / (1 + rate) ** year for year, each in enumerate(cents)])
    below = [year for year, total in enumerate(totals) if total < 0]
    if not below:
        return 0.0
    last = below[-1]
    if last == len(totals) - 1:
        return None
    owed, gained = -totals[last], totals[last + 1]
    return last + float(owed / (owed + gained))


def levelised_cost_cents_per_kwh(flow: CashFlow, *, rate: Decimal) -> Decimal:
    """Return the price at which the energy would just pay for all costs [cents/kWh].

    LCOE = sum of costs_t / (1 + r)^t over sum of E_t / (1 + r)^t

    With a nominal rate it is nominal: one price that never rises, to be held against a tariff
    that does.

    Args:
        flow: The cash flow; its costs are all but what it saves, less what it is granted.
        rate: The discount rate, nominal as the costs are.

    Raises:
        FinanceError: There is no energy.

    References:
        NREL/TP-462-5173, section 3.5.
    """
    energy = net_present_value_cents([Decimal(each) for each in flow.yield_kwh], rate=rate)
    if energy <= 0:
        raise FinanceError("The system makes no energy, so a kilowatt-hour of it has no cost.")
    return net_present_value_cents(flow.costs, rate=rate) / energy


def _cumulative(cents: Sequence[Decimal]) -> list[Decimal]:
    total, found = Decimal(0), []
    for each in cents:
        total += each
        found.append(total)
    return found


def _number_of_rates(cents: Sequence[Decimal]) -> int:
    """Count the positive real roots x = 1 / (1 + r) of the present value as a polynomial."""
    import numpy as np

    roots = np.roots([float(each) for each in reversed(cents)])
    return int(np.sum((np.abs(roots.imag) < _REAL) & (roots.real > _REAL)))


def _changes(cents: Sequence[Decimal]) -> int:
    signs = [each > 0 for each in cents if each]
    return sum(one != two for one, two in pairwise(signs))
