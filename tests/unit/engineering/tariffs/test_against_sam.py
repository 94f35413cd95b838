"""Bills are those of SAM's Utilityrate5, figure by figure, on its calendar."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from penstock.engineering.tariffs.bill import YearBill
from penstock.engineering.tariffs.billing import bill_year
from penstock.engineering.tariffs.reading import read_urdb
from penstock.kernel.years import YearSteps
from tests.unit.engineering.tariffs.small_tariffs import AFTERNOON, ALL_HOURS, by_clock, document
from tests.utilityrate5 import (
    CASES,
    LINES,
    OUTPUTS,
    SAM_YEAR,
    Case,
    cases,
    exact_dollars,
    rates_of,
)

_CASES = {case.name: case for case in cases()}
_BILLS = "year1_monthly_utility_bill_w_sys"


def _billed(case: Case) -> YearBill:
    return bill_year(read_urdb(case.tariff), SAM_YEAR, *case.flows)


@pytest.mark.parametrize("name", _CASES)
def test_every_figure_of_every_month_is_sam_s(name: str) -> None:
    case = _CASES[name]

    bill = _billed(case)

    off = {
        figure: np.max(np.abs(np.array(exact_dollars(bill, figure)) - case.answer[figure]))
        for figure in LINES
    }
    assert {figure: far for figure, far in off.items() if far > case.tolerance_dollars} == {}


@pytest.mark.parametrize("name", _CASES)
def test_a_month_in_cents_is_sam_s_but_for_the_rounding_of_its_lines(name: str) -> None:
    case = _CASES[name]

    bill = _billed(case)

    far = [
        abs(month.cents - 100 * dollars) - 0.5 * len(month.lines)
        for month, dollars in zip(bill.months, case.answer[_BILLS], strict=True)
    ]
    assert max(far) <= 0.01


def test_the_cases_cover_what_is_billed() -> None:
    assert len(_CASES) == len(list(CASES.glob("*.json"))) == 22


def test_sam_still_says_what_the_cases_say(pysam: Callable[[str, object], Any]) -> None:
    answers = pysam("utilityrate5", [case.question for case in _CASES.values()])

    for case, answer in zip(_CASES.values(), answers, strict=True):
        for figure, said in case.answer.items():
            assert answer["outputs"][figure] == pytest.approx(said, abs=1e-5), (case.name, figure)


def test_homes_that_nobody_chose_cost_what_sam_says(pysam: Callable[[str, object], Any]) -> None:
    chance = np.random.default_rng()
    loads = np.round(chance.gamma(1.5, 0.7, (12, 8760)), 3)
    tariffs = [_by_chance(chance) for _ in loads]
    questions = [
        {"load_kw": load.tolist(), "gen_kw": [0.0] * 8760, "outputs": OUTPUTS, "rates": rates_of(t)}
        for load, t in zip(loads, tariffs, strict=True)
    ]

    answers = pysam("utilityrate5", questions)

    for load, given, answer in zip(loads, tariffs, answers, strict=True):
        bill = bill_year(read_urdb(given), SAM_YEAR, load)
        assert exact_dollars(bill, _BILLS) == pytest.approx(answer["outputs"][_BILLS], abs=1e-5)


def test_on_the_wall_clock_sam_says_the_same_once_the_load_is_moved_by_it(
    pysam: Callable[[str, object], Any],
) -> None:
    wall = YearSteps(year=2018, zone="America/Los_Angeles")
    load = np.round(np.random.default_rng().gamma(1.5, 0.7, 8760), 3)
    given = document(
        energyratestructure=[[{"rate": 0.1}], [{"rate": 0.3}]], energyweekdayschedule=AFTERNOON
    )
    rates = {"gen_kw": [0.0] * 8760, "outputs": OUTPUTS, "rates": rates_of(given)}

    as_it_is, moved = pysam(
        "utilityrate5",
        [rates | {"load_kw": each.tolist()} for each in (load, by_clock(wall, load))],
    )

    bill = exact_dollars(bill_year(read_urdb(given), wall, load), _BILLS)
    assert bill == pytest.approx(moved["outputs"][_BILLS], abs=1e-5)
    assert bill[6] != pytest.approx(as_it_is["outputs"][_BILLS][6], abs=1e-5)


def _by_chance(chance: np.random.Generator) -> dict[str, Any]:
    limits = np.round(np.cumsum(chance.uniform(50, 400, 2)), 1).tolist()
    structure = [
        [
            {"rate": round(float(chance.uniform(0.02, 0.6)), 5)} | ({"max": limit} if limit else {})
            for limit in (*limits, None)
        ]
        for _ in range(2)
    ]
    weekend = AFTERNOON if chance.random() < 0.5 else ALL_HOURS
    return document(
        energyratestructure=structure,
        energyweekdayschedule=AFTERNOON,
        energyweekendschedule=weekend,
        fixedchargefirstmeter=round(float(chance.uniform(0, 50)), 2),
    )
