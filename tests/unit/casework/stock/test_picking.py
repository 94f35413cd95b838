from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from penstock.casework.purchase.orders import Need
from penstock.casework.stock.picking import (
    FreePart,
    FreePiece,
    Picked,
    less,
    merged,
    pick,
    serials_of,
    surplus,
    taken_out,
)

DAY = date(2026, 11, 2)
PARTS = st.sampled_from(["HUB", "STAT", "PLUG"])
NEEDS = st.lists(
    st.builds(
        Need,
        part_number=PARTS,
        description=st.just("a part"),
        quantity=st.integers(1, 9),
        needs_serial=st.sampled_from([True]),
    ),
    max_size=6,
)
STOCK = st.dictionaries(PARTS, st.integers(0, 12))


def need(part: str, quantity: int, *, needs_serial: bool = True) -> Need:
    return Need(part_number=part, description=part, quantity=quantity, needs_serial=needs_serial)


def free(part: str, *days: int) -> FreePart:
    pieces = tuple(
        FreePiece(serial_number=f"{part}-{number}", since=DAY + timedelta(days=day))
        for number, day in enumerate(days)
    )
    return FreePart(part_number=part, pieces=pieces)


def test_the_oldest_pieces_go_first() -> None:
    found = pick([need("STAT", 2)], [free("STAT", 9, 0, 4)])

    assert found.picked == (
        Picked(part_number="STAT", quantity=2, serial_numbers=("STAT-1", "STAT-2")),
    )
    assert not found.lacking


def test_what_stock_has_not_is_to_be_ordered() -> None:
    found = pick([need("STAT", 3), need("HUB", 1)], [free("STAT", 0)])

    assert [(each.part_number, each.quantity) for each in found.lacking] == [
        ("STAT", 2),
        ("HUB", 1),
    ]


def test_a_part_without_serial_numbers_is_counted() -> None:
    found = pick([need("WIRE", 30, needs_serial=False)], [FreePart(part_number="WIRE", counted=12)])

    assert found.picked == (Picked(part_number="WIRE", quantity=12),)
    assert found.lacking[0].quantity == 18


@given(NEEDS, STOCK)
def test_what_is_picked_and_what_lacks_is_what_is_needed(
    needs: list[Need], stock: dict[str, int]
) -> None:
    found = pick(needs, [free(part, *range(count)) for part, count in stock.items()])

    for part in ("HUB", "STAT", "PLUG"):
        wanted = sum(each.quantity for each in needs if each.part_number == part)
        picked = sum(each.quantity for each in found.picked if each.part_number == part)
        lacks = sum(each.quantity for each in found.lacking if each.part_number == part)
        assert picked + lacks == wanted
        assert picked <= stock.get(part, 0)
    assert len(serials_of(found.picked)) == sum(each.quantity for each in found.picked)


@given(NEEDS, STOCK)
def test_what_is_kept_is_needed_no_more_and_goes_beyond_nothing(
    needs: list[Need], stock: dict[str, int]
) -> None:
    found = pick(needs, [free(part, *range(count)) for part, count in stock.items()])

    assert less(needs, found.picked) == found.lacking
    assert surplus(needs, found.picked) == ()
    assert surplus([], found.picked) == found.picked
    assert taken_out(found.picked, ()) == found.picked
    assert taken_out(found.picked, found.picked) == ()


def test_picks_of_one_part_are_one() -> None:
    one = Picked(part_number="HUB", quantity=1, serial_numbers=("H1",))
    two = Picked(part_number="HUB", quantity=2, serial_numbers=("H1", "H2"))

    assert merged([one, two]) == (two,)


def test_a_serial_number_for_each_piece_or_none() -> None:
    with pytest.raises(ValueError, match="1 serial numbers are named"):
        Picked(part_number="HUB", quantity=2, serial_numbers=("H1",))
