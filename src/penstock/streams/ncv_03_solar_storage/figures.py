"""The key metrics of NCV-03.6 and NCV-03.7, from what the cases have recorded."""

from collections.abc import Iterable
from datetime import datetime, time
from zoneinfo import ZoneInfo

from penstock.streams.ncv_03_solar_storage.items.activation import (
    FirstDays,
    OnboardingSatisfaction,
)
from penstock.streams.ncv_03_solar_storage.items.commissioning import (
    InspectionResult,
    PermissionToOperatePto,
)
from penstock.streams.ncv_03_solar_storage.items.installation import InstalledDgStorageSystem


def inspection_pass_share(results: Iterable[InspectionResult]) -> float | None:
    """Return the key metric Inspection pass rate: visits that passed, over all; None without any.

    Every visit counts, so that a system that passes at the third has one of three.
    """
    passed = [each.has_passed for each in results]
    return sum(passed) / len(passed) if passed else None


def install_to_permission_days(
    installed: InstalledDgStorageSystem, permission: PermissionToOperatePto, *, zone: str
) -> float:
    """Return the key metric Time from install to PTO: calendar days [d].

    From the moment of completion to the start of the first day on which the system may run, by the
    clock of the site.
    """
    may_run = datetime.combine(permission.effective_on, time(), tzinfo=ZoneInfo(zone))
    return (may_run - installed.completed_at).total_seconds() / 86_400


def mean_satisfaction(answers: Iterable[OnboardingSatisfaction]) -> float | None:
    """Return the key metric Onboarding satisfaction: the mean score, 0 to 10; None without any."""
    scores = [each.score for each in answers]
    return sum(scores) / len(scores) if scores else None


def system_uptime_share(days: Iterable[FirstDays]) -> float | None:
    """Return the key metric System uptime over several systems, weighted by hours of light.

    Hours in which nothing was read count neither way; None where no light was measured.
    """
    every = [day for each in days for day in each.days]
    judged_h = sum(each.judged_h for each in every)
    return 1 - sum(each.down_h for each in every) / judged_h if judged_h else None
