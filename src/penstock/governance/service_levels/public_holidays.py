"""Calendars out of the public holidays of a country, as a library knows them today."""

from collections.abc import Iterable
from datetime import date

import holidays

from penstock.governance.service_levels.calendars import Calendar, CalendarError, Hours


def freeze(
    calendar_id: str,
    *,
    version: int,
    zone: str,
    week: tuple[tuple[Hours, ...], ...],
    place: str,
    years: range,
) -> Calendar:
    """Return a calendar with the public holidays of a place, from then on plain data.

    Args:
        calendar_id: What people will call it.
        version: Its version; one more than the last, when it has changed.
        zone: IANA name of the time zone.
        week: Opening hours of each weekday, Monday first.
        place: A country, or a country and its part, in ISO 3166 codes: `US`, `US-CA`.
        years: The years to freeze, one after the other.

    Raises:
        CalendarError: No holidays are known for the place, or the calendar cannot be.
    """
    if not years or years.step != 1:
        raise CalendarError(f"{years} are no years one after the other; take range(2026, 2031).")
    return Calendar(
        id=calendar_id,
        version=version,
        zone=zone,
        week=week,
        holidays=frozenset(_public_holidays(place, years)),
        first_year=years[0],
        last_year=years[-1],
    )


def _public_holidays(place: str, years: range) -> Iterable[date]:
    country, _, part = place.partition("-")
    known = holidays.list_supported_countries()
    if country not in known:
        raise CalendarError(f"No holidays are known for “{country}”; take a code such as US or DE.")
    if part and part not in known[country]:
        parts = ", ".join(known[country]) or "none"
        raise CalendarError(f"{country} has no part “{part}”. Known: {parts}.")
    found = holidays.country_holidays(country, subdiv=part or None, years=years)
    # A holiday may be observed on a working day of the year beside.
    return (day for day in found if day.year in years)
