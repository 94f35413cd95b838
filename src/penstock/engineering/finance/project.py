"""What is built, what it saves and needs, and what the coming years are taken to bring."""

from dataclasses import dataclass
from decimal import Decimal

from penstock.engineering.finance.errors import FinanceError, require_amount, require_rate

_MOST_YEARS = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Replacement:
    """A part that is replaced once, at the prices of year 1.

    Args:
        name: What it is, such as “Inverter”.
        year: The year that pays for it, counted from 1.
        price_cents: What it would cost in year 1.
    """

    name: str
    year: int
    price_cents: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """A system: its price, and what it makes, saves and needs in each year.

    Args:
        price_cents: The cash price, before any incentive and without any cost of lending.
        savings_cents: What the bills of each year are lower with the system, at the prices of
            year 1, so that less energy of an older system shows, and no rise of prices. (years,)
        yield_kwh: The energy it makes in each year. (years,)
        upkeep_cents: Operation and maintenance in year 1.
        replacements: Parts that do not live as long as the system.

    Raises:
        FinanceError: Years do not match, or an amount makes no sense.
    """

    price_cents: int
    savings_cents: tuple[Decimal, ...]
    yield_kwh: tuple[float, ...]
    upkeep_cents: int = 0
    replacements: tuple[Replacement, ...] = ()

    def __post_init__(self) -> None:
        require_amount(self.price_cents, "The price of the system")
        require_amount(self.upkeep_cents, "The cost of upkeep")
        if not 1 <= self.years <= _MOST_YEARS:
            raise FinanceError(f"There are {self.years} years; expected 1 to {_MOST_YEARS}.")
        if len(self.yield_kwh) != self.years:
            raise FinanceError(
                f"There are savings of {self.years} years and yields of {len(self.yield_kwh)}; "
                "expected both for each year."
            )
        for each in self.replacements:
            require_amount(each.price_cents, f"The price of a replacement ({each.name})")
            if not 1 <= each.year <= self.years:
                raise FinanceError(
                    f"{each.name} is replaced in year {each.year}; expected 1 to {self.years}."
                )

    @property
    def years(self) -> int:
        """How many years are reckoned."""
        return len(self.savings_cents)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """What nobody knows and every cash flow takes for granted: said, so that it can be doubted.

    Args:
        price_escalator: How electricity's price rises a year; 0.03 for 3 %.
        discount_rate: What a year's waiting costs, in nominal terms.
        inflation: How upkeep and replacements become dearer a year.

    Raises:
        FinanceError: A rate is not one.
    """

    price_escalator: Decimal
    discount_rate: Decimal
    inflation: Decimal

    def __post_init__(self) -> None:
        require_rate(self.price_escalator, "The rise of electricity's price")
        require_rate(self.discount_rate, "The discount rate")
        require_rate(self.inflation, "Inflation")


def nominal_rate(*, real_rate: Decimal, inflation: Decimal) -> Decimal:
    """Return the nominal rate that leaves a real rate after inflation.

    1 + r_nominal = (1 + r_real) (1 + inflation)

    Example:
        >>> nominal_rate(real_rate=Decimal("0.04"), inflation=Decimal("0.025"))
        Decimal('0.06600')

    References:
        I. Fisher, "The Theory of Interest", 1930, chapter 19.
    """
    return (1 + real_rate) * (1 + inflation) - 1


def degraded(first: Decimal, *, degradation: Decimal, years: int) -> tuple[Decimal, ...]:
    """Return a quantity that falls by a constant share a year (years,).

    q_t = q_1 (1 - d)^(t - 1)

    Exact for energy; for savings as far as each kilowatt-hour is worth the same.

    Example:
        >>> degraded(Decimal(1000), degradation=Decimal("0.1"), years=3)
        (Decimal('1000'), Decimal('900.0'), Decimal('810.00'))
    """
    return tuple(first * (1 - degradation) ** year for year in range(years))
