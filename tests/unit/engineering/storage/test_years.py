from dataclasses import replace
from math import nan

import numpy as np
import pytest

from penstock.engineering.storage.errors import StorageError
from penstock.engineering.storage.years import (
    DemandPeriod,
    Ratchet,
    bill_dollars,
    billed_peaks_kw,
    month_starts,
)
from tests.unit.engineering.storage.sites import Tariff, flat, home, monthly

SITE = home()


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        (np.ones(8784), "load has 8784 values; the year has 8,760 steps, one value for each"),
        (np.ones((8760, 2)), "load has 8760 x 2 values"),
        (7.0, "load has a single one values"),
        (["a"] * 8760, "load holds something that is not a number"),
        (np.where(np.arange(8760) == 41, nan, 1.0), "load is nan kWh in step 41; expected 0 kWh"),
        (np.where(np.arange(8760) < 3, -1.0, 1.0), "load is -1 kWh in step 0 and 2 more"),
    ],
)
def test_a_series_that_fits_no_year_is_refused_in_a_sentence(values: object, sentence: str) -> None:
    with pytest.raises(StorageError, match=sentence):
        replace(SITE, load_kwh=values)  # type: ignore[arg-type]


def test_a_limit_below_zero_is_refused() -> None:
    with pytest.raises(StorageError, match="export limit is -1 kW; expected 0 kW or more"):
        replace(SITE, export_limit_kw=-1.0)


@pytest.mark.parametrize(
    ("period", "sentence"),
    [
        (
            DemandPeriod(name="peak", month=1, steps=np.array([9000]), dollars_per_kw=1.0),
            "demand period “peak” has steps 9000 to 9000; the year has 8,760",
        ),
        (
            DemandPeriod(name="peak", month=1, steps=np.array([1]), dollars_per_kw=-1.0),
            "demand price of “peak” is -1",
        ),
        (
            DemandPeriod(
                name="peak",
                month=1,
                steps=np.array([1]),
                dollars_per_kw=1.0,
                ratchets=(Ratchet(period=3, share=0.5),),
            ),
            "period of the ratchet of “peak” is 3; expected 0 to 0",
        ),
    ],
)
def test_a_charge_for_peaks_that_fits_no_year_is_refused(
    period: DemandPeriod, sentence: str
) -> None:
    with pytest.raises(StorageError, match=sentence):
        replace(SITE, demand=(period,))


def test_months_begin_at_the_midnights_of_the_places_clock() -> None:
    starts = month_starts(SITE.steps)

    # March has 743 hours, November 721.
    lengths = np.diff(starts)
    assert lengths.tolist() == [744, 672, 743, 720, 744, 720, 744, 744, 720, 744, 721, 744]


def test_a_bill_is_energy_bought_less_energy_sold_and_the_peaks() -> None:
    site = replace(home(tariff=Tariff(dollars_per_kw=10.0)), buy_dollars_per_kwh=flat(SITE, 0.2))
    bought, sold = np.zeros(8760), np.zeros(8760)
    bought[0], sold[1] = 5.0, 2.0

    found = bill_dollars(site, import_kwh=bought, export_kwh=sold)

    assert found == pytest.approx(5 * 0.2 - 2 * 0.08 + 5 * 10.0)


def test_a_ratchet_holds_the_billed_peak_up() -> None:
    january, *others = monthly(SITE.steps, 10.0)
    held = tuple(replace(each, ratchets=(Ratchet(period=0, share=0.5),)) for each in others)
    bought = np.zeros(8760)
    bought[0], bought[8759] = 8.0, 6.0

    peaks = billed_peaks_kw(replace(SITE, demand=(january, *held)), bought)

    assert peaks == [8.0, *[4.0] * 10, 6.0]


def test_a_site_keeps_its_own_copy_of_a_series() -> None:
    load = np.ones(8760)
    site = replace(SITE, load_kwh=load)

    load[0] = 99.0

    assert site.load_kwh[0] == 1.0
    assert not site.load_kwh.flags.writeable
