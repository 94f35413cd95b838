"""Whether a lender takes an applicant, by its rules and by what the applicant says alone."""

import tomllib
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from importlib import resources

from penstock.casework.financing.choices import (
    CreditApplication,
    FinancingChoice,
    Kind,
    LenderDecision,
    Outcome,
    ScoreBand,
)
from penstock.casework.financing.rules import LenderProduct

_BANDS = tuple(ScoreBand)
# More than four are not likely to help an applicant (12 CFR 1002, comment 9(b)(2)-1).
_MOST_REASONS = 4


def decision(
    application: CreditApplication, choice: FinancingChoice, product: LenderProduct
) -> LenderDecision:
    """Return what a lender's rules say of an application for one of its offers.

    References:
        12 CFR 1002.9: notices of adverse action and of incompleteness, with specific reasons;
        Appendix C, form C-1, from which the words are taken where they fit.
    """
    if choice.kind is Kind.CASH:
        return _decided(product, Outcome.APPROVED)
    if missing := tuple(_missing(application)):
        return _decided(product, Outcome.NEEDS_MORE, missing)
    reasons = tuple(_reasons(application, choice, product))[:_MOST_REASONS]
    return _decided(product, Outcome.DECLINED if reasons else Outcome.APPROVED, reasons)


def debt_to_income_percent(application: CreditApplication, *, payment_cents: int) -> Decimal | None:
    """Return the share of income that all debts take with a new payment; None where unknown.

    DTI = (debts + housing + new payment) / gross income

    Args:
        application: What the applicant says of a month.
        payment_cents: The new payment of a month. [cents]

    Example:
        >>> application = CreditApplication(
        ...     gross_monthly_income_cents=800_000,
        ...     monthly_debt_cents=50_000,
        ...     monthly_housing_cents=200_000,
        ... )
        >>> debt_to_income_percent(application, payment_cents=30_000)
        Decimal('35.0')
    """
    income = application.gross_monthly_income_cents
    debt, housing = application.monthly_debt_cents, application.monthly_housing_cents
    if not income or debt is None or housing is None:
        return None
    return round(Decimal(100 * (debt + housing + payment_cents)) / income, 1)


def _decided(
    product: LenderProduct, outcome: Outcome, reasons: tuple[str, ...] = ()
) -> LenderDecision:
    notice = {
        Outcome.DECLINED: _words()["declined"],
        Outcome.NEEDS_MORE: _words()["incomplete"],
    }.get(outcome, "")
    return LenderDecision(
        offer_id=product.id,
        lender=product.lender,
        outcome=outcome,
        reasons=reasons,
        notice=notice.format(lender=product.lender),
    )


def _missing(application: CreditApplication) -> Iterator[str]:
    if not application.agrees_to_check:
        yield "your agreement that the lender may look at what you say"
    asked = {
        "your income of a month before taxes": application.gross_monthly_income_cents,
        "the payments of your debts each month": application.monthly_debt_cents,
        "what your home costs each month": application.monthly_housing_cents,
        "the range of your credit score": application.score_band,
        "whether the premise is yours": application.owns_the_premise,
    }
    yield from (what for what, said in asked.items() if said is None)


def _reasons(
    application: CreditApplication, choice: FinancingChoice, product: LenderProduct
) -> Iterator[str]:
    if not application.gross_monthly_income_cents:
        yield "Income insufficient for amount of credit requested"
    share = debt_to_income_percent(application, payment_cents=choice.first_monthly_cents)
    if share is not None and share > product.most_debt_percent:
        yield "Excessive obligations in relation to income"
    band = application.score_band or ScoreBand.POOR
    if _BANDS.index(band) > _BANDS.index(product.lowest_band):
        yield f"Credit score below {product.lowest_band.value.partition('-')[0]}"
    if product.needs_ownership and not application.owns_the_premise:
        yield "The premise is not the applicant's own"


@cache
def _words() -> dict[str, str]:
    found = resources.files(__package__).joinpath("en.toml")
    table = tomllib.loads(found.read_text(encoding="utf-8"))
    return {name: " ".join(text.split()) for name, text in table.items()}
