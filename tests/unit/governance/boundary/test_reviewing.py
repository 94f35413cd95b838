"""What follows an emergency: rule O7 of the operating model."""

from datetime import UTC, datetime

import pytest

from penstock.governance.boundary.asking import Emergency
from penstock.governance.boundary.reviewing import review_of
from penstock.governance.service_levels.calendars import WEEKDAYS, Calendar, weekly

OFFICE = Calendar(
    id="office",
    version=1,
    zone="America/Los_Angeles",
    week=weekly({day: ["08:00-17:00"] for day in WEEKDAYS[:5]}),
    holidays=frozenset(),
    first_year=2026,
    last_year=2026,
)
FRIDAY = datetime(2026, 3, 6, 20, tzinfo=UTC)
STORM = Emergency(
    reason="Ice storm",
    declared_by="ola",
    confirmed_by="pat",
    start=FRIDAY,
    end=FRIDAY.replace(hour=23),
)
REVIEW = review_of(STORM, used_by=frozenset({"tom"}), used_at=FRIDAY, calendar=OFFICE)


def test_o7_an_emergency_is_reviewed_by_the_end_of_the_next_business_day() -> None:
    # Monday, 17:00 in Los Angeles, where summer time has begun on the Sunday between.
    assert datetime(2026, 3, 10, 0, tzinfo=UTC) == REVIEW.due


@pytest.mark.parametrize(
    ("person", "may"), [("ola", False), ("pat", False), ("tom", False), ("vic", True)]
)
def test_o7_nobody_reviews_what_they_had_a_part_in(person: str, *, may: bool) -> None:
    assert REVIEW.may_be_done_by(person) is may
