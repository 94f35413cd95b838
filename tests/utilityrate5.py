"""Bills as SAM's Utilityrate5 sees them: reference cases, loads by formula, monthly figures."""

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from penstock.engineering.tariffs.bill import LineKind, YearBill
from penstock.kernel.years import YearSteps

CASES = Path(__file__).parent / "reference" / "tariffs"
# SAM's year begins on a Monday and knows no daylight saving; so does this one.
SAM_YEAR = YearSteps(year=2018, zone="Etc/GMT+7")

# What SAM calls the figures of a month, and which lines of ours they are.
LINES = {
    "year1_monthly_fixed_with_system": [LineKind.FIXED],
    "year1_monthly_dc_fixed_with_system": [LineKind.DEMAND],
    "year1_monthly_dc_tou_with_system": [LineKind.PERIOD_DEMAND],
    "year1_monthly_minimum_with_system": [LineKind.MINIMUM],
    "year1_monthly_utility_bill_w_sys": list(LineKind),
}
OUTPUTS = [*LINES, "utility_bill_w_sys_year1", "year1_monthly_ec_charge_gross_with_system"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A year that SAM has billed.

    Args:
        name: The file's name.
        tariff: The tariff in URDB's form.
        load: The formula of the load.
        generation: The formula of the generation.
        rates: The same tariff in SAM's form.
        answer: What SAM says.
        tolerance_dollars: How far a figure of a month may be off before it is rounded [$].
    """

    name: str
    tariff: dict[str, Any]
    load: dict[str, float]
    generation: dict[str, float]
    rates: dict[str, Any]
    answer: dict[str, Any]
    tolerance_dollars: float

    @property
    def load_kw(self) -> NDArray[np.float64]:
        """The load of each hour."""
        return load_kw(**self.load)

    @property
    def generation_kw(self) -> NDArray[np.float64]:
        """The generation of each hour."""
        return generation_kw(**self.generation)

    @property
    def flows(self) -> tuple[NDArray[np.float64], NDArray[np.float64] | None]:
        """What flows in and out, in kWh of each hour; all of both where all is sold."""
        load, made = self.load_kw, self.generation_kw
        if not made.any():
            return load, None
        if self.tariff.get("dgrules") == "Buy All Sell All":
            return load, made
        return np.maximum(load - made, 0), np.maximum(made - load, 0)

    @property
    def question(self) -> dict[str, Any]:
        """What tests/oracles/pysam/utilityrate5.py is asked."""
        return {
            "load_kw": self.load_kw.tolist(),
            "gen_kw": self.generation_kw.tolist(),
            "rates": self.rates,
            "outputs": OUTPUTS,
        }


def cases() -> Iterator[Case]:
    """Yield the reference cases."""
    for file in sorted(CASES.glob("*.json")):
        content = json.loads(file.read_text(encoding="utf-8"))
        names = ("tariff", "load", "generation", "rates", "answer", "tolerance_dollars")
        yield Case(name=file.stem, **{name: content[name] for name in names})


def load_kw(
    *, base_kw: float, evening_kw: float, season_kw: float, ripple_kw: float
) -> NDArray[np.float64]:
    """Return a load with an evening, a summer and a ripple, to a watt: no two hours are alike."""
    hour = np.arange(8760)
    evening = evening_kw * np.exp(-(((hour % 24) - 18) ** 2) / 8)
    season = season_kw * 0.5 * (1 - np.cos(2 * math.pi * hour / 8760))
    ripple = ripple_kw * (1 + np.sin(hour * 0.7)) / 2
    rounded: NDArray[np.float64] = np.round(base_kw + evening + season + ripple, 3)
    return rounded


def generation_kw(*, noon_kw: float, season: float) -> NDArray[np.float64]:
    """Return a generation that has its noon at noon, and a winter that is weaker, to a watt."""
    hour = np.arange(8760)
    day = np.maximum(0, np.cos(((hour % 24) - 12) * math.pi / 13)) ** 1.5
    year = 1 - season * 0.5 * (1 + np.cos(2 * math.pi * hour / 8760))
    rounded: NDArray[np.float64] = np.round(noon_kw * day * year, 3)
    return rounded


def exact_dollars(bill: YearBill, name: str) -> list[float]:
    """Return what lines of a kind cost in each month before they are rounded to cents [$]."""
    kinds = LINES[name]
    return [
        float(sum(line.quantity * line.price for line in month.lines if line.kind in kinds))
        for month in bill.months
    ]


def rates_of(document: Mapping[str, Any]) -> dict[str, Any]:
    """Return a tariff of energy by period in SAM's form; demand and credits are not translated."""
    return {
        "ur_metering_option": 0,
        "ur_monthly_fixed_charge": document["fixedchargefirstmeter"],
        "ur_ec_sched_weekday": _from_one(document["energyweekdayschedule"]),
        "ur_ec_sched_weekend": _from_one(document["energyweekendschedule"]),
        "ur_ec_tou_mat": [
            [p, t, tier.get("max", 1e38), 0, tier["rate"] + tier.get("adj", 0), tier.get("sell", 0)]
            for p, period in enumerate(document["energyratestructure"], start=1)
            for t, tier in enumerate(period, start=1)
        ],
    }


def _from_one(schedule: Sequence[Sequence[int]]) -> list[list[int]]:
    return [[period + 1 for period in row] for row in schedule]
