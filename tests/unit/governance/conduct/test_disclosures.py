from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from penstock.governance.conduct.disclosures import (
    Move,
    WrongfulDisclosure,
    followed_up,
    is_late,
    posted,
    side_of,
)
from penstock.kernel.sides import Side
from tests.unit.governance.service_levels.timing import MOMENTS, OFFICE, local

TICK = timedelta(microseconds=1)
FRIDAY = local(OFFICE, "2026-06-05T16:30")


def _disclosure(at: datetime, waiver: str = "") -> WrongfulDisclosure:
    return WrongfulDisclosure(
        id="D-7",
        information="feeder loading F-12",
        recipient="Sales & Marketing - AES",
        found_at=at,
        waiver=waiver,
    )


@given(MOMENTS)
def test_o5_a_wrongful_disclosure_opens_an_incident_and_a_posting_at_once(at: datetime) -> None:
    incident, (posting,) = followed_up(_disclosure(at), OFFICE)

    assert (incident.opened_at, posting.since, posting.due) == (at, at, at)
    assert "feeder loading F-12 disclosed to Sales & Marketing - AES (D-7)" in posting.about


def test_o5_a_waiver_is_posted_within_one_business_day() -> None:
    _, (_, waiver) = followed_up(_disclosure(FRIDAY, waiver="section 4.2"), OFFICE)

    assert waiver.about == "waiver of section 4.2"
    assert waiver.due == local(OFFICE, "2026-06-08T17:00")
    assert not is_late(waiver, waiver.due - TICK, now=waiver.due)
    assert is_late(waiver, None, now=waiver.due)


@given(st.sampled_from([-TICK, timedelta(), TICK]))
def test_o6_a_person_who_moves_loses_the_old_side_at_the_same_moment(off: timedelta) -> None:
    hired = Move(person="Ada", to=Side.REGULATED, at=datetime(2026, 1, 5, tzinfo=UTC))
    moved = Move(person="Ada", to=Side.NON_REGULATED, at=FRIDAY)

    found = side_of("Ada", [moved, hired], at=FRIDAY + off)

    assert found is (Side.REGULATED if off < timedelta() else Side.NON_REGULATED)
    assert side_of("Zoë", [moved, hired], at=FRIDAY) is None


def test_o6_a_move_is_to_be_posted() -> None:
    posting = posted(Move(person="Ada", to=Side.NON_REGULATED, at=FRIDAY), OFFICE)

    assert posting.about == "Ada has moved to the non-regulated side"
    assert posting.due == local(OFFICE, "2026-06-16T17:00")
