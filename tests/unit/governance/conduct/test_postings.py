from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given

from penstock.governance.conduct.incidents import Incident, IncidentError, followed_up
from penstock.governance.conduct.postings import (
    Duty,
    Posting,
    PostingError,
    PostingKind,
    done,
    opened,
)
from penstock.governance.service_levels.calendars import Calendar
from tests.unit.governance.service_levels.timing import MOMENTS, OFFICE, local

TICK = timedelta(microseconds=1)
FRIDAY = local(OFFICE, "2026-06-05T16:30")
MONDAY_EVENING = local(OFFICE, "2026-06-08T17:00")


def _posting(kind: PostingKind, *, calendar: Calendar | None = OFFICE) -> Posting:
    duty = Duty(kind=kind, about="Ada has gone", since=FRIDAY, by="HR")
    return opened(duty, number=7, calendar=calendar)


def _incident(at: datetime, *, waiver: str = "") -> Incident:
    return Incident(
        number=3,
        what="usage of a year",
        recipient="Sales & Marketing - AES",
        customer="Rivera",
        waiver=waiver,
        found_by="Ola",
        found_at=at,
        opened_by="Pat",
        opened_at=at + timedelta(days=9),
    )


@pytest.mark.parametrize(
    "kind", [PostingKind.DISCLOSURE, PostingKind.WAIVER, PostingKind.EMERGENCY_REVIEW]
)
def test_o5_o7_what_is_due_in_a_business_day_is_due_when_the_next_one_closes(
    kind: PostingKind,
) -> None:
    assert _posting(kind).due_at == MONDAY_EVENING


def test_o6_a_transfer_is_posted_in_seven_business_days_and_stays_for_ninety_days() -> None:
    posting = _posting(PostingKind.TRANSFER)

    posted = done(posting, by="HR", where="the site", at=FRIDAY)

    assert posting.due_at == local(OFFICE, "2026-06-16T17:00")
    assert posted.stays_until == FRIDAY + timedelta(days=90)


def test_what_is_open_is_overdue_from_the_moment_it_is_due() -> None:
    posting = _posting(PostingKind.WAIVER)

    assert not posting.is_overdue(posting.due_at - TICK)
    assert posting.is_overdue(posting.due_at)


def test_what_was_done_in_time_is_never_overdue() -> None:
    posting = _posting(PostingKind.WAIVER)
    posted = done(posting, by="Ola", where="the site", at=posting.due_at - TICK)

    assert not posted.is_overdue(posting.due_at + timedelta(days=400))
    assert replace(posted, done_at=posting.due_at).is_overdue(posting.due_at)


def test_nothing_is_done_twice() -> None:
    posted = done(_posting(PostingKind.WAIVER), by="Ola", where="the site", at=FRIDAY)

    with pytest.raises(PostingError, match=r"POST-7 was done by Ola at .* the site"):
        done(posted, by="Pat", where="elsewhere", at=FRIDAY)


def test_weekdays_count_where_there_is_no_calendar() -> None:
    posting = _posting(PostingKind.WAIVER, calendar=None)

    assert posting.due_at == datetime(2026, 6, 8, 17, tzinfo=UTC)


def test_weekdays_count_beyond_the_years_of_a_calendar() -> None:
    until_last_year = replace(OFFICE, first_year=2025, last_year=2025, holidays=frozenset())

    assert _posting(PostingKind.WAIVER, calendar=until_last_year).due_at > FRIDAY


@given(MOMENTS)
def test_o5_a_wrongful_disclosure_is_posted_from_the_moment_it_was_found(at: datetime) -> None:
    (posting,) = followed_up(_incident(at), OFFICE, first_number=5)

    assert (posting.id, posting.origin, posting.opened_at) == ("POST-5", "INC-3", at)
    assert posting.about == "usage of a year, disclosed to Sales & Marketing - AES"


def test_o5_a_waiver_is_posted_beside_the_disclosure() -> None:
    _, waiver = followed_up(_incident(FRIDAY, waiver="section 4.2"), OFFICE, first_number=5)

    assert (waiver.id, waiver.kind, waiver.due_at) == ("POST-6", "waiver", MONDAY_EVENING)
    assert waiver.about == "waiver of section 4.2 for Sales & Marketing - AES"


def test_o5_nothing_is_found_in_days_to_come() -> None:
    with pytest.raises(IncidentError, match="2026-06-05 23:30 UTC: that is yet to come"):
        replace(_incident(FRIDAY), opened_at=FRIDAY - TICK)


def test_o5_no_posting_names_the_customer() -> None:
    postings = followed_up(_incident(FRIDAY, waiver="section 4.2"), OFFICE, first_number=1)

    assert "Rivera" not in str(postings)
