"""Times and shares in words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from penstock.measurement.flow.spoken import spoken, spoken_share

SECOND, HOUR, DAY = 1_000_000, 3_600_000_000, 86_400_000_000


@pytest.mark.parametrize(
    ("us", "words"),
    [
        (0, "no time"),
        (SECOND, "1 second"),
        (119 * SECOND, "2 minutes"),
        (90 * SECOND, "1.5 minutes"),
        (2 * HOUR + HOUR // 2, "2.5 hours"),
        (26 * DAY, "26 days"),
        (47 * HOUR, "2 days"),
        (-3 * DAY, "minus 3 days"),
        (1500 * DAY, "1,500 days"),
    ],
)
def test_a_time_is_told_in_the_unit_that_suits_it(us: int, words: str) -> None:
    assert spoken(us) == words


@given(st.integers(1, 10**6), st.integers(1, 10**6))
def test_a_share_is_all_or_none_only_where_it_is(one: int, other: int) -> None:
    assert spoken_share(one, one + other) not in {"0 %", "100 %"}
    assert (spoken_share(0, other), spoken_share(one, one)) == ("0 %", "100 %")
