"""Versions of the cost allocation manual: how each pool is shared, and from which day on."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction


class Procedure(StrEnum):
    """What pools give to other pools."""

    DIRECT = "direct"
    STEP_DOWN = "step-down"
    RECIPROCAL = "reciprocal"


class Principle(StrEnum):
    """Why a basis is fair, strongest first, after 4 CCR 723-4-4502 of Colorado.

    A tariff and direct assignment come before all of these, and need no pool.
    """

    COST_CAUSATION = "cost causation"
    VARIABILITY = "variability"
    TRACEABILITY = "traceability"
    BENEFIT = "benefit"
    RESIDUAL = "residual"


@dataclass(frozen=True, slots=True, kw_only=True)
class Driver:
    """A quantity by which cost is shared.

    Args:
        id: What readings call it.
        name: What people call it.
        unit: What is counted.
        source: Where readings come from.
    """

    id: str
    name: str
    unit: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Pool:
    """Cost that is shared in one way.

    Invariants:
        Weights sum to exactly 1. Only a pool on the general factor is residual, and it says why.

    Args:
        id: What cost centres call it.
        name: What people call it.
        principle: Why its basis is fair.
        weights: The part of the cost that each driver shares out.
        because: Why no measure tells whose cost it is.
    """

    id: str
    name: str
    principle: Principle
    weights: Mapping[str, Fraction]
    because: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Method:
    """One version of the manual.

    Args:
        version: What people call it.
        effective: The first posting date that it is for; it ends where the next one begins.
        procedure: What pools give to other pools.
        order: Pools in the order in which step-down closes them.
        owner: Who answers for it.
        approved_by: Who approved it.
        reason: Why it differs from the version before.
        drivers: By id.
        pools: By id.
        document: The file that states it.
        sha256: Of that file.
    """

    version: str
    effective: date
    procedure: Procedure
    order: tuple[str, ...]
    owner: str
    approved_by: tuple[str, ...]
    reason: str
    drivers: Mapping[str, Driver]
    pools: Mapping[str, Pool]
    document: str
    sha256: str

    def gives(self, pool: str, to: str) -> bool:
        """Tell whether a pool gives cost to a pool or a receiver; nobody charges themselves."""
        if to not in self.pools:
            return True
        match self.procedure:
            case Procedure.DIRECT:
                return False
            case Procedure.STEP_DOWN:
                return self.order.index(pool) < self.order.index(to)
            case Procedure.RECIPROCAL:
                return pool != to


@dataclass(frozen=True, slots=True)
class Methods:
    """All versions, the oldest first; each is in force until the next begins."""

    versions: tuple[Method, ...]

    def at(self, posted: date) -> Method | None:
        """Return the version in force on a posting date (F5); None before the first."""
        in_force = [each for each in self.versions if each.effective <= posted]
        return in_force[-1] if in_force else None

    def before(self, method: Method) -> Method | None:
        """Return the version that a version replaced; None for the first."""
        place = self.versions.index(method)
        return self.versions[place - 1] if place else None
