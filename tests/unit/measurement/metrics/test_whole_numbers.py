from datetime import UTC, datetime, timedelta

import ibis
import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from penstock.measurement.metrics.whole_numbers import DAY_US, month_at, month_of
from tests.logs import engine

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
# Beyond 2255, microseconds since 1970 have more digits than a division of engines is exact to.
MOST_US = 285 * 365 * DAY_US


@given(st.lists(st.integers(-MOST_US, MOST_US), min_size=1, max_size=50))
def test_the_month_of_a_moment_begins_with_its_first_day(moments_us: list[int]) -> None:
    # The last microsecond of a day counts as much as the first of the next.
    moments_us += [moment // DAY_US * DAY_US - before for moment in moments_us for before in (0, 1)]
    rows = ibis.memtable(pa.table({"at_us": moments_us}))

    found = engine().to_pyarrow(rows.select(month=month_at(rows.at_us)))["month"].to_pylist()

    moments = [EPOCH + timedelta(microseconds=each) for each in moments_us]
    assert list(map(month_of, found)) == [each.date().replace(day=1) for each in moments]
