"""How long a visit of a stage took: as time passes, and as business time passes."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from penstock.delivery.visits import Visit
from penstock.governance.service_levels.business_time import business_time_between
from penstock.governance.service_levels.calendars import Calendar

_US = timedelta(microseconds=1)
_Measure = Callable[[datetime, datetime], timedelta]


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitTimes:
    """The times of a visit, in microseconds; None where nothing tells.

    Time on hold is part of them: it counts as waiting before the work began, as work after it.

    Args:
        wait_us: From the case's coming to the stage to the beginning of its work; to its end where
            no work began.
        work_us: From the beginning of the work to the end of the visit; None where none began.
        step_us: From the case's coming to the end of the visit.
        wait_business_us: The part of the waiting that lay in the calendar's hours.
        work_business_us: The part of the work that lay in them.
    """

    wait_us: int | None = None
    work_us: int | None = None
    step_us: int | None = None
    wait_business_us: int | None = None
    work_business_us: int | None = None


def visit_times(visit: Visit, calendar: Calendar | None = None) -> VisitTimes:
    """Return the times of a visit; none is less than nothing where a clock went back.

    Raises:
        BeyondCalendarError: The calendar does not reach that far.
    """
    waited = (visit.entered, visit.started or visit.exited)
    worked = (visit.started, visit.exited)
    business = partial(business_time_between, calendar) if calendar else None
    return VisitTimes(
        wait_us=_us(_passed, *waited),
        work_us=_us(_passed, *worked),
        step_us=_us(_passed, visit.entered, visit.exited),
        wait_business_us=_us(business, *waited) if business else None,
        work_business_us=_us(business, *worked) if business else None,
    )


def _passed(start: datetime, end: datetime) -> timedelta:
    return end - start


def _us(measure: _Measure, start: datetime | None, end: datetime | None) -> int | None:
    """Return how much of a period a measure counts, in microseconds."""
    if start is None or end is None:
        return None
    return max(measure(start, end) // _US, 0)
