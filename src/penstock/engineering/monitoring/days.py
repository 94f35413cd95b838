"""Days of a running system: what it gave, what it should have given, how long it was there."""

from datetime import UTC, date, datetime, timedelta

import numpy as np

from penstock.engineering.monitoring.daily_output import DayOfOutput
from penstock.engineering.monitoring.diagnosing import Diagnosis
from penstock.engineering.monitoring.signatures.looking import Look
from penstock.engineering.monitoring.signatures.outages import outage_steps


def days_of_output(found: Diagnosis) -> tuple[DayOfOutput, ...]:
    """Return each day from the first that was read to the last."""
    look = Look(system=found.system, seen=found.seen, expected=found.expected)
    judged, down = look.judged, outage_steps(look)
    first = _first_day(found)
    day = look.day
    made = []
    for number in range(int(day[-1]) + 1):
        here = day == number
        both = here & np.isfinite(found.expected.power_kw) & np.isfinite(found.seen.power_kw)
        hours = found.seen.step_h
        made.append(
            DayOfOutput(
                day=first + timedelta(days=number),
                actual_kwh=float(np.nansum(found.seen.power_kw[here]) * hours),
                expected_kwh=float(found.expected.power_kw[both].sum() * hours),
                clear_sky_kwh=float(found.expected.bound_kw[here].sum() * hours),
                judged_h=float((here & judged).sum() * hours),
                down_h=float((here & down).sum() * hours),
                unread_h=float(_unread(found, here).sum() * hours),
            )
        )
    return tuple(made)


def uptime_share(days: tuple[DayOfOutput, ...]) -> float | None:
    """Return the share of judged light in which a system gave anything; None without any.

    uptime = 1 - hours down / hours judged; what was not read counts neither way.
    """
    judged_h = sum(each.judged_h for each in days)
    return 1 - sum(each.down_h for each in days) / judged_h if judged_h else None


def performance_share(days: tuple[DayOfOutput, ...]) -> float | None:
    """Return what came out over what was expected, where light was measured; None without any."""
    known = [each for each in days if each.expected_kwh > 0]
    expected_kwh = sum(each.expected_kwh for each in known)
    return sum(each.actual_kwh for each in known) / expected_kwh if expected_kwh else None


def _first_day(found: Diagnosis) -> date:
    local_s = found.seen.middle_s[0] + found.system.longitude / 15 * 3600
    return datetime.fromtimestamp(float(local_s), tz=UTC).date()


def _unread(found: Diagnosis, here: np.ndarray) -> np.ndarray:
    return np.asarray(
        here & (found.expected.sun.elevation_degrees > 0) & np.isnan(found.seen.power_kw)
    )
