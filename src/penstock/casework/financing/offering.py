"""What each way of paying costs, by the lenders' rules."""

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal

from penstock.casework.financing.choices import FinancingChoice, FinancingWish, Kind
from penstock.casework.financing.rules import LenderProduct
from penstock.engineering.finance.loans import LoanTerms, loan_for
from penstock.engineering.finance.money import whole_cents

_HUNDREDTH = Decimal("0.01")


def choices_for(
    wish: FinancingWish, products: Iterable[LenderProduct]
) -> tuple[FinancingChoice, ...]:
    """Return what each product that pays for a price would cost, in the order of the products."""
    return tuple(
        _WAYS[product.kind](wish, product)
        for product in products
        if product.pays_for(wish.price_cents)
    )


def _cash(wish: FinancingWish, product: LenderProduct) -> FinancingChoice:
    return FinancingChoice(
        offer_id=product.id,
        lender=product.lender,
        kind=product.kind,
        price_cents=wish.price_cents,
        down_payment_cents=wish.price_cents,
        total_cents=wish.price_cents,
        is_owner=True,
    )


def _loan(wish: FinancingWish, product: LenderProduct) -> FinancingChoice:
    terms = LoanTerms(
        rate=product.rate_percent / 100,
        years=product.years,
        dealer_fee=product.dealer_fee_percent / 100,
        down_payment_cents=wish.down_payment_cents,
    )
    loan = loan_for(wish.price_cents, terms)
    return FinancingChoice(
        offer_id=product.id,
        lender=product.lender,
        kind=product.kind,
        price_cents=wish.price_cents,
        down_payment_cents=wish.down_payment_cents,
        dealer_fee_cents=whole_cents(loan.fee_cents),
        rate_percent=product.rate_percent,
        apr_percent=_percent(loan.apr) if loan.apr is not None else None,
        years=product.years,
        first_monthly_cents=whole_cents(loan.schedule.payment_cents),
        total_cents=whole_cents(loan.paid_cents),
        is_owner=True,
    )


def _lease(wish: FinancingWish, product: LenderProduct) -> FinancingChoice:
    monthly = whole_cents(wish.price_cents * product.monthly_percent / 100)
    return _rented(wish, product, monthly_cents=monthly)


def _power_purchase(wish: FinancingWish, product: LenderProduct) -> FinancingChoice:
    monthly = whole_cents(wish.annual_yield_kwh * product.cents_per_kwh / 12)
    return _rented(wish, product, monthly_cents=monthly)


def _rented(wish: FinancingWish, product: LenderProduct, *, monthly_cents: int) -> FinancingChoice:
    return FinancingChoice(
        offer_id=product.id,
        lender=product.lender,
        kind=product.kind,
        price_cents=wish.price_cents,
        years=product.years,
        escalator_percent=product.escalator_percent,
        first_monthly_cents=monthly_cents,
        cents_per_kwh=product.cents_per_kwh,
        total_cents=_escalated(monthly_cents, product),
        is_owner=False,
    )


def _escalated(monthly_cents: int, product: LenderProduct) -> int:
    """Return what is paid in all years, when the yield stays that of the first. [cents]."""
    rise = 1 + product.escalator_percent / 100
    return sum(12 * whole_cents(monthly_cents * rise**year) for year in range(product.years))


def _percent(rate: float) -> Decimal:
    return (Decimal(repr(rate)) * 100).quantize(_HUNDREDTH, ROUND_HALF_UP)


_WAYS = {
    Kind.CASH: _cash,
    Kind.LOAN: _loan,
    Kind.LEASE: _lease,
    Kind.POWER_PURCHASE: _power_purchase,
}
