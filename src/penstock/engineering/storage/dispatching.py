"""The best dispatch of a battery in a year that is known in advance."""

from contextlib import suppress
from enum import StrEnum
from operator import itemgetter

import numpy as np

from penstock.engineering.storage.batteries import Battery
from penstock.engineering.storage.directions import (
    Columns,
    Directions,
    has_choices,
    of_no_battery,
    stronger,
)
from penstock.engineering.storage.dispatches import Dispatch, through_the_meter
from penstock.engineering.storage.errors import Floats, StorageError, require_number
from penstock.engineering.storage.flows import programme
from penstock.engineering.storage.matrices import UnsolvableError
from penstock.engineering.storage.stretches import Stretch
from penstock.engineering.storage.years import SiteYear, month_starts

_NOISE_KWH = 1e-8


class Horizon(StrEnum):
    """How much of the year is solved at once."""

    MONTH = "month"
    YEAR = "year"


def dispatch(
    site: SiteYear,
    battery: Battery,
    *,
    horizon: Horizon = Horizon.YEAR,
    wear_dollars_per_kwh: float = 0.0,
) -> Dispatch:
    """Return the dispatch with the lowest bill of a year whose load, yield and prices are known.

    minimise  sum(buy * import) - sum(sell * export) + sum(price * billed peak) + wear * discharge

    This is what perfect foresight would save: a bound, not a promise; `follow` of the rules has
    no foresight. The battery begins the year at its floor and ends it no lower.

    The year at once is the optimum. By months, each programme looks ahead to the end of the next
    month, keeps its own and hands on what is stored: that finds the same wherever nothing is worth
    keeping for longer than a month, and takes a sixth of the memory. Where ratchets tie months
    together, or directions have to be chosen, the year is solved at once whatever is asked for.

    Args:
        site: The year.
        battery: The battery, as it is in that year.
        horizon: The year at once, or month by month.
        wear_dollars_per_kwh: What a discharged kWh costs beside the bill. [$/kWh, >= 0]

    Raises:
        StorageError: The import limit is too low for the load.

    References:
        Q. Huangfu and J. A. J. Hall, "Parallelizing the dual revised simplex method",
        Mathematical Programming Computation 10, 2018 (HiGHS).
    """
    require_number(wear_dollars_per_kwh, "wear", unit="$/kWh")
    found = [np.zeros(0)] * 5
    stored_kwh = battery.floor_kwh
    for first, kept, last in _stretches(site, horizon):
        stretch = Stretch(
            site=site,
            battery=battery,
            first=first,
            last=last,
            stored_kwh=stored_kwh,
            wear_dollars_per_kwh=wear_dollars_per_kwh,
        )
        flows = [flow[: kept - first] for flow in _solved(stretch)]
        found = [np.concatenate(pair) for pair in zip(found, flows, strict=True)]
        stored_kwh = float(found[-1][-1])
    return _as_dispatch(site, battery, found)


def _stretches(site: SiteYear, horizon: Horizon) -> list[tuple[int, int, int]]:
    """Return the first step of each programme, the end of what is kept, and its own end."""
    starts, end = month_starts(site.steps), site.steps.count
    tied = any(period.ratchets for period in site.demand if period.dollars_per_kw)
    chosen = bool((site.sell_dollars_per_kwh > site.buy_dollars_per_kwh).any())
    if horizon is Horizon.YEAR or tied or chosen:
        return [(0, end, end)]
    return list(zip(starts[:-1], starts[1:], [*starts[2:], end], strict=True))


def _solved(stretch: Stretch) -> list[Floats]:
    made, columns = programme(stretch)
    try:
        found = made.solve()
        if has_choices(stretch):
            found = _with_directions(stretch, stronger(found, columns))
    except UnsolvableError as error:
        raise StorageError(_why_not(stretch, error)) from error
    return [found[places] for places in _wanted(columns)]


def _with_directions(stretch: Stretch, found: Directions) -> Floats:
    """Return the better solution: in the found directions, or in those of no battery."""
    solutions: list[tuple[float, Floats]] = []
    for chosen in (found, of_no_battery(stretch)):
        made, _ = programme(stretch, chosen)
        with suppress(UnsolvableError):
            solution = made.solve()
            solutions.append((made.cost(solution), solution))
    if not solutions:
        raise UnsolvableError("no choice of directions")
    return min(solutions, key=itemgetter(0))[1]


def _wanted(columns: Columns) -> tuple[np.ndarray[tuple[int], np.dtype[np.int64]], ...]:
    return (
        columns.from_pv,
        columns.from_grid,
        columns.discharged,
        columns.curtailed,
        columns.stored,
    )


def _as_dispatch(site: SiteYear, battery: Battery, found: list[Floats]) -> Dispatch:
    from_pv, from_grid, discharge, curtailed = (
        np.where(flow > _NOISE_KWH, flow, 0.0) for flow in found[:4]
    )
    if battery.charges_from_any:
        charge = from_grid
        from_pv = np.minimum(charge, np.maximum(site.yield_kwh - curtailed, 0.0))
        from_grid = charge - from_pv
    import_kwh, export_kwh = through_the_meter(
        site,
        battery,
        charge_kwh=from_pv + from_grid,
        gives_kwh=site.yield_kwh - curtailed + discharge,
    )
    stored = np.clip(found[4], battery.floor_kwh, battery.ceiling_kwh)
    return Dispatch(
        site=site,
        battery=battery,
        from_pv_kwh=from_pv,
        from_grid_kwh=from_grid,
        discharge_kwh=discharge,
        curtailed_kwh=curtailed,
        import_kwh=import_kwh,
        export_kwh=export_kwh,
        stored_kwh=np.concatenate([[battery.floor_kwh], stored]),
    )


def _why_not(stretch: Stretch, error: UnsolvableError) -> str:
    site, battery = stretch.site, stretch.battery
    limit = stretch.most_kwh(site.import_limit_kw)
    sources = limit + stretch.cut(site.yield_kwh) + stretch.most_kwh(battery.discharge_kw)
    short = np.flatnonzero(stretch.demand_kwh > sources)
    if short.size:
        step = int(short[0])
        return (
            f"At {site.moment(stretch.first + step)} {stretch.demand_kwh[step]:.2f} kWh are "
            f"needed, and array, battery and an import limit of {site.import_limit_kw:g} kW give "
            f"at most {sources[step]:.2f} kWh. Raise the limit or the battery's power."
        )
    if site.import_limit_kw is not None:
        return (
            f"Between {site.moment(stretch.first)} and {site.moment(stretch.last)} the load cannot "
            f"be served within an import limit of {site.import_limit_kw:g} kW: the battery runs "
            "empty. Raise the limit or choose a larger battery."
        )
    return f"No dispatch was found for the year: {error}. Please report it with the input."
