"""The analysis of a lead: a customer's use and bills, and what a plausible system would change."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from penstock.app.energy.proposing.asked import Costs
from penstock.app.energy.solar_weather import shipped
from penstock.app.energy.usage.report import UsageReport
from penstock.app.streams.studio.loads import bills_in, load_of, report_of
from penstock.app.streams.studio.tariffs import BookTariff, tariff_called
from penstock.engineering.solar.calendar_year import on_steps
from penstock.engineering.solar.conversion import InverterCurve
from penstock.engineering.solar.direct import Array, YieldModel
from penstock.engineering.solar.light import Facing
from penstock.engineering.solar.yields import hourly_yield
from penstock.engineering.tariffs.bill import YearBill
from penstock.engineering.tariffs.billing import bill_year
from penstock.engineering.tariffs.periods import period_bills
from penstock.engineering.usage.years import YearLoad
from penstock.kernel.years import YearSteps
from penstock.streams.ncv_03_solar_storage.explaining import whole_bills
from penstock.streams.ncv_03_solar_storage.items.lead import (
    BillLineExplained,
    BillMonth,
    CustomerInquiry,
    PreliminaryEnergyAnalysis,
)
from penstock.streams.ncv_03_solar_storage.products import LIMITS

Floats = NDArray[np.float64]
# A roof that nobody has seen: to the south and not steep, under the weather of our territory. Ours.
_TILT_DEGREES, _AZIMUTH_DEGREES, _WEATHER, _DC_TO_AC = 20.0, 180.0, "greensboro", 1.2
_KW = Decimal("0.1")


def analysis_of(
    inquiry: CustomerInquiry, content: bytes, folder: Path | None
) -> PreliminaryEnergyAnalysis:
    """Return what a customer's own file tells.

    Raises:
        UnusableInputError: It cannot be read, or tells no year.
    """
    book = tariff_called(inquiry.tariff, folder)
    report = report_of(content, inquiry.site_zone, inquiry.product)
    load = load_of(content, inquiry.site_zone, inquiry.product)
    before = bill_year(book.tariff, load.steps, load.load_kwh)
    kw, sun_kwh = _plausible(load, inquiry.product)
    left = load.load_kwh - sun_kwh
    after = bill_year(book.tariff, load.steps, np.maximum(left, 0), np.maximum(-left, 0))
    return PreliminaryEnergyAnalysis(
        form=report.form,
        year=load.steps.year,
        months=_months(before),
        annual_cost_cents=before.cents,
        tariff=inquiry.tariff,
        lines=_explained(content, inquiry.site_zone, load, book),
        facts=tuple(_facts(report, load, before)),
        mean_day_kw=_mean_day(report),
        estimated_percent=_estimated(load),
        plausible_kw_dc=kw,
        plausible_yield_kwh=_rounded(float(sun_kwh.sum()), "1"),
        plausible_savings_cents=before.cents - after.cents,
        plausible_price_cents=int(kw * 1000 * Costs().array_cents_per_watt),
        method=f"Penstock {version('penstock')}: use cleaned, billed and laid beside the sun of "
        f"{_WEATHER.title()} on a roof of {_TILT_DEGREES:g}° to the south",
    )


def _plausible(load: YearLoad, product: str) -> tuple[Decimal, Floats]:
    """Return the power that yields a year's use, within the product's limit, and its yield."""
    per_kw = _yield_of_a_kw(load.steps)
    whole = load.total_kwh / float(per_kw.sum())
    limits = LIMITS[product]
    most = float(limits.most_kw_ac) * _DC_TO_AC
    kw = _rounded(min(max(whole, float(limits.least_kw_dc)), most), str(_KW))
    return kw, per_kw * float(kw)


@lru_cache(maxsize=32)
def _yield_of_a_kw(steps: YearSteps) -> Floats:
    weather = shipped(_WEATHER)
    facing = Facing(tilt_degrees=_TILT_DEGREES, azimuth_degrees=_AZIMUTH_DEGREES)
    array = Array(name="a roof that nobody has seen", power_kw=1.0, facing=facing)
    curve = InverterCurve(power_kw=1 / _DC_TO_AC, efficiency=0.97)
    found = hourly_yield(weather, [array], curve, YieldModel())
    return on_steps(found.ac_kwh, weather, steps)


def _months(bill: YearBill) -> tuple[BillMonth, ...]:
    return tuple(
        BillMonth(
            month=each.month,
            use_kwh=_rounded(each.import_energy, "0.1"),
            cost_cents=each.cents,
        )
        for each in bill.months
    )


def _explained(
    content: bytes, zone: str, load: YearLoad, book: BookTariff
) -> tuple[BillLineExplained, ...]:
    """Return the file's bills beside ours, where it has any with a cost in the year."""
    year = load.steps.year
    first, after = date(year, 1, 1), date(year + 1, 1, 1)
    bills = [
        each
        for each in bills_in(content, zone).bills
        if each.cost_cents is not None and first <= each.start and each.end <= after
    ]
    ours = period_bills(
        book.tariff, load.steps, load.load_kwh, [(each.start, each.end) for each in bills]
    )
    return whole_bills(
        [
            (f"{bill.start} to {bill.end}", mine.total_cents, bill.cost_cents, bill.estimated)
            for bill, mine in zip(bills, ours, strict=True)
        ]
    )


def _facts(report: UsageReport, load: YearLoad, bill: YearBill) -> Iterator[str]:
    yield f"{load.total_kwh:,.0f} kWh are used in {load.steps.year}, for ${bill.cents / 100:,.2f}."
    dearest = max(bill.months, key=lambda each: each.cents)
    name = date(load.steps.year, dearest.month, 1).strftime("%B")
    yield f"{name} is the dearest month, with ${dearest.cents / 100:,.2f}."
    if (shown := report.shown) is not None:
        if shown.base_load_kw is not None:
            yield f"{shown.base_load_kw:.2f} kW are always drawn."
        yield f"The peak is {shown.peak.power_kw:.2f} kW, on {shown.peak.at:%Y-%m-%d at %H:%M}."
        yield f"The load factor is {shown.load_factor:.0%}."
    yield from report.findings
    yield from report.notes


def _mean_day(report: UsageReport) -> tuple[Decimal, ...]:
    if report.shown is None:
        return ()
    seasons = report.shown.seasons
    rows = [each.weekday_kw for each in seasons if len(each.weekday_kw) == 24]
    means = np.mean(rows, axis=0) if rows else []
    return tuple(_rounded(float(each), "0.001") for each in means)


def _estimated(load: YearLoad) -> Decimal:
    share = float(load.load_kwh[load.estimated].sum()) / load.total_kwh if load.total_kwh else 0.0
    return _rounded(100 * share, "0.1")


def _rounded(value: float, places: str) -> Decimal:
    return Decimal(repr(value)).quantize(Decimal(places)) + 0
