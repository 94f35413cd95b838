from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from penstock.engineering.monitoring.errors import MonitoringError
from penstock.engineering.monitoring.telemetry.readings import Reading
from penstock.engineering.monitoring.telemetry.stepping import gaps, stepped

NOON = datetime(2026, 6, 12, 17, tzinfo=UTC)


def every(
    minutes: float, count: int, *, serial: str = "SN-1", power_kw: float = 4.0
) -> list[Reading]:
    return [
        Reading(at=NOON + number * timedelta(minutes=minutes), serial=serial, power_kw=power_kw)
        for number in range(count)
    ]


def test_minutes_become_quarters_of_an_hour() -> None:
    found = stepped(every(1, 45))

    assert (found.step_s, found.power_kw.tolist()) == (900, [4, 4, 4])


def test_hours_stay_hours() -> None:
    assert stepped(every(60, 5)).step_s == 3600


def test_the_powers_of_two_inverters_are_added() -> None:
    found = stepped([*every(15, 4), *every(15, 4, serial="SN-2", power_kw=1.5)])

    assert found.power_kw.tolist() == [5.5] * 4


def test_a_silent_inverter_is_no_lower_power() -> None:
    found = stepped([*every(15, 4), *every(15, 2, serial="SN-2", power_kw=1.5)])

    assert found.power_kw[:2].tolist() == [5.5, 5.5]
    assert np.isnan(found.power_kw[2:]).all()


def test_a_gap_is_named_with_its_length() -> None:
    late = [Reading(at=NOON + timedelta(hours=6), serial="SN-1", power_kw=1.0)]

    (gap,) = gaps(stepped([*every(15, 4), *late]))

    assert (gap.begins_s, gap.hours) == (NOON.timestamp() + 3600, 5)


@given(st.lists(st.floats(0, 10), min_size=1, max_size=40))
def test_the_energy_of_whole_steps_is_that_of_their_readings(powers: list[float]) -> None:
    readings = [
        Reading(at=NOON + number * timedelta(minutes=15), serial="SN-1", power_kw=power)
        for number, power in enumerate(powers)
    ]
    found = stepped(readings)

    if found.step_s == 900:
        assert found.power_kw.sum() == pytest.approx(sum(powers))


def test_no_readings_are_no_steps() -> None:
    with pytest.raises(MonitoringError, match="There are no readings"):
        stepped([])
