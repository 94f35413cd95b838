"""Who goes from one side of the company to the other by a change of the register."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from penstock.governance.accountability.changing import Change
from penstock.governance.accountability.register import Holding, Register
from penstock.governance.accountability.roles import Roles
from penstock.kernel.sides import Side


@dataclass(frozen=True, slots=True, kw_only=True)
class Crossing:
    """A person who belongs to the other side from a moment on.

    Args:
        person: Who.
        old: The side that they leave; all access to it ends.
        new: The side that they go to.
        at: The first moment at which they belong to it.
    """

    person: str
    old: Side
    new: Side
    at: datetime


def crossings(change: Change, register: Register, roles: Roles) -> Iterator[Crossing]:
    """Yield who crosses by a change, each once.

    Whoever leaves one side, waits, and is appointed on the other crosses as well, and so does who
    has a role of the whole company in between.

    Args:
        change: What begins and ends.
        register: What was so before it.
        roles: The sides of roles.
    """
    seen: set[str] = set()
    for begun in change.begun:
        new, old = _side(begun, roles), _last_side(begun.person, register, roles)
        if new and old and new.excludes(old) and begun.person not in seen:
            seen.add(begun.person)
            yield Crossing(person=begun.person, old=old, new=new, at=begun.since)


def _last_side(person: str, register: Register, roles: Roles) -> Side | None:
    """Return the side to which somebody belonged last; roles of the whole company do not count."""
    own = (each for each in register.holdings if each.person == person)
    of_a_side = [each for each in own if _side(each, roles) not in {None, Side.ENTERPRISE}]
    last = max(
        of_a_side, key=lambda each: (each.until is None, each.until or each.since), default=None
    )
    return _side(last, roles) if last else None


def _side(holding: Holding, roles: Roles) -> Side | None:
    role = roles.get(holding.role)
    return role.side if role else None
