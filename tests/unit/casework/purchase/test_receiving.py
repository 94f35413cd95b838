from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from penstock.casework.purchase.orders import NoSuchOrderError
from penstock.casework.purchase.receipts import Receipts, Return, open_lines
from penstock.casework.purchase.receiving import (
    GoodsRefusedError,
    called_off,
    received,
    returned,
)
from tests.unit.casework.purchase.parts import CLAMPS, NOON, ORDER, clamps, modules

ORDERS = (ORDER,)
NONE = Receipts()


def to_come(receipts: Receipts) -> dict[str, int]:
    return {line.part_number: pieces for _, line, pieces in open_lines(ORDERS, receipts)}


def back(*serials: str, is_replaced: bool = True) -> Return:
    return Return(
        order=ORDER.number,
        part_number="MOD-430",
        quantity=len(serials),
        serial_numbers=serials,
        because="the glass is broken",
        returned_at=NOON + timedelta(hours=1),
        is_replaced=is_replaced,
    )


def test_a_supplier_that_delivers_half_leaves_the_rest_open() -> None:
    after = received(modules("S1", "S2"), ORDERS, NONE)

    assert to_come(after) == {"MOD-430": 2, "CLAMP": 50}


@given(st.lists(st.integers(1, 20), max_size=8))
def test_parts_come_in_any_pieces_and_never_more_than_were_ordered(pieces: list[int]) -> None:
    receipts, came = NONE, 0
    for place, each in enumerate(pieces):
        try:
            receipts = received(clamps(each, note=f"DN-{place}"), ORDERS, receipts)
        except GoodsRefusedError:
            assert came + each > CLAMPS.quantity
        else:
            came += each

    assert to_come(receipts).get("CLAMP", 0) == CLAMPS.quantity - came >= 0


def test_more_than_was_ordered_is_refused() -> None:
    after = received(clamps(40), ORDERS, NONE)

    with pytest.raises(GoodsRefusedError, match="20 of CLAMP came and 10 are still to come"):
        received(clamps(20, note="DN-3"), ORDERS, after)


def test_all_that_is_wrong_with_a_delivery_is_said_at_once() -> None:
    wrong = modules("S1", "S1", "S2", "S3", "S4")
    wrong = replace(
        wrong, lines=(*wrong.lines, replace(wrong.lines[0], part_number="MOD-X", serial_numbers=()))
    )

    with pytest.raises(GoodsRefusedError) as refused:
        received(wrong, ORDERS, NONE)

    assert refused.value.problems == (
        "5 of MOD-430 came and 4 are still to come; leave the rest with the driver",
        "part MOD-X is not in order PO-SOL-1-1; it has MOD-430, CLAMP",
        "serial number S1 stands in it twice; scan the piece again",
    )


def test_a_serial_number_comes_once() -> None:
    after = received(modules("S1"), ORDERS, NONE)

    with pytest.raises(GoodsRefusedError, match="S1 was taken in before"):
        received(modules("S1", note="DN-3"), ORDERS, after)


def test_a_serial_number_of_another_part_is_refused() -> None:
    inverter = replace(
        ORDER, number="PO-SOL-1-2", lines=(replace(ORDER.lines[0], part_number="INV"),)
    )
    after = received(modules("S1"), ORDERS, NONE)
    other = modules("S1", note="DN-3")
    other = replace(
        other, order=inverter.number, lines=(replace(other.lines[0], part_number="INV"),)
    )

    with pytest.raises(GoodsRefusedError, match="serial number S1 is a MOD-430, not a INV"):
        received(other, (ORDER, inverter), after)


@pytest.mark.parametrize("serials", [(), ("S1",), ("S1", "S2", "S3")])
def test_each_piece_needs_its_serial_number(serials: tuple[str, ...]) -> None:
    two = modules("S1", "S2")
    wrong = replace(two, lines=(replace(two.lines[0], serial_numbers=serials),))

    with pytest.raises(GoodsRefusedError, match="for 2 pieces; scan each piece once"):
        received(wrong, ORDERS, NONE)


def test_a_delivery_note_counts_once() -> None:
    after = received(clamps(10), ORDERS, NONE)

    with pytest.raises(GoodsRefusedError, match="DN-2 was taken in before"):
        received(clamps(10), ORDERS, after)


def test_a_delivery_of_no_order_is_refused() -> None:
    with pytest.raises(NoSuchOrderError, match=r"There is no order PO-9\. Orders here: PO-SOL-1-1"):
        received(replace(clamps(10), order="PO-9"), ORDERS, NONE)


def test_a_broken_piece_that_is_replaced_is_to_come_again() -> None:
    whole = received(modules("S1", "S2", "S3", "S4"), ORDERS, NONE)

    _, after = returned(back("S2"), ORDERS, whole)

    assert to_come(after)["MOD-430"] == 1
    assert after.serials(ORDER.number, "MOD-430") == {"S1", "S3", "S4"}


def test_a_repaired_piece_comes_again_under_its_number() -> None:
    whole = received(modules("S1", "S2", "S3", "S4"), ORDERS, NONE)
    _, gone = returned(back("S2"), ORDERS, whole)

    after = received(modules("S2", note="DN-9", at=NOON + timedelta(days=3)), ORDERS, gone)

    assert after.serials(ORDER.number, "MOD-430") == {"S1", "S2", "S3", "S4"}


def test_a_piece_that_is_not_replaced_is_called_off() -> None:
    whole = received(modules("S1", "S2", "S3", "S4"), ORDERS, NONE)

    (order,), after = returned(back("S2", is_replaced=False), ORDERS, whole)

    assert order.total_cents == ORDER.total_cents - 14_900
    assert [pieces for _, line, pieces in open_lines((order,), after) if line.needs_serial] == []


def test_what_never_came_cannot_go_back() -> None:
    with pytest.raises(
        GoodsRefusedError, match=r"1 are to go back, and 0 are here.*S9 did not come"
    ):
        returned(back("S9"), ORDERS, NONE)


def test_calling_off_leaves_what_came() -> None:
    half = received(modules("S1", "S2"), ORDERS, NONE)

    (order,) = called_off(ORDERS, half, because="the customer cancelled")

    assert [each.wanted for each in order.lines] == [2, 0]
    assert list(open_lines((order,), half)) == []
