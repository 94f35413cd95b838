"""Who has which role, since when and until when, and who stands in for whom."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import TypeVar

_Row = TypeVar("_Row")


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """A person in a role, from a moment until another.

    Args:
        person: The name they log in with.
        role: The role, by the documents' name.
        since: The first moment.
        until: The first moment at which they have it no more; None while that is open.
    """

    person: str
    role: str
    since: datetime
    until: datetime | None = None

    def is_held(self, at: datetime) -> bool:
        """Tell whether it is held at a moment."""
        return self.since <= at and (self.until is None or at < self.until)


@dataclass(frozen=True, slots=True, kw_only=True)
class Delegation:
    """A role that one person does for another for a while; who gave it still answers for it.

    Args:
        role: The role.
        giver: Who has the role.
        taker: Who does it.
        start: The first moment.
        end: The first moment at which it counts no more.
        reason: Why.
    """

    role: str
    giver: str
    taker: str
    start: datetime
    end: datetime
    reason: str

    def is_given(self, at: datetime) -> bool:
        """Tell whether it counts at a moment, if the giver has the role."""
        return self.start <= at < self.end


@dataclass(frozen=True)
class Register:
    """The people of a company: all that was ever so, so that any moment can be asked about.

    Args:
        holdings: Who had which role.
        delegations: Who stood in for whom.
    """

    holdings: tuple[Holding, ...] = ()
    delegations: tuple[Delegation, ...] = field(default=())

    @property
    def is_empty(self) -> bool:
        """Tell whether nobody was ever entered, so that roles are taken on trust."""
        return not self.holdings

    def knows(self, person: str) -> bool:
        """Tell whether somebody was ever entered."""
        return bool(self._of_person.get(person))

    def own_roles(self, person: str, *, at: datetime) -> frozenset[str]:
        """Return the roles that somebody has themselves."""
        held = self._of_person.get(person, ())
        return frozenset(each.role for each in held if each.is_held(at))

    def roles(self, person: str, *, at: datetime) -> frozenset[str]:
        """Return the roles that somebody may act in: their own, and those delegated to them."""
        given = (each for each in self._to_person.get(person, ()) if each.is_given(at))
        stood_in_for = (each.role for each in given if each.role in self._of_giver(each, at))
        return self.own_roles(person, at=at).union(stood_in_for)

    def holders(self, role: str, *, at: datetime) -> tuple[str, ...]:
        """Return who has a role, in the order of their names."""
        held = self._of_role.get(role, ())
        return tuple(sorted({each.person for each in held if each.is_held(at)}))

    def is_vacant(self, role: str, *, at: datetime) -> bool:
        """Tell whether nobody has a role; a delegation ends with the person who gave it."""
        return not self.holders(role, at=at)

    def _of_giver(self, delegation: Delegation, at: datetime) -> frozenset[str]:
        return self.own_roles(delegation.giver, at=at)

    @cached_property
    def _of_person(self) -> dict[str, list[Holding]]:
        return _grouped((each.person, each) for each in self.holdings)

    @cached_property
    def _of_role(self) -> dict[str, list[Holding]]:
        return _grouped((each.role, each) for each in self.holdings)

    @cached_property
    def _to_person(self) -> dict[str, list[Delegation]]:
        return _grouped((each.taker, each) for each in self.delegations)


def _grouped(pairs: Iterable[tuple[str, _Row]]) -> dict[str, list[_Row]]:
    groups: dict[str, list[_Row]] = {}
    for key, row in pairs:
        groups.setdefault(key, []).append(row)
    return groups
