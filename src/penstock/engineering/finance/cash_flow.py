"""Cash flows: what goes in and out in each year, line by line."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import assert_never

from penstock.engineering.finance.errors import FinanceError
from penstock.engineering.finance.money import Rounding, settled, whole_cents
from penstock.engineering.finance.project import Outlook, Project
from penstock.engineering.finance.ways import Cash, Financed, Lease, PowerPurchase, Way

Row = tuple[Decimal, ...]


class Line(StrEnum):
    """A line of a cash flow; what the customer pays is negative."""

    PRICE = "price"
    INCENTIVES = "incentives"
    SAVINGS = "savings"
    UPKEEP = "upkeep"
    REPLACEMENTS = "replacements"
    INTEREST = "interest"
    PRINCIPAL = "principal"
    RENT = "rent"
    ENERGY = "energy"


@dataclass(frozen=True, slots=True, kw_only=True)
class CashFlow:
    """What a customer pays and gets in each year, year 0 being the day the system is paid.

    Args:
        lines: The amounts of each line that is not empty, in cents. (years + 1,)
        yield_kwh: What the system makes for the customer in each year, none in year 0. (years + 1,)
    """

    lines: Mapping[Line, Row]
    yield_kwh: tuple[float, ...]

    @property
    def years(self) -> int:
        """How many years there are after year 0."""
        return len(self.yield_kwh) - 1

    @property
    def net(self) -> Row:
        """What is left of each year (years + 1,) [cents]."""
        return tuple(sum(year, Decimal(0)) for year in zip(*self.lines.values(), strict=True))

    @property
    def costs(self) -> Row:
        """What each year costs, savings apart, and less what it grants (years + 1,) [cents]."""
        saved = self.lines[Line.SAVINGS]
        return tuple(save - left for save, left in zip(saved, self.net, strict=True))

    @property
    def cumulative(self) -> Row:
        """What is left of all years so far (years + 1,) [cents]."""
        total, found = Decimal(0), []
        for each in self.net:
            total += each
            found.append(total)
        return tuple(found)

    def cents(self, line: Line) -> tuple[int, ...]:
        """Return a line in whole cents; nothing where there is no such line (years + 1,)."""
        return tuple(map(whole_cents, self.lines.get(line, (Decimal(0),) * (self.years + 1))))

    @property
    def net_cents(self) -> tuple[int, ...]:
        """What is left of each year, in whole cents (years + 1,)."""
        return tuple(map(whole_cents, self.net))


def cash_flow(
    project: Project,
    outlook: Outlook,
    way: Way,
    *,
    incentives_cents: Mapping[int, int] | None = None,
    rounding: Rounding = Rounding.CENTS,
) -> CashFlow:
    """Return what a customer pays and gets, year by year.

    Who does not own the system has neither its upkeep nor its incentives, and its savings end
    with the contract.

    Args:
        project: What is built.
        outlook: What the coming years are taken to bring.
        way: How it is paid.
        incentives_cents: What the owner is granted, by the year that brings it; a tax credit
            comes in year 1, with the return.
        rounding: Whether each line of each year becomes whole cents.

    Raises:
        FinanceError: A loan runs for longer than the years that are reckoned.
    """
    match way:
        case Cash() | Financed():
            lines = _owned(project, outlook, incentives_cents or {}) | _paid(project, way)
            years = project.years
        case Lease() | PowerPurchase():
            lines = _rented(project, way)
            years = min(way.years, project.years)
        case _:
            assert_never(way)
    lines[Line.SAVINGS] = _grown(project.savings_cents, outlook.price_escalator)
    kept = {line: _until(years, row, rounding) for line, row in lines.items()}
    return CashFlow(
        lines={
            line: kept[line] for line in Line if line is Line.SAVINGS or any(kept.get(line, ()))
        },
        yield_kwh=(0.0, *project.yield_kwh[:years], *(0.0,) * (project.years - years)),
    )


def _owned(
    project: Project, outlook: Outlook, incentives_cents: Mapping[int, int]
) -> dict[Line, Row]:
    years = range(1, project.years + 1)
    replaced = dict.fromkeys(years, Decimal(0))
    for each in project.replacements:
        replaced[each.year] -= each.price_cents
    upkeep = [Decimal(-project.upkeep_cents)] * project.years
    granted = (Decimal(incentives_cents.get(year, 0)) for year in (0, *years))
    return {
        Line.UPKEEP: _grown(upkeep, outlook.inflation),
        Line.REPLACEMENTS: _grown(list(replaced.values()), outlook.inflation),
        Line.INCENTIVES: tuple(granted),
    }


def _paid(project: Project, way: Cash | Financed) -> dict[Line, Row]:
    if isinstance(way, Cash):
        return {Line.PRICE: _from_start(project.years, -Decimal(project.price_cents))}
    loan = way.loan
    if loan.terms.years > project.years:
        raise FinanceError(
            f"The loan runs for {loan.terms.years} years, and only {project.years} are reckoned; "
            "expected at least as many, so that no payment is left out."
        )
    interest = loan.schedule.by_year(loan.schedule.interest_cents)
    principal = loan.schedule.by_year(loan.schedule.principal_cents)
    return {
        Line.PRICE: _from_start(project.years, -Decimal(loan.terms.down_payment_cents)),
        Line.INTEREST: _from_start(project.years, Decimal(0), [-each for each in interest]),
        Line.PRINCIPAL: _from_start(project.years, Decimal(0), [-each for each in principal]),
    }


def _rented(project: Project, way: Lease | PowerPurchase) -> dict[Line, Row]:
    if isinstance(way, Lease):
        rent = _grown([Decimal(-12 * way.monthly_cents)] * project.years, way.escalator)
        return {
            Line.RENT: rent,
            Line.PRICE: _from_start(project.years, -Decimal(way.upfront_cents)),
        }
    paid = [-way.cents_per_kwh * Decimal(energy) for energy in project.yield_kwh]
    return {Line.ENERGY: _grown(paid, way.escalator)}


def _from_start(years: int, first: Decimal, later: list[Decimal] | None = None) -> Row:
    """Return amounts of all years; those after the last one are beyond what is reckoned."""
    row = [first, *(later or [])][: years + 1]
    return (*row, *(Decimal(0),) * (years + 1 - len(row)))


def _grown(cents: tuple[Decimal, ...] | list[Decimal], rate: Decimal) -> Row:
    """Return amounts at the prices of their years, with an empty year 0."""
    return (Decimal(0), *(each * (1 + rate) ** year for year, each in enumerate(cents)))


def _until(years: int, row: Row, rounding: Rounding) -> Row:
    return tuple(
        settled(each, rounding) if year <= years else Decimal(0) for year, each in enumerate(row)
    )
