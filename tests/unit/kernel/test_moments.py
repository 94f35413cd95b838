"""A moment as text: the same for the same moment, whatever clock it was read from."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from penstock.kernel.moments import in_utc_text

MOMENTS = st.builds(
    datetime.fromtimestamp,
    st.floats(min_value=0, max_value=4e9) | st.integers(min_value=0, max_value=4_000_000_000),
    st.timezones(),
)


@given(moment=MOMENTS)
def test_the_text_is_that_of_the_same_moment_in_utc(moment: datetime) -> None:
    assert in_utc_text(moment) == moment.astimezone(UTC).isoformat()


@given(moment=MOMENTS)
def test_as_much_is_written_as_somebody_asks_for(moment: datetime) -> None:
    written = in_utc_text(moment, timespec="microseconds")

    assert written == moment.astimezone(UTC).isoformat(timespec="microseconds")


def test_the_hour_that_comes_twice_has_two_texts() -> None:
    first = datetime(2026, 11, 1, 1, 30, tzinfo=ZoneInfo("America/New_York"))

    texts = in_utc_text(first), in_utc_text(first.replace(fold=1))

    assert [datetime.fromisoformat(text) for text in texts] == [
        datetime(2026, 11, 1, 5, 30, tzinfo=UTC),
        datetime(2026, 11, 1, 5, 30, tzinfo=UTC) + timedelta(hours=1),
    ]
