"""Yields are what PVWatts v8 says, within the tolerances of the reference."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from penstock.engineering.solar.yields import hourly_yield, yearly_kwh
from tests.unit.engineering.solar.cases import DATA, REFERENCE, system, weather

SITES = REFERENCE["sites"]
TURNED = REFERENCE["orientations"]


@pytest.mark.parametrize("case", SITES["cases"], ids=lambda each: each["weather"])
def test_a_site_yields_what_pvwatts_says(case: dict[str, Any]) -> None:
    found = hourly_yield(weather(case["weather"]), *system(case)).year_kwh

    assert found == pytest.approx(case["kwh"], rel=SITES["tolerance"])


def test_a_hundred_orientations_yield_what_pvwatts_says() -> None:
    cases = TURNED["cases"]

    found = yearly_kwh(weather(TURNED["weather"]), [system(each) for each in cases])

    off = np.abs(found / [each["kwh"] for each in cases] - 1)
    assert (off.mean() <= TURNED["mean_tolerance"], off.max() <= TURNED["worst_tolerance"]) == (
        True,
        True,
    ), f"mean {off.mean():.3%}, worst {off.max():.3%}"


def test_pysam_still_says_what_the_reference_says(pysam: Callable[[str, object], Any]) -> None:
    groups = [(each["weather"], [each]) for each in SITES["cases"]]
    groups.append((TURNED["weather"], TURNED["cases"]))

    for name, cases in groups:
        path = str(DATA / REFERENCE["files"][name])
        answer = pysam("pvwattsv8", {"weather": path, "systems": cases})

        assert answer["kwh"] == pytest.approx([each["kwh"] for each in cases], abs=0.002)


def test_hours_are_those_of_pvwatts(pysam: Callable[[str, object], Any]) -> None:
    case = SITES["cases"][0]
    path = str(DATA / REFERENCE["files"][case["weather"]])
    question = {"weather": path, "systems": [case], "hourly": True}

    theirs = np.array(pysam("pvwattsv8", question)["hourly_kwh"][0])

    ours = hourly_yield(weather(case["weather"]), *system(case)).ac_kwh
    assert np.abs(ours - theirs).mean() < 0.005 * theirs.mean()
    assert np.corrcoef(ours, theirs)[0, 1] > 0.9999
