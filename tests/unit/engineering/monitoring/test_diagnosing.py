from dataclasses import replace
from datetime import datetime

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from penstock.engineering.monitoring.alarms import Alarm, Reason, moment
from penstock.engineering.monitoring.days import (
    days_of_output,
    performance_share,
    uptime_share,
)
from penstock.engineering.monitoring.diagnosing import Diagnosis, diagnosed
from penstock.engineering.monitoring.errors import MonitoringError
from penstock.engineering.monitoring.expecting import expected_of
from penstock.engineering.monitoring.picture import output_svg
from penstock.engineering.monitoring.systems import Observations, WatchedSystem, observations
from tests.reference.monitoring.weather_windows import Floats, Site, read, site, window

JUNE = window(5)


def home() -> Site:
    return site("greensboro")


def sound_kw() -> Floats:
    return home().ac_kw(home().dc_kw[JUNE])


def told(power_kw: Floats, **changes: Floats) -> tuple[Alarm, ...]:
    return diagnosed(home().system, read(home(), JUNE, power_kw=power_kw, **changes)).alarms


def without_light(seen: Observations) -> Observations:
    return replace(seen, irradiance_w_m2=np.full(len(seen.begins_s), np.nan))


def test_a_sound_month_raises_no_alarm() -> None:
    assert told(sound_kw()) == ()


def test_a_string_that_goes_is_dated_and_priced_in_energy() -> None:
    left = np.where(np.arange(720) >= 12 * 24, 0.75, 1.0)

    (alarm,) = told(sound_kw() * left)

    lost_kwh = float((sound_kw() * (1 - left)).sum())
    assert alarm.reason is Reason.STRING_OUT
    assert "one string is out of 4" in alarm.words
    assert 11 <= (alarm.begins_at - _begin()).days <= 13
    assert alarm.lost_kwh == pytest.approx(lost_kwh, rel=0.2)


def _begin() -> datetime:
    return moment(home().begins_s[JUNE][0])


def test_the_hours_of_a_shadow_are_named_by_the_sun() -> None:
    hour = home().solar_hour[JUNE]
    dim = (hour >= 15) & (hour < 17)
    dc_kw = np.where(dim, home().shaded_kw[JUNE], home().dc_kw[JUNE])

    (alarm,) = told(home().ac_kw(dc_kw))

    assert alarm.reason is Reason.SHADE
    assert "15:00 to 17:00" in alarm.words


def test_an_outage_costs_what_would_have_come() -> None:
    off = (np.arange(720) >= 240) & (np.arange(720) < 288)

    (alarm,) = told(np.where(off, 0.0, sound_kw()))

    assert alarm.reason is Reason.OUTAGE
    assert alarm.lost_kwh == pytest.approx(sound_kw()[off].sum(), rel=0.1)


def test_telemetry_of_another_site_says_how_far_off_it_is() -> None:
    (alarm,) = told(np.roll(sound_kw(), 3))

    assert alarm.reason is Reason.OTHER_SITE
    assert "3.0 h later" in alarm.words
    assert "45° west" in alarm.words


def test_readings_of_another_site_say_nothing_of_strings_or_shade() -> None:
    reasons = {each.reason for each in told(np.roll(sound_kw(), 3) * 0.5)}

    assert reasons == {Reason.OTHER_SITE}


def test_without_light_a_dark_day_is_still_an_outage() -> None:
    off = (np.arange(720) >= 240) & (np.arange(720) < 288)
    seen = without_light(read(home(), JUNE, power_kw=np.where(off, 0.0, sound_kw())))

    (alarm,) = diagnosed(home().system, seen).alarms

    assert (alarm.reason, "2 whole days" in alarm.words) == (Reason.OUTAGE, True)


def test_without_light_a_sound_month_raises_no_alarm() -> None:
    assert diagnosed(home().system, without_light(read(home(), JUNE))).alarms == ()


def test_clipping_is_told_and_is_no_fault() -> None:
    of = site("greensboro", ac_kw=5.0)

    found = diagnosed(of.system, read(of, JUNE))

    assert [each.reason for each in found.alarms] == [Reason.CLIPPING]
    assert found.faults == ()


@settings(max_examples=20, deadline=None)
@given(less=st.floats(0.2, 1.0))
def test_less_light_is_never_expected_to_give_more(less: float) -> None:
    seen = read(home(), JUNE)
    dimmer = replace(seen, irradiance_w_m2=less * seen.irradiance_w_m2)
    most, some = (expected_of(home().system, each).power_kw for each in (seen, dimmer))

    assert (some <= most + 1e-9).all()
    assert most.max() <= home().system.power_kw_ac


@settings(max_examples=20, deadline=None)
@given(first=st.integers(0, 700), hours=st.integers(1, 20))
def test_uptime_counts_the_hours_that_were_down_and_no_gap(first: int, hours: int) -> None:
    down = (np.arange(720) >= first) & (np.arange(720) < first + hours)
    off = diagnosed(home().system, read(home(), JUNE, power_kw=np.where(down, 0.0, sound_kw())))
    gap = diagnosed(home().system, read(home(), JUNE, power_kw=np.where(down, np.nan, sound_kw())))

    days = days_of_output(off)

    lost = sum(each.down_h for each in days)
    assert uptime_share(days) == pytest.approx(1 - lost / sum(each.judged_h for each in days))
    assert lost <= hours
    assert uptime_share(days_of_output(gap)) == 1


def test_a_sound_month_performs_as_expected() -> None:
    days = days_of_output(diagnosed(home().system, read(home(), JUNE)))

    assert len(days) in {30, 31}
    assert performance_share(days) == pytest.approx(1, abs=0.05)


def test_the_picture_says_what_is_wrong() -> None:
    found: Diagnosis = diagnosed(home().system, read(home(), JUNE, power_kw=0.75 * sound_kw()))

    drawn = output_svg(found, title="June at home", subtitle="greensboro")

    assert "String out" in drawn
    assert drawn == output_svg(found, title="June at home", subtitle="greensboro")


def test_steps_that_do_not_rise_are_refused() -> None:
    with pytest.raises(MonitoringError, match="Steps overlap or do not rise"):
        observations(begins_s=[0.0, 3600.0, 1800.0], step_s=3600.0, power_kw=[1.0, 1.0, 1.0])


def test_a_system_without_power_is_refused() -> None:
    with pytest.raises(MonitoringError, match="power of the modules"):
        WatchedSystem(latitude=36.1, longitude=-79.95, planes=(), power_kw_ac=5.0, strings=2)
