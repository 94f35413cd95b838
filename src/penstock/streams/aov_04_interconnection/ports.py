"""What the work asks of the company: its network, and its rules."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Protocol

from penstock.engineering.network.agreed import Agreed
from penstock.engineering.network.feeders import Feeder
from penstock.engineering.network.screens.feeder_facts import FeederFacts
from penstock.engineering.network.screens.rules import ScreenSet


@dataclass(frozen=True, slots=True, kw_only=True)
class ServicePoint:
    """Where a meter hangs.

    Args:
        meter: The number on its face.
        account: The account that it is billed to.
        feeder: The feeder's name.
        bus: Its bus of the service.
        transformer: The service transformer.
        phases: 1 or 3.
        voltage_v: Between the lines of the service. [V]
    """

    meter: str
    account: str
    feeder: str
    bus: str
    transformer: str
    phases: int
    voltage_v: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Replacement:
    """A service transformer that could be put in.

    Args:
        kva: Its rating. [kVA]
        cost_cents: What the applicant pays for it, work included. [cents]
    """

    kva: Decimal
    cost_cents: int


class Grid(Protocol):
    """The network as the utility knows it."""

    def service_point(self, meter: str) -> ServicePoint | None:
        """Return where a meter hangs; None where no such meter is known."""
        ...

    def agreed(self, point: ServicePoint) -> tuple[Agreed, ...]:
        """Return what is agreed on a point's feeder and not in its model, for other meters."""
        ...

    def feeder(self, name: str, agreed: Sequence[Agreed] = ()) -> Feeder:
        """Return a feeder with what is agreed besides, solved; nobody else works with it."""
        ...

    def stated(self, name: str) -> FeederFacts:
        """Return what is stated about a feeder and its script does not tell."""
        ...

    def replacement(self, *, kva: float, phases: int) -> Replacement | None:
        """Return the least service transformer of a rating or more; None where there is none."""
        ...


class InterconnectionRules(Protocol):
    """The procedure, as it holds for every applicant."""

    def size_tier(self, *, capacity_kw: Decimal, is_certified: bool) -> str:
        """Return the way through the procedure that capacity and equipment alone decide."""
        ...

    def is_studied_at_once(self, *, capacity_kw: Decimal, is_certified: bool) -> bool:
        """Tell whether a project of this kind goes to the study without screens."""
        ...

    def screens(self, on: date) -> ScreenSet:
        """Return the technical screens that are in force on a day."""
        ...

    def last_day(self, after: datetime, *, business_days: int) -> date:
        """Return the last day of so many business days after a moment."""
        ...

    def day_of(self, moment: datetime) -> date:
        """Return the day that a moment falls on where the company works."""
        ...
