"""What a tariff's JSON says of fixed charges, minimum bills and energy that flows out."""

from decimal import Decimal
from typing import Any

from penstock.engineering.tariffs.fields import Node
from penstock.engineering.tariffs.rules import ZERO, Metering

_PER_MONTH, _PER_DAY, _PER_YEAR = "$/month", "$/day", "$/year"
_MILLIONTH = Decimal("0.000001")
# Names of the database's older form stand behind those of today.
_FIXED = ("fixedchargefirstmeter", "fixedmonthlycharge")
_MINIMUM = ("mincharge", "minmonthlycharge")


def read_charges(tariff: Node) -> dict[str, Any]:
    """Return the fields of a tariff that its JSON states of fixed and minimum charges.

    Raises:
        TariffError: A charge is no number, or counts by something else than days, months and years.
    """
    fixed = _by_unit(tariff, _FIXED, "fixedchargeunits")
    minimum = _by_unit(tariff, _MINIMUM, "minchargeunits")
    year = tariff.field("annualmincharge", "minannualcharge")
    least = year.number(least="0") if year else ZERO
    return {
        "fixed_per_month": _monthly(fixed),
        "fixed_per_day": fixed.get(_PER_DAY, ZERO),
        "minimum_per_month": minimum.get(_PER_MONTH, ZERO),
        "minimum_per_day": minimum.get(_PER_DAY, ZERO),
        "minimum_per_year": max(least, minimum.get(_PER_YEAR, ZERO)),
    }


def read_metering(tariff: Node) -> Metering:
    """Return how energy that flows out is counted.

    Raises:
        TariffError: The rule is none of the database's.
    """
    rules, older = tariff.field("dgrules"), tariff.field("usenetmetering")
    if rules is not None:
        return Metering(rules.one_of(*Metering))
    return Metering.NET_METERING if older and older.value is True else Metering.NONE


def _by_unit(tariff: Node, names: tuple[str, ...], unit_name: str) -> dict[str, Decimal]:
    charge, unit = tariff.field(*names), tariff.field(unit_name)
    if charge is None:
        return {}
    per = unit.one_of(_PER_MONTH, _PER_DAY, _PER_YEAR) if unit else _PER_MONTH
    return {per: charge.number(least="0")}


def _monthly(charges: dict[str, Decimal]) -> Decimal:
    """Return what a month takes; a year's charge is asked for in twelfths."""
    if _PER_YEAR in charges:
        return (charges[_PER_YEAR] / 12).quantize(_MILLIONTH)
    return charges.get(_PER_MONTH, ZERO)
