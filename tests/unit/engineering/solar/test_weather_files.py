"""Weather files are read as they are, and what is wrong with one is told with its line."""

import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pvlib import iotools

from penstock.engineering.solar.errors import SolarError
from penstock.engineering.solar.weather_files import read_weather, station_in
from tests.conftest import miss
from tests.unit.engineering.solar.cases import DATA, weather

TMY3 = (DATA / "723170TYA.CSV").read_text(encoding="utf-8")
PHOENIX = "data/weather/phoenix_az_33.450495_-111.983688_psmv3_60_tmy.csv"
Change = Callable[[list[str]], object]


def test_tmy3_is_read_as_pvlib_reads_it() -> None:
    theirs, meta = iotools.read_tmy3(DATA / "723170TYA.CSV", map_variables=True)

    ours = weather("greensboro")

    assert (ours.latitude, ours.longitude, ours.elevation_m, ours.utc_offset_hours) == (
        meta["latitude"],
        meta["longitude"],
        meta["altitude"],
        meta["TZ"],
    )
    for our, their in (
        ("ghi_w_m2", "ghi"),
        ("dni_w_m2", "dni"),
        ("dhi_w_m2", "dhi"),
        ("air_c", "temp_air"),
        ("wind_m_s", "wind_speed"),
    ):
        assert getattr(ours, our) == pytest.approx(theirs[their].to_numpy(float))


def test_tmy2_is_read_as_pvlib_reads_it() -> None:
    theirs, _ = iotools.read_tmy2(DATA / "12839.tm2")

    ours = weather("miami")

    assert ours.ghi_w_m2 == pytest.approx(theirs["GHI"].to_numpy(float))
    assert ours.dni_w_m2 == pytest.approx(theirs["DNI"].to_numpy(float))
    assert ours.air_c == pytest.approx(theirs["DryBulb"].to_numpy(float) / 10)
    assert ours.wind_m_s == pytest.approx(theirs["Wspd"].to_numpy(float) / 10)
    assert (round(ours.latitude, 3), round(ours.longitude, 3)) == (25.8, -80.267)


def test_psm_is_read_with_its_own_clock(checkout: Path) -> None:
    path = checkout.parent / "shared" / PHOENIX
    if not path.exists():
        miss(f"{path} is absent")

    found = read_weather(path.read_bytes(), name=path.name)

    assert (found.utc_offset_hours, found.latitude, found.source) == (-7.0, 33.45, "PSM")
    assert found.ghi_w_m2.sum() / 1000 == pytest.approx(2100, rel=0.05)


def epw(head: str = "LOCATION,Town,NC,USA,TMY3,723170,36.10,-79.95,-5.0,273.0") -> str:
    year = weather("greensboro")
    lines = [head, *(f"HEAD {number}" for number in range(7))]
    days = np.arange("1997-01-01", "1998-01-01", dtype="datetime64[D]").astype(str)
    for hour in range(8760):
        _, month, day = days[hour // 24].split("-")
        cells = ["1997", month, day, str(hour % 24 + 1), "0", "flags", f"{year.air_c[hour]:.1f}"]
        cells += ["0", "50", "98000", "0", "0", "0"]
        cells += [f"{each[hour]:.0f}" for each in (year.ghi_w_m2, year.dni_w_m2, year.dhi_w_m2)]
        cells += ["0", "0", "0", "0", "180", f"{year.wind_m_s[hour]:.1f}", "0"]
        lines.append(",".join(cells))
    return "\n".join(lines)


def test_epw_is_read_like_the_year_it_was_written_of() -> None:
    found = read_weather(epw().encode(), name="town.epw")

    year = weather("greensboro")
    assert (found.name, found.source, found.elevation_m) == ("Town", "EPW", 273.0)
    assert found.dni_w_m2 == pytest.approx(year.dni_w_m2)
    assert found.air_c == pytest.approx(year.air_c, abs=0.051)


def test_half_hours_are_averaged() -> None:
    lines = TMY3.splitlines()
    halves = [line for each in lines[2:] for line in (each, each)]

    found = read_weather("\n".join([*lines[:2], *halves]).encode(), name="halves.csv")

    assert found.ghi_w_m2 == pytest.approx(weather("greensboro").ghi_w_m2)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (
            lambda rows: rows.pop(2000),
            "lacks the hour from 6:00 of 25 March; expected 8,760 hours.",
        ),
        (lambda rows: rows.__delitem__(slice(100, 200)), "and 99 more"),
        (lambda rows: rows.append(rows[500]), "has 2 rows for the hour from 18:00 of 21 January"),
        (
            lambda rows: rows.__setitem__(50, rows[50].replace(",0,1,0,", ",-9900,1,0,", 1)),
            "Line 51: global horizontal irradiance is -9900 W/m²; expected 0 to 1500.",
        ),
        (
            lambda rows: rows.__setitem__(50, rows[50].replace(",0,1,0,", ",much,1,0,", 1)),
            "Line 51: global horizontal irradiance is “much”; expected a number",
        ),
        (
            lambda rows: rows.__setitem__(50, rows[50].replace(",0,1,0,", ",nan,1,0,", 1)),
            "Line 51: global horizontal irradiance is nan W/m²",
        ),
        (lambda rows: rows.__setitem__(9, rows[9][:30]), "Line 10 has"),
        (lambda rows: rows.__setitem__(9, "13/01/1990" + rows[9][10:]), "day 1 in month 13"),
        (lambda rows: rows.__setitem__(9, "02/30/1990" + rows[9][10:]), "day 30 in month 2"),
        (lambda rows: rows.__setitem__(9, "x" + rows[9][1:]), "Line 10: “x"),
        (
            lambda rows: rows.__setitem__(1, rows[1].replace("GHI (W/m^2)", "GHI")),
            "Line 2 names no column “GHI (W/m^2)”",
        ),
        (
            lambda rows: rows.__setitem__(0, rows[0].replace("36.100", "136.1")),
            "the latitude is 136.1; expected a number from -90 to 90.",
        ),
        (
            lambda rows: rows.__setitem__(0, rows[0].replace("36.100", "north")),
            "Line 1: the latitude is “north”",
        ),
    ],
)
def test_what_is_wrong_with_a_year_is_told_with_its_place(change: Change, sentence: str) -> None:
    rows = TMY3.splitlines()
    change(rows)

    with pytest.raises(SolarError) as caught:
        read_weather("\n".join(rows).encode(), name="year.csv")

    assert sentence in str(caught.value)
    assert str(caught.value).startswith(("year.csv: ", "Weather of "))


@pytest.mark.parametrize(
    "data",
    [b"", b"{}", b"a,b\n1,2\n", b"\x00" * 5000, TMY3.encode()[:500], b"LOCATION,,,,,,,,,\n" * 9],
)
def test_what_is_no_weather_file_is_told_to_be_none(data: bytes) -> None:
    with pytest.raises(SolarError, match=r"^notes\.txt"):
        read_weather(data, name="notes.txt")


@pytest.mark.parametrize(
    "making",
    [
        "b'x' * 30_000_000",
        "b'\\n' * 11_000_000",
        "head + b',' * 11_000_000",
        "head + b'01/01/1990,01:00' + (b',' * 60 + b'\\n01/01/1990,01:00') * 130_000",
        "head * 5_000",
        "head + b'01/01/1990,01:00' + (b',' * 200 + b'\\n01/01/1990,01:00') * 34_000",
        "b'LOCATION' + b',a' * 5_000_000",
    ],
)
def test_a_hostile_file_is_refused_in_bounded_time_and_memory(making: str) -> None:
    program = f"""
import re, time
from penstock.engineering.solar.weather_files import read_weather, station_in
from penstock.engineering.solar.errors import SolarError
head = open({str(DATA / "723170TYA.CSV")!r}, "rb").read(2000)
data = {making}
begun = time.process_time()
try:
    read_weather(data, name="hostile")
except SolarError as error:
    (most,) = re.findall(r"VmHWM:\\s+(\\d+)", open("/proc/self/status").read())
    print(time.process_time() - begun, most)
"""
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )

    seconds, most_kib = map(float, done.stdout.split())
    assert (seconds < 30, most_kib < 200 * 1024) == (True, True), done.stdout


@settings(max_examples=15)
@given(st.lists(st.tuples(st.integers(0, len(TMY3) - 1), st.integers(0, 255)), max_size=6))
def test_a_file_that_was_damaged_is_read_or_told(damage: list[tuple[int, int]]) -> None:
    data = bytearray(TMY3.encode())
    for place, byte in damage:
        data[place] = byte

    with suppress(SolarError):
        assert len(read_weather(bytes(data), name="year.csv").air_c) == 8760


@given(st.binary(max_size=300))
def test_whatever_begins_a_file_its_station_is_known_or_not(data: bytes) -> None:
    for begin in (b"", TMY3.encode()[:30], b"LOCATION,", b"Source,Location ID,Time Zone\n"):
        station_in(begin + data)
