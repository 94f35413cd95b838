"""What a Green Button file says is read, and what is written is read again as it was."""

from math import nan

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from penstock.engineering.usage.espi.limits import Limits
from penstock.engineering.usage.espi.reading import read_green_button
from penstock.engineering.usage.espi.values import (
    Feed,
    LocalTime,
    MeterReading,
    Readings,
    ReadingType,
    UsagePoint,
)
from penstock.engineering.usage.espi.writing import write_green_button
from tests.unit.engineering.usage.espi.feeds import feed_of, readings

CODES = st.none() | st.integers(0, 400)
NAMES = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), max_size=20)
TYPES = st.builds(
    ReadingType,
    unit_code=CODES,
    power_of_ten=st.integers(-3, 3),
    commodity=CODES,
    flow=CODES,
    accumulation=CODES,
    interval_s=CODES,
    currency=CODES,
)
NUMBERS = st.integers(-(10**12), 10**12).map(float) | st.floats(-1e6, 1e6) | st.just(nan)
ROWS = st.tuples(
    st.integers(700_000_000, 4_000_000_000),
    st.sampled_from([0, 900, 3600, 7200, 2_592_000]),
    NUMBERS,
    NUMBERS,
    st.integers(-1, 19),
)


def _readings(rows: list[tuple[int, int, float, float, int]]) -> Readings:
    columns = list(zip(*rows, strict=True)) or [()] * 5
    return Readings(
        start_s=np.array(columns[0], dtype=np.int64),
        duration_s=np.array(columns[1], dtype=np.int64),
        value=np.array(columns[2], dtype=np.float64),
        cost=np.array(columns[3], dtype=np.float64),
        quality=np.array(columns[4], dtype=np.int64),
    )


SERIES = st.builds(
    MeterReading, name=NAMES, type=TYPES, readings=st.lists(ROWS, max_size=5).map(_readings)
)
POINTS = st.builds(
    UsagePoint,
    name=NAMES.filter(bool),
    service=st.none() | st.integers(0, 9),
    series=st.lists(SERIES, max_size=2).map(tuple),
)
FEEDS = st.builds(
    Feed,
    points=st.lists(POINTS, min_size=1, max_size=3).map(tuple),
    local_time=st.none()
    | st.builds(
        LocalTime,
        offset_s=st.integers(-43200, 50400),
        daylight_saving_s=st.sampled_from([0, 3600]),
        start_rule=st.sampled_from(["360E2000", "00000000"]),
    ),
)


@given(feed=FEEDS)
def test_a_feed_that_is_written_is_read_as_it_was(feed: Feed) -> None:
    assert read_green_button(write_green_button(feed)) == feed


@given(feed=FEEDS)
def test_the_same_feed_is_the_same_bytes(feed: Feed) -> None:
    assert write_green_button(feed) == write_green_button(feed)


def test_a_feed_longer_than_a_piece_and_a_block_is_read_whole() -> None:
    feed = feed_of(readings([float(number % 977) for number in range(20_000)], duration_s=900))

    assert read_green_button(write_green_button(feed)) == feed


def test_what_was_read_is_forgotten_however_long_the_feed_is() -> None:
    feed = feed_of(readings([float(number % 977) for number in range(60_000)], duration_s=300))

    assert read_green_button(write_green_button(feed), Limits(others=10_000)) == feed


def test_prefixes_floats_of_seconds_and_empty_elements_are_read() -> None:
    feed = read_green_button(PREFIXED)

    (series,) = feed.points[0].series
    assert feed.points[0].service is None
    assert (series.type.unit_code, series.type.power_of_ten) == (169, -3)
    assert series.readings.start_s.tolist() == [1721154385]
    assert series.readings.cost.tolist() == [2806000.0]
    assert series.readings.quality.tolist() == [0]


def test_readings_find_their_points_though_the_feed_holds_three() -> None:
    one, two, three = (
        feed_of(readings([float(number)]), service=number, name=f"Meter {number}").points[0]
        for number in range(3)
    )

    feed = read_green_button(write_green_button(Feed(points=(one, two, three))))

    assert [point.series[0].readings.value.tolist() for point in feed.points] == [[0], [1], [2]]


PREFIXED = b"""<?xml version="1.0"?>
<atom:feed xmlns:ns="http://naesb.org/espi" xmlns:atom="http://www.w3.org/2005/Atom">
  <atom:entry><atom:content><ns:UsagePoint><ns:ServiceCategory><ns:kind/></ns:ServiceCategory>
    </ns:UsagePoint></atom:content><atom:link href="User/1/UsagePoint/1" rel="self"/></atom:entry>
  <atom:entry><atom:content><ns:MeterReading/></atom:content>
    <atom:link href="User/1/UsagePoint/1/MeterReading/1" rel="self"/>
    <atom:link href="ReadingType/7" rel="related"/></atom:entry>
  <atom:entry><atom:content><ns:IntervalBlock><ns:IntervalReading><ns:cost>2806000</ns:cost>
    <ns:ReadingQuality><ns:quality>0</ns:quality></ns:ReadingQuality><ns:timePeriod>
    <ns:duration>2505600</ns:duration><ns:start>1721154384.66136</ns:start></ns:timePeriod>
    <ns:value>12000</ns:value></ns:IntervalReading></ns:IntervalBlock></atom:content>
    <atom:link href="User/1/UsagePoint/1/MeterReading/1/IntervalBlock/1" rel="self"/></atom:entry>
  <atom:entry><atom:content><ns:ReadingType><ns:powerOfTenMultiplier>-3</ns:powerOfTenMultiplier>
    <ns:uom>169</ns:uom></ns:ReadingType></atom:content>
    <atom:link href="ReadingType/7" rel="self"/></atom:entry>
</atom:feed>
"""
