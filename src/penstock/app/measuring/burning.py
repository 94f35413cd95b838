"""The use case of telling how much time is left of what was promised for open cases."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from penstock.app.cases import Cases
from penstock.delivery.ports import Count
from penstock.governance.service_levels.business_time import (
    add_business_days,
    closing,
    local_day,
)
from penstock.governance.service_levels.calendars import Calendar
from penstock.measurement.trends.burn_down import BurnDay, BurnDown

DAYS = 15
# Later than anything that was ever promised.
_FAR = timedelta(days=36_500)
_MOMENT = timedelta(microseconds=1)


def burn_down(cases: Cases, stream_id: str, *, stage_id: str = "") -> BurnDown:
    """Return the burn-down of a stream, of the cases that whoever came may know of.

    It is counted by the database, day by day, and reads no case.

    Args:
        cases: The cases, as they see them.
        stream_id: The stream.
        stage_id: The stage whose cases alone count; empty for all.

    Raises:
        BeyondCalendarError: The calendar does not reach so far.
    """
    now, calendar = cases.now(), cases.models.calendar()
    days = [_day(calendar, now, number) for number in range(1, DAYS + 1)]

    def counted(counts: Sequence[Count]) -> int:
        return sum(
            each.cases
            for each in counts
            if (each.stream_id, each.status) == (stream_id, "open")
            and stage_id in {"", each.stage_id}
        )

    # What is due when a day closes is late with it.
    moments = (now, now + _FAR, *(end + _MOMENT for _, end in days))
    late, promised, *out = map(counted, cases.counts_by(moments))
    return BurnDown(
        open_cases=counted(cases.counts()),
        late=late,
        in_time=promised - late,
        days=tuple(
            BurnDay(day=day, in_time=promised - number)
            for (day, _), number in zip(days, out, strict=True)
        ),
    )


def _day(calendar: Calendar | None, now: datetime, number: int) -> tuple[date, datetime]:
    """Return one of the next business days, and when it ends; of any day, without a calendar."""
    if calendar is None:
        end = now + timedelta(days=number)
        return end.date(), end
    day = add_business_days(calendar, local_day(calendar, now), number)
    return day, closing(calendar, day)
