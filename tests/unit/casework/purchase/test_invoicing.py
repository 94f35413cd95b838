from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from penstock.casework.purchase.invoicing import Invoice, InvoiceLine, match
from penstock.casework.purchase.receipts import Receipts
from penstock.casework.purchase.receiving import received
from tests.unit.casework.purchase.parts import ORDER, clamps, modules

HALF = received(modules("S1", "S2"), (ORDER,), Receipts())
WHOLE = received(clamps(50), (ORDER,), received(modules("S3", "S4", note="DN-3"), (ORDER,), HALF))


def invoice(modules: int, *, price_cents: int = 14_900, number: str = "R-1") -> Invoice:
    line = InvoiceLine(part_number="MOD-430", quantity=modules, unit_price_cents=price_cents)
    return Invoice(number=number, order=ORDER.number, lines=(line,), total_cents=line.amount_cents)


def test_what_was_ordered_came_and_is_billed_is_owed_to_the_cent() -> None:
    lines = tuple(
        InvoiceLine(
            part_number=each.part_number,
            quantity=each.quantity,
            unit_price_cents=each.unit_price_cents,
        )
        for each in ORDER.lines
    )
    whole = Invoice(number="R-1", order=ORDER.number, lines=lines, total_cents=ORDER.total_cents)

    found = match(whole, ORDER, WHOLE)

    assert (found.payable_cents, found.differences) == (4 * 14_900 + 50 * 199, ())


def test_what_did_not_come_is_not_owed() -> None:
    found = match(invoice(4), ORDER, HALF)

    assert found.payable_cents == 2 * 14_900
    assert found.differences == ("4 of MOD-430 are billed, and 2 came and are not billed yet.",)


def test_a_dearer_price_than_ordered_is_not_owed() -> None:
    found = match(invoice(2, price_cents=14_901), ORDER, HALF)

    assert found.payable_cents == 2 * 14_900
    assert found.differences == (
        "Part MOD-430 is billed at 149.01 USD and was ordered at 149.00 USD.",
    )


def test_a_total_that_is_a_cent_off_is_seen() -> None:
    off = replace(invoice(2), total_cents=29_801)

    assert match(off, ORDER, HALF).differences == (
        "The lines add up to 298.00 USD, and the total says 298.01 USD.",
    )


def test_a_part_that_was_never_ordered_is_not_owed() -> None:
    line = InvoiceLine(part_number="GIFT", quantity=1, unit_price_cents=500)
    found = match(
        Invoice(number="R-1", order=ORDER.number, lines=(line,), total_cents=500), ORDER, WHOLE
    )

    assert (found.payable_cents, found.differences) == (
        0,
        ("Part GIFT was never ordered with PO-SOL-1-1.",),
    )


def test_the_same_invoice_is_paid_once() -> None:
    found = match(invoice(2), ORDER, HALF, before=[invoice(2)])

    assert (found.payable_cents, found.differences) == (
        0,
        ("Invoice R-1 came before; it is paid once.",),
    )


@given(st.lists(st.tuples(st.integers(1, 5), st.integers(14_000, 16_000)), max_size=6))
def test_invoices_are_never_owed_more_than_came_at_the_price_of_the_order(
    billed: list[tuple[int, int]],
) -> None:
    before: list[Invoice] = []
    payable_cents = 0
    for place, (pieces, price_cents) in enumerate(billed):
        each = invoice(pieces, price_cents=price_cents, number=f"R-{place}")
        payable_cents += match(each, ORDER, WHOLE, before=before).payable_cents
        before.append(each)

    assert payable_cents <= 4 * 14_900
