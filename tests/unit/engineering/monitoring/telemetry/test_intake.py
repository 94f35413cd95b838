import json
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from penstock.engineering.monitoring.errors import MonitoringError
from penstock.engineering.monitoring.telemetry.intake import Intake, IntakeRules, merged
from penstock.engineering.monitoring.telemetry.oddities import Oddity
from penstock.engineering.monitoring.telemetry.parsing import Clock
from penstock.engineering.monitoring.telemetry.readings import Reading
from penstock.engineering.monitoring.telemetry.sources import take_file, written

NOW = datetime(2026, 6, 20, 12, tzinfo=UTC)
JUNE = datetime(2026, 6, 1, tzinfo=UTC)
ONE = {"at": "2026-06-12T13:15:00-04:00", "serial": "SN-1", "power_w": 4310}


def intake(*serials: str, zone: str | None = None) -> Intake:
    return Intake(IntakeRules(serials=frozenset(serials), clock=Clock(zone=zone), now=NOW))


def after(*messages: object, serials: tuple[str, ...] = ()) -> Intake:
    into = intake(*serials)
    for each in messages:
        into.message(json.dumps(each).encode(), place="topic")
    return into


def odd(into: Intake) -> dict[Oddity, int]:
    return dict(into.tally.odd)


def test_units_and_zones_become_one() -> None:
    into = after(ONE | {"module_f": 131, "Irradiance": "812.5"})

    (reading,) = into.readings
    assert reading.at == datetime(2026, 6, 12, 17, 15, tzinfo=UTC)
    assert (reading.power_kw, reading.irradiance_w_m2) == (4.31, 812.5)
    assert reading.module_c == pytest.approx(55)


@pytest.mark.parametrize("moment", [1_781_284_500, 1_781_284_500_000, "1781284500"])
def test_seconds_and_thousandths_of_unix_time_are_the_same_moment(moment: object) -> None:
    (reading,) = after({"ts": moment, "power_kw": 4}).readings

    assert reading.at == datetime(2026, 6, 12, 17, 15, tzinfo=UTC)


def test_what_is_sent_twice_counts_once() -> None:
    into = after(ONE, ONE, ONE)

    assert (into.tally.kept, odd(into)) == (1, {Oddity.DUPLICATE: 2})


def test_two_values_for_one_moment_keep_the_first_and_set_the_other_aside() -> None:
    into = after(ONE, ONE | {"power_w": 99})

    assert into.readings[0].power_kw == 4.31
    assert [json.loads(each.raw)["power_w"] for each in into.set_aside] == [99]


@pytest.mark.parametrize("at", ["1970-01-01T00:03:12+00:00", "2026-06-20T13:00:00+00:00", 0])
def test_a_clock_in_1970_or_in_the_future_is_set_aside(at: object) -> None:
    into = after(ONE | {"at": at})

    assert (into.tally.kept, odd(into)) == (0, {Oddity.CLOCK: 1})


def test_a_device_of_another_site_is_named() -> None:
    into = after(ONE, ONE | {"serial": "SN-9"}, serials=("SN-1",))

    assert odd(into) == {Oddity.OTHER_SERIAL: 1}
    assert into.set_aside[0].because == "SN-9; this site has SN-1"


def test_a_message_of_ten_megabytes_is_kept_and_not_looked_into() -> None:
    into = intake()
    large = json.dumps(ONE | {"note": "x" * 10_000_000}).encode()

    into.message(large, place="topic")

    assert odd(into) == {Oddity.TOO_LARGE: 1}
    assert into.set_aside[0].raw == large


def test_a_flood_is_counted_and_loses_nothing() -> None:
    flood = [
        ONE | {"at": f"2026-06-12T17:15:{second:02d}.{tenth}+00:00"}
        for second in range(60)
        for tenth in range(10)
    ]

    into = after(*flood)

    assert (into.tally.kept, into.tally.busiest_minute) == (600, 600)


@pytest.mark.parametrize(
    ("message", "words"),
    [
        ("no JSON", "no JSON"),
        ("[[]]", "no object"),
        ('{"power_w": 4}', "names no moment"),
        ('{"at": "noon", "power_w": 4}', "“noon” is no moment"),
        ('{"at": "2026-06-12T13:15:00", "power_w": 4}', "names no time zone"),
        ('{"at": 1781284500, "power_w": "much"}', "expected a number"),
        ('{"at": 1781284500, "colour": 4}', "nothing that is known"),
        ('{"at": 1' + "0" * 400 + ', "power_w": 4}', "no moment of Unix time"),
    ],
)
def test_what_cannot_be_read_says_why(message: str, words: str) -> None:
    into = intake()

    into.message(message.encode(), place="topic")

    assert [each.oddity for each in into.set_aside] == [Oddity.UNREADABLE]
    assert words in into.set_aside[0].because


def test_values_that_cannot_be_are_set_aside_with_what_was_expected() -> None:
    into = intake()

    into.message(b'{"at": 1781284500, "power_kw": NaN, "air_c": 999}', place="topic")

    assert odd(into) == {Oddity.IMPOSSIBLE: 1}
    assert "air_c is 999; expected -70 to 70" in into.set_aside[0].because


@given(st.lists(st.binary(max_size=60) | st.just(json.dumps(ONE).encode()), max_size=20))
def test_nothing_that_is_sent_is_lost(messages: list[bytes]) -> None:
    into = intake()

    for each in messages:
        into.message(each, place="topic")

    assert into.tally.is_whole
    assert into.tally.sent >= len(messages)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12),
    lambda inside: (
        st.lists(inside, max_size=4)
        | st.dictionaries(
            st.sampled_from(["at", "ts", "serial", "power_w", "module_f"]), inside, max_size=4
        )
    ),
    max_leaves=12,
)


@given(JSON)
def test_no_message_of_json_stops_the_intake(said: object) -> None:
    into = intake(zone="America/New_York")

    into.message(json.dumps(said).encode(), place="topic")

    assert into.tally.is_whole


READINGS = st.lists(
    st.builds(
        Reading,
        at=st.integers(0, 18 * 86_400).map(lambda seconds: JUNE + timedelta(seconds=seconds)),
        serial=st.sampled_from(["", "SN-1", "Süd, 2", '"3"']),
        power_kw=st.none() | st.floats(0, 100),
        irradiance_w_m2=st.floats(0, 1200),
    ),
    max_size=10,
    unique_by=lambda each: (each.serial, each.at),
)


@given(READINGS)
def test_what_is_written_is_read_again_as_it_was(readings: list[Reading]) -> None:
    into = intake()

    take_file(into, written(readings), name="kept.csv")

    assert set(into.readings) == set(readings)
    assert into.set_aside == ()


@given(READINGS, READINGS)
def test_merging_loses_no_moment_and_counts_the_first(
    first: list[Reading], then: list[Reading]
) -> None:
    found = {(each.serial, each.at): each for each in merged(first, then)}

    assert all(found[each.serial, each.at] == each for each in first)
    assert found.keys() >= {(each.serial, each.at) for each in then}


@pytest.mark.parametrize(
    "content",
    [
        b"Timestamp,Serial,AC_Power_kW\n2026-06-12 13:15,SN-1,4.31\n",
        b'{"at": "2026-06-12 13:15", "serial": "SN-1", "power_w": 4310}\n\n',
        b'[{"time": "2026-06-12 13:15", "sn": "SN-1", "power_w": "4,310"}]',
    ],
)
def test_tables_lines_and_lists_are_the_same_reading(content: bytes) -> None:
    into = intake(zone="America/New_York")

    take_file(into, content, name="file")

    assert into.readings == (
        Reading(at=datetime(2026, 6, 12, 17, 15, tzinfo=UTC), serial="SN-1", power_kw=4.31),
    )


def test_a_picture_is_no_telemetry() -> None:
    with pytest.raises(MonitoringError, match="no text in UTF-8"):
        take_file(intake(), b"\x89PNG\r\n\x1a\n\xff\xff", name="roof.png")
