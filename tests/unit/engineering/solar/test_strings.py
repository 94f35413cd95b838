"""Strings bear the cold and work in the heat, or a sentence says in numbers why not."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from penstock.engineering.solar.extremes import Extremes, extremes_at
from penstock.engineering.solar.string_limits import (
    BUILDING_V,
    InfeasibleStringError,
    StringLimits,
    coldest_voc_v,
    hottest_vmp_v,
    string_limits,
    table_factor,
)
from penstock.engineering.solar.strings import wired
from tests.unit.engineering.solar.cases import INVERTER, MODULE, weather

AIR = Extremes(coldest_c=-22.2, hottest_c=36.0, source="test")
COUNTS = st.lists(st.integers(0, 60), min_size=1, max_size=4)


def limits(**changed: Any) -> StringLimits:
    usual: dict[str, Any] = {"module": MODULE, "inverter": INVERTER, "extremes": AIR}
    chosen = usual | changed
    return string_limits(
        chosen.pop("module"), chosen.pop("inverter"), chosen.pop("extremes"), **chosen
    )


def test_the_longest_string_is_the_one_that_a_person_reckons() -> None:
    found = limits()

    # 37.1 V x (1 + 0.0026 x 47.2) = 41.65 V; 600 V / 41.65 V = 14.4
    assert (found.longest, round(found.coldest_voc_v, 2)) == (14, 41.65)
    # 31 V x (1 - 0.0039 x 46) = 25.44 V; 120 V / 25.44 V = 4.7
    assert (found.shortest, round(found.hottest_vmp_v, 2)) == (5, 25.44)
    assert (found.current_a, found.method) == (1.25 * 13.7, "690.7(A)(1)")


def test_the_table_of_the_code_takes_its_own_factor() -> None:
    found = limits(by_table=True)

    assert (round(found.coldest_voc_v, 2), found.longest) == (44.52, 13)
    assert found.method == "690.7(A)(2)"


@pytest.mark.parametrize(
    ("coldest_c", "factor"),
    [(30, 1.0), (24.9, 1.02), (20, 1.02), (19.9, 1.04), (0, 1.1), (-0.1, 1.12), (-5, 1.12),
     (-5.5, 1.14), (-20, 1.18), (-20.1, 1.2), (-36, 1.25), (-40, 1.25)],
)  # fmt: skip
def test_between_two_rows_of_the_table_the_colder_one_counts(
    coldest_c: float, factor: float
) -> None:
    assert table_factor(coldest_c) == factor


def test_the_lowest_of_three_limits_counts() -> None:
    weak = replace(MODULE, highest_system_v=400)
    strong = replace(INVERTER, highest_v=1100)

    found = [
        limits(inverter=strong).limit_of,
        limits(inverter=strong, building_v=BUILDING_V, module=weak).limit_of,
        limits(inverter=replace(INVERTER, highest_v=550)).limit_of,
    ]

    assert found == ["the code for this building", "the module Test 400", "the inverter Test 10"]


@given(cold=st.floats(-40, 20), colder=st.floats(0, 20))
def test_where_it_is_colder_strings_are_no_longer(cold: float, colder: float) -> None:
    mild, harsh = (
        limits(extremes=replace(AIR, coldest_c=each)).longest for each in (cold, cold - colder)
    )

    assert harsh <= mild


@given(cold=st.floats(-40, 20), by_table=st.booleans())
def test_the_longest_string_bears_the_cold_and_one_more_does_not(
    cold: float, by_table: bool
) -> None:
    found = limits(extremes=replace(AIR, coldest_c=cold), by_table=by_table)

    assert found.longest * found.coldest_voc_v <= found.limit_v + 1e-6
    assert (found.longest + 1) * found.coldest_voc_v > found.limit_v


@given(counts=COUNTS, inputs=st.integers(1, 30), together=st.integers(1, 3))
def test_each_module_is_wired_once_within_the_limits(
    counts: list[int], inputs: int, together: int
) -> None:
    planes = [(f"plane {place}", count) for place, count in enumerate(counts)]
    found = replace(limits(), together=together)
    try:
        trackers = wired(planes, found, replace(INVERTER, inputs=inputs))
    except InfeasibleStringError:
        return

    wired_modules = {name: 0 for name, _ in planes}
    for each in trackers:
        wired_modules[each.plane] += each.modules
    assert wired_modules == dict(planes)
    assert all(found.shortest <= each.length <= found.longest for each in trackers)
    assert all(each.strings <= together for each in trackers)
    assert len(trackers) <= inputs


def test_equal_strings_share_a_tracker_that_bears_them() -> None:
    strong = replace(INVERTER, most_a=30, most_isc_a=40, inputs=2)

    found = wired([("south", 40)], limits(inverter=strong), strong)

    assert [(each.length, each.strings) for each in found] == [(14, 1), (13, 2)]


@pytest.mark.parametrize(
    ("planes", "inputs", "sentence"),
    [
        (
            [("south", 4)],
            3,
            "The 4 modules of south make no strings of 5 to 14: it takes 5 at least",
        ),
        ([("south", 20)], 1, "need 2 trackers, and 1 of Test 10 have 1: 1 of 10 (south)"),
    ],
)
def test_modules_that_make_no_strings_are_told_with_numbers(
    planes: list[tuple[str, int]], inputs: int, sentence: str
) -> None:
    with pytest.raises(InfeasibleStringError) as caught:
        wired(planes, limits(), replace(INVERTER, inputs=inputs))

    assert sentence in str(caught.value)


def test_a_count_between_strings_is_told_what_would_do() -> None:
    narrow = replace(limits(), shortest=13, longest=14)

    with pytest.raises(InfeasibleStringError, match=r"28 would do\. Take 2 off\."):
        wired([("south", 30)], narrow, INVERTER)


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        (
            {"inverter": replace(INVERTER, highest_v=450, mppt_low_v=300, mppt_high_v=400)},
            "10 modules have 417 V of 450 V at -22.2 °C, but it takes 12 to have 300 V at 36 °C",
        ),
        (
            {"inverter": replace(INVERTER, most_isc_a=15)},
            "17.1 A with the 125 % of 690.8(A), but a tracker of Test 10 bears 15 A",
        ),
        (
            {"extremes": replace(AIR, coldest_c=-45.0), "by_table": True},
            "-45 °C, and table 690.7(A) ends at -40 °C",
        ),
    ],
)
def test_what_suits_no_string_is_told_with_numbers(changed: dict[str, Any], sentence: str) -> None:
    with pytest.raises(InfeasibleStringError) as caught:
        limits(**changed)

    assert sentence in str(caught.value)


def test_one_module_alone_has_what_its_data_sheet_says_at_25_degrees() -> None:
    assert coldest_voc_v(MODULE, 25.0) == MODULE.voc_v
    assert coldest_voc_v(MODULE, 40.0) == MODULE.voc_v
    assert hottest_vmp_v(MODULE, -10.0) == MODULE.vmp_v


def test_the_cold_is_what_is_given_else_on_record_else_an_estimate() -> None:
    near, far = ((36.07, -79.79), (40.0, -79.79))

    def cold(place: tuple[float, float], given: tuple[float, str] | None) -> Extremes:
        return extremes_at(weather(), latitude=place[0], longitude=place[1], given=given)

    assert cold(near, (-12.0, "ASHRAE")).source == "ASHRAE"
    assert cold(near, None).coldest_c == -22.2
    assert cold(far, None).coldest_c == pytest.approx(-20.7)
    assert "an estimate" in cold(far, None).source
