"""Crews, days and jobs that tests of appointments share."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from penstock.casework.appointment.crews import Absence, Crew, Shift, shifts
from penstock.casework.appointment.jobs import Job, Window
from penstock.casework.appointment.travel import GreatCircleTravel, Location
from penstock.governance.service_levels.calendars import Calendar, weekly

ZONE = ZoneInfo("America/New_York")
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday")
CALENDAR = Calendar(
    id="crews",
    version=1,
    zone="America/New_York",
    week=weekly({day: ["08:00-12:00", "12:30-16:30"] for day in WEEKDAYS}),
    holidays=frozenset({date(2026, 11, 26)}),
    first_year=2026,
    last_year=2027,
)
TRAVEL = GreatCircleTravel(speed_km_h=60, detour=1)
BASE = Location(latitude=36.0, longitude=-80.0)
SKILLS = ("roof", "electrical")


def moment(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=ZONE).astimezone(UTC)


# Two weeks from a Monday, with a holiday on the first Thursday.
FORTNIGHT = Window(start=moment(23, 0), end=moment(23, 0) + timedelta(days=14))


def crew(number: int = 1, *, skills: tuple[str, ...] = SKILLS, base: Location = BASE) -> Crew:
    return Crew(number=number, id=f"crew-{number}", name="", skills=skills, base=base)


def north(km: float, *, east_km: float = 0) -> Location:
    """Return a place so far from the base; a degree of latitude is 111.2 km, rounded up."""
    return Location(latitude=36.0 + km / 111.2, longitude=-80.0 + east_km / 90)


def job(
    name: str,
    minutes: int,
    *,
    km: float = 10,
    skills: tuple[str, ...] = (),
    windows: tuple[Window, ...] = (),
) -> Job:
    return Job(id=name, location=north(km), minutes=minutes, skills=skills, windows=windows)


def days(
    *crews: Crew, window: Window = FORTNIGHT, absences: tuple[Absence, ...] = ()
) -> list[Shift]:
    return [shift for each in crews for shift in shifts(each, CALENDAR, window, absences=absences)]
