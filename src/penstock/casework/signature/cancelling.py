"""The right to cancel what was signed, and its last moment."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from penstock.casework.signature.holidays import federal_holidays

BUSINESS_DAYS = 3
_DAY = timedelta(days=1)
_SUNDAY = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class RightToCancel:
    """Until when a customer may cancel without a reason and without cost.

    Args:
        last_day: The last day on which they may, by the signer's calendar.
        until: The first moment at which they may no more: the midnight that ends that day.
        zone: IANA name of the signer's time zone.
    """

    last_day: date
    until: datetime
    zone: str

    def is_open(self, now: datetime) -> bool:
        """Tell whether the customer may still cancel."""
        return now < self.until


def right_to_cancel(signed_at: datetime, *, zone: str) -> RightToCancel:
    """Return until when what was signed at a moment may be cancelled.

    Until midnight of the third business day after the day of signing. Every day is a business day
    but Sundays and federal holidays; Saturdays count.

    The rule binds sales at a consumer's home. We grant the same to every customer, wherever they
    sign and whatever they buy; that is ours.

    References:
        16 CFR 429.0(f), 429.1(a).
    """
    last_day = business_days_after(signed_at, days=BUSINESS_DAYS, zone=zone)
    following = last_day + _DAY
    until = datetime(following.year, following.month, following.day, tzinfo=ZoneInfo(zone))
    return RightToCancel(last_day=last_day, until=until, zone=zone)


def business_days_after(moment: datetime, *, days: int, zone: str) -> date:
    """Return the day that lies so many business days behind that of a moment.

    Every day is a business day but Sundays and federal holidays.

    References:
        16 CFR 429.0(f).
    """
    day, left = moment.astimezone(ZoneInfo(zone)).date(), days
    while left:
        day += _DAY
        left -= _is_business_day(day)
    return day


def _is_business_day(day: date) -> bool:
    return day.weekday() != _SUNDAY and day not in federal_holidays(day.year)
