"""The key metrics of NCV-03.4 and NCV-03.5, from what the cases have recorded."""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal

from penstock.streams.ncv_03_solar_storage.items.installation import InstalledDgStorageSystem
from penstock.streams.ncv_03_solar_storage.items.permitting import (
    ApprovedInterconnectionAgreement,
    PermitApplications,
    PermitState,
)


def permit_approval_days(versions: Iterable[PermitApplications]) -> dict[tuple[str, str], int]:
    """Return the key metric Permit approval time: calendar days, by authority and kind [d].

    From the day of the first submission to that of the approval, returns included. Permits that
    nobody has granted yet are left out.

    Args:
        versions: What one case has recorded, in any order; the first one knows the first day.
    """
    first: dict[tuple[str, str], date] = {}
    granted: dict[tuple[str, str], date] = {}
    for each in (each for version in versions for each in version.applications):
        key = each.authority, each.kind
        first[key] = min(first.get(key, each.submitted_on), each.submitted_on)
        if each.state is PermitState.APPROVED:
            granted[key] = each.answers[-1].answered_on
    return {key: (day - first[key]).days for key, day in granted.items()}


def interconnection_queue_days(
    applied_at: datetime, agreement: ApprovedInterconnectionAgreement
) -> float:
    """Return the key metric Interconnection queue time: calendar days [d].

    From the moment at which the request was opened at the utility's counter to that at which the
    agreement was tendered. It is the applicant's view: what the utility owes is counted in business
    days, by its own clock.
    """
    return (agreement.tendered_at - applied_at).total_seconds() / 86_400


def on_time_delivery_share(systems: Iterable[InstalledDgStorageSystem]) -> float | None:
    """Return the key metric On-time delivery: lines that came whole by the day promised.

    None where nothing was due.
    """
    built = list(systems)
    due = sum(each.lines_due for each in built)
    return sum(each.lines_in_time for each in built) / due if due else None


def mean_installation_quality_percent(
    systems: Iterable[InstalledDgStorageSystem],
) -> Decimal | None:
    """Return the key metric Installation quality: steps right the first time [%]; None without any.

    The mean over systems, each of which counts the same.
    """
    found = [each.quality_percent for each in systems]
    return sum(found, Decimal(0)) / len(found) if found else None


def safety_incidents(systems: Iterable[InstalledDgStorageSystem]) -> tuple[int, int]:
    """Return the key metric Safety incidents: all, and those recordable after 29 CFR 1904.7.

    For a rate by hours worked see `casework.checklist.incidents.recordable_rate`.
    """
    built = list(systems)
    return sum(each.incidents for each in built), sum(each.recordable_incidents for each in built)
