"""Real Green Button files hold what they say themselves, and give a year."""

import json
from pathlib import Path
from typing import Any

import pytest

from penstock.engineering.usage.bills.from_intervals import are_long, bills_of, end_to_end
from penstock.engineering.usage.channels import Stated, channels, choose
from penstock.engineering.usage.cleaning.cleaning import cleaned
from penstock.engineering.usage.clocks import zone_of
from penstock.engineering.usage.errors import UsageError
from penstock.engineering.usage.espi.reading import read_green_button
from penstock.engineering.usage.espi.writing import write_green_button
from penstock.engineering.usage.years import year_load
from penstock.kernel.years import YearSteps

CASES = Path(__file__).resolve().parents[3] / "reference" / "usage" / "green_button.json"
FILES: list[dict[str, Any]] = json.loads(CASES.read_text(encoding="utf-8"))["files"]
GAS = "ngma_gas_provider_2024-07-16.xml"


@pytest.fixture
def folder(shared_folder: Path) -> Path:
    return shared_folder / "data" / "greenbutton"


@pytest.mark.parametrize("case", FILES, ids=[case["file"] for case in FILES])
def test_a_file_holds_what_its_source_says(case: dict[str, Any], folder: Path) -> None:
    feed = read_green_button((folder / case["file"]).read_bytes())

    (series,) = feed.points[0].series
    assert len(series.readings) == case["readings"]
    assert series.readings.value.sum() == case["watt_hours"]
    assert zone_of(feed.local_time) == case["zone"]


@pytest.mark.parametrize("name", [*(case["file"] for case in FILES), GAS])
def test_a_real_file_is_written_and_read_as_it_was(name: str, folder: Path) -> None:
    feed = read_green_button((folder / name).read_bytes())

    assert read_green_button(write_green_button(feed)) == feed


@pytest.mark.parametrize("case", FILES[:2], ids=["coastal", "desert"])
def test_a_year_of_hours_is_whole(case: dict[str, Any], folder: Path) -> None:
    feed = read_green_button((folder / case["file"]).read_bytes())
    chosen = choose(channels(feed), service="electricity")

    clean = cleaned(chosen.intervals, zone=case["zone"])
    load = year_load(clean, YearSteps(year=2011, zone=case["zone"]))

    assert clean.findings == ()
    assert load.total_kwh == pytest.approx(case["watt_hours"] / 1000)


def test_gas_whose_file_says_neither_unit_nor_times_is_read_when_somebody_says_them(
    folder: Path,
) -> None:
    feed = read_green_button((folder / GAS).read_bytes())
    (channel,) = channels(feed, Stated(unit_code=169, power_of_ten=-3))
    assert are_long(channel.intervals)
    with pytest.raises(UsageError, match="All 36 readings begin at the same moment"):
        bills_of(channel.intervals, "America/New_York")

    laid = end_to_end(channel.intervals, newest_first=True)
    bills = bills_of(laid, "America/New_York")

    assert sum(bill.amount for bill in bills) == pytest.approx(2651)
    assert (bills[-1].amount, bills[-1].cost_cents) == (12, 2806)
