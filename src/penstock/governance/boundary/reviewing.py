"""What follows an emergency: somebody who had no part in it looks at it within a business day."""

from dataclasses import dataclass
from datetime import datetime

from penstock.governance.boundary.asking import Emergency
from penstock.governance.service_levels.business_time import (
    add_business_days,
    closing,
    local_day,
)
from penstock.governance.service_levels.calendars import Calendar


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """A look back at what was opened in an emergency.

    Args:
        emergency: The emergency.
        used_by: Who opened something in it.
        used_at: When first.
        due: When the review has to be done.
    """

    emergency: Emergency
    used_by: frozenset[str]
    used_at: datetime
    due: datetime

    def may_be_done_by(self, person: str) -> bool:
        """Tell whether a person had no part in what is reviewed."""
        emergency = self.emergency
        return person not in {emergency.declared_by, emergency.confirmed_by, *self.used_by}


def review_of(
    emergency: Emergency, *, used_by: frozenset[str], used_at: datetime, calendar: Calendar
) -> Review:
    """Return the review that the first use of an emergency calls for.

    Raises:
        BeyondCalendarError: The calendar does not reach that far.
    """
    day = add_business_days(calendar, local_day(calendar, used_at), 1)
    return Review(emergency=emergency, used_by=used_by, used_at=used_at, due=closing(calendar, day))
