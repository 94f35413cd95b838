"""Numbers with their units: quantities, and money in whole minor units."""

from decimal import ROUND_HALF_EVEN, Decimal

from pydantic import BaseModel, Field

_MINOR_PER_MAJOR = {"USD": 100}


class Quantity(BaseModel):
    """A number with its unit."""

    value: float
    unit: str = Field(examples=["business days", "%", "1"])


class Money(BaseModel):
    """An amount of money."""

    minor_units: int = Field(description="Whole cents, for dollars.")
    currency: str = Field(examples=["USD"])


def amount(value: Decimal | None, unit: str) -> Quantity | Money | None:
    """Return a number in its unit; none where it is not known."""
    if value is None:
        return None
    if minor := _MINOR_PER_MAJOR.get(unit):
        whole = (value * minor).to_integral_value(ROUND_HALF_EVEN)
        return Money(minor_units=int(whole), currency=unit)
    return Quantity(value=float(value), unit=unit)
