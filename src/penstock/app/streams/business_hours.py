"""The business days that stand beside the documents, as stages ask for them."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from penstock.app.streams.catalogue import CALENDAR, company_file, read_calendar
from penstock.app.streams.ports import World
from penstock.governance.service_levels.calendars import Calendar


@dataclass(frozen=True, kw_only=True)
class CompanyHours:
    """When the company works, by `calendar.json` beside the documents.

    Args:
        folder: The documents; those of the reference company where they have no such file.
    """

    folder: Path | None = None

    @cached_property
    def calendar(self) -> Calendar:
        """Its working hours and holidays.

        Raises:
            UnfitFileError: The file cannot be followed.
        """
        return read_calendar(company_file(self.folder, CALENDAR))


def business_hours(world: World) -> CompanyHours:
    """Return when the company of the documents works."""
    return CompanyHours(folder=world.folder)
