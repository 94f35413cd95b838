"""Dispatch by location, capability and cost; whose resource it is, the dispatcher does not know."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class DispatchableResource:
    """What dispatch may know of a resource; it has no owner.

    Args:
        id: A name that tells no owner.
        location: Where it is connected.
        available_kw: What it can give or take away.
        cost_per_kwh: What that costs.
    """

    id: str
    location: str
    available_kw: Decimal
    cost_per_kwh: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnedResource:
    """A resource as it is enrolled.

    Args:
        resource: What dispatch may know.
        owner: Whose it is.
    """

    resource: DispatchableResource
    owner: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GridNeed:
    """What the grid needs somewhere."""

    location: str
    kw: Decimal


Dispatch = Mapping[str, Decimal]
Dispatcher = Callable[[GridNeed, Sequence[OwnedResource]], Dispatch]


def dispatched(need: GridNeed, resources: Iterable[DispatchableResource]) -> Dispatch:
    """Return how much each resource gives: at the place, the cheapest first, by id where equal.

    A need that is larger than what there is gets all of it.
    """
    left, given = need.kw, {}
    there = (each for each in resources if each.location == need.location)
    for each in sorted(there, key=lambda each: (each.cost_per_kwh, each.id)):
        part = min(left, each.available_kw)
        if part > 0:
            given[each.id] = part
            left -= part
    return given


def without_owners(resources: Iterable[OwnedResource]) -> tuple[DispatchableResource, ...]:
    """Return what dispatch may know of resources."""
    return tuple(each.resource for each in resources)


def favours(
    dispatch: Dispatcher, need: GridNeed, resources: Sequence[OwnedResource]
) -> Iterator[str]:
    """Yield the resources whose dispatch changes when any two resources change their owners.

    Args:
        dispatch: A way to dispatch that is under suspicion.
        need: A need.
        resources: The resources, with their owners.
    """
    before = dispatch(need, resources)
    for first in range(len(resources)):
        for second in range(first):
            after = dispatch(need, _swapped(resources, first, second))
            changed = before.keys() | after.keys()
            if differ := sorted(name for name in changed if before.get(name) != after.get(name)):
                yield from differ
                return


def _swapped(
    resources: Sequence[OwnedResource], first: int, second: int
) -> tuple[OwnedResource, ...]:
    changed = list(resources)
    changed[first] = replace(resources[first], owner=resources[second].owner)
    changed[second] = replace(resources[second], owner=resources[first].owner)
    return tuple(changed)
