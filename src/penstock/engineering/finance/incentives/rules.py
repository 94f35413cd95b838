"""What a rule says: who grants what share of which cost, between which days."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum


class Kind(StrEnum):
    """How an incentive reaches its owner."""

    REBATE = "rebate"
    TAX_CREDIT = "tax credit"


class Owner(StrEnum):
    """Who has to own the system."""

    CUSTOMER = "customer"
    THIRD_PARTY = "third party"


class Part(StrEnum):
    """What of a system an incentive pays for."""

    SOLAR = "solar"
    STORAGE = "storage"


class Event(StrEnum):
    """What has to happen between the days of a rule."""

    CONSTRUCTION_BEGINS = "construction begins"
    PLACED_IN_SERVICE = "placed in service"


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """Days between which something has to happen; the last one is excluded.

    Args:
        event: What has to happen.
        start: The first day, or none.
        end: The day after the last one, or none.
    """

    event: Event
    start: date | None
    end: date | None

    def holds(self, day: date) -> bool:
        """Tell whether a day lies between them."""
        return (self.start is None or day >= self.start) and (self.end is None or day < self.end)


@dataclass(frozen=True, slots=True, kw_only=True)
class Grant:
    """What is granted where all of its periods hold and all that it needs was declared.

    Args:
        periods: All of them have to hold.
        needs: Conditions that no date shows; somebody has to declare each.
        rates: The share of the cost of each part; empty where it pays by size.
        cents_per_watt: What it pays for a watt of direct current, up to `most_watts`.
        cents_per_kwh: What it pays for a kilowatt-hour of storage, up to `most_kwh`.
        most_watts: The size of an array up to which it pays.
        most_kwh: The size of a battery up to which it pays.
        most_cents: What it grants at most in all.
    """

    periods: tuple[Period, ...]
    needs: tuple[str, ...]
    rates: dict[Part, Decimal]
    cents_per_watt: Decimal
    cents_per_kwh: Decimal
    most_watts: Decimal | None
    most_kwh: Decimal | None
    most_cents: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """An incentive, as the text that made it says.

    Args:
        id: Its name in lists.
        name: What people call it.
        authority: Who grants it.
        place: Where, as `US` or `US-NC`.
        kind: How it reaches its owner.
        owner: Who has to own the system.
        citation: The text that says so.
        ended: What is said of a day that no grant holds.
        note: What a customer should know besides.
        known_until: The day up to which changes of the law were known when the rule was written.
        grants: The first whose conditions hold is given.
    """

    id: str
    name: str
    authority: str
    place: str
    kind: Kind
    owner: Owner
    citation: str
    ended: str
    note: str
    known_until: date
    grants: tuple[Grant, ...]

    def is_for(self, place: str) -> bool:
        """Tell whether it may be granted in a place: its own, or one within it."""
        return place == self.place or place.startswith(f"{self.place}-")
