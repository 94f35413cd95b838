from datetime import UTC, datetime, timedelta

import ibis
import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from tests.logs import engine

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
LIMIT_US = 200 * 366 * 24 * 60 * 60 * 1_000_000
MOMENT = pa.timestamp("us", tz="UTC")


@given(st.lists(st.integers(-LIMIT_US, LIMIT_US), min_size=1, max_size=50))
def test_moments_are_reckoned_with_as_in_utc(moments_us: list[int]) -> None:
    rows = ibis.memtable(pa.table({"at": pa.array(moments_us, MOMENT)}))
    at = rows["at"]
    asked = rows.select(
        passed=at.delta(ibis.literal(EPOCH), unit="microsecond"),
        year=at.year(),
        month=at.month(),
        day=at.date(),
    )

    found = engine().to_pyarrow(asked).to_pylist()

    moments = [EPOCH + timedelta(microseconds=each) for each in moments_us]
    assert found == [
        {"passed": passed, "year": at.year, "month": at.month, "day": at.date()}
        for passed, at in zip(moments_us, moments, strict=True)
    ]
