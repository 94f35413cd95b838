"""A site's year out of files: a load, what the sun gives, and a tariff's prices."""

import csv
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

import numpy as np

from penstock.app import clock
from penstock.app.energy.extra import require_energy
from penstock.app.energy.solar import designed, solar_year
from penstock.app.energy.storage.peaks import demand_periods
from penstock.app.energy.tariffs import find_tariff
from penstock.app.energy.tariffs_plain_year import is_plain_year, read_plain_year
from penstock.app.energy.usage.reading import Wanted
from penstock.app.energy.usage.reporting import Asked as UsageAsked
from penstock.app.energy.usage.reporting import usage_year
from penstock.engineering.storage.dispatches import Dispatch
from penstock.engineering.storage.errors import Floats, StorageError, series
from penstock.engineering.storage.years import SiteYear
from penstock.engineering.tariffs.billing import bill_year
from penstock.engineering.tariffs.pricing import prices
from penstock.engineering.tariffs.tariff import Tariff
from penstock.kernel.years import YearSteps

_MOST_BYTES = 16 * 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteAsked:
    """What a person says of a site.

    Args:
        load: A usage file, or a CSV of numbers.
        tariff: A short name or a file; none where prices do not matter.
        folder: Where the documents are, if not here.
        yield_file: A CSV whose last column is the yield of each step.
        yield_kw: The array's power that the file is for.
        roof: A roof file, instead of a yield.
        weather: The weather of the roof.
        year: The calendar year; by default the load's.
        zone: The place's time zone; by default what the files say.
        export_limit_kw: The most that may be exported.
    """

    load: Path
    tariff: str | None = None
    folder: Path | None = None
    yield_file: Path | None = None
    yield_kw: float | None = None
    roof: Path | None = None
    weather: str | None = None
    year: int | None = None
    zone: str | None = None
    export_limit_kw: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StorageSite:
    """A site's year with its tariff.

    Args:
        year: The year.
        tariff: The tariff, if one was named.
        array_kw: The array's power, where it is known.
        notes: What was assumed, in sentences.
    """

    year: SiteYear
    tariff: Tariff | None
    array_kw: float | None
    notes: tuple[str, ...]


def storage_site(asked: SiteAsked) -> StorageSite:
    """Return the year that a person's files make.

    Raises:
        ValueError: A file cannot be read, or does not fit the others; the sentence says which.
        LookupError: There is no such tariff.
    """
    require_energy("numpy", "highspy")
    tariff = find_tariff(asked.tariff, asked.folder).tariff if asked.tariff else None
    steps, load_kwh, notes = _load(asked, tariff)
    yield_kwh, array_kw = _yield(asked, steps)
    nothing = np.zeros(steps.count)
    year = SiteYear(
        steps=steps,
        load_kwh=load_kwh,
        yield_kwh=yield_kwh,
        buy_dollars_per_kwh=nothing,
        sell_dollars_per_kwh=nothing,
        export_limit_kw=asked.export_limit_kw,
    )
    year = priced(year, tariff) if tariff else year
    return StorageSite(year=year, tariff=tariff, array_kw=array_kw, notes=notes)


def priced(year: SiteYear, tariff: Tariff) -> SiteYear:
    """Return a year with the prices of a tariff, in the tiers that its load reaches."""
    found = prices(tariff, year.steps, year.load_kwh)
    return replace(
        year,
        buy_dollars_per_kwh=found.buy_dollars_per_kwh,
        sell_dollars_per_kwh=found.sell_dollars_per_kwh,
        demand=demand_periods(found.demand, tariff.ratchet, year.steps),
    )


def bill_cents(tariff: Tariff, found: Dispatch) -> int:
    """Return what a tariff bills for a dispatch, with all that a dispatch cannot change."""
    return bill_year(tariff, found.site.steps, found.import_kwh, found.export_kwh).cents


def _load(asked: SiteAsked, tariff: Tariff | None) -> tuple[YearSteps, Floats, tuple[str, ...]]:
    if not is_plain_year(asked.load):
        load = usage_year(asked.load, Wanted(zone=asked.zone), UsageAsked(year=asked.year))
        return load.steps, load.load_kwh, load.notes
    zone = asked.zone or (tariff.zone if tariff else "")
    if not zone:
        raise StorageError(f"{asked.load} does not say whose clock; add --zone America/New_York.")
    plain = read_plain_year(asked.load, year=asked.year or clock.now().year, zone=zone)
    if plain.unit != "kWh" or plain.flows_out is not None:
        raise StorageError(
            f"{asked.load} holds more or other than a load. Expected one column, load_kwh: what "
            "is used, whether the sun or the grid gives it."
        )
    return plain.steps, plain.flows_in, plain.notes


def _yield(asked: SiteAsked, steps: YearSteps) -> tuple[Floats, float | None]:
    if asked.roof and asked.yield_file:
        raise StorageError("A roof and a yield are two arrays; name one of them.")
    if asked.roof:
        design = designed(asked.roof)
        if design.layout.roof.zone != steps.zone:
            raise StorageError(
                f"{asked.roof} lies in {design.layout.roof.zone} and the load in {steps.zone}. "
                "Correct one of them, or name the load's with --zone."
            )
        found = solar_year(design, weather=asked.weather, year=steps.year, minutes=steps.minutes)
        return found.yield_kwh, design.layout.power_kw
    if asked.yield_file:
        return _read_yield(asked.yield_file, steps), asked.yield_kw
    return np.zeros(steps.count), 0.0


def _read_yield(file: Path, steps: YearSteps) -> Floats:
    if file.stat().st_size > _MOST_BYTES:
        raise StorageError(f"{file} is larger than {_MOST_BYTES >> 20} MiB.")
    try:
        with file.open(encoding="utf-8-sig", newline="") as lines:
            rows = filter(None, csv.reader(lines))
            name = next(rows, [""])[-1].strip()
            # One more than a year has tells that there are too many.
            values = [row[-1] for row in islice(rows, steps.count + 1)]
    except (UnicodeDecodeError, csv.Error) as error:
        raise StorageError(f"{file} is no CSV in UTF-8: {error}.") from error
    if name != "yield_kwh":
        raise StorageError(f"{file} holds no yield; its last column should be called yield_kwh.")
    if len(values) > steps.count:
        raise StorageError(
            f"{file} has more rows than {steps.year} has steps: {steps.count:,} of "
            f"{steps.minutes} minutes. Give the yield of the load's steps."
        )
    return series(values, f"yield of {file.name}", count=steps.count, low=0.0, unit="kWh")
