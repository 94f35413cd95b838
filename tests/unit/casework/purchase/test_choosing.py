from datetime import date, timedelta
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from penstock.casework.purchase.choosing import cheapest_cover, choose
from penstock.casework.purchase.orders import Need
from penstock.casework.purchase.ports import Offer

TODAY = date(2026, 11, 23)
NEED = Need(part_number="MOD-430", description="Module", quantity=20, needs_serial=True)


def offer(
    supplier: str, cents: int, days: int, *, available: int | None = None, pack: int = 1
) -> Offer:
    return Offer(
        supplier=supplier,
        part_number="MOD-430",
        unit_price_cents=cents,
        pack_size=pack,
        arrives_on=TODAY + timedelta(days=days),
        available=available,
        is_back_order=available is None,
    )


OFFERS = st.lists(
    st.builds(
        offer,
        st.sampled_from(["A", "B", "C"]),
        st.integers(0, 9),
        st.integers(0, 20),
        available=st.integers(0, 12),
        pack=st.integers(1, 4),
    ),
    max_size=3,
)


def test_who_is_in_time_and_cheapest_is_taken() -> None:
    offers = [
        offer("slow", 90, 30, available=50),
        offer("A", 120, 5, available=50),
        offer("B", 110, 6, available=50),
    ]

    choice = choose([NEED], offers, need_by=TODAY + timedelta(days=7))

    assert [(each.offer.supplier, each.quantity) for each in choice.purchases] == [("B", 20)]


def test_a_supplier_with_too_few_is_joined_by_another() -> None:
    offers = [offer("A", 100, 5, available=12), offer("B", 130, 5, available=50)]

    choice = choose([NEED], offers, need_by=TODAY + timedelta(days=7))

    assert {each.offer.supplier: each.quantity for each in choice.purchases} == {"A": 12, "B": 8}


def test_what_nobody_has_in_time_is_ordered_back_as_early_as_can_be() -> None:
    offers = [offer("A", 100, 5, available=12), offer("A", 100, 40), offer("B", 90, 60)]

    choice = choose([NEED], offers, need_by=TODAY + timedelta(days=7))

    assert [(each.quantity, each.offer.is_back_order) for each in choice.purchases] == [
        (12, False),
        (8, True),
    ]
    assert choice.purchases[1].offer.supplier == "A"


def test_what_nobody_sells_is_said() -> None:
    choice = choose([NEED], [offer("A", 100, 5, available=12)], need_by=TODAY)

    assert [(each.part_number, each.quantity) for each in choice.unmet] == [("MOD-430", 8)]


def test_whole_packs_are_bought() -> None:
    choice = choose([NEED], [offer("A", 100, 5, available=93, pack=31)], need_by=TODAY)

    assert [each.quantity for each in choice.purchases] == [31]


def test_few_of_a_dear_pack_can_be_cheaper_than_many_of_a_cheap_one() -> None:
    found = cheapest_cover(
        5, [offer("A", 10, 1, available=100, pack=50), offer("B", 30, 1, available=9)]
    )

    assert found is not None
    assert [(each.supplier, pieces) for each, pieces in found] == [("B", 5)]


@given(st.integers(1, 15), OFFERS)
def test_no_way_to_cover_a_need_is_cheaper(quantity: int, offers: list[Offer]) -> None:
    def packs(each: Offer) -> range:
        return range(
            0, (each.available or 0) // each.pack_size * each.pack_size + 1, each.pack_size
        )

    costs = [
        sum(pieces * each.unit_price_cents for pieces, each in zip(taken, offers, strict=True))
        for taken in product(*map(packs, offers))
        if sum(taken) >= quantity
    ]

    found = cheapest_cover(quantity, offers)

    assert (found is None) == (not costs)
    if found is not None:
        assert sum(pieces for _, pieces in found) >= quantity
        assert sum(pieces * each.unit_price_cents for each, pieces in found) == min(costs)


@given(st.integers(1, 40), OFFERS, st.integers(0, 20))
def test_what_is_bought_and_what_lacks_make_the_need(
    quantity: int, offers: list[Offer], days: int
) -> None:
    need = Need(part_number="MOD-430", description="Module", quantity=quantity)

    choice = choose([need], offers, need_by=TODAY + timedelta(days=days))

    bought = sum(each.quantity for each in choice.purchases)
    lacking = sum(each.quantity for each in choice.unmet)
    assert bought + lacking >= quantity
    assert lacking == 0 or bought + lacking == quantity
    for each in choice.purchases:
        assert each.quantity <= (each.offer.available or 0)
        assert each.quantity % each.offer.pack_size == 0
