from datetime import UTC, datetime, timedelta

import ibis
import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from penstock.governance.service_levels.business_time import business_time_between, local_day
from penstock.governance.service_levels.calendars import Calendar
from penstock.governance.service_levels.levels import ServiceLevel
from penstock.measurement.metrics.clocks import Dial, read
from penstock.measurement.metrics.promises import promise_of
from penstock.measurement.metrics.whole_numbers import microseconds_at
from tests.logs import engine
from tests.unit.governance.service_levels.timing import MOMENTS, OFFICE, SERVICE_LEVELS, calendars

MANY = st.lists(MOMENTS, min_size=2, max_size=12)
AROUND = st.timedeltas(timedelta(days=-20), timedelta(days=20))
TICK = timedelta(microseconds=1)


def shown(calendar: Calendar, dial: Dial | None, moments: list[datetime]) -> list[int | None]:
    """Return what a clock shows at moments, as the engine reads it."""
    us = [microseconds_at(moment) for moment in moments]
    if dial is None:
        return [*us]
    rows = ibis.memtable(pa.table({"row": list(range(len(us))), "at": us}))
    found = read(rows, "at", calendar=calendar, dial=dial, name="shown").order_by("row")
    return list(engine().to_pyarrow(found).to_pydict()["shown"])


@settings(max_examples=8)
@given(calendars(), MANY)
def test_the_clock_of_open_hours_passes_as_business_time(
    calendar: Calendar, moments: list[datetime]
) -> None:
    clock = shown(calendar, Dial.OPEN, moments)

    begun = clock[0]
    passed = [None if each is None or begun is None else (each - begun) * TICK for each in clock]
    assert passed == [business_time_between(calendar, moments[0], each) for each in moments]


@settings(max_examples=8)
@given(calendars(), MANY)
def test_the_clock_of_days_moves_at_each_midnight(
    calendar: Calendar, moments: list[datetime]
) -> None:
    clock = shown(calendar, Dial.DAYS, moments)

    days = [local_day(calendar, each) for each in moments]
    begun = clock[0]
    assert [None if each is None or begun is None else each - begun for each in clock] == [
        (day - days[0]).days for day in days
    ]


@settings(max_examples=12)
@given(calendars(), SERVICE_LEVELS, MOMENTS, st.data())
def test_a_promise_is_kept_before_its_service_level_is_due_and_not_after(
    calendar: Calendar, level: ServiceLevel, begin: datetime, data: st.DataObject
) -> None:
    due = level.due(calendar, begin)
    ends = [max(each, begin) for each in (due - TICK, due, due + data.draw(AROUND))]
    promise = promise_of(str(level))

    began = shown(calendar, promise.begin, [begin])[0]
    ended = shown(calendar, promise.end, ends)

    assert began is not None
    assert [each is not None and each < began + promise.allowance for each in ended] == [
        each < due for each in ends
    ]


def test_a_moment_beyond_the_calendar_shows_nothing() -> None:
    far = datetime(2031, 1, 1, tzinfo=UTC)

    assert shown(OFFICE, Dial.OPEN, [far]) == [None]
