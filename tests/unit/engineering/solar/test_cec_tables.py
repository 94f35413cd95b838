"""Modules and inverters are found in the tables of the CEC, and near misses are named."""

import csv
from functools import lru_cache

import pytest

from penstock.engineering.solar.cec_tables import inverter_in, module_in
from penstock.engineering.solar.errors import SolarError
from tests.unit.engineering.solar.cases import DATA


@lru_cache(maxsize=2)
def table(kind: str) -> str:
    return (DATA / f"sam-library-cec-{kind}-2019-03-05.csv").read_text(encoding="utf-8")


def test_a_module_is_found_whatever_its_case_and_signs() -> None:
    found = module_in(table("modules"), "a10green technology a10j s72-175")

    assert (found.name, found.length_m, found.width_m) == (
        "A10Green Technology A10J-S72-175",
        1.576,
        0.825,
    )
    assert found.power_w == pytest.approx(175.0914)
    assert found.voc_per_c == pytest.approx(-0.159068 / 43.99)
    assert found.power_per_c == pytest.approx(-0.005072)


def test_an_inverter_of_the_table_has_no_absolute_limit() -> None:
    found = inverter_in(table("inverters"), "ABB: MICRO-0.25-I-OUTD-US-208 [208V]")

    assert (found.power_kw, found.mppt_high_v) == (0.25, 50.0)
    assert not hasattr(found, "highest_v")


def test_vdcmax_of_the_table_is_the_upper_end_of_tracking_in_every_row() -> None:
    rows = list(csv.DictReader(table("inverters").splitlines()))[2:]

    assert len(rows) == 3264
    assert [row for row in rows if float(row["Vdcmax"]) != float(row["Mppt_high"])] == []


def test_a_name_that_is_not_there_is_answered_with_the_nearest() -> None:
    with pytest.raises(SolarError) as caught:
        module_in(table("modules"), "A10Green Technology A10J-S72-177")

    assert "Did you mean “A10Green Technology A10J-S72-175”" in str(caught.value)
    assert "the table ends in January 2019" in str(caught.value)


def test_a_name_like_no_other_is_answered_without_a_guess() -> None:
    with pytest.raises(SolarError, match=r"no “zzz” \(inverter\)\.$"):
        inverter_in(table("inverters"), "zzz")
