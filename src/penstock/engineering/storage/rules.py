"""A dispatch without foresight, as a controller in a garage does it: by schedule and by the meter.

It knows the tariff, which is published, and in each step the load and the yield of that step. Of
the days to come it knows nothing; of the sun it expects today what it gave yesterday.
"""

import numpy as np
from numpy.typing import NDArray

from penstock.engineering.storage.batteries import Battery
from penstock.engineering.storage.controllers import Controller, Schedule
from penstock.engineering.storage.dispatches import Dispatch, through_the_meter
from penstock.engineering.storage.years import SiteYear


def schedule(site: SiteYear, battery: Battery) -> Schedule:
    """Return the schedule that an installer would set for a tariff, day by day.

    From a day's first dearest step on, the battery serves the load; before, it is kept, and fills
    from the grid in the day's cheapest steps where that pays for its losses. Surplus is stored
    where a kWh of the day's dearest step is worth more, after losses, than it brings. It sells when
    the price is the day's best, no import is dearer, and filling costs less.

    Days have 24 hours of elapsed time from the midnight of 1 January, so in summer they begin at
    one o'clock by the clock.

    Args:
        site: The year; its prices are used, its load and yield are not.
        battery: The battery, for its losses and for what it may do.
    """
    days = np.arange(site.steps.count) // round(24 / site.steps.hours)
    cheapest = _each_day(np.minimum, site.buy_dollars_per_kwh, days)
    dearest = _each_day(np.maximum, site.buy_dollars_per_kwh, days)
    best_sale = _each_day(np.maximum, site.sell_dollars_per_kwh, days)
    peak = site.buy_dollars_per_kwh >= dearest
    places = np.arange(site.steps.count)
    begins = _each_day(np.minimum, np.where(peak, places, site.steps.count), days)
    turn = battery.gain_from_grid * battery.gain_out
    pays = dearest * turn > cheapest
    may_fill = battery.charges_from_grid & pays & (places < begins)
    sale = site.sell_dollars_per_kwh
    return Schedule(
        discharges=places >= begins,
        sells=battery.exports & (sale >= np.maximum(best_sale, dearest)) & (sale * turn > cheapest),
        fills=may_fill & (site.buy_dollars_per_kwh <= cheapest),
        dearest=peak,
        stores=sale < dearest * battery.gain_from_pv * battery.gain_out,
    )


def _each_day(
    function: np.ufunc, values: NDArray[np.float64] | NDArray[np.int64], days: NDArray[np.int64]
) -> NDArray[np.float64]:
    """Return a day's lowest or highest value for each of its steps."""
    firsts = np.flatnonzero(np.diff(days, prepend=-1))
    return np.asarray(function.reduceat(values, firsts)[days], dtype=np.float64)


def follow(site: SiteYear, battery: Battery, plan: Schedule | None = None) -> Dispatch:
    """Return what a controller without foresight makes of a year.

    Surplus yield charges where that is worth more than selling it. Where the schedule says so, the
    cells serve the load; before, they serve it only to make room for the sun that came yesterday.
    Where it says so, the grid fills them with what yesterday's dearest steps needed more than its
    sun gave. Where peaks are charged, the cells serve what would raise the highest import of the
    period so far, and are not filled above it.

    Args:
        site: The year.
        battery: The battery.
        plan: The schedule; that of `schedule` where none is given.

    Raises:
        StorageError: The controller cannot hold the import limit.
    """
    controller = Controller(site, battery, plan or schedule(site, battery))
    flows = zip(*map(controller.act, range(site.steps.count)), strict=True)
    from_pv, from_grid, discharge, curtailed, stored = map(np.array, flows)
    import_kwh, export_kwh = through_the_meter(
        site,
        battery,
        charge_kwh=from_pv + from_grid,
        gives_kwh=site.yield_kwh - curtailed + discharge,
    )
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
