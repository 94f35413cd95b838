from datetime import date
from fractions import Fraction

import pytest

from penstock.governance.allocation.entities import Kind, LegalEntity
from penstock.governance.allocation.pricing import NoMarketEvidenceError, Rule, priced
from penstock.governance.allocation.sales import Sale, StatedPrice
from penstock.kernel.sides import Side


def _entity(name: str, kind: Kind, side: Side = Side.ENTERPRISE) -> LegalEntity:
    return LegalEntity(
        id=name, name=name, side=side, kind=kind, income_account="456", expense_account="923"
    )


UTILITY = _entity("ELECTRIC", Kind.UTILITY, Side.REGULATED)
OTHER_UTILITY = _entity("GAS", Kind.UTILITY, Side.REGULATED)
AFFILIATE = _entity("AES", Kind.AFFILIATE, Side.NON_REGULATED)
PARENT = _entity("PARENT", Kind.PARENT)
SERVICES = _entity("SERVICES", Kind.SERVICE_COMPANY)


def _sale(unit_cost: str = "10.00", *, quantity: str = "3") -> Sale:
    return Sale(
        id="S1",
        posted=date(2026, 9, 10),
        seller="a",
        buyer="b",
        service="inspection",
        quantity=Fraction(quantity),
        unit_cost=Fraction(unit_cost),
        text="",
        line=2,
    )


def _price(unit_price: str, *, name: str = "M1", start: int = 1, end: int = 12) -> StatedPrice:
    return StatedPrice(
        id=name,
        service="inspection",
        unit_price=Fraction(unit_price),
        start=date(2026, start, 1),
        end=date(2026, end, 1),
        source="a quotation",
    )


@pytest.mark.parametrize(
    ("seller", "buyer", "market", "rule", "cents"),
    [
        (UTILITY, AFFILIATE, "12.00", Rule.HIGHER, 3600),
        (UTILITY, AFFILIATE, "8.00", Rule.HIGHER, 3000),
        (AFFILIATE, UTILITY, "12.00", Rule.LOWER, 3000),
        (AFFILIATE, UTILITY, "8.00", Rule.LOWER, 2400),
        (SERVICES, UTILITY, "8.00", Rule.AT_COST, 3000),
        (SERVICES, AFFILIATE, "12.00", Rule.AT_COST, 3000),
        (UTILITY, OTHER_UTILITY, "12.00", Rule.AT_COST, 3000),
        (AFFILIATE, PARENT, "8.00", Rule.AT_COST, 3000),
    ],
)
def test_f2_customers_of_the_utility_never_pay_for_the_affiliate(
    seller: LegalEntity, buyer: LegalEntity, market: str, rule: Rule, cents: int
) -> None:
    found = priced(_sale(), seller=seller, buyer=buyer, tariffs=(), evidence=[_price(market)])

    assert (found.rule, found.cents) == (rule, cents)


def test_f2_a_tariff_goes_before_cost_and_market() -> None:
    found = priced(
        _sale(),
        seller=UTILITY,
        buyer=AFFILIATE,
        tariffs=[_price("9.00", name="T1")],
        evidence=[_price("12.00")],
    )

    assert (found.rule, found.cents, found.evidence) == (Rule.TARIFF, 2700, "T1")


@pytest.mark.parametrize(("seller", "buyer"), [(UTILITY, AFFILIATE), (AFFILIATE, UTILITY)])
def test_f2_a_sale_without_market_evidence_is_blocked(
    seller: LegalEntity, buyer: LegalEntity
) -> None:
    other_month = _price("12.00", start=1, end=9)

    with pytest.raises(NoMarketEvidenceError, match=r"The sale is blocked \(F2\)"):
        priced(_sale(), seller=seller, buyer=buyer, tariffs=(), evidence=[other_month])


def test_the_newest_evidence_that_holds_is_taken() -> None:
    evidence = [_price("12.00", name="old"), _price("14.00", name="new", start=6)]

    found = priced(_sale(), seller=UTILITY, buyer=AFFILIATE, tariffs=(), evidence=evidence)

    assert (found.evidence, found.cents) == ("new", 4200)


def test_evidence_ends_before_its_last_day() -> None:
    until_that_day = StatedPrice(
        id="M",
        service="inspection",
        unit_price=Fraction(1),
        start=date(2026, 1, 1),
        end=date(2026, 9, 10),
        source="a quotation",
    )

    assert not until_that_day.holds("inspection", date(2026, 9, 10))
    assert until_that_day.holds("inspection", date(2026, 9, 9))


def test_a_price_is_rounded_once_at_the_end() -> None:
    found = priced(
        _sale("0.333", quantity="1.5"), seller=SERVICES, buyer=UTILITY, tariffs=(), evidence=()
    )

    assert found.cents == 50
