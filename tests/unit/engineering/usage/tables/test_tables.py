"""Tables of utilities are read by their headings, whatever way they write times."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import pytest

from penstock.engineering.usage.cleaning.cleaning import cleaned
from penstock.engineering.usage.errors import UsageError
from penstock.engineering.usage.tables.reading import read_table
from penstock.engineering.usage.tables.temperatures import read_temperatures
from tests.unit.engineering.usage.meters import ZONE

NEW_YORK = ZoneInfo(ZONE)
QUARTER = timedelta(minutes=15)
Row = Callable[[datetime, datetime], str]
FORMS: dict[str, tuple[list[str], Row]] = {
    "date, start and end times below an address": (
        ["Name,Jane Roe", "Address,1 Example Lane", "",
         "TYPE,DATE,START TIME,END TIME,USAGE (kWh),COST,NOTES"],
        lambda start, end: f"Electric usage,{start:%Y-%m-%d},{start:%H:%M},{end:%H:%M},0.25,$0.06,",
    ),
    "a column of units": (
        ["TYPE,DATE,START TIME,END TIME,USAGE,UNITS,COST"],
        lambda start, end: f"Usage,{start:%m/%d/%Y},{start:%H:%M},{end:%H:%M},250,Wh,$0.06",
    ),
    "ranges": (
        ["Energy consumption time period,Usage(Kilowatt Hours),Reading quality"],
        lambda start, end: f"{start:%Y-%m-%d %H:%M:%S} to {end:%Y-%m-%d %H:%M:%S},0.25,",
    ),
    "moments with offsets": (
        ["timestamp,kwh"], lambda start, _: f"{start.isoformat()},0.25",
    ),
    "half days and semicolons": (
        ["Date Time;kWh"], lambda start, _: f"{start:%m/%d/%Y} {start:%I:%M %p};0.25",
    ),
    "ends of intervals": (
        ["Interval End,Usage (Wh)"], lambda _, end: f"{end:%m/%d/%Y %H:%M},250",
    ),
    "power": (
        ["Interval Start,Demand (kW)"], lambda start, _: f"{start:%d-%b-%Y %H:%M},1.0",
    ),
    "what was fed in beside what was used": (
        ["DATE,START TIME,USAGE_KWH,CONSUMPTION_SURPLUSGENERATION"],
        lambda start, _: f"{start:%d.%m.%Y},{start:%H:%M},0.25,Consumption\n"
        f"{start:%d.%m.%Y},{start:%H:%M},9,Surplus Generation",
    ),
}  # fmt: skip


def _written(form: str) -> list[str]:
    headings, row = FORMS[form]
    moment = datetime(2025, 1, 1, 5, tzinfo=UTC)
    lines = list(headings)
    while moment < datetime(2026, 1, 1, 5, tzinfo=UTC):
        start, moment = moment.astimezone(NEW_YORK), moment + QUARTER
        lines.append(row(start, moment.astimezone(NEW_YORK)))
    return lines


@pytest.mark.parametrize("form", FORMS)
def test_a_year_in_any_form_is_whole_through_both_clock_changes(form: str) -> None:
    read = read_table("\n".join(_written(form)), zone=ZONE)

    assert read.intervals is not None
    clean = cleaned(read.intervals, zone=ZONE)
    assert clean.findings == ()
    assert clean.energy_kwh == pytest.approx(np.full(35040, 0.25))


HEADINGS = {
    "beginnings": [f"{hour}:00" for hour in range(24)],
    "ends": [f"{hour:02}:00" for hour in range(1, 25)],
    "ends with midnight as 0:00": [*(f"{hour:02}:00" for hour in range(1, 24)), "00:00"],
    "half days": [f"{hour % 12 or 12}:00 {'AP'[hour // 12]}M" for hour in range(24)],
    "hours of the market": [f"HE{hour:02}" for hour in range(1, 25)],
    "numbers": [str(hour) for hour in range(1, 25)],
    "quarters": [f"{number // 4:02}:{number % 4 * 15:02}" for number in range(96)],
}


@pytest.mark.parametrize("form", HEADINGS)
def test_a_row_for_each_day_becomes_its_intervals(form: str) -> None:
    count = len(HEADINGS[form])
    row = ",".join(str(number) for number in range(count))
    text = f"Account,Date,{','.join(HEADINGS[form])}\n7,1/1/2025,{row}\n7,1/2/2025,{row}\n"

    read = read_table(text, zone=ZONE)

    assert read.intervals is not None
    assert read.intervals.start_s[0] == 1735707600
    assert read.intervals.duration_s.tolist() == [86400 // count] * (2 * count)
    assert read.intervals.amount.tolist() == list(range(count)) * 2


def test_a_table_that_begins_with_the_latest_row_is_read_backwards() -> None:
    lines = _written("half days and semicolons")

    read = read_table("\n".join([lines[0], *lines[:0:-1]]), zone=ZONE)

    assert read.intervals is not None
    assert cleaned(read.intervals, zone=ZONE).findings == ()


def test_costs_and_estimates_are_kept() -> None:
    text = "start,kwh,cost,estimated\n2025-01-01 00:00,1,$1.50,E\n2025-01-01 01:00,2,(0.25),A\n"

    read = read_table(text, zone=ZONE)

    assert read.intervals is not None
    assert read.intervals.cost_cents.tolist() == [150.0, -25.0]
    assert read.intervals.estimated.tolist() == [True, False]


def test_days_before_months_are_recognised_by_one_that_can_be_no_month() -> None:
    text = "date,kwh\n" + "\n".join(f"{day:02}/03/2025,1" for day in range(1, 32))

    read = read_table(text, zone=ZONE)

    assert read.intervals is not None
    assert len(read.intervals) == 31
    assert read.intervals.duration_s.tolist() == [86400] * 31


BILLS = "Start Date,End Date,Usage (kWh),Cost\n"


def test_periods_of_days_are_bills() -> None:
    read = read_table(
        BILLS + '1/5/2025,2/4/2025,"1,012",$140.10\n2/4/2025,3/6/2025,900,', zone=None
    )

    assert [(bill.start, bill.amount, bill.cost_cents) for bill in read.bills] == [
        (date(2025, 1, 5), 1012.0, 14010),
        (date(2025, 2, 4), 900.0, None),
    ]


def test_bills_whose_last_day_is_written_end_the_day_after() -> None:
    rows = "2025-01-05,2025-02-03,1012,\n2025-02-04,2025-03-05,900,\n"

    read = read_table(BILLS + rows, zone=None)

    assert [bill.end for bill in read.bills] == [date(2025, 2, 4), date(2025, 3, 6)]
    assert "last days are counted in" in read.notes[0]


def test_therms_make_it_gas() -> None:
    read = read_table("start,end,therms,cost\n2025-01-05,2025-02-04,80,99.10\n", zone=None)

    assert (read.unit, read.service) == ("therm", "gas")


ROW = "start,kwh\n2025-01-01 00:00,1\n"
BAD = {
    "no heading": ("a,b\n1,2\n", "No line of the file names columns"),
    "no row": ("start,kwh\n", "headings and no row"),
    "word": (f"{ROW}2025-01-01 01:00,much\n", "Line 3: “much” is no number"),
    "month": (f"{ROW}2025-13-01 00:00,1\n", "Line 3: “2025-13-01” is no date"),
    "time": ("DATE,START TIME,USAGE\n2025-01-01,25:10,4\n", "Line 2: “25:10” is no time"),
    "one row": (ROW, "one row"),
    "overlap": (BILLS + "1/5/2025,2/9/2025,1,\n2/4/2025,3/6/2025,900,\n", "overlap"),
    "quotes": ("start,kwh\n" + '"' + "x" * 200_000, "is no table"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "said"), BAD.values(), ids=BAD)
def test_a_bad_table_is_refused_in_a_sentence(text: str, said: str) -> None:
    with pytest.raises(UsageError) as refused:
        read_table(text, zone=ZONE)

    assert said in str(refused.value)


def test_times_without_a_zone_ask_for_it() -> None:
    with pytest.raises(UsageError, match="name no time zone"):
        read_table("start,kwh\n2025-01-01 00:00,1\n2025-01-01 01:00,1\n", zone=None)


def test_an_hour_that_the_clock_leaves_out_is_told() -> None:
    rows = [f"2025-03-09 {hour:02}:00,1" for hour in range(6)]

    read = read_table("\n".join(["start,kwh", *rows]), zone=ZONE)

    assert read.intervals is not None
    assert len(read.intervals) == 5
    assert "1 rows are of an hour that the clock leaves out" in read.notes[0]


def test_temperatures_of_hours_become_means_of_days() -> None:
    text = "time,Temp (F)\n2025-01-01 00:00,32\n2025-01-01 12:00,50\n2025-01-02 00:00,14\n"

    assert read_temperatures(text) == {date(2025, 1, 1): 5.0, date(2025, 1, 2): -10.0}


@pytest.mark.parametrize(
    "text", ["date,c\n", "date,temperature_c\n2025-01-01,x\n", "date,temp\n1,1\n"]
)
def test_a_table_without_temperatures_is_refused(text: str) -> None:
    with pytest.raises(UsageError):
        read_temperatures(text)
