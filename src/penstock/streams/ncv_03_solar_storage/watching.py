"""A design as a system that is watched, and its telemetry as its first days."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from decimal import Decimal

from penstock.engineering.monitoring.daily_output import DayOfOutput
from penstock.engineering.monitoring.days import (
    days_of_output,
    performance_share,
    uptime_share,
)
from penstock.engineering.monitoring.diagnosing import diagnosed
from penstock.engineering.monitoring.systems import Plane, WatchedSystem
from penstock.engineering.monitoring.telemetry import (
    Intake,
    IntakeRules,
    Reading,
    SetAside,
    stepped,
    take_file,
)
from penstock.engineering.monitoring.telemetry.parsing import Clock
from penstock.streams.ncv_03_solar_storage.items.activation import FirstDays, OddReadings
from penstock.streams.ncv_03_solar_storage.items.design import SystemDesign

LEAST_DAYS = 3
"""Days with good light, before a system is called sound; ours."""
LEAST_PERFORMANCE = 0.90
"""Of what was expected; ours, the level below which monitoring gives an alarm."""
_GOOD_LIGHT_H = 3.0


def watched(design: SystemDesign) -> WatchedSystem:
    """Return a design as the system that is watched."""
    module_kw = float(design.module_sheet.power_w) / 1000
    limit_kw = design.export_limit_kw
    return WatchedSystem(
        latitude=float(design.latitude),
        longitude=float(design.longitude),
        planes=tuple(
            Plane(
                tilt_degrees=float(each.tilt_degrees),
                azimuth_degrees=float(each.azimuth_degrees),
                power_kw_dc=each.modules * module_kw,
            )
            for each in design.planes
            if each.modules
        ),
        power_kw_ac=float(design.power_kw_ac),
        strings=sum(each.strings for each in design.strings),
        power_per_c=float(design.module_sheet.power_percent_per_c) / 100,
        export_limit_kw=None if limit_kw is None else float(limit_kw),
    )


def taken(
    contents: Sequence[bytes], *, serials: frozenset[str], zone: str, now: datetime
) -> Intake:
    """Return what counts of some files of telemetry, the first ones first.

    Args:
        contents: CSV or JSON.
        serials: The devices of the site; empty where any counts.
        zone: Of times that name none.
        now: The moment it is.

    Raises:
        MonitoringError: One of them is no telemetry.
    """
    into = Intake(IntakeRules(serials=serials, clock=Clock(zone=zone), now=now))
    for content in contents:
        take_file(into, content, name="the telemetry")
    return into


def odd_readings(intake: Intake) -> tuple[OddReadings, ...]:
    """Return what did not count, each reason with its number and an example."""
    examples = {each.oddity: _example(each) for each in reversed(intake.set_aside)}
    return tuple(
        OddReadings(oddity=oddity.value, number=number, example=examples.get(oddity, ""))
        for oddity, number in intake.tally.odd.items()
    )


def _example(each: SetAside) -> str:
    return f"{each.place}: {each.because}"


def first_days(design: SystemDesign, readings: Sequence[Reading], *, now: datetime) -> FirstDays:
    """Return what a system gave beside what it should have given.

    Raises:
        MonitoringError: There are no readings.
    """
    found = diagnosed(watched(design), stepped(readings))
    days = days_of_output(found)
    against = (*(each.words for each in found.faults), *_too_little(days))
    return FirstDays(
        judged_at=now,
        days=days,
        alarms=found.alarms,
        performance_percent=_percent(performance_share(days)),
        uptime_percent=_percent(uptime_share(days)),
        is_sound=not against,
        because=" ".join(against) or f"{len(days)} days as expected for the light measured.",
    )


def _too_little(days: tuple[DayOfOutput, ...]) -> Iterator[str]:
    good = [each for each in days if each.judged_h >= _GOOD_LIGHT_H]
    if len(good) < LEAST_DAYS:
        yield (
            f"{len(good)} days had three hours of measured good light; it takes {LEAST_DAYS} to "
            "judge. Read on."
        )
    share = performance_share(days)
    if share is not None and share < LEAST_PERFORMANCE:
        yield f"It gave {share:.0%} of what was expected; {LEAST_PERFORMANCE:.0%} is the least."


def _percent(share: float | None) -> Decimal | None:
    return None if share is None else Decimal(f"{100 * share:.1f}")
