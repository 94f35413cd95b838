from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from penstock.governance.fairness.waits import Wait
from penstock.governance.service_levels.reporting import CreditPosting, Period, report
from penstock.governance.service_levels.requests import Request
from tests.unit.governance.service_levels.promising import (
    AES,
    CALENDARS,
    JULY,
    JUNE,
    REGULATED,
    REQUESTS,
    request,
)
from tests.unit.governance.service_levels.timing import OFFICE, local

MAY = Period("2026-05", local(OFFICE, "2026-05-01"), local(OFFICE, "2026-06-01"))
AUTUMN = Period("2026-H2", local(OFFICE, "2026-08-01"), local(OFFICE, "2027-01-01"))


def _requests(in_time: int, late: int) -> list[Request]:
    quick = [request(f"q{n}", "2026-06-01T08:00", "2026-06-01T10:00") for n in range(in_time)]
    slow = [request(f"s{n}", "2026-06-01T08:00", "2026-06-09T10:00") for n in range(late)]
    return [*quick, *slow]


@given(st.lists(REQUESTS, max_size=8))
def test_each_settled_request_belongs_to_one_period(asked: list[Request]) -> None:
    named = [replace(each, id=str(number)) for number, each in enumerate(asked)]

    lines = [
        report([REGULATED], named, CALENDARS, period).lines[0]
        for period in (MAY, JUNE, JULY, AUTUMN)
    ]

    settled = [each.request.id for line in lines for each in line.settled]
    waiting = [each.request.id for each in lines[-1].waiting]
    assert sorted(settled + waiting) == sorted(each.id for each in named)


def test_an_agreement_is_kept_when_its_percentile_is() -> None:
    kept = report([REGULATED], _requests(9, 1), CALENDARS, JUNE).lines[0]
    missed = report([REGULATED], _requests(8, 1), CALENDARS, JUNE).lines[0]

    assert (kept.in_time, kept.needed, kept.is_breached) == (9, 9, False)
    assert (missed.in_time, missed.needed, missed.is_breached) == (8, 9, True)
    assert kept.reached == Wait(local(OFFICE, "2026-06-01T10") - local(OFFICE, "2026-06-01T08"))


def test_a_period_without_requests_is_not_missed() -> None:
    line = report([REGULATED], [], CALENDARS, JUNE).lines[0]

    assert (line.is_breached, line.reached, line.credit_cents) == (False, None, 0)


def test_s8_the_credit_is_posted_to_the_unit_that_was_served_late() -> None:
    found = report(
        [REGULATED, AES], _requests(6, 4), CALENDARS, JUNE, charges_cents={REGULATED.id: 500}
    )

    assert found.credits == (
        CreditPosting(
            agreement_id="LEGAL-REG",
            period="2026-06",
            provider="Legal",
            consumer="Regulated Operations Division",
            cents=75,
        ),
    )


def test_the_same_requests_in_another_order_make_the_same_report() -> None:
    asked = _requests(5, 5)

    one = report([REGULATED], asked, CALENDARS, JUNE)
    other = report([REGULATED], reversed(asked), CALENDARS, JUNE)

    assert one == other
    assert one.fingerprint == other.fingerprint
