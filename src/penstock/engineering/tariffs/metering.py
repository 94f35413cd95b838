"""What meters read over a year: energy by month and period, and peaks. The only look at steps."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NoReturn

import numpy as np
from numpy.typing import NDArray

from penstock.engineering.tariffs.clock import WallClock, wall_clock
from penstock.engineering.tariffs.demand import monthly_peak_kw, period_peak_kw, power_kw
from penstock.engineering.tariffs.energy import energy_by_period
from penstock.engineering.tariffs.errors import TariffError
from penstock.engineering.tariffs.rules import Metering
from penstock.engineering.tariffs.tariff import Tariff
from penstock.kernel.years import YearSteps

Floats = NDArray[np.float64]
# So many values at once stay in a processor's cache.
_AT_ONCE = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Readings:
    """What meters read, by month.

    Args:
        use: What flowed in, shape (meters, 12, periods). [kWh or therm]
        export: What flowed out, the same shape. [kWh]
        peak_kw: The peak, shape (meters, 12); None where nothing is billed by it.
        period_peak_kw: The peak within each period of demand, shape (meters, 12, periods).
    """

    use: Floats
    export: Floats
    peak_kw: Floats | None
    period_peak_kw: Floats | None


def read_meters(
    tariff: Tariff, steps: YearSteps, import_energy: Floats, export_kwh: Floats | None
) -> Readings:
    """Return what meters read over a year.

    Args:
        tariff: Says which hours belong together.
        steps: The steps of the year.
        import_energy: What flows in, shape (meters, steps). [kWh or therm]
        export_kwh: What flows out, the same shape.

    Raises:
        TariffError: The arrays do not fit the steps, or hold a value below 0 or none at all.
    """
    flows_in = _checked(import_energy, steps, name="import")
    flows_out = None if export_kwh is None else _checked(export_kwh, steps, name="export")
    if flows_out is not None and flows_out.shape != flows_in.shape:
        shapes = f"{flows_in.shape} and {flows_out.shape}"
        raise TariffError(f"Import and export have the shapes {shapes}; expected the same.")

    parts = []
    # Threads would not help: what takes time is fetching the values from memory, once.
    for rows in _portions(*flows_in.shape):
        out = None if flows_out is None else flows_out[rows]
        parts.append(_part(tariff, steps, flows_in[rows], out, first_meter=rows.start))
    return parts[0] if len(parts) == 1 else _joined(parts)


def _checked(values: Floats, steps: YearSteps, *, name: str) -> Floats:
    found = np.atleast_2d(np.asarray(values))
    if found.dtype not in (np.float64, np.float32):
        found = found.astype(np.float64)
    if found.ndim != 2 or found.shape[1] != steps.count:
        step = f"{steps.minutes} minutes"
        expected = f"{steps.count:,} values, one for each step of {step} in {steps.year}"
        raise TariffError(f"The {name} has {found.shape[-1]:,} values; expected {expected}.")
    if not len(found):
        raise TariffError(f"The {name} has no meter.")
    return found


def _portions(meters: int, steps: int) -> Iterator[slice]:
    size = max(1, _AT_ONCE // steps)
    for start in range(0, meters, size):
        yield slice(start, start + size)


def _part(
    tariff: Tariff,
    steps: YearSteps,
    flows_in: Floats,
    flows_out: Floats | None,
    *,
    first_meter: int,
) -> Readings:
    given = {"import": flows_in} | ({} if flows_out is None else {"export": flows_out})
    for name, values in given.items():
        # NaN is the least of whatever it is among.
        if not values.min() >= 0:
            _refuse(values, name=name, first_meter=first_meter)
    with np.errstate(invalid="ignore"):
        found = _summed(tariff, steps, flows_in, flows_out)
    for name, values in given.items():
        # Infinity is in every sum that it is part of.
        if not np.isfinite(found.use if name == "import" else found.export).all():
            _refuse(values, name=name, first_meter=first_meter)
    return found


def _refuse(values: Floats, *, name: str, first_meter: int) -> NoReturn:
    places = np.argwhere(~((values >= 0) & (values < np.inf)))
    if not len(places):
        raise TariffError(f"The {name} adds up to more than any meter shows.")
    meter, step = places[0]
    where = f"step {step:,} of meter {first_meter + meter:,}"
    found = values[meter, step]
    raise TariffError(f"The {name} is {found} in {where}; expected energy of 0 or more.")


def _summed(
    tariff: Tariff, steps: YearSteps, flows_in: Floats, flows_out: Floats | None
) -> Readings:
    clock = wall_clock(steps, tariff.holidays)
    flows_in, flows_out = _netted(tariff, steps, flows_in, flows_out)
    use = energy_by_period(flows_in, clock, tariff.energy)
    out = np.zeros_like(use)
    if flows_out is not None:
        out = energy_by_period(flows_out, clock, tariff.energy)
    peak, period_peak = _peaks(tariff, steps, flows_in, clock)
    return Readings(use=use, export=out, peak_kw=peak, period_peak_kw=period_peak)


def _netted(
    tariff: Tariff, steps: YearSteps, flows_in: Floats, flows_out: Floats | None
) -> tuple[Floats, Floats | None]:
    """Return both flows netted within the hour, where the tariff says so."""
    each = 60 // steps.minutes
    if tariff.credits.metering is not Metering.NET_BILLING_HOURLY or flows_out is None:
        return flows_in, flows_out
    net = (flows_in - flows_out).reshape(len(flows_in), -1, each).sum(axis=2) / each
    hourly = np.repeat(net, each, axis=1)
    return np.maximum(hourly, 0.0), np.maximum(-hourly, 0.0)


def _peaks(
    tariff: Tariff, steps: YearSteps, flows_in: Floats, clock: WallClock
) -> tuple[Floats | None, Floats | None]:
    if not tariff.bills_demand:
        return None, None
    window = tariff.demand_window_minutes
    power = power_kw(flows_in, step_minutes=steps.minutes, window_minutes=window)
    peak = monthly_peak_kw(power, clock)
    if tariff.tou_demand is None:
        return peak, None
    return peak, period_peak_kw(power, clock, tariff.tou_demand)


def _joined(parts: list[Readings]) -> Readings:
    def all_of(name: str) -> Floats | None:
        found = [getattr(part, name) for part in parts]
        return None if found[0] is None else np.concatenate(found)

    use, export = all_of("use"), all_of("export")
    assert use is not None
    assert export is not None
    peak, period_peak = all_of("peak_kw"), all_of("period_peak_kw")
    return Readings(use=use, export=export, peak_kw=peak, period_peak_kw=period_peak)
