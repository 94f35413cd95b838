"""What projections say month by month and year by year: the sun, the bills, and the money."""

from collections.abc import Iterator, Sequence
from itertools import accumulate

from penstock.app.results.report import Drawing, Section, Table
from penstock.engineering.proposal.figures import dollars, dollars_and_cents, whole
from penstock.engineering.proposal.pictures import (
    Picture,
    bills_by_month,
    cumulative_money,
    energy_by_month,
)
from penstock.engineering.proposal.words import words_in
from penstock.streams.ncv_03_solar_storage.items.proposal import FinancialProjections

_WORDS = words_in("en")


def drawn(picture: Picture) -> Drawing:
    """Return a picture as a drawing of a result."""
    return Drawing(
        name=picture.name,
        title=picture.title,
        finding=picture.finding,
        svg=picture.svg(),
        bare=picture.bare_svg(),
    )


def sun_months(money: FinancialProjections) -> Iterator[Section]:
    """Yield what is used and what the sun gives in each month; nothing where it was not kept."""
    if not money.months:
        return
    picture = energy_by_month(
        [float(each.use_kwh) for each in money.months],
        [float(each.yield_p50_kwh) for each in money.months],
        _WORDS,
    )
    rows = [
        (
            _WORDS.months[each.month - 1],
            *(whole(float(kwh)) for kwh in (each.use_kwh, each.yield_p50_kwh, each.yield_p90_kwh)),
        )
        for each in money.months
    ]
    header = ("Month", "Used [kWh]", "Sun, P50 [kWh]", "Sun, P90 [kWh]")
    table = Table(title="Use and sun by month", header=header, rows=rows)
    yield Section(title=picture.title, drawing=drawn(picture), table=table)


def bill_months(money: FinancialProjections) -> Iterator[Section]:
    """Yield the bill of each month before and after; nothing where it was not kept."""
    if not money.months:
        return
    before = [each.bill_before_cents for each in money.months]
    after = [each.bill_after_p50_cents for each in money.months]
    picture = bills_by_month(before, after, _WORDS)
    poor = [each.bill_after_p90_cents for each in money.months]
    names = [_WORDS.months[each.month - 1] for each in money.months]
    rows = [
        (name, *map(dollars_and_cents, amounts))
        for name, *amounts in zip(names, before, after, poor, strict=True)
    ]
    header = ("Month", "Without", "With it, P50", "With it, P90")
    table = Table(title=f"Bills by month on {money.tariff}", header=header, rows=rows)
    yield Section(title=picture.title, drawing=drawn(picture), table=table)


def money_years(money: FinancialProjections) -> Iterator[Section]:
    """Yield what is left after each year of the first way; nothing where it was not kept."""
    first = money.ways[0]
    if not first.yearly_p50_cents:
        return
    typical, poor = _so_far(first.yearly_p50_cents), _so_far(first.yearly_p90_cents)
    payback = first.payback_years
    picture = cumulative_money(
        typical,
        poor,
        payback_years=None if payback is None else float(payback),
        way=first.name,
        words=_WORDS,
    )
    rows = [
        (str(year), *map(dollars, amounts))
        for year, amounts in enumerate(
            zip(first.yearly_p50_cents, typical, poor, strict=True),
        )
    ]
    header = ("Year", "Of the year, P50", "So far, P50", "So far, P90")
    table = Table(title=f"Cash flows: {first.name}", header=header, rows=rows)
    yield Section(title=picture.title, drawing=drawn(picture), table=table)


def _so_far(cents: Sequence[int]) -> list[int]:
    return list(accumulate(cents))
