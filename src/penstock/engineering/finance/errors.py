"""What cannot be reckoned, as a sentence."""

from decimal import Decimal


class FinanceError(ValueError):
    """Amounts, rates or years of which no cash flow can be made."""


def require_share(value: Decimal, name: str) -> None:
    """Refuse a share that is below 0 or not below 1.

    Raises:
        FinanceError: It is not in the range.
    """
    if not value.is_finite() or not 0 <= value < 1:
        raise FinanceError(f"{name} is {value}; expected at least 0 and less than 1, as 0.15.")


def require_rate(value: Decimal, name: str) -> None:
    """Refuse a rate of a year that is not a number between -50 % and 100 %.

    Raises:
        FinanceError: It is not in the range.
    """
    if not value.is_finite() or not Decimal("-0.5") <= value <= 1:
        raise FinanceError(f"{name} is {value}; expected a share of a year such as 0.03 for 3 %.")


def require_amount(cents: int | Decimal, name: str) -> None:
    """Refuse an amount of money that is negative.

    Raises:
        FinanceError: It is negative.
    """
    if cents < 0:
        raise FinanceError(f"{name} is {cents} cents; expected no less than nothing.")
