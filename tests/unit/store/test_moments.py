from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Dialect, make_url

from penstock.store.moments import Moment

ZONES = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
MOMENTS = st.datetimes(
    min_value=datetime(1, 1, 3),  # noqa: DTZ001  # the zone is the next argument
    max_value=datetime(9999, 12, 29),  # noqa: DTZ001
    timezones=ZONES,
)
DIALECTS = [make_url(name).get_dialect()() for name in ("sqlite://", "postgresql+psycopg://")]


@pytest.mark.parametrize("dialect", DIALECTS, ids=lambda dialect: dialect.name)
@given(moment=MOMENTS)
def test_a_moment_comes_back_as_the_same_instant_in_utc(dialect: Dialect, moment: datetime) -> None:
    kept = Moment().process_bind_param(moment, dialect)

    again = Moment().process_result_value(kept, dialect)

    assert again == moment
    assert again.tzinfo is UTC


@given(MOMENTS, MOMENTS)
def test_texts_are_in_the_order_of_their_moments(one: datetime, other: datetime) -> None:
    texts = [Moment().process_bind_param(each, DIALECTS[0]) for each in (one, other)]

    assert (texts[0] < texts[1]) == (one < other)


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="has no zone"):
        Moment().process_bind_param(datetime(2026, 11, 20), DIALECTS[0])  # noqa: DTZ001
