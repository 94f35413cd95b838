"""Steps in which doing two opposite things at once would pay, and which of them is done instead.

No meter counts in both directions at once, and no battery charges while it discharges. Where
importing earns money, or exporting more than importing costs, a linear programme would do both.
Choosing for each such step is a problem of whole numbers that can take hours for a year; instead, a
first programme may do parts of both, each step's stronger direction is kept, and a second programme
has only that; so does another with the directions of a site without battery, and the better one is
taken. It keeps all limits and is no worse than no battery; that it is the best is not proven.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from penstock.engineering.storage.errors import Floats
from penstock.engineering.storage.matrices import Places, Programme
from penstock.engineering.storage.stretches import Stretch

Flags = NDArray[np.bool_]
# What is no more than this in a step is no flow; a share of it would be too steep for a solver.
_TINY_KWH = 1e-6


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """Where the flows are in a programme; each a column for each step."""

    imported: Places
    exported: Places
    curtailed: Places
    from_pv: Places
    from_grid: Places
    discharged: Places
    stored: Places


@dataclass(frozen=True, slots=True, kw_only=True)
class Directions:
    """Which of two directions is open in a step, where one has to be chosen. Shape (n,) each."""

    imports: Flags
    charges: Flags


def has_choices(stretch: Stretch) -> bool:
    """Tell whether a direction has to be chosen in any step."""
    return bool(_at_meter(stretch).size or _at_cells(stretch).size)


def stronger(solution: Floats, columns: Columns) -> Directions:
    """Return the directions in which more flows in a solution that has parts of both."""
    charged = solution[columns.from_pv] + solution[columns.from_grid]
    return Directions(
        imports=solution[columns.imported] >= solution[columns.exported],
        charges=charged >= solution[columns.discharged],
    )


def of_no_battery(stretch: Stretch) -> Directions:
    """Return the directions of a site that has no battery."""
    imports = stretch.demand_kwh >= stretch.cut(stretch.site.yield_kwh)
    return Directions(imports=imports, charges=np.ones_like(imports))


def hold_apart(
    made: Programme, stretch: Stretch, columns: Columns, chosen: Directions | None
) -> None:
    """Keep opposite flows apart: only the chosen one, or parts of both that make one whole."""
    if not has_choices(stretch):
        return
    most, battery = stretch.most_kwh, stretch.battery
    charge, discharge = most(battery.charge_kw), most(battery.discharge_kw)
    most_in = stretch.demand_kwh + charge
    most_out = stretch.cut(stretch.site.yield_kwh) + discharge
    imports, charges = (chosen.imports, chosen.charges) if chosen else (None, None)
    meter, cells = _at_meter(stretch), _at_cells(stretch)
    one, other = _rates(most_in, most_out, imports)
    _share(made, (columns.imported[meter], one[meter]), (columns.exported[meter], other[meter]))
    one, other = _rates(charge, discharge, charges)
    for charging in (columns.from_pv[cells], columns.from_grid[cells]):
        _share(made, (charging, one[cells]), (columns.discharged[cells], other[cells]))


def _at_meter(stretch: Stretch) -> Places:
    site = stretch.site
    return np.flatnonzero(
        stretch.cut(site.sell_dollars_per_kwh) > stretch.cut(site.buy_dollars_per_kwh)
    )


def _at_cells(stretch: Stretch) -> Places:
    return np.flatnonzero(stretch.cut(stretch.site.buy_dollars_per_kwh) < 0)


def _rates(most_one: Floats, most_other: Floats, chosen: Flags | None) -> tuple[Floats, Floats]:
    """Return what a kWh of each counts of the one whole; infinite for what is not chosen."""
    parts = [
        np.divide(1.0, most, out=np.ones_like(most), where=most > _TINY_KWH)
        for most in (most_one, most_other)
    ]
    if chosen is None:
        return parts[0], parts[1]
    return np.where(chosen, parts[0], np.inf), np.where(chosen, np.inf, parts[1])


def _share(made: Programme, one: tuple[Places, Floats], other: tuple[Places, Floats]) -> None:
    rates = np.vstack([one[1], other[1]])
    shut = np.isinf(rates)
    wholes = np.where(shut.any(axis=0), 0.0, 1.0)
    # Where one is shut, the other is as free as its own bounds leave it.
    rates = np.where(shut, 1.0, np.where(shut.any(axis=0), 0.0, rates))
    rows = made.rows(np.full(len(wholes), -np.inf), wholes)
    made.enter(rows, one[0], rates[0])
    made.enter(rows, other[0], rates[1])
