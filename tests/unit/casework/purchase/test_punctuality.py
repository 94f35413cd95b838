from datetime import UTC, datetime, timedelta

from penstock.casework.purchase.punctuality import punctuality
from penstock.casework.purchase.receipts import Receipts, Return
from penstock.casework.purchase.receiving import received, returned
from tests.unit.casework.purchase.parts import NOON, ORDER, clamps, modules

ZONE = "America/New_York"
LATE = datetime(2026, 12, 2, 17, tzinfo=UTC)
# Eleven in the evening of the first of December, where the promise was made.
LAST_MINUTE = datetime(2026, 12, 2, 4, tzinfo=UTC)
WHOLE = received(
    modules("S1", "S2", "S3", "S4", at=LAST_MINUTE),
    (ORDER,),
    received(clamps(50), (ORDER,), Receipts()),
)


def of(receipts: Receipts, now: datetime = LATE) -> tuple[int, int]:
    found = punctuality((ORDER,), receipts, now=now, zone=ZONE)
    return found.in_time, found.due


def test_a_line_that_is_whole_on_its_day_is_in_time_by_the_clock_of_the_place() -> None:
    assert of(WHOLE) == (2, 2)


def test_a_line_of_which_half_came_is_late_when_its_day_has_passed() -> None:
    half = received(modules("S1", "S2"), (ORDER,), received(clamps(50), (ORDER,), Receipts()))

    assert of(half) == (1, 2)


def test_a_line_is_not_due_before_its_day() -> None:
    assert of(Receipts(), now=NOON) == (0, 0)
    assert punctuality((ORDER,), Receipts(), now=NOON, zone=ZONE).percent is None


def test_a_line_with_a_broken_piece_is_whole_when_the_new_one_comes() -> None:
    back = Return(
        order=ORDER.number,
        part_number="MOD-430",
        quantity=1,
        serial_numbers=("S1",),
        because="broken",
        returned_at=LAST_MINUTE + timedelta(minutes=5),
    )
    _, gone = returned(back, (ORDER,), WHOLE)

    assert of(received(modules("S9", note="DN-9", at=LATE), (ORDER,), gone)) == (1, 2)
