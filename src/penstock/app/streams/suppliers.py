"""A stand-in for suppliers on this machine: their stock falls with each order, for everybody."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from pathlib import Path

from penstock.app.streams.catalogue import (
    CALENDAR,
    CATALOGUE,
    CatalogueLine,
    company_file,
    read_calendar,
    read_catalogue,
)
from penstock.app.streams.keeping import again, latest_of
from penstock.casework.purchase.orders import OrderLine, PurchaseOrder
from penstock.casework.purchase.ports import Offer, SoldOutError
from penstock.governance.conduct.records import Record, Records
from penstock.governance.service_levels.business_time import add_business_days, local_day
from penstock.governance.service_levels.calendars import Calendar


@dataclass(frozen=True, slots=True, kw_only=True)
class SupplierStock:
    """How much of a line of the catalogue is gone; a record, of which each change is a version."""

    number: int
    version: int
    supplier: str
    part_number: str
    sold: int

    @property
    def id(self) -> str:
        """What people call it."""
        return f"the stock of {self.part_number} at {self.supplier}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmedLine:
    """A line of an order as a supplier knows it."""

    part_number: str
    description: str
    quantity: int
    unit_price_cents: int
    promised_on: str
    needs_serial: bool
    cancelled: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmedOrder:
    """An order as a supplier was last told; a record, of which each change is a version."""

    case_id: str
    number: int
    version: int
    order: str
    supplier: str
    placed_at: datetime
    is_back_order: bool
    why_cancelled: str
    lines: tuple[ConfirmedLine, ...]

    @property
    def id(self) -> str:
        """What people call it."""
        return self.order


@dataclass(frozen=True, kw_only=True)
class HouseSuppliers:
    """Sells by `purchasing/supplier-catalogue.csv` beside the documents.

    Args:
        records: Where stock and orders are kept, for all programs together.
        folder: The documents; those of the reference company where they have no such file.
    """

    records: Records
    folder: Path | None = None

    def offers(self, part_numbers: Sequence[str], *, at: datetime) -> tuple[Offer, ...]:
        """Return what can be had of parts now, from stock and by back order.

        Raises:
            UnfitFileError: The catalogue or the calendar cannot be followed.
        """
        today, wanted = local_day(self._calendar, at), set(part_numbers)
        return tuple(
            offer
            for line in self._catalogue
            if line.part_number in wanted
            for offer in self._offers_of(line, today)
        )

    def confirm(self, orders: Sequence[PurchaseOrder]) -> None:
        """Tell the suppliers how orders now stand; all of them, or none.

        Raises:
            SoldOutError: There is less than an order wants, or its supplier sells no such part.
        """
        again(lambda: self._confirm(orders))

    def confirmed(self, reference: str) -> tuple[PurchaseOrder, ...]:
        """Return the orders that suppliers have for a reference, as they were last told."""
        found = self.records.of_case(ConfirmedOrder, reference)
        return tuple(_order_of(each) for each in found)

    def _confirm(self, orders: Sequence[PurchaseOrder]) -> None:
        changes: dict[CatalogueLine, int] = {}
        told: list[Record] = []
        number = self.records.next_number(ConfirmedOrder)
        for order in orders:
            known = self._known(order)
            if known is not None and _order_of(known) == order:
                continue
            self._count(changes, order, 1)
            if known is not None:
                self._count(changes, _order_of(known), -1)
            told.append(_confirmed(order, number=known.number if known else number, after=known))
            number += known is None
        self.records.keep(*self._stocks(changes), *told)

    def _offers_of(self, line: CatalogueLine, today: date) -> Iterator[Offer]:
        left = line.stock - self._sold(line)
        packs = left // line.pack_size * line.pack_size
        ways = ((packs, line.lead_time_business_days), (None, line.restock_business_days))
        for available, business_days in ways:
            if available is None or available > 0:
                yield Offer(
                    supplier=line.supplier,
                    part_number=line.part_number,
                    unit_price_cents=line.unit_price_cents,
                    pack_size=line.pack_size,
                    arrives_on=add_business_days(self._calendar, today, business_days),
                    available=available,
                    is_back_order=available is None,
                )

    def _count(self, changes: dict[CatalogueLine, int], order: PurchaseOrder, sign: int) -> None:
        """Add up what an order takes from the stock; what is got first takes nothing from it."""
        for line in order.lines:
            found = self._line(order.supplier, line.part_number)
            pieces = 0 if order.is_back_order else line.wanted
            changes[found] = changes.get(found, 0) + sign * pieces

    def _stocks(self, changes: dict[CatalogueLine, int]) -> Iterator[SupplierStock]:
        """Yield the stock after changes, in an order that is the same in all programs."""
        for line, pieces in sorted(changes.items(), key=lambda each: each[0].number):
            last = self._stock(line)
            sold = (last.sold if last else 0) + pieces
            if pieces > 0 and sold > line.stock:
                raise SoldOutError(
                    f"{line.supplier} has {line.stock - sold + pieces} of {line.part_number} left, "
                    f"and {pieces} were to be ordered. Nothing was ordered; order again, and other "
                    "suppliers are asked for the rest."
                )
            if pieces:
                version = last.version + 1 if last else 1
                yield SupplierStock(
                    number=line.number,
                    version=version,
                    supplier=line.supplier,
                    part_number=line.part_number,
                    sold=sold,
                )

    def _line(self, supplier: str, part_number: str) -> CatalogueLine:
        for line in self._catalogue:
            if (line.supplier, line.part_number) == (supplier, part_number):
                return line
        raise SoldOutError(
            f"{supplier} sells no {part_number} any more. Nothing was ordered; order again."
        )

    def _known(self, order: PurchaseOrder) -> ConfirmedOrder | None:
        found = self.records.of_case(ConfirmedOrder, order.reference)
        return next((each for each in found if each.order == order.number), None)

    def _stock(self, line: CatalogueLine) -> SupplierStock | None:
        return latest_of(self.records, SupplierStock, line.number)

    def _sold(self, line: CatalogueLine) -> int:
        found = self._stock(line)
        return found.sold if found else 0

    @cached_property
    def _catalogue(self) -> tuple[CatalogueLine, ...]:
        return read_catalogue(company_file(self.folder, CATALOGUE))

    @cached_property
    def _calendar(self) -> Calendar:
        return read_calendar(company_file(self.folder, CALENDAR))


def _confirmed(
    order: PurchaseOrder, *, number: int, after: ConfirmedOrder | None
) -> ConfirmedOrder:
    return ConfirmedOrder(
        case_id=order.reference,
        number=number,
        version=after.version + 1 if after else 1,
        order=order.number,
        supplier=order.supplier,
        placed_at=order.placed_at,
        is_back_order=order.is_back_order,
        why_cancelled=order.cancelled_because,
        lines=tuple(_confirmed_lines(order.lines)),
    )


def _confirmed_lines(lines: Iterable[OrderLine]) -> Iterator[ConfirmedLine]:
    for each in lines:
        yield ConfirmedLine(
            part_number=each.part_number,
            description=each.description,
            quantity=each.quantity,
            unit_price_cents=each.unit_price_cents,
            promised_on=each.promised_on.isoformat(),
            needs_serial=each.needs_serial,
            cancelled=each.cancelled,
        )


def _order_of(record: ConfirmedOrder) -> PurchaseOrder:
    return PurchaseOrder(
        number=record.order,
        reference=record.case_id,
        supplier=record.supplier,
        placed_at=record.placed_at,
        is_back_order=record.is_back_order,
        cancelled_because=record.why_cancelled,
        lines=tuple(
            OrderLine(
                part_number=each.part_number,
                description=each.description,
                quantity=each.quantity,
                unit_price_cents=each.unit_price_cents,
                promised_on=date.fromisoformat(each.promised_on),
                needs_serial=each.needs_serial,
                cancelled=each.cancelled,
            )
            for each in record.lines
        ),
    )
