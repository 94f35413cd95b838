from dataclasses import replace
from datetime import timedelta

import pytest

from penstock.casework.purchase.invoicing import Invoice, InvoiceLine
from penstock.casework.purchase.ordering import orders_for
from penstock.casework.purchase.receipts import Delivered
from penstock.delivery.stage_acts import ActRefusedError
from penstock.streams.ncv_03_solar_storage.installing.saying import (
    CalledOff,
    OrderWish,
    SentBack,
)
from penstock.streams.ncv_03_solar_storage.items import Deliveries, PurchaseOrders
from penstock.streams.ncv_03_solar_storage.stages.procurement import (
    call_off,
    invoice,
    order,
    receive,
    send_back,
)
from tests.solar_contract import LATER
from tests.solar_installation import Site, whole


@pytest.fixture
def site() -> Site:
    return Site()


def quantities(orders: PurchaseOrders) -> dict[str, int]:
    return {line.part_number: line.wanted for each in orders.orders for line in each.lines}


def test_every_part_is_ordered_once_and_in_time(site: Site) -> None:
    orders = site.ordered()

    assert quantities(orders) == {each.part_number: each.quantity for each in site.sold.parts.lines}
    assert {each.reference for each in orders.orders} == {"SOL-1"}
    assert all(line.promised_on <= orders.need_by for each in orders.orders for line in each.lines)
    with pytest.raises(ActRefusedError, match="Every part of the bill of materials is ordered"):
        site.ordered(before=orders)


def test_in_a_hurry_the_nearer_supplier_is_dearer(site: Site) -> None:
    hurried = site.ordered(OrderWish(need_by=(LATER + timedelta(days=7)).date()))

    assert {each.supplier for each in hurried.orders} == {"Carolina Solar Supply"}
    assert hurried.total_cents > Site().ordered().total_cents


def test_what_was_ordered_and_never_recorded_is_called_off(site: Site) -> None:
    site.ordered()
    battery = site.suppliers.offers(["INV-EXAMPLE-10"], at=LATER)

    again = site.ordered()

    assert site.suppliers.confirmed("SOL-1") == again.orders
    assert site.suppliers.offers(["INV-EXAMPLE-10"], at=LATER) == battery


def test_nothing_is_ordered_under_a_void_contract(site: Site) -> None:
    of = site.sold
    void = replace(of.contract, is_void=True, void_because="The price changed.", voided_at=LATER)

    with pytest.raises(ActRefusedError, match=r"is void: The price changed\. Nothing is bought"):
        order(OrderWish(), of.parts, of.order, void, None, None, site.suppliers, site.facts, LATER)


def test_nothing_is_ordered_that_was_not_sold(site: Site) -> None:
    of = site.sold
    more = replace(of.parts, lines=(replace(of.parts.lines[0], quantity=99), *of.parts.lines[1:]))

    with pytest.raises(ActRefusedError, match="changed: PV-EXAMPLE-400"):
        order(
            OrderWish(), more, of.order, of.contract, None, None, site.suppliers, site.facts, LATER
        )


def test_a_part_that_nobody_sells_is_said_and_nothing_is_ordered(site: Site) -> None:
    of = site.sold
    odd = replace(of.parts.lines[0], part_number="PV-UNHEARD-OF")
    parts = replace(of.parts, lines=(odd, *of.parts.lines[1:]))
    sold = replace(of.order, lines=parts.lines)

    with pytest.raises(ActRefusedError, match="No supplier sells 20 of PV-UNHEARD-OF"):
        order(OrderWish(), parts, sold, of.contract, None, None, site.suppliers, site.facts, LATER)

    assert site.suppliers.confirmed("SOL-1") == ()


def test_a_supplier_that_delivers_half_leaves_the_rest_open(site: Site) -> None:
    orders = site.ordered()
    modules = next(each for each in orders.orders if each.line("PV-EXAMPLE-400"))
    half = modules.lines[0].quantity // 2

    came = site.received(whole(modules, pieces=half), orders)
    rest = whole(modules, pieces=modules.lines[0].quantity - half, note="DN-2")
    came = site.received(rest, orders, came)

    assert len(came.deliveries) == 2
    with pytest.raises(ActRefusedError, match="came and 0 are still to come"):
        site.received(whole(modules, pieces=1, note="DN-3"), orders, came)


def test_a_serial_number_that_is_already_installed_elsewhere_is_refused(site: Site) -> None:
    orders = site.ordered()
    modules = next(each for each in orders.orders if each.line("PV-EXAMPLE-400"))
    taken = whole(modules, pieces=2)
    serial = taken.lines[0].serial_numbers[0]
    site.serials.take([("PV-EXAMPLE-400", serial)], reference="SOL-0")

    with pytest.raises(ActRefusedError, match=f"{serial} .PV-EXAMPLE-400. is in SOL-0"):
        site.received(taken, orders)


def test_nothing_comes_tomorrow(site: Site) -> None:
    orders = site.ordered()
    tomorrow = replace(whole(orders.orders[0]), received_at=LATER + timedelta(days=1))

    with pytest.raises(ActRefusedError, match="has not come yet"):
        site.received(tomorrow, orders)


def test_a_broken_piece_goes_back_and_its_number_is_free(site: Site) -> None:
    orders = site.ordered()
    came = site.all_received(orders)
    modules = next(each for each in orders.orders if each.line("PV-EXAMPLE-400"))
    serial = came.deliveries[orders.orders.index(modules)].lines[0].serial_numbers[0]
    said = SentBack(
        order=modules.number,
        part_number="PV-EXAMPLE-400",
        quantity=1,
        because="broken glass",
        serial_numbers=(serial,),
    )

    _, after = send_back(said, orders, came, None, site.suppliers, site.serials, site.facts, LATER)

    assert [each.because for each in after.returns] == ["broken glass"]
    site.serials.take([("PV-EXAMPLE-400", serial)], reference="SOL-2")


def test_what_is_built_in_does_not_go_back(site: Site) -> None:
    orders = site.ordered()
    came = site.all_received(orders)
    building = site.built(site.started(orders, came, site.planned(orders, came)), orders, came)
    of = next(each for each in orders.orders if each.line("INV-EXAMPLE-10"))
    (serial,) = (
        serial
        for each in came.deliveries
        for line in each.lines
        if line.part_number == "INV-EXAMPLE-10"
        for serial in line.serial_numbers
    )
    said = SentBack(
        order=of.number,
        part_number="INV-EXAMPLE-10",
        quantity=1,
        because="noisy",
        serial_numbers=(serial,),
    )

    with pytest.raises(ActRefusedError, match="is built in"):
        send_back(said, orders, came, building, site.suppliers, site.serials, site.facts, LATER)


def test_a_customer_who_cancels_gets_no_more_parts(site: Site) -> None:
    orders = site.ordered()
    first = orders.orders[0]
    came = site.received(whole(first, pieces=1), orders)

    after = call_off(CalledOff(because="the customer cancelled"), orders, came, site.suppliers)

    assert sum(quantities(after).values()) == 1
    assert site.suppliers.confirmed("SOL-1") == after.orders
    with pytest.raises(ActRefusedError, match="Nothing of it is still to come"):
        call_off(CalledOff(because="again"), after, came, site.suppliers)


def test_an_invoice_is_owed_as_far_as_it_matches(site: Site) -> None:
    orders = site.ordered()
    first = orders.orders[0]
    came = site.all_received(orders)
    lines = tuple(
        InvoiceLine(
            part_number=each.part_number,
            quantity=each.quantity,
            unit_price_cents=each.unit_price_cents + 1,
        )
        for each in first.lines
    )
    total_cents = sum(each.amount_cents for each in lines)
    said = Invoice(number="R-1", order=first.number, lines=lines, total_cents=total_cents)

    (judged,) = invoice(said, orders, came).invoices

    assert judged.payable_cents == first.total_cents
    assert len(judged.differences) == len(first.lines)


NO_ORDER = r"There is no order PO-9\. Orders here: PO-SOL-1-1"


def test_a_delivery_of_an_order_that_there_is_not_is_refused(site: Site) -> None:
    orders = site.ordered()
    said = Delivered(order="PO-9", note="1", lines=whole(orders.orders[0]).lines)

    with pytest.raises(ActRefusedError, match=NO_ORDER):
        receive(said, orders, None, site.serials, site.facts, LATER)


def test_an_order_that_there_is_not_is_not_called_off(site: Site) -> None:
    orders = site.ordered()

    with pytest.raises(ActRefusedError, match=NO_ORDER):
        call_off(CalledOff(order="PO-9", because="late"), orders, None, site.suppliers)


def test_an_invoice_of_an_order_that_there_is_not_is_refused(site: Site) -> None:
    line = InvoiceLine(part_number="X", quantity=1, unit_price_cents=1)
    bill = Invoice(number="1", order="PO-9", lines=(line,), total_cents=1)

    with pytest.raises(ActRefusedError, match=NO_ORDER):
        invoice(bill, site.ordered(), Deliveries())


def test_orders_of_a_choice_of_nothing_are_none() -> None:
    assert orders_for([], reference="SOL-1", at=LATER, first=1) == ()
