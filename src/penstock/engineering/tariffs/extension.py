"""What the rate database's form has no field for: the object `penstock` of a tariff's JSON.

Its fields are those of `_KNOWN`, all optional; docs/reference/tariff-files.md tells each.
"""

from collections.abc import Sequence
from typing import Any

from penstock.engineering.tariffs.fields import Node
from penstock.engineering.tariffs.holidays import NO_HOLIDAYS, HolidayRule
from penstock.engineering.tariffs.rules import (
    MONTHS,
    ZERO,
    Credits,
    Metering,
    Rider,
    RiderUnit,
    RollOver,
)
from penstock.engineering.tariffs.tariff import Commodity
from penstock.kernel.years import YearSteps

_KNOWN = (
    "commodity",
    "zone",
    "credits",
    "holidays",
    "riders",
    "power_factor",
    "assumed",
    "notes",
)

_DEFAULTS = {
    Metering.NET_METERING: RollOver.KWH,
    Metering.BUY_ALL_SELL_ALL: RollOver.PAID,
}


def read_extension(node: Node | None, *, metering: Metering) -> dict[str, Any]:
    """Return the fields of a tariff that the extension states, with defaults for the rest.

    Raises:
        TariffError: It has a field that is not known, or one that is not what it should be.
    """
    own = node or Node({}, "penstock")
    _check_names(own, _KNOWN)
    commodity, riders = own.field("commodity"), own.field("riders")
    return {
        "commodity": Commodity(commodity.one_of(*Commodity)) if commodity else "electricity",
        "zone": _zone(own.field("zone")),
        "credits": _credits(own.field("credits"), metering),
        "holidays": _holidays(own.field("holidays")),
        "riders": tuple(_rider(each) for each in riders.items()) if riders else (),
        "power_factor_target": _target(own.field("power_factor")),
        "assumed": _texts(own.field("assumed")),
        "notes": _texts(own.field("notes")),
    }


def _zone(node: Node | None) -> str:
    if node is None:
        return ""
    try:
        # A year of it finds out whether there is such a place.
        return YearSteps(year=2026, zone=node.text()).zone
    except ValueError as error:
        node.fail(f"is unknown: {error}")


def _credits(node: Node | None, metering: Metering) -> Credits:
    if node is None:
        return Credits(metering=metering, roll_over=_DEFAULTS.get(metering, RollOver.LOST))
    _check_names(node, ("roll_over", "settlement_month", "cash_out_price", "unused_dollars"))
    month, price = node.field("settlement_month"), node.field("cash_out_price")
    unused = node.field("unused_dollars")
    return Credits(
        metering=metering,
        roll_over=_roll_over(node, metering),
        settlement_month=month.whole(least=1, most=MONTHS) if month else MONTHS,
        cash_out_price=price.number(least="0", most="100") if price else ZERO,
        unused_dollars_are_paid=_is_paid(unused),
        stated=True,
    )


def _is_paid(node: Node | None) -> bool:
    return node is not None and node.one_of("paid", "lost") == "paid"


def _roll_over(node: Node, metering: Metering) -> RollOver:
    field = node.field("roll_over")
    if field is None:
        node.fail(f"has no roll_over; expected one of: {', '.join(RollOver)}.")
    found = RollOver(field.one_of(*RollOver))
    if found is RollOver.KWH and metering is not Metering.NET_METERING:
        field.fail(f"is kWh, which “{metering}” does not count; expected dollars, paid or lost.")
    return found


def _holidays(node: Node | None) -> HolidayRule:
    if node is None:
        return NO_HOLIDAYS
    _check_names(node, ("days", "sunday_is_observed_on_monday"))
    observed = node.field("sunday_is_observed_on_monday")
    try:
        return HolidayRule(
            rules=_texts(node.field("days")),
            sunday_is_observed_on_monday=observed is not None and observed.value is True,
        )
    except ValueError as error:
        node.fail(f"cannot be followed: {error}")


def _rider(node: Node) -> Rider:
    _check_names(node, ("name", "unit", "rate", "months"))
    name, unit, rate = (node.field(each) for each in ("name", "unit", "rate"))
    if name is None or unit is None or rate is None:
        node.fail("has no name, unit or rate; a rider needs all three.")
    months = node.field("months")
    every = tuple(range(1, MONTHS + 1))
    return Rider(
        name=name.text(),
        unit=RiderUnit(unit.one_of(*RiderUnit)),
        rate=rate.number(least="-1000", most="100000"),
        months=tuple(m.whole(least=1, most=MONTHS) for m in months.items()) if months else every,
    )


def _target(node: Node | None) -> Any:
    if node is None:
        return None
    _check_names(node, ("target",))
    target = node.field("target")
    return target.number(least="0.1", most="1") if target else node.fail("has no target.")


def _texts(node: Node | None) -> tuple[str, ...]:
    return tuple(each.text() for each in node.items()) if node else ()


def _check_names(node: Node, known: Sequence[str]) -> None:
    if not isinstance(node.value, dict):
        node.fail("is no object.")
    for name in node.value:
        if name not in known:
            node.fail(f"has a field “{name}” that is not known; expected {', '.join(known)}.")
