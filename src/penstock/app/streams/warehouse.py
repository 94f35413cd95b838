"""The company's own stock: a file says what came, and records who keeps what of it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path

from penstock.app.streams.catalogue import company_file
from penstock.app.streams.keeping import again, latest_of, number_of
from penstock.app.tabular import UnfitFileError, rows_of
from penstock.casework.stock.picking import FreePart, FreePiece, Picked, merged
from penstock.casework.stock.ports import OutOfStockError
from penstock.governance.conduct.records import Records

STOCK = Path("purchasing") / "warehouse.csv"
_COLUMNS = ("part_number", "serial_number", "quantity", "since")


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptPart:
    """Who keeps what of a part; a record, of which each change is a version.

    Args:
        number: The hash of the part's number.
        version: From 1.
        part_number: What maker and suppliers call it.
        pieces: For whom a piece is kept, by its serial number.
        counted: How many are kept for whom, of a part without serial numbers.
    """

    number: int
    version: int
    part_number: str
    pieces: Mapping[str, str]
    counted: Mapping[str, int]

    @property
    def id(self) -> str:
        """What people call it."""
        return f"the stock of {self.part_number}"


@dataclass(frozen=True, slots=True, kw_only=True)
class StockLine:
    """Pieces that came into stock: one with a serial number, or some without."""

    part_number: str
    serial_number: str
    quantity: int
    since: date


@dataclass(frozen=True, kw_only=True)
class RecordedWarehouse:
    """Keeps pieces of `purchasing/warehouse.csv` for whoever reserves them first.

    Args:
        records: Where that is kept, for all programs together.
        folder: The documents; those of the reference company where they have no such file.
    """

    records: Records
    folder: Path | None = None

    def free(self, part_numbers: Sequence[str]) -> tuple[FreePart, ...]:
        """Return what lies there of parts and is kept for nobody.

        Raises:
            UnfitFileError: The file of the stock cannot be followed.
        """
        return tuple(self._free(self._kept(each)) for each in dict.fromkeys(part_numbers))

    def reserved(self, reference: str) -> tuple[Picked, ...]:
        """Return what is kept for a reference, by part number."""
        parts = sorted({each.part_number for each in self._lines})
        return tuple(
            found for each in parts if (found := _of(self._kept(each), reference)) is not None
        )

    def reserve(self, picked: Sequence[Picked], *, reference: str) -> None:
        """Keep pieces for a reference, beside what is kept for it already; all, or none.

        Raises:
            OutOfStockError: One of them is not free any more.
        """
        again(lambda: self._change(picked, reference, self._with))

    def release(self, picked: Sequence[Picked], *, reference: str) -> None:
        """Keep pieces for a reference no more; those that are kept for others stay."""
        again(lambda: self._change(picked, reference, _without))

    def _change(
        self,
        picked: Sequence[Picked],
        reference: str,
        how: Callable[[KeptPart, Picked, str], KeptPart],
    ) -> None:
        # Programs that write several parts do so in one order, and wait for nobody in a circle.
        parts = sorted(merged(picked), key=lambda each: number_of(each.part_number))
        before = [(self._kept(each.part_number), each) for each in parts]
        after = [(kept, how(kept, each, reference)) for kept, each in before]
        self.records.keep(
            *(replace(then, version=now.version + 1) for now, then in after if now != then)
        )

    def _with(self, kept: KeptPart, picked: Picked, reference: str) -> KeptPart:
        free = self._free(kept)
        lying = {each.serial_number for each in free.pieces}
        mine = {serial for serial, whose in kept.pieces.items() if whose == reference}
        if gone := sorted(set(picked.serial_numbers) - lying - mine):
            raise OutOfStockError(
                f"{', '.join(gone)} of {picked.part_number} is not free any more. Nothing was "
                "reserved; reserve again, and other pieces are taken."
            )
        more = 0 if picked.serial_numbers else picked.quantity
        if more > free.counted:
            raise OutOfStockError(
                f"{free.counted} of {picked.part_number} are free, and {more} were to be reserved. "
                "Nothing was reserved; reserve again, and the rest is ordered."
            )
        pieces = {**kept.pieces, **dict.fromkeys(picked.serial_numbers, reference)}
        return _changed(kept, pieces, reference, kept.counted.get(reference, 0) + more)

    def _free(self, kept: KeptPart) -> FreePart:
        own = [each for each in self._lines if each.part_number == kept.part_number]
        pieces = tuple(
            FreePiece(serial_number=each.serial_number, since=each.since)
            for each in own
            if each.serial_number and each.serial_number not in kept.pieces
        )
        there = sum(each.quantity for each in own if not each.serial_number)
        counted = there - sum(kept.counted.values())
        return FreePart(
            part_number=kept.part_number,
            pieces=pieces,
            counted=max(counted, 0),
            has_serials=not own or any(each.serial_number for each in own),
        )

    def _kept(self, part_number: str) -> KeptPart:
        found = latest_of(self.records, KeptPart, number_of(part_number))
        return found or KeptPart(
            number=number_of(part_number), version=0, part_number=part_number, pieces={}, counted={}
        )

    @cached_property
    def _lines(self) -> tuple[StockLine, ...]:
        return read_stock(company_file(self.folder, STOCK))


def read_stock(file: Path) -> tuple[StockLine, ...]:
    """Return what came into stock.

    Raises:
        UnfitFileError: The file cannot be followed; all reasons at once.
    """
    lines: list[StockLine] = []
    problems: list[str] = []
    known: set[tuple[str, str]] = set()
    for place, row in rows_of(file, _COLUMNS):
        found = list(_problems(row))
        piece = row["part_number"], row["serial_number"]
        if piece[1] and piece in known:
            found.append(f"serial number {piece[1]} of {piece[0]} stands twice")
        known.add(piece)
        problems += [f"line {place}: {each}." for each in found]
        if not found:
            lines.append(_line(row))
    if problems:
        raise UnfitFileError(file, problems)
    return tuple(lines)


def _without(kept: KeptPart, picked: Picked, reference: str) -> KeptPart:
    gone = {each for each in picked.serial_numbers if kept.pieces.get(each) == reference}
    pieces = {serial: whose for serial, whose in kept.pieces.items() if serial not in gone}
    less = 0 if picked.serial_numbers else picked.quantity
    return _changed(kept, pieces, reference, max(kept.counted.get(reference, 0) - less, 0))


def _changed(kept: KeptPart, pieces: Mapping[str, str], reference: str, counted: int) -> KeptPart:
    others = {whose: count for whose, count in kept.counted.items() if whose != reference}
    after = {**others, reference: counted} if counted else others
    return replace(kept, pieces=pieces, counted=after)


def _of(kept: KeptPart, reference: str) -> Picked | None:
    serials = tuple(sorted(each for each, whose in kept.pieces.items() if whose == reference))
    quantity = len(serials) or kept.counted.get(reference, 0)
    if not quantity:
        return None
    return Picked(part_number=kept.part_number, quantity=quantity, serial_numbers=serials)


def _problems(row: Mapping[str, str]) -> Iterator[str]:
    if not row["part_number"]:
        yield "it does not say its part_number"
    if not row["quantity"].isdecimal() or int(row["quantity"]) < 1:
        yield f"quantity is “{row['quantity']}”; write a whole number from 1"
    elif row["serial_number"] and row["quantity"] != "1":
        yield f"{row['quantity']} pieces have one serial number; write a line for each piece"
    try:
        date.fromisoformat(row["since"])
    except ValueError:
        yield f"since is “{row['since']}”; write a day such as 2026-11-02"


def _line(row: Mapping[str, str]) -> StockLine:
    return StockLine(
        part_number=row["part_number"],
        serial_number=row["serial_number"],
        quantity=int(row["quantity"]),
        since=date.fromisoformat(row["since"]),
    )
