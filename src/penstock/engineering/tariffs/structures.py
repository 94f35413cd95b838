"""Tables of prices: periods, and tiers whose limits rise."""

from collections.abc import Sequence

from penstock.engineering.tariffs.fields import Node
from penstock.engineering.tariffs.rules import ZERO
from penstock.engineering.tariffs.tariff import Period, Tier, TierUnit

ENERGY_UNITS = (TierUnit.ENERGY, TierUnit.DAILY, TierUnit.PER_POWER, TierUnit.PER_POWER_DAILY)
GAS_UNITS = (TierUnit.THERM, TierUnit.THERM_DAILY)
DEMAND_UNITS = (TierUnit.POWER,)
_MOST_PERIODS, _MOST_TIERS = 64, 32
_WRAPPERS = ("energyratetiers", "flatdemandtiers", "demandratetiers")


def read_structure(
    node: Node, *, units: Sequence[TierUnit], labels: Node | None = None
) -> tuple[Period, ...]:
    """Return the periods of a table of prices.

    Args:
        node: A list of periods, each a list of tiers.
        units: What a tier's limit may count; the first where it says nothing.
        labels: A list of the periods' names.

    Raises:
        TariffError: It is no such list, a price is missing, or a limit does not rise.
    """
    rows = node.items()
    if not rows or len(rows) > _MOST_PERIODS:
        node.fail(f"has {len(rows)} periods; expected 1 to {_MOST_PERIODS}.")
    names = _labels(labels, count=len(rows))
    return tuple(
        Period(label=name, tiers=_tiers(row, units)) for name, row in zip(names, rows, strict=True)
    )


def _labels(node: Node | None, *, count: int) -> list[str]:
    given = [each.text() for each in node.items()] if node else []
    numbered = [f"period {n}" for n in range(count)] if count > 1 else ["all hours"]
    return [*given[:count], *numbered[len(given) :]]


def _tiers(node: Node, units: Sequence[TierUnit]) -> tuple[Tier, ...]:
    # The database's download wraps each period: {"energyRateTiers": [...]}.
    rows = (node.field(*_WRAPPERS) or node if isinstance(node.value, dict) else node).items()
    if not rows or len(rows) > _MOST_TIERS:
        node.fail(f"has {len(rows)} tiers; expected 1 to {_MOST_TIERS}.")
    tiers = tuple(_tier(row, units) for row in rows)
    _check_rising(rows, tiers)
    _check_units(rows, tiers)
    return tiers


def _tier(node: Node, units: Sequence[TierUnit]) -> Tier:
    rate = node.field("rate")
    if rate is None:
        node.fail("has no rate; write the price, or 0 where it is free.")
    limit, unit = node.field("max"), node.field("unit")
    adjustment, sell = node.field("adj"), node.field("sell")
    return Tier(
        rate=rate.number(least="-1000", most="100000"),
        adjustment=adjustment.number(least="-1000", most="1000") if adjustment else ZERO,
        sell=sell.number(least="-1000", most="1000") if sell else ZERO,
        up_to=limit.number(least="0") if limit else None,
        unit=TierUnit(unit.one_of(*units)) if unit else units[0],
    )


def _check_rising(rows: Sequence[Node], tiers: Sequence[Tier]) -> None:
    for n, (row, tier) in enumerate(zip(rows[:-1], tiers[:-1], strict=True)):
        if tier.up_to is None:
            row.fail(f"has no max, but {len(rows) - n - 1} more follow; only the last has none.")
    limits = [tier.up_to for tier in tiers if tier.up_to is not None]
    for n in range(1, len(limits)):
        if limits[n] <= limits[n - 1]:
            before = f"the tier before it ends at {limits[n - 1]}"
            rows[n].fail(f"ends at {limits[n]}, but {before}; write limits that rise.")
    if limits and limits[0] == 0:
        rows[0].fail("ends at 0, so nothing is in it; write a limit above 0.")


def _check_units(rows: Sequence[Node], tiers: Sequence[Tier]) -> None:
    for row, tier in zip(rows, tiers, strict=True):
        if tier.unit is not tiers[0].unit:
            first = tiers[0].unit
            row.fail(f"counts {tier.unit}, but the first tier {first}; write one unit in a period.")
