"""The bill of one customer: the columns of one meter, as lines of months."""

import numpy as np
from numpy.typing import NDArray

from penstock.engineering.tariffs.bill import LineKind, MonthBill, YearBill
from penstock.engineering.tariffs.charging import (
    NO_FACTS,
    Charges,
    Facts,
    charge,
    charge_meters,
)
from penstock.engineering.tariffs.errors import TariffError
from penstock.engineering.tariffs.metering import read_meters
from penstock.engineering.tariffs.rules import MONTHS, Metering
from penstock.engineering.tariffs.tariff import Commodity, Tariff
from penstock.kernel.years import YearSteps

Floats = NDArray[np.float64]
_ORDER = {kind: place for place, kind in enumerate(LineKind)}


def bill_year(
    tariff: Tariff,
    steps: YearSteps,
    import_kwh: Floats,
    export_kwh: Floats | None = None,
    facts: Facts = NO_FACTS,
) -> YearBill:
    """Return what a year of electricity costs one customer, line by line.

    Args:
        tariff: The tariff, for electricity.
        steps: The steps of the year.
        import_kwh: What flows in, shape (steps,); under buy-all-sell-all the whole load.
        export_kwh: What flows out, the same shape; under buy-all-sell-all the whole generation.
        facts: The power factor and earlier peaks, where they are known.

    Raises:
        TariffError: The tariff sells gas, or the arrays do not fit the steps.
    """
    charges = charge_meters(tariff, steps, import_kwh, export_kwh, facts)
    return bill_of(charges, tariff, steps, facts=facts, exports=export_kwh is not None)


def bill_gas_year(tariff: Tariff, steps: YearSteps, use_therms: Floats) -> YearBill:
    """Return what a year of gas costs one customer, line by line.

    Args:
        tariff: The tariff, for gas.
        steps: The steps of the year.
        use_therms: What is used in each step, shape (steps,). [therm]

    Raises:
        TariffError: The tariff sells electricity, or the array does not fit the steps.
    """
    if tariff.commodity is not Commodity.GAS:
        raise TariffError(
            f"“{tariff.name}” sells electricity; a gas meter cannot be billed under it."
        )
    charges = charge(tariff, steps, read_meters(tariff, steps, use_therms, None), NO_FACTS)
    return bill_of(charges, tariff, steps)


def bill_of(
    charges: Charges,
    tariff: Tariff,
    steps: YearSteps,
    *,
    meter: int = 0,
    facts: Facts = NO_FACTS,
    exports: bool = False,
) -> YearBill:
    """Return the bill of one of the meters that were charged."""
    months = tuple(_month(charges, meter, month) for month in range(MONTHS))
    notes = (*tariff.notes, *_notes(tariff, steps, facts, exports=exports))
    return YearBill(
        label=tariff.label,
        tariff=tariff.name,
        year=steps.year,
        unit=tariff.unit,
        months=months,
        notes=notes,
    )


def _month(charges: Charges, meter: int, month: int) -> MonthBill:
    columns = [each for each in charges.columns if each.month == month + 1]
    lines = [each.line(meter) for each in columns if each.quantity[meter]]
    lines.sort(key=lambda line: _ORDER[line.kind])
    readings, net = charges.readings, charges.net
    return MonthBill(
        month=month + 1,
        lines=tuple(lines),
        import_energy=float(readings.use[meter, month].sum()),
        export_kwh=float(readings.export[meter, month].sum()),
        carried_kwh=0.0 if net is None else float(net.carried_kwh[meter, month]),
        peak_kw=None if readings.peak_kw is None else float(readings.peak_kw[meter, month]),
    )


def _notes(tariff: Tariff, steps: YearSteps, facts: Facts, *, exports: bool) -> list[str]:
    notes = []
    if exports and tariff.credits.metering is Metering.NONE:
        notes.append("Energy that flows out is not paid for under this tariff.")
    window = tariff.demand_window_minutes or steps.minutes
    if tariff.bills_demand and window < steps.minutes:
        notes.append(
            f"Demand is billed over {window} minutes, but only {steps.minutes} minutes are known; "
            "the true peaks may be higher."
        )
    if facts.power_factor is None and (tariff.power_factor_target or tariff.reactive_price):
        notes.append("The power factor is not known, so nothing is charged for it.")
    if tariff.ratchet and facts.earlier_peaks_kw is None:
        notes.append("Peaks of the year before are not known, so no ratchet looks back on them.")
    return notes
