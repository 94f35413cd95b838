"""Calendars to count with: one of an office, and any there can be."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from penstock.governance.service_levels.calendars import (
    MINUTES_OF_A_DAY,
    WEEKDAYS,
    Calendar,
    Hours,
    weekly,
)
from penstock.governance.service_levels.levels import ServiceLevel, Unit

OFFICE = Calendar(
    id="office",
    version=1,
    zone="America/Los_Angeles",
    week=weekly({day: ["08:00-12:00", "13:00-17:00"] for day in WEEKDAYS[:5]}),
    holidays=frozenset({date(2026, 1, 1), date(2026, 7, 3), date(2026, 11, 26)}),
    first_year=2025,
    last_year=2027,
)
ROUND_THE_CLOCK = Calendar(
    id="control-centre",
    version=1,
    zone="America/New_York",
    week=((Hours(opens=0, closes=MINUTES_OF_A_DAY),),) * 7,
    holidays=frozenset(),
    first_year=2025,
    last_year=2027,
)
# Offsets of half an hour, changes at midnight, clocks that go back once more for a month.
ZONES = [
    "America/Los_Angeles",
    "America/Havana",
    "Africa/Casablanca",
    "Australia/Lord_Howe",
    "America/St_Johns",
    "UTC",
]
CHANGES = [date(2026, 3, 8), date(2026, 11, 1), date(2026, 4, 5), date(2026, 2, 15)]


def local(calendar: Calendar, text: str) -> datetime:
    """Return the moment at which the clock on a calendar's wall shows something."""
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(calendar.zone))


@st.composite
def _day(draw: st.DrawFn) -> tuple[Hours, ...]:
    edges = sorted(
        draw(st.sets(st.integers(0, 48).map(lambda half: half * 30), min_size=2, max_size=6))
    )
    pairs = zip(edges[::2], edges[1::2], strict=False)
    return tuple(Hours(opens=opens, closes=closes) for opens, closes in pairs)


@st.composite
def calendars(draw: st.DrawFn) -> Calendar:
    """Draw a calendar with some hours in its week."""
    shapes = st.sampled_from([(), *draw(st.lists(_day(), min_size=1, max_size=3))])
    week = draw(st.tuples(*[shapes] * 7).filter(any))
    days = st.dates(date(2026, 1, 1), date(2026, 12, 31))
    return Calendar(
        id="drawn",
        version=1,
        zone=draw(st.sampled_from(ZONES)),
        week=week,
        holidays=frozenset(draw(st.sets(st.one_of(days, st.sampled_from(CHANGES)), max_size=5))),
        first_year=2026,
        last_year=2027,
    )


# Half of them near a change of the clocks, on whole minutes.
MOMENTS = st.one_of(
    st.integers(0, 363 * MINUTES_OF_A_DAY).map(
        lambda minutes: datetime(2026, 1, 2, tzinfo=UTC) + timedelta(minutes=minutes)
    ),
    st.builds(
        lambda day, minutes: (
            datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(minutes=minutes)
        ),
        st.sampled_from(CHANGES),
        st.integers(-MINUTES_OF_A_DAY, 2 * MINUTES_OF_A_DAY),
    ),
)
AMOUNTS = st.timedeltas(timedelta(), timedelta(hours=60))


def is_open(calendar: Calendar, moment: datetime) -> bool:
    """Tell whether a moment counts, from nothing but the clock on the wall."""
    wall = moment.astimezone(ZoneInfo(calendar.zone))
    minutes = wall.hour * 60 + wall.minute
    hours = calendar.week[wall.weekday()]
    return wall.date() not in calendar.holidays and any(
        each.opens <= minutes < each.closes for each in hours
    )


SERVICE_LEVELS = st.builds(ServiceLevel, amount=st.integers(1, 40), unit=st.sampled_from(Unit))
