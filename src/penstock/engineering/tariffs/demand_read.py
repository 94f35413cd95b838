"""What a tariff's JSON says of demand: flat, by hours, ratchets and reactive power."""

from decimal import Decimal
from typing import Any

from penstock.engineering.tariffs.fields import Node
from penstock.engineering.tariffs.rules import MONTHS, ZERO, Ratchet
from penstock.engineering.tariffs.schedules import read_flat_demand, read_schedule
from penstock.engineering.tariffs.structures import DEMAND_UNITS, read_structure
from penstock.engineering.tariffs.tariff import FlatDemand, Schedule

_WINDOWS = (5, 10, 15, 20, 30, 60)
_UNIT_NAMES = ("flatdemandunit", "flatdemandunits", "demandrateunit", "demandrateunits")


def read_demand(tariff: Node) -> dict[str, Any]:
    """Return the fields of a tariff that its JSON states of demand.

    Raises:
        TariffError: A table or schedule is wrong, or demand is billed in another unit than kW.
    """
    for name in (*_UNIT_NAMES, "demandunits"):
        if unit := tariff.field(name):
            unit.one_of("kW")
    reactive, window = (
        tariff.field(name) for name in ("demandreactivepowercharge", "demandwindow")
    )
    return {
        "flat_demand": _flat(tariff),
        "tou_demand": _by_hours(tariff),
        "ratchet": _ratchet(tariff),
        "reactive_price": reactive.number(least="0") if reactive else ZERO,
        "demand_window_minutes": _window(window) if window else None,
    }


def _flat(tariff: Node) -> FlatDemand | None:
    table = tariff.field("flatdemandstructure", "flatdemandstrux")
    if table is None or not table.items():
        return None
    return read_flat_demand(tariff, read_structure(table, units=DEMAND_UNITS))


def _by_hours(tariff: Node) -> Schedule | None:
    table = tariff.field("demandratestructure", "demandratestrux")
    if table is None or not table.items():
        return None
    labels = tariff.field("demandtoulabels", "demandlabels")
    periods = read_structure(table, units=DEMAND_UNITS, labels=labels)
    return read_schedule(tariff, periods, kind="demand", structure="demandratestructure")


def _window(node: Node) -> int:
    minutes = node.whole(least=1, most=60)
    if minutes not in _WINDOWS:
        node.fail(f"is {minutes} minutes; expected one of {', '.join(map(str, _WINDOWS))}.")
    return minutes


def _ratchet(tariff: Node) -> Ratchet | None:
    yearly, share = tariff.field("demandratchetpercentage"), tariff.field("lookbackpercent")
    back, months = tariff.field("lookbackrange"), tariff.field("lookbackmonths")
    found = Ratchet(
        yearly=_shares(yearly) if yearly else Ratchet().yearly,
        share=_share(share) if share else ZERO,
        range_months=back.whole(least=0, most=MONTHS) if back else 0,
        months=_flags(months) if months else Ratchet().months,
    )
    return found if any(found.yearly) or found.share else None


def _shares(node: Node) -> tuple[Decimal, ...]:
    return tuple(_share(each) for each in node.items(count=MONTHS, of="month"))


def _share(node: Node) -> Decimal:
    share = node.number(least="0", most="100")
    if share > 1:
        node.fail(f"is {share}; expected a share from 0 to 1, such as {share / 100}.")
    return share


def _flags(node: Node) -> tuple[bool, ...]:
    return tuple(
        each.value is True or each.value == 1 for each in node.items(count=MONTHS, of="month")
    )
