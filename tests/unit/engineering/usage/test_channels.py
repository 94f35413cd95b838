"""Channels: what each series of a file is, in units people know, and which one is meant."""

from dataclasses import replace

import pytest

from penstock.engineering.usage.channels import Stated, channels, choose
from penstock.engineering.usage.clocks import zone_of
from penstock.engineering.usage.errors import UsageError
from penstock.engineering.usage.espi.codes import Flow
from penstock.engineering.usage.espi.values import Feed, LocalTime, ReadingType
from tests.unit.engineering.usage.espi.feeds import EASTERN, ELECTRICITY, feed_of, readings

UNITS = [
    (72, 0, 1500.0, "kWh", 1.5),
    (72, 3, 1500.0, "kWh", 1500.0),
    (72, -3, 1500.0, "kWh", 0.0015),
    (38, 0, 1500.0, "kWh", 1.5),
    (31, 6, 3.6, "kWh", 1.0),
    (169, -3, 12000.0, "therm", 12.0),
    (132, 3, 100.0, "therm", 1.0),
    (119, 2, 5.0, "ft3", 500.0),
    (42, 0, 2.0, "m3", 2.0),
    (128, 1, 7.0, "gal", 70.0),
]


@pytest.mark.parametrize(("code", "power", "value", "unit", "amount"), UNITS)
def test_units_and_powers_of_ten_become_amounts(
    code: int, power: int, value: float, unit: str, amount: float
) -> None:
    kind = replace(ELECTRICITY, unit_code=code, power_of_ten=power)

    (channel,) = channels(feed_of(readings([value]), kind=kind))

    assert channel.unit == unit
    assert channel.intervals.total == pytest.approx(amount)


def test_power_becomes_energy_by_the_length_of_the_interval() -> None:
    kind = replace(ELECTRICITY, unit_code=38)

    (channel,) = channels(feed_of(readings([2000.0], duration_s=900), kind=kind))

    assert channel.intervals.total == pytest.approx(0.5)


def _feed(*feeds: Feed) -> Feed:
    points = tuple(point for feed in feeds for point in feed.points)
    return Feed(points=points, local_time=EASTERN)


GAS = feed_of(readings([1.0]), kind=ReadingType(unit_code=169), service=1, name="Gas meter")
HOUSE = feed_of(readings([1.0]), name="House")
BARN = feed_of(readings([1.0]), name="Barn")


def test_the_electricity_among_several_services_is_chosen() -> None:
    assert choose(channels(_feed(GAS, HOUSE)), service="electricity").point == "House"


def test_several_meters_are_named_and_one_is_asked_for() -> None:
    with pytest.raises(UsageError, match="2 usage points of electricity: “Barn”, “House”"):
        choose(channels(_feed(HOUSE, BARN)), service="electricity")


def test_a_meter_is_chosen_by_a_part_of_its_name() -> None:
    chosen = choose(channels(_feed(HOUSE, BARN)), service="electricity", meter="bar")

    assert chosen.point == "Barn"


def test_a_meter_that_nobody_has_is_refused_with_those_there_are() -> None:
    with pytest.raises(UsageError, match="is called “shed”"):
        choose(channels(_feed(HOUSE)), service="electricity", meter="shed")


def test_a_gas_meter_where_electricity_is_needed_is_named() -> None:
    with pytest.raises(UsageError, match=r"It has: Gas meter \(gas delivered, therm\)"):
        choose(channels(GAS), service="electricity")


def test_delivered_is_chosen_before_received_and_the_finer_before_the_coarser() -> None:
    received = replace(ELECTRICITY, flow=19)
    quarter = feed_of(readings([1.0] * 4, duration_s=900))
    feed = _feed(feed_of(readings([1.0]), kind=received), feed_of(readings([1.0])), quarter)

    chosen = choose(channels(feed), service="electricity")

    assert (chosen.flow, len(chosen.intervals)) == (Flow.DELIVERED, 4)


def test_what_a_file_does_not_say_can_be_stated() -> None:
    feed = feed_of(readings([12000.0]), kind=ReadingType(), service=None)

    (channel,) = channels(feed, Stated(unit_code=169, power_of_ten=-3))

    assert (channel.service, channel.unit, channel.intervals.total) == ("gas", "therm", 12.0)


def test_a_register_is_no_interval_data() -> None:
    with pytest.raises(UsageError, match="the stand of a register"):
        channels(feed_of(readings([1.0]), kind=replace(ELECTRICITY, accumulation=3)))


def test_an_unknown_unit_is_named_with_the_known_ones() -> None:
    with pytest.raises(UsageError, match=r"is in unit 23 of ESPI; expected one of 72 \(kWh\)"):
        channels(feed_of(readings([1.0]), kind=replace(ELECTRICITY, unit_code=23)))


ZONES = [
    (-18000, 3600, "360E2000", "B40E2000", "America/New_York"),
    (18000, 3600, "360E2000", "B40E2000", "America/New_York"),
    (-28800, 3600, "360e2000", "b40e2000", "America/Los_Angeles"),
    (-25200, 0, "00000000", "00000000", "America/Phoenix"),
]


@pytest.mark.parametrize(("offset_s", "saving_s", "start", "end", "zone"), ZONES)
def test_the_clock_of_a_file_names_its_zone(
    offset_s: int, saving_s: int, start: str, end: str, zone: str
) -> None:
    clock = LocalTime(offset_s=offset_s, daylight_saving_s=saving_s, start_rule=start, end_rule=end)

    assert zone_of(clock) == zone


@pytest.mark.parametrize("clock", [None, LocalTime(offset_s=3600), LocalTime(offset_s=12345)])
def test_a_clock_that_is_not_known_asks_for_the_zone(clock: LocalTime | None) -> None:
    with pytest.raises(UsageError, match="--zone America/New_York"):
        zone_of(clock)
