"""A roof's modules as strings on the trackers of inverters: of one plane, equals together."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil

from penstock.engineering.solar.equipment import Inverter
from penstock.engineering.solar.string_limits import InfeasibleStringError, StringLimits


@dataclass(frozen=True, slots=True, kw_only=True)
class Tracker:
    """What is on one tracker: strings of one plane and one length.

    Args:
        plane: Whose modules they are.
        length: How many modules each string has.
        strings: How many there are, side by side.
    """

    plane: str
    length: int
    strings: int

    @property
    def modules(self) -> int:
        """How many modules there are."""
        return self.length * self.strings


def wired(
    planes: Sequence[tuple[str, int]],
    limits: StringLimits,
    inverter: Inverter,
    *,
    inverters: int = 1,
) -> tuple[Tracker, ...]:
    """Return strings for all modules of all planes.

    Of each plane, the number of strings is taken that needs the fewest trackers, then the fewest
    strings; their lengths differ by one module at most, and only equals share a tracker.

    Args:
        planes: Name and number of modules of each.
        limits: What a string may be.
        inverter: How many trackers each has.
        inverters: How many there are of it.

    Raises:
        InfeasibleStringError: A plane's modules make no strings, or there are too few trackers.
    """
    trackers = tuple(
        each for name, count in planes if count for each in _plane_wired(name, count, limits)
    )
    there = inverter.inputs * inverters
    if len(trackers) > there:
        raise InfeasibleStringError(
            f"These strings need {len(trackers)} trackers, and {inverters} of {inverter.name} "
            f"have {there}: {_listed(trackers)}. Take modules off a plane, or more inverters."
        )
    return trackers


def _plane_wired(name: str, count: int, limits: StringLimits) -> tuple[Tracker, ...]:
    numbers = range(ceil(count / limits.longest), count // limits.shortest + 1)
    found = [tuple(_split(name, count, strings, limits.together)) for strings in numbers]
    if not found:
        raise InfeasibleStringError(
            f"The {count} modules of {name} make no strings of {limits.shortest} to "
            f"{limits.longest}: {_near(count, limits)}"
        )
    return min(found, key=lambda each: (len(each), sum(tracker.strings for tracker in each)))


def _near(count: int, limits: StringLimits) -> str:
    """Return what would do instead."""
    strings = count // limits.shortest
    if not strings:
        return f"it takes {limits.shortest} at least. Leave this plane out, or find room for more."
    return f"{strings * limits.longest} would do. Take {count - strings * limits.longest} off."


def _split(name: str, count: int, strings: int, together: int) -> Iterator[Tracker]:
    """Yield the trackers of a plane's modules, cut into so many strings as even as can be."""
    length, longer = divmod(count, strings)
    for each, number in ((length + 1, longer), (length, strings - longer)):
        for begin in range(0, number, together):
            yield Tracker(plane=name, length=each, strings=min(together, number - begin))


def _listed(trackers: Sequence[Tracker]) -> str:
    return ", ".join(f"{each.strings} of {each.length} ({each.plane})" for each in trackers)
