from datetime import date

from penstock.casework.purchase.choosing import Purchase
from penstock.casework.purchase.ordering import orders_for, still_needed
from penstock.casework.purchase.orders import Need
from penstock.casework.purchase.ports import Offer
from tests.unit.casework.purchase.parts import NOON, ORDER


def bought(part: str, supplier: str, *, is_back_order: bool = False) -> Purchase:
    return Purchase(
        need=Need(part_number=part, description=part, quantity=2),
        offer=Offer(
            supplier=supplier,
            part_number=part,
            unit_price_cents=100,
            pack_size=1,
            arrives_on=date(2026, 12, 1),
            is_back_order=is_back_order,
        ),
        quantity=2,
    )


def test_each_supplier_gets_one_order_and_back_orders_stand_apart() -> None:
    chosen = [
        bought("A", "S1"),
        bought("B", "S2"),
        bought("C", "S1"),
        bought("A", "S1", is_back_order=True),
    ]

    orders = orders_for(chosen, reference="SOL-1", at=NOON, first=3)

    assert [(each.number, each.supplier, len(each.lines)) for each in orders] == [
        ("PO-SOL-1-3", "S1", 2),
        ("PO-SOL-1-4", "S1", 1),
        ("PO-SOL-1-5", "S2", 1),
    ]


def test_what_was_called_off_is_needed_again() -> None:
    need = Need(part_number="MOD-430", description="Module", quantity=4, needs_serial=True)
    less = ORDER.without("MOD-430", 3, because="late")

    assert still_needed((need,), (ORDER,)) == ()
    assert [each.quantity for each in still_needed((need,), (less,))] == [3]
