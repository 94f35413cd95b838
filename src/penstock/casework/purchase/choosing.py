"""Of whom to buy: in time first, then for the least money, exactly."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from penstock.casework.purchase.orders import Need
from penstock.casework.purchase.ports import Offer


@dataclass(frozen=True, slots=True, kw_only=True)
class Purchase:
    """Pieces that are taken of an offer.

    Args:
        need: What for.
        offer: Whose.
        quantity: Pieces, in whole packs.
    """

    need: Need
    offer: Offer
    quantity: int

    @property
    def cost_cents(self) -> int:
        """The cents that they cost."""
        return self.quantity * self.offer.unit_price_cents


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What to buy of whom, and what nobody sells.

    Args:
        purchases: What to buy.
        unmet: Pieces that nobody sells: the need, with as many pieces as lack.
    """

    purchases: tuple[Purchase, ...]
    unmet: tuple[Need, ...] = ()


def choose(needs: Iterable[Need], offers: Iterable[Offer], *, need_by: date) -> Choice:
    """Return what to buy of whom.

    As many pieces as can be here by a day are bought so that they are, and the rest as early as
    it can be. Among the ways to do so it is the one that costs least; no cheaper one exists.

    Args:
        needs: What is needed.
        offers: What can be had.
        need_by: The last day on which parts come in time.
    """
    by_part: dict[str, list[Offer]] = {}
    for offer in offers:
        by_part.setdefault(offer.part_number, []).append(offer)
    purchases: list[Purchase] = []
    unmet: list[Need] = []
    for need in needs:
        bought, lacking = _bought(need, by_part.get(need.part_number, []), need_by=need_by)
        purchases += bought
        unmet += [_of(need, lacking)] if lacking else []
    return Choice(purchases=tuple(purchases), unmet=tuple(unmet))


def cheapest_cover(quantity: int, offers: Sequence[Offer]) -> tuple[tuple[Offer, int], ...] | None:
    """Return which whole packs to take to have a quantity for the least money; None if none do.

    Branch and bound over packs, cheapest offer first: what is still lacking costs at least the
    price of the cheapest offer that is left, so most branches end at once.
    """
    ordered = sorted(offers, key=lambda each: (each.unit_price_cents, each.arrives_on))
    best: list[tuple[int, tuple[int, ...]]] = []

    def look(place: int, lacking: int, cost_cents: int, taken: tuple[int, ...]) -> None:
        if lacking <= 0:
            if not best or cost_cents < best[0][0]:
                best[:] = [(cost_cents, taken)]
            return
        if place == len(ordered):
            return
        offer = ordered[place]
        if best and cost_cents + lacking * offer.unit_price_cents >= best[0][0]:
            return
        for pieces in _steps(offer, lacking):
            cost = cost_cents + pieces * offer.unit_price_cents
            look(place + 1, lacking - pieces, cost, (*taken, pieces))

    look(0, quantity, 0, ())
    if not best:
        return None
    return tuple(
        (offer, pieces) for offer, pieces in zip(ordered, best[0][1], strict=False) if pieces
    )


def _steps(offer: Offer, lacking: int) -> Iterable[int]:
    """Return the pieces worth taking of an offer, the most first."""
    packs = -(-lacking // offer.pack_size)
    if offer.available is not None:
        packs = min(packs, offer.available // offer.pack_size)
    return (count * offer.pack_size for count in range(packs, -1, -1))


def _bought(need: Need, offers: list[Offer], *, need_by: date) -> tuple[list[Purchase], int]:
    """Return what to buy for one need, wave by wave of arrival, and how many pieces lack."""
    lacking, bought = need.quantity, []
    for wave in _waves(offers, need_by=need_by):
        found = cheapest_cover(lacking, wave) or _all_packs(wave)
        bought += [Purchase(need=need, offer=each, quantity=pieces) for each, pieces in found]
        lacking -= sum(pieces for _, pieces in found)
        if lacking <= 0:
            return bought, 0
    return bought, lacking


def _waves(offers: list[Offer], *, need_by: date) -> Iterable[list[Offer]]:
    """Yield what comes in time, all together, and then what comes later, day by day."""
    ordered = sorted(offers, key=lambda each: each.arrives_on)
    for _, wave in groupby(ordered, key=lambda each: max(need_by, each.arrives_on)):
        yield list(wave)


def _all_packs(offers: list[Offer]) -> tuple[tuple[Offer, int], ...]:
    packs = ((each, (each.available or 0) // each.pack_size * each.pack_size) for each in offers)
    return tuple((offer, pieces) for offer, pieces in packs if pieces)


def _of(need: Need, quantity: int) -> Need:
    return Need(
        part_number=need.part_number,
        description=need.description,
        quantity=quantity,
        needs_serial=need.needs_serial,
    )
