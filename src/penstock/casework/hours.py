"""The business days of the company, for stages that promise something within so many of them."""

from typing import Protocol

from penstock.governance.service_levels.calendars import Calendar


class BusinessHours(Protocol):
    """When the company works."""

    @property
    def calendar(self) -> Calendar:
        """Its working hours and holidays."""
        ...
