"""Moments on pages, as the clock of the company tells them."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from markupsafe import Markup, escape

_TIME = Markup('<time datetime="{}">{}</time>')


@dataclass(frozen=True, slots=True)
class WallClock:
    """Tells moments to people who look at a page; forms such as CSV and JSON tell them in UTC.

    Args:
        zone: Where it hangs.
    """

    zone: ZoneInfo

    def moment(self, at: datetime) -> Markup:
        """Return a moment to the minute: 20 Nov 2026, 09:00 PST."""
        return self._told(at, "%-d %b %Y, %H:%M %Z")

    def exact(self, at: datetime) -> Markup:
        """Return a moment to the second."""
        return self._told(at, "%-d %b %Y, %H:%M:%S %Z")

    def hour(self, at: datetime) -> Markup:
        """Return the time of a day that is known."""
        return self._told(at, "%H:%M %Z")

    def day(self, at: datetime) -> Markup:
        """Return the day of a moment."""
        return self._told(at, "%-d %b %Y")

    def _told(self, at: datetime, form: str) -> Markup:
        told = escape(at.astimezone(self.zone).strftime(form))
        return _TIME.format(at.isoformat(), told)
