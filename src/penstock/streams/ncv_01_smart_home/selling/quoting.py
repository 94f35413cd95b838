"""What a design costs, and a version of its quote."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import ROUND_HALF_EVEN, Decimal

from penstock.casework.basis import Basis
from penstock.casework.hashes import sha256_of
from penstock.casework.quote.differences import differing
from penstock.casework.quote.quote import Quote, QuoteLine, Term, on_the_wall
from penstock.engineering.proposal.figures import dollars_and_cents
from penstock.streams.ncv_01_smart_home.designing.catalogue import HomeCatalogue
from penstock.streams.ncv_01_smart_home.items.solution import (
    CostKind,
    CustomSolutionDesign,
    DetailedQuote,
    PriceLine,
    Recurs,
)
from penstock.streams.ncv_01_smart_home.selling.saying import QuoteAsked

DESIGN, PRICE = "Custom solution design", "Price"
_HOUR = 60


def lines_of(
    design: CustomSolutionDesign, catalogue: HomeCatalogue, said: QuoteAsked
) -> tuple[PriceLine, ...]:
    """Return what a design costs: devices, labor, discount and tax once, the tier each month."""
    return tuple(_lines(design, catalogue, said))


def cost_cents(design: CustomSolutionDesign, catalogue: HomeCatalogue) -> int:
    """Return what AES pays for a design until its first year is over. [cents]."""
    devices = sum(each.count * catalogue.article(each.article).cost_cents for each in design.kit)
    labor = _of_hours(design, catalogue, catalogue.labor.cost_cents_per_hour)
    return devices + labor + 12 * catalogue.tier(design.tier).cost_cents


def quote_of(quoted: DetailedQuote) -> Quote:
    """Return a version of a quote as all quotes are compared."""
    return Quote(
        number=quoted.number,
        version=quoted.version,
        valid_from=quoted.valid_from,
        valid_until=quoted.valid_until,
        zone=quoted.zone,
        lines=tuple(_line(each) for each in quoted.lines),
        terms=tuple(Term(what=what, value=value) for what, value in quoted.terms),
        made_of=basis_of(quoted),
    )


def basis_of(quoted: DetailedQuote, *, design_sha256: str = "") -> tuple[Basis, ...]:
    """Return what a signature under a quote rests on: the design and the price.

    Args:
        quoted: The version.
        design_sha256: Of the design as it lies there; that of the quote where it is empty.
    """
    once, monthly = map(dollars_and_cents, (quoted.once_cents, quoted.monthly_cents))
    price = sha256_of(f"{once} once, {monthly} a month")
    return (
        Basis(what=DESIGN, sha256=design_sha256 or quoted.design_sha256),
        Basis(what=PRICE, sha256=price),
    )


def against_quoting(
    said: QuoteAsked, design: CustomSolutionDesign, before: Sequence[DetailedQuote]
) -> Iterator[str]:
    """Yield every reason why a version cannot be made as somebody says."""
    if said.discount_cents and not said.discount_because.strip():
        yield "a discount is given without a reason; say discount_because"
    if before and not said.because.strip():
        yield f"{before[-1].name} is there; say because, what the new version is made for"
    price = sum(each.cents for each in design.kit)
    if said.discount_cents > price:
        off = dollars_and_cents(said.discount_cents)
        yield f"a discount of {off} is more than the devices cost, {dollars_and_cents(price)}"


def told_differences(before: Sequence[DetailedQuote], quoted: DetailedQuote) -> DetailedQuote:
    """Return a version with what is other in it than in the one before; nothing for the first."""
    if not before:
        return quoted
    old, new = _compared(before[-1]), _compared(quoted)
    walls = {on_the_wall(each.valid_until, each.zone) for each in (old, new)}
    if len(walls) == 1:
        new = replace(new, valid_until=old.valid_until)
    found = differing(old, new)
    return replace(quoted, differences=tuple(map(str, found)), differing=found)


def _compared(quoted: DetailedQuote) -> Quote:
    """Return a version as it is compared: that its price is another is told in dollars."""
    quote = quote_of(quoted)
    return replace(quote, made_of=tuple(each for each in quote.made_of if each.what != PRICE))


def valid_until(said: QuoteAsked, now: datetime) -> datetime:
    """Return the first moment at which a quote of now holds no more."""
    return now + timedelta(days=said.valid_days)


def terms_of(design: CustomSolutionDesign) -> tuple[tuple[str, str], ...]:
    """Return what is promised besides money: the devices of each room, the tier."""
    rooms: dict[str, list[str]] = {}
    for line in design.kit:
        rooms.setdefault(line.room or "whole home", []).append(f"{line.count} {line.what}")
    return (("tier", design.tier), *((room, ", ".join(each)) for room, each in rooms.items()))


def _lines(
    design: CustomSolutionDesign, catalogue: HomeCatalogue, said: QuoteAsked
) -> Iterator[PriceLine]:
    for article, count in _counts(design).items():
        found = catalogue.article(article)
        what = f"{count} × {found.what}"
        yield PriceLine(kind=CostKind.DEVICES, what=what, cents=count * found.price_cents)
    labor = _of_hours(design, catalogue, catalogue.labor.cents_per_hour)
    yield PriceLine(kind=CostKind.LABOR, what="Installation", cents=labor)
    if said.discount_cents:
        what = f"Discount: {said.discount_because.strip()}"
        yield PriceLine(kind=CostKind.DISCOUNT, what=what, cents=-said.discount_cents)
    taxed = max(sum(each.cents for each in design.kit) - said.discount_cents, 0)
    tax = _share(taxed, catalogue.tax.percent)
    yield PriceLine(kind=CostKind.TAX, what=catalogue.tax.what, cents=tax)
    tier = catalogue.tier(design.tier)
    yield PriceLine(
        kind=CostKind.SUBSCRIPTION, what=tier.what, cents=tier.monthly_cents, recurs=Recurs.MONTHLY
    )


def _counts(design: CustomSolutionDesign) -> dict[str, int]:
    counts: dict[str, int] = {}
    for line in design.kit:
        counts[line.article] = counts.get(line.article, 0) + line.count
    return counts


def _of_hours(design: CustomSolutionDesign, catalogue: HomeCatalogue, cents: int) -> int:
    minutes = max(design.minutes, catalogue.labor.minutes_at_least)
    return int((Decimal(minutes * cents) / _HOUR).quantize(Decimal(1), ROUND_HALF_EVEN))


def _share(cents: int, percent: Decimal) -> int:
    return int((cents * percent / 100).quantize(Decimal(1), ROUND_HALF_EVEN))


def _line(each: PriceLine) -> QuoteLine:
    monthly = " (first year)" if each.recurs is Recurs.MONTHLY else ""
    times = 12 if each.recurs is Recurs.MONTHLY else 1
    return QuoteLine(what=f"{each.what}{monthly}", cents=times * each.cents)
