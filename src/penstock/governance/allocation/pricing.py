"""What affiliates pay each other: cost, tariff, or what of cost and market protects customers."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from penstock.governance.allocation.amounts import rounded
from penstock.governance.allocation.entities import Kind, LegalEntity
from penstock.governance.allocation.sales import EVIDENCE, Sale, StatedPrice


class Rule(StrEnum):
    """How a price is found (F2)."""

    AT_COST = "at cost"
    TARIFF = "tariff"
    HIGHER = "higher of cost and market"
    LOWER = "lower of cost and market"


@dataclass(frozen=True, slots=True, kw_only=True)
class PricedSale:
    """A sale with its price and what the price rests on.

    Args:
        sale: What was sold.
        rule: How its price was found.
        cents: What the buyer pays.
        cost_cents: What it cost.
        market_cents: What the market, or the tariff, asks; None where nobody has to know.
        evidence: The tariff or the evidence that says so; empty for none.
    """

    sale: Sale
    rule: Rule
    cents: int
    cost_cents: int
    market_cents: int | None
    evidence: str


class NoMarketEvidenceError(Exception):
    """A sale whose price needs the market's, and nobody has shown it."""

    def __init__(self, sale: Sale, rule: Rule) -> None:
        self.sale = sale
        super().__init__(
            f"sale {sale.id}, {sale.seller} to {sale.buyer}, is priced at the {rule}, and "
            f"{EVIDENCE} has none for “{sale.service}” that holds on {sale.posted}. The sale is "
            "blocked (F2): add a quotation with its source."
        )


_CHOICES: dict[Rule, Callable[[int, int], int]] = {
    Rule.TARIFF: lambda _cost, tariff: tariff,
    Rule.HIGHER: max,
    Rule.LOWER: min,
}


def priced(
    sale: Sale,
    *,
    seller: LegalEntity,
    buyer: LegalEntity,
    tariffs: Iterable[StatedPrice],
    evidence: Iterable[StatedPrice],
) -> PricedSale:
    """Return a sale with its price, after 18 CFR 35.44 and the like of the states.

    Raises:
        NoMarketEvidenceError: The price needs the market's, which nobody has shown.
    """
    tariff = next((each for each in tariffs if each.holds(sale.service, sale.posted)), None)
    rule = _rule(seller.kind, buyer.kind, has_tariff=tariff is not None)
    cost_cents = _cents(sale.quantity, sale.unit_cost)
    if rule is Rule.AT_COST:
        return PricedSale(
            sale=sale,
            rule=rule,
            cents=cost_cents,
            cost_cents=cost_cents,
            market_cents=None,
            evidence="",
        )
    stated = tariff if rule is Rule.TARIFF else _latest(sale, evidence)
    if stated is None:
        raise NoMarketEvidenceError(sale, rule)
    stated_cents = _cents(sale.quantity, stated.unit_price)
    return PricedSale(
        sale=sale,
        rule=rule,
        cents=_CHOICES[rule](cost_cents, stated_cents),
        cost_cents=cost_cents,
        market_cents=stated_cents,
        evidence=stated.id,
    )


def _rule(seller: Kind, buyer: Kind, *, has_tariff: bool) -> Rule:
    """Return the rule between two kinds of entity; utilities sell to each other at cost."""
    if Kind.SERVICE_COMPANY in {seller, buyer} or seller == buyer:
        return Rule.AT_COST
    if seller is Kind.UTILITY:
        return Rule.TARIFF if has_tariff else Rule.HIGHER
    return Rule.LOWER if buyer is Kind.UTILITY else Rule.AT_COST


def _latest(sale: Sale, evidence: Iterable[StatedPrice]) -> StatedPrice | None:
    holding = [each for each in evidence if each.holds(sale.service, sale.posted)]
    return max(holding, key=lambda each: (each.start, each.id), default=None)


def _cents(quantity: Fraction, unit_price: Fraction) -> int:
    return rounded(quantity * unit_price * 100)
