"""Changes of the register: who takes a role, leaves it, moves to the other side, stands in."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from difflib import get_close_matches

from penstock.governance.accountability.register import Delegation, Holding, Register
from penstock.governance.accountability.roles import RoleFacts, Roles
from penstock.kernel.sides import Side


class RegisterError(ValueError):
    """The register does not take a change."""


class UnknownRoleError(RegisterError):
    """No document knows a role."""

    def __init__(self, role: str, *, near: Sequence[str]) -> None:
        self.role = role
        self.near = tuple(near)
        hint = f" Did you mean {' or '.join(f'“{each}”' for each in near)}?" if near else ""
        super().__init__(f"The documents know no role “{role}”.{hint}")


class BothSidesError(RegisterError):
    """A person would belong to both sides of the company."""

    def __init__(self, person: str, *, role: str, side: Side, held: str, own: Side) -> None:
        self.person = person
        self.role = role
        super().__init__(
            f"{person} has the role {held}, which is {own}; {role} is {side}. Nobody belongs to "
            "both sides: move them, which ends what they have on the other side the same moment."
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What a change writes: what begins, and what ends at a moment.

    Args:
        begun: Holdings that begin.
        ended: Holdings with the end that they get.
        given: Delegations that are made.
        stopped: Delegations with the earlier end that they get.
    """

    begun: tuple[Holding, ...] = ()
    ended: tuple[Holding, ...] = ()
    given: tuple[Delegation, ...] = ()
    stopped: tuple[Delegation, ...] = ()


def appointed(person: str, words: str, register: Register, roles: Roles, *, at: datetime) -> Change:
    """Return what it takes to give somebody a role.

    Raises:
        UnknownRoleError: No document knows the role.
        BothSidesError: They have a role of the other side.
        RegisterError: They have it already.
    """
    role = role_called(words, roles)
    if role.name in register.own_roles(person, at=at):
        raise RegisterError(f"{person} has the role {role.name} already.")
    _require_one_side(person, role, register.roles(person, at=at), roles)
    return Change(begun=(Holding(person=person, role=role.name, since=at),))


def moved(person: str, words: str, register: Register, roles: Roles, *, at: datetime) -> Change:
    """Return what it takes to move somebody: all they have ends, and one role begins.

    What was delegated to them ends as well, for it may belong to the side that they leave.

    Raises:
        UnknownRoleError: No document knows the role.
        RegisterError: They have no role that they could leave.
    """
    role = role_called(words, roles)
    ended = _held(person, register, at)
    begun = Holding(person=person, role=role.name, since=at)
    return Change(
        begun=(begun,),
        ended=tuple(_ending(each, at) for each in ended),
        stopped=_stopped(person, register, at),
    )


def left(person: str, words: str, register: Register, roles: Roles, *, at: datetime) -> Change:
    """Return what it takes to end a role of somebody, or all of them where none is named.

    Raises:
        UnknownRoleError: No document knows the role, nor do they have it.
        RegisterError: They have no such role.
    """
    held = _held(person, register, at)
    names = {each.role for each in held}
    if not words:
        ended = tuple(_ending(each, at) for each in held)
        return Change(ended=ended, stopped=_stopped(person, register, at))
    if words not in names:
        name = role_called(words, roles).name
        held = tuple(each for each in held if each.role == name)
    else:
        held = tuple(each for each in held if each.role == words)
    if not held:
        raise RegisterError(f"{person} does not have the role {words}. They have: {_and(names)}.")
    return Change(ended=tuple(_ending(each, at) for each in held))


def delegated(wanted: Delegation, register: Register, roles: Roles) -> Change:
    """Return what it takes to let somebody stand in.

    Raises:
        UnknownRoleError: No document knows the role.
        RegisterError: The giver does not have it, the period is empty, or they are one person.
        BothSidesError: The taker belongs to the other side.
    """
    role = role_called(wanted.role, roles)
    if role.name not in register.own_roles(wanted.giver, at=wanted.start):
        raise RegisterError(
            f"{wanted.giver} does not have the role {role.name} themselves at "
            f"{wanted.start:%Y-%m-%d %H:%M}, so they cannot delegate it."
        )
    if wanted.start >= wanted.end:
        raise RegisterError(f"The delegation would end at {wanted.end}, before it begins.")
    if wanted.giver == wanted.taker:
        raise RegisterError(f"{wanted.giver} cannot stand in for themselves.")
    own = register.own_roles(wanted.taker, at=wanted.start)
    _require_one_side(wanted.taker, role, own, roles)
    return Change(given=(replace(wanted, role=role.name),))


def recalled(given: Delegation, register: Register, *, at: datetime) -> Change:
    """Return what it takes to let somebody stand in no more, who does or soon would.

    Raises:
        RegisterError: There is no such delegation, or it has ended.
    """
    if given not in register.delegations or given.end <= at:
        raise RegisterError(
            f"{given.taker} does not stand in as {given.role} for {given.giver} at "
            f"{at:%Y-%m-%d %H:%M}."
        )
    return Change(stopped=(replace(given, end=max(at, given.start)),))


def after(change: Change, register: Register) -> Register:
    """Return a register with a change in it."""
    ended = {(each.person, each.role, each.since): each for each in change.ended}
    held = (ended.get((each.person, each.role, each.since), each) for each in register.holdings)
    stopped = {(each.role, each.giver, each.taker, each.start): each for each in change.stopped}
    stood_in = (
        stopped.get((each.role, each.giver, each.taker, each.start), each)
        for each in register.delegations
    )
    return Register((*held, *change.begun), (*stood_in, *change.given))


def role_called(words: str, roles: Roles) -> RoleFacts:
    """Return the role that words name, whatever their capitals.

    Raises:
        UnknownRoleError: There is none.
    """
    if words in roles:
        return roles[words]
    by_key = {name.casefold(): name for name in roles}
    if found := by_key.get(" ".join(words.split()).casefold()):
        return roles[found]
    near = get_close_matches(words.casefold(), by_key, n=3, cutoff=0.5)
    raise UnknownRoleError(words, near=[by_key[key] for key in near])


def _require_one_side(person: str, role: RoleFacts, own: Iterable[str], roles: Roles) -> None:
    for name in sorted(own):
        held = roles.get(name)
        if role.side and held and held.side and role.side.excludes(held.side):
            raise BothSidesError(person, role=role.name, side=role.side, held=name, own=held.side)


def _held(person: str, register: Register, at: datetime) -> tuple[Holding, ...]:
    held = tuple(each for each in register.holdings if each.person == person and each.is_held(at))
    if not held:
        raise RegisterError(f"{person} has no role at {at:%Y-%m-%d %H:%M}.")
    return held


def _ending(holding: Holding, at: datetime) -> Holding:
    return Holding(person=holding.person, role=holding.role, since=holding.since, until=at)


def _stopped(person: str, register: Register, at: datetime) -> tuple[Delegation, ...]:
    """Return what is delegated to somebody, with its end moved to a moment."""
    return tuple(
        replace(each, end=max(at, each.start))
        for each in register.delegations
        if each.taker == person and at < each.end
    )


def _and(names: set[str]) -> str:
    return ", ".join(sorted(names))
