"""What a tariff rules beside its prices: ratchets, credits for energy that flows out, riders."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

MONTHS = 12
ZERO = Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ratchet:
    """How earlier peaks keep the billed demand up; shares are from 0 to 1.

    Args:
        yearly: For each month, the share of the highest of the twelve months that end with it.
        share: The share of the highest peak looked back on.
        range_months: How many months before are looked back on; 0 for the months named.
        months: Whether a month's peak is looked back on for a year, for each month.
    """

    yearly: tuple[Decimal, ...] = (ZERO,) * MONTHS
    share: Decimal = ZERO
    range_months: int = 0
    months: tuple[bool, ...] = (False,) * MONTHS


class Metering(StrEnum):
    """How energy that flows out is counted, in the words of the rate database."""

    NET_METERING = "Net Metering"
    NET_BILLING = "Net Billing Instantaneous"
    NET_BILLING_HOURLY = "Net Billing Hourly"
    BUY_ALL_SELL_ALL = "Buy All Sell All"
    NONE = "None"


class RollOver(StrEnum):
    """What becomes of a credit that a month does not use."""

    KWH = "kWh"
    DOLLARS = "dollars"
    PAID = "paid"
    LOST = "lost"


@dataclass(frozen=True, slots=True, kw_only=True)
class Credits:
    """How energy that flows out is paid for.

    Args:
        metering: How it is counted.
        roll_over: What becomes of what a month does not use.
        settlement_month: The month, from 1 to 12, after whose bill the account is settled.
        cash_out_price: What is paid for a kWh that is left then; 0 for nothing. [$/kWh]
        unused_dollars_are_paid: Whether dollars that are left then are paid out.
        stated: Whether the tariff says this, and not the default.
    """

    metering: Metering = Metering.NONE
    roll_over: RollOver = RollOver.LOST
    settlement_month: int = MONTHS
    cash_out_price: Decimal = ZERO
    unused_dollars_are_paid: bool = False
    stated: bool = False


NO_CREDITS = Credits()


class RiderUnit(StrEnum):
    """What a rider is charged on."""

    ENERGY = "kWh"
    THERM = "therm"
    POWER = "kW"
    MONTH = "month"
    PERCENT = "percent"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rider:
    """A charge beside the prices, such as a fund for efficiency.

    Args:
        name: What the bill calls it.
        unit: What it is charged on; percent is of all charges before riders.
        rate: How much of it. [$/kWh, $/therm, $/kW, $/month or %]
        months: The months from 1 to 12 in which it is charged.
    """

    name: str
    unit: RiderUnit
    rate: Decimal
    months: tuple[int, ...] = tuple(range(1, MONTHS + 1))
