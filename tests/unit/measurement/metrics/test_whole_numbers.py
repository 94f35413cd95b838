from datetime import UTC, datetime, timedelta

import ibis
import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from penstock.measurement.metrics.whole_numbers import microseconds_at, month_at, month_of
from tests.logs import engine

# Beyond 2255, microseconds since 1970 have more digits than a division of engines is exact to.
FIRST, LAST = datetime.min.replace(year=1700), datetime.min.replace(year=2250)
MOMENTS = st.datetimes(FIRST, LAST, timezones=st.just(UTC))


@given(st.lists(MOMENTS, min_size=1, max_size=50))
def test_the_month_of_a_moment_begins_with_its_first_day(moments: list[datetime]) -> None:
    moments += [
        each.replace(day=1, hour=0, minute=0, second=0, microsecond=0) - timedelta.resolution
        for each in moments
    ]
    rows = ibis.memtable(pa.table({"at_us": list(map(microseconds_at, moments))}))

    found = engine().to_pyarrow(rows.select(month=month_at(rows.at_us)))["month"].to_pylist()

    assert list(map(month_of, found)) == [each.date().replace(day=1) for each in moments]
