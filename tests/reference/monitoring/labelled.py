"""What goes wrong, done to sound systems: each case with its label."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from penstock.engineering.monitoring.alarms import Reason
from penstock.engineering.monitoring.systems import Observations, WatchedSystem
from tests.reference.monitoring.weather_windows import (
    DAYS,
    MONTHS,
    NOMINAL_V,
    PLACES,
    Floats,
    Site,
    read,
    site,
    window,
)

HEALTHY = "healthy"
VISIBLE = 0.02
"""A fault that costs less of the window's energy than this cannot be asked for. [share]"""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Case:
    """Readings with what is wrong with them.

    Args:
        label: A reason, or `healthy`.
        name: What was done, where and when.
        system: As it was built.
        seen: What is read.
        lost_share: Of the window's energy, where power was taken away.
    """

    label: str
    name: str
    system: WatchedSystem
    seen: Observations
    lost_share: float = 1.0


def cases(*, held_out: bool) -> Iterator[Case]:
    """Yield every case, also those whose fault costs too little to be seen.

    Args:
        held_out: Whether those that no threshold was chosen with: other months, roofs, strings.
    """
    for place in PLACES:
        for month in MONTHS:
            month += held_out  # noqa: PLW2901
            here = f"{place}, month {month + 1}"
            for of, facing in _roofs(place, held_out=held_out):
                yield from _done_to(of, window(month), f"{here}, {facing}")
            yield from _elsewhere(place, window(month), here)
            yield from _clipped(place, window(month), here)


def _roofs(place: str, *, held_out: bool) -> Iterator[tuple[Site, str]]:
    if held_out:
        yield site(place, tilt=35.0, azimuth=150.0, strings=6), "south-east"
        yield site(place, tilt=12.0, azimuth=215.0, strings=6), "south-west"
    else:
        yield site(place), "south"
        yield site(place, azimuth=250.0), "west"


def _hours() -> Floats:
    return np.arange(DAYS * 24) / 24


def _done_to(of: Site, when: slice, here: str) -> Iterator[Case]:
    sound = read(of, when)
    yield Case(label=HEALTHY, name=here, system=of.system, seen=sound)
    for name, label, power in (*_shaded(of, when), *_strings(of, when), *_dirty(of, when),
                               *_out(of, when), *_held(of, when)):  # fmt: skip
        lost = 1 - power.sum() / sound.power_kw.sum()
        seen = read(of, when, power_kw=power)
        yield Case(
            label=label, name=f"{name}, {here}", system=of.system, seen=seen, lost_share=lost
        )
    yield from _by_voltage(of, when, here)
    yield from _sensors(of, when, here)


_Done = Iterator[tuple[str, str, Floats]]


def _shaded(of: Site, when: slice) -> _Done:
    hour = of.solar_hour[when]
    for name, first, last, share in (
        ("half in shade 8 to 10", 8, 10, 0.5),
        ("all in shade from 15", 15, 24, 1.0),
        ("two thirds in shade 10 to 12", 10, 12, 0.67),
    ):
        shade = np.where((hour >= first) & (hour < last), share, 0.0)
        dc_kw = (1 - shade) * of.dc_kw[when] + shade * of.shaded_kw[when]
        yield name, Reason.SHADE, of.ac_kw(dc_kw)


def _strings(of: Site, when: slice) -> _Done:
    for name, out, since in (
        ("one string out from day 12", 1, 12),
        ("two strings out from day 18", 2, 18),
        ("one string out from the first day", 1, 0),
    ):
        left = np.where(_hours() >= since, 1 - out / of.system.strings, 1.0)
        yield name, Reason.STRING_OUT, of.ac_kw(of.dc_kw[when] * left)


def _dirty(of: Site, when: slice) -> _Done:
    for percent_a_day in (0.2, 0.35):
        left = 1 - percent_a_day / 100 * _hours()
        yield f"{percent_a_day} % dirt a day", Reason.SOILING, of.ac_kw(of.dc_kw[when] * left)


def _out(of: Site, when: slice) -> _Done:
    for name, first, last in (("two days off", 9, 11), ("six days off", 20, 26)):
        is_off = (_hours() >= first) & (_hours() < last)
        power = np.where(is_off, 0.0, of.ac_kw(of.dc_kw[when]))
        yield name, Reason.OUTAGE, power


def _held(of: Site, when: slice) -> _Done:
    sound = of.ac_kw(of.dc_kw[when])
    most = sound.max()
    yield "held at 60 %", Reason.GRID_LIMIT, np.minimum(sound, 0.6 * most)
    on_some = np.where(_hours() % 3 < 1, 0.4 * most, most)
    yield "held at 40 % every third day", Reason.GRID_LIMIT, np.minimum(sound, on_some)


def _by_voltage(of: Site, when: slice, here: str) -> Iterator[Case]:
    """Yield an inverter's volt-watt at a service whose voltage rises by 6 % with its power."""
    sound = of.ac_kw(of.dc_kw[when])
    share = sound / of.system.power_kw_ac
    base_pu = 1.025
    # Where the line of the service meets that of volt-watt: 1 at 1.06, 0.2 at 1.10.
    settled = (1 - 0.8 * (base_pu - 1.06) / 0.04) / (1 + 0.8 * 0.06 / 0.04)
    kept = np.where(base_pu + 0.06 * share > 1.06, np.minimum(share, settled), share)
    seen = read(
        of,
        when,
        power_kw=kept * of.system.power_kw_ac,
        voltage_v=NOMINAL_V * (base_pu + 0.06 * kept),
    )
    lost = 1 - kept.sum() / share.sum()
    yield Case(
        label=Reason.GRID_LIMIT, name=f"volt-watt, {here}", system=of.system, seen=seen,
        lost_share=lost,
    )  # fmt: skip


def _sensors(of: Site, when: slice, here: str) -> Iterator[Case]:
    light, day = of.irradiance_w_m2[when], _hours()
    frozen = np.where(day >= 14.5, light[int(14.5 * 24)], light)
    power = read(of, when).power_kw
    still = np.where((day >= 10.5) & (day < 13), power[int(10.5 * 24)], power)
    for name, seen in (
        ("light frozen", read(of, when, irradiance_w_m2=frozen)),
        ("light dead from day 10", read(of, when, irradiance_w_m2=np.where(day < 10, light, 0))),
        ("light reads 25 % low", read(of, when, irradiance_w_m2=0.75 * light)),
        ("light reads 45 % high", read(of, when, irradiance_w_m2=1.45 * light)),
        ("power frozen", read(of, when, power_kw=still)),
    ):
        yield Case(label=Reason.SENSOR, name=f"{name}, {here}", system=of.system, seen=seen)


def _elsewhere(place: str, when: slice, here: str) -> Iterator[Case]:
    of = site(place)
    for other in PLACES:
        # Greensboro and Miami lie on one meridian: without light of its own no site is told.
        if other == place:
            continue
        far = read(site(other), when)
        both = np.interp(of.begins_s[when], far.begins_s, far.power_kw)
        light = np.interp(of.begins_s[when], far.begins_s, far.irradiance_w_m2)
        if "sand-point" in {place, other}:
            yield Case(
                label=Reason.OTHER_SITE,
                name=f"power and light of {other}, {here}",
                system=of.system,
                seen=read(of, when, power_kw=both, irradiance_w_m2=light),
            )
        yield Case(
            label=Reason.OTHER_SITE,
            name=f"power of {other}, {here}",
            system=of.system,
            seen=read(of, when, power_kw=both),
        )


def _clipped(place: str, when: slice, here: str) -> Iterator[Case]:
    of = site(place, ac_kw=5.0)
    without = InverterLess(of).ac_kw(of.dc_kw[when])
    seen = read(of, when)
    lost = 1 - seen.power_kw.sum() / without.sum()
    yield Case(
        label=Reason.CLIPPING, name=f"5 kW for 8.8 kW, {here}", system=of.system, seen=seen,
        lost_share=lost,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class InverterLess:
    """A site whose inverter has no limit."""

    of: Site

    def ac_kw(self, dc_kw: Floats) -> Floats:
        """Return what comes out [kW ac]."""
        return site_without_limit(self.of).ac_kw(dc_kw)


def site_without_limit(of: Site) -> Site:
    """Return the same site with a large inverter."""
    from dataclasses import replace

    return replace(of, system=replace(of.system, power_kw_ac=8.8))
