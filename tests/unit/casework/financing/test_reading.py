from decimal import Decimal
from pathlib import Path

import pytest

from penstock.casework.financing.choices import Kind, ScoreBand
from penstock.casework.financing.reading import LenderRulesError, read_products

OWN = Path("enterprise/quantum-energy/financing/lenders.toml")


def test_the_reference_companys_lenders_offer_all_ways_of_paying() -> None:
    products = read_products(OWN.read_text(encoding="utf-8"), file=OWN.name)

    assert products[0].kind is Kind.CASH
    assert {each.kind for each in products} == set(Kind)


def test_shares_are_exact() -> None:
    text = (
        '[[product]]\nid = "A"\nlender = "B"\nkind = "loan"\nyears = 10\n'
        'rate_percent = "6.99"\nlowest_band = "670-739"'
    )
    (product,) = read_products(text, file="lenders.toml")

    assert (product.rate_percent, product.lowest_band) == (Decimal("6.99"), ScoreBand.GOOD)


def test_every_fault_is_told_at_once() -> None:
    text = (
        '[[product]]\nid = "A"\nkind = "barter"\nyears = -1\nrate_percent = 6.99\ncolour = "red"\n'
    )
    with pytest.raises(LenderRulesError) as caught:
        read_products(text, file="lenders.toml")

    assert str(caught.value) == (
        "lenders.toml cannot be followed: “A” does not say lender; "
        "“A” says kind = 'barter'; expected cash, loan, lease, power purchase; "
        "“A” says years = -1; expected a whole number of at least 0; "
        '“A” says rate_percent = 6.99; expected a number in quotes, as "6.99"; '
        "“A” says “colour”, which nobody knows; known are id, lender, kind, years, rate_percent, "
        "dealer_fee_percent, escalator_percent, monthly_percent, cents_per_kwh, least_cents, "
        "most_cents, most_debt_percent, lowest_band, needs_ownership."
    )


def test_a_file_without_products_says_what_is_expected() -> None:
    with pytest.raises(LenderRulesError, match="write a table for each way of paying"):
        read_products("", file="lenders.toml")
