"""Picking from stock: the oldest pieces first, by serial number, and what is then to be ordered."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated

from annotated_types import Gt, MinLen

from penstock.casework.purchase.ordering import summed
from penstock.casework.purchase.orders import Need


@dataclass(frozen=True, slots=True, kw_only=True)
class FreePiece:
    """A piece that has a serial number and is kept for nobody.

    Args:
        serial_number: What is printed on it.
        since: The day it came into stock.
    """

    serial_number: str
    since: date


@dataclass(frozen=True, slots=True, kw_only=True)
class FreePart:
    """What lies free of one part.

    Args:
        part_number: What manufacturer and suppliers call it.
        pieces: Those with serial numbers.
        counted: How many there are of a part that has none.
        has_serials: Whether its pieces have serial numbers; what nobody knows yet has.
    """

    part_number: str
    pieces: tuple[FreePiece, ...] = ()
    counted: int = 0
    has_serials: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Picked:
    """Pieces of one part that are kept for some work.

    Args:
        part_number: What manufacturer and suppliers call it.
        quantity: Pieces.
        serial_numbers: Which, where they have serial numbers.
    """

    part_number: Annotated[str, MinLen(1)]
    quantity: Annotated[int, Gt(0)]
    serial_numbers: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.serial_numbers and len(set(self.serial_numbers)) != self.quantity:
            raise ValueError(
                f"{self.quantity} pieces of {self.part_number} are picked, and "
                f"{len(set(self.serial_numbers))} serial numbers are named"
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Pick:
    """What is taken from stock for some needs, and what is then to be ordered.

    Args:
        picked: What is taken, a part at a time.
        lacking: Needs, with as many pieces as the stock has not.
    """

    picked: tuple[Picked, ...]
    lacking: tuple[Need, ...] = ()


def pick(needs: Iterable[Need], free: Iterable[FreePart]) -> Pick:
    """Return what to take from stock: of each part the oldest pieces, and never more than needed.

    Args:
        needs: What some work needs; a part that stands twice counts together.
        free: What is kept for nobody; parts that nobody needs are no matter.
    """
    there = {each.part_number: each for each in free}
    picked: list[Picked] = []
    lacking: list[Need] = []
    for need in summed(needs):
        found = _of(need, there.get(need.part_number))
        picked += [found] if found else []
        if short := need.quantity - (found.quantity if found else 0):
            lacking.append(replace(need, quantity=short))
    return Pick(picked=tuple(picked), lacking=tuple(lacking))


def less(needs: Iterable[Need], kept: Iterable[Picked]) -> tuple[Need, ...]:
    """Return what of needs is not yet kept for them."""
    have = {each.part_number: each.quantity for each in merged(kept)}
    return tuple(
        replace(each, quantity=each.quantity - have.get(each.part_number, 0))
        for each in summed(needs)
        if each.quantity > have.get(each.part_number, 0)
    )


def surplus(needs: Iterable[Need], kept: Iterable[Picked]) -> tuple[Picked, ...]:
    """Return what is kept beyond needs, the newest pieces first to go back."""
    wanted = {each.part_number: each.quantity for each in summed(needs)}
    found = (_beyond(each, wanted.get(each.part_number, 0)) for each in merged(kept))
    return tuple(each for each in found if each)


def merged(picked: Iterable[Picked]) -> tuple[Picked, ...]:
    """Return picks with each part once, in the order in which they first come."""
    by_part: dict[str, Picked] = {}
    for each in picked:
        before = by_part.get(each.part_number)
        by_part[each.part_number] = _both(before, each) if before else each
    return tuple(by_part.values())


def taken_out(kept: Iterable[Picked], gone: Iterable[Picked]) -> tuple[Picked, ...]:
    """Return picks without pieces of them; what was not picked is no matter."""
    by_part = {each.part_number: each for each in merged(gone)}
    left = (_left(each, by_part.get(each.part_number)) for each in merged(kept))
    return tuple(each for each in left if each)


def serials_of(picked: Sequence[Picked]) -> Mapping[str, str]:
    """Return the part number of each serial number that is kept."""
    return {serial: each.part_number for each in picked for serial in each.serial_numbers}


def _of(need: Need, there: FreePart | None) -> Picked | None:
    if there is None:
        return None
    if not need.needs_serial:
        quantity = min(need.quantity, there.counted)
        return Picked(part_number=need.part_number, quantity=quantity) if quantity else None
    oldest = sorted(there.pieces, key=lambda each: (each.since, each.serial_number))
    serials = tuple(each.serial_number for each in oldest[: need.quantity])
    if not serials:
        return None
    return Picked(part_number=need.part_number, quantity=len(serials), serial_numbers=serials)


def _both(before: Picked, more: Picked) -> Picked:
    serials = tuple(dict.fromkeys((*before.serial_numbers, *more.serial_numbers)))
    quantity = len(serials) if serials else before.quantity + more.quantity
    return replace(before, quantity=quantity, serial_numbers=serials)


def _left(kept: Picked, gone: Picked | None) -> Picked | None:
    if gone is None:
        return kept
    serials = tuple(each for each in kept.serial_numbers if each not in gone.serial_numbers)
    quantity = len(serials) if kept.serial_numbers else kept.quantity - gone.quantity
    return replace(kept, quantity=quantity, serial_numbers=serials) if quantity > 0 else None


def _beyond(kept: Picked, wanted: int) -> Picked | None:
    quantity = kept.quantity - wanted
    if quantity <= 0:
        return None
    return replace(kept, quantity=quantity, serial_numbers=kept.serial_numbers[wanted:])
