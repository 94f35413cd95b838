"""The flows of energy in a stretch of a year, as a linear programme.

In each step, with everything in kWh at the AC side:

    load + standby + charge + export = yield - curtailed + discharge + import
    stored after = stored before + gain_pv * from_pv + gain_grid * from_grid - discharge / gain_out

Charging and discharging at once is never better, so no rule forbids it: with x kWh less of charge
and gain_in * gain_out * x less of discharge the cells hold the same, and (1 - gain_in * gain_out) x
more is left, which lowers the import, or is curtailed. That holds where importing costs something,
and importing and exporting at once is no use where exporting earns no more than importing costs.
In other steps the directions have to be chosen: see `directions`.
"""

import numpy as np

from penstock.engineering.storage.batteries import Coupling
from penstock.engineering.storage.directions import Columns, Directions, hold_apart
from penstock.engineering.storage.matrices import Programme
from penstock.engineering.storage.peaks import add_peaks
from penstock.engineering.storage.stretches import Stretch

# Breaks ties in favour of leaving the battery alone: 0.3 cents for 3,000 kWh, and not in any bill.
_TIE_DOLLARS_PER_KWH = 1e-6


def programme(stretch: Stretch, chosen: Directions | None = None) -> tuple[Programme, Columns]:
    """Return the programme of a stretch, and where to find what in its solution.

    Args:
        stretch: The steps.
        chosen: The directions of steps in which they have to be chosen; where none are given,
            parts of both are allowed that come to no more than the whole of one.
    """
    made = Programme()
    columns = _columns(made, stretch)
    _balance(made, stretch, columns)
    _state(made, stretch, columns)
    _limits(made, stretch, columns)
    hold_apart(made, stretch, columns, chosen)
    add_peaks(made, stretch, columns.imported)
    return made, columns


def _columns(made: Programme, stretch: Stretch) -> Columns:
    site, battery, nothing = stretch.site, stretch.battery, stretch.most_kwh(0.0)
    pv, load = stretch.cut(site.yield_kwh), stretch.demand_kwh
    charge, discharge = (
        stretch.most_kwh(battery.charge_kw),
        stretch.most_kwh(battery.discharge_kw),
    )
    grid_charge = charge if battery.charges_from_grid else nothing
    give = discharge if battery.exports else np.minimum(discharge, load)
    wear = nothing + (stretch.wear_dollars_per_kwh + _TIE_DOLLARS_PER_KWH)
    from_pv = nothing if battery.charges_from_any else np.minimum(charge, pv)
    to_import = np.minimum(load + grid_charge, stretch.most_kwh(site.import_limit_kw))
    to_export = pv + (discharge if battery.exports else nothing)
    floor, ceiling = np.full_like(load, battery.floor_kwh), np.full_like(load, battery.ceiling_kwh)
    return Columns(
        imported=made.columns(nothing, to_import, stretch.cut(site.buy_dollars_per_kwh)),
        exported=made.columns(
            nothing,
            np.minimum(to_export, stretch.most_kwh(site.export_limit_kw)),
            -stretch.cut(site.sell_dollars_per_kwh),
        ),
        curtailed=made.columns(nothing, pv, nothing),
        from_pv=made.columns(nothing, from_pv, nothing),
        from_grid=made.columns(nothing, grid_charge, nothing),
        discharged=made.columns(nothing, give, wear),
        stored=made.columns(floor, ceiling, nothing),
    )


def _balance(made: Programme, stretch: Stretch, columns: Columns) -> None:
    missing = stretch.demand_kwh - stretch.cut(stretch.site.yield_kwh)
    rows = made.rows(missing, missing)
    for flow, sign in (
        (columns.imported, 1.0),
        (columns.discharged, 1.0),
        (columns.exported, -1.0),
        (columns.curtailed, -1.0),
        (columns.from_pv, -1.0),
        (columns.from_grid, -1.0),
    ):
        made.enter(rows, flow, sign)


def _state(made: Programme, stretch: Stretch, columns: Columns) -> None:
    before = stretch.most_kwh(0.0)
    before[0] = stretch.stored_kwh
    rows = made.rows(before, before)
    made.enter(rows, columns.stored, 1.0)
    made.enter(rows[1:], columns.stored[:-1], -1.0)
    made.enter(rows, columns.from_pv, -stretch.battery.gain_from_pv)
    made.enter(rows, columns.from_grid, -stretch.battery.gain_from_grid)
    made.enter(rows, columns.discharged, 1.0 / stretch.battery.gain_out)


def _limits(made: Programme, stretch: Stretch, columns: Columns) -> None:
    battery, pv, none = stretch.battery, stretch.cut(stretch.site.yield_kwh), stretch.most_kwh(None)
    if not battery.charges_from_any:
        rows = made.rows(-none, pv)
        made.enter(rows, columns.from_pv, 1.0)
        made.enter(rows, columns.curtailed, 1.0)
    if battery.coupling is Coupling.DC and battery.charges_from_grid:
        rows = made.rows(-none, stretch.most_kwh(battery.charge_kw))
        made.enter(rows, columns.from_pv, 1.0)
        made.enter(rows, columns.from_grid, 1.0)
    if battery.coupling is Coupling.DC and battery.inverter_kw is not None:
        rows = made.rows(-none, stretch.most_kwh(battery.inverter_kw) - pv)
        made.enter(rows, columns.discharged, 1.0)
        made.enter(rows, columns.from_pv, -1.0)
        made.enter(rows, columns.curtailed, -1.0)
