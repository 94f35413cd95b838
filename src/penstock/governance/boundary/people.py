"""Roles as the boundary sees them: on which side they stand, and which functions they have."""

import csv
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches

from penstock.governance.boundary.asking import Actor, Question
from penstock.governance.boundary.statements import PolicyFile
from penstock.kernel.sides import Side

PERSONNEL = "personnel"
"""The function of those who enter people."""

_COLUMNS = ["role", "function"]


class UnknownRoleError(LookupError):
    """A role is named that the documents do not know."""

    def __init__(self, role: str, *, where: str, known: Mapping[str, Side]) -> None:
        self.role, self.where = role, where
        near = get_close_matches(role, known, n=1)
        hint = f"Did you mean {near[0]}?" if near else "The documents' table of roles lists them."
        super().__init__(f"{where}: there is no role {role}. {hint}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Roles:
    """What the documents and the table of functions say of roles.

    Args:
        sides: The side of each role.
        functions: The functions of those roles that have any.
    """

    sides: Mapping[str, Side]
    functions: Mapping[str, frozenset[str]]

    @classmethod
    def read(cls, table: PolicyFile, *, sides: Mapping[str, Side]) -> "Roles":
        """Return roles with the functions that a table of two columns gives them.

        Raises:
            UnknownRoleError: A line names a role that has no side.
            ValueError: The table has other columns.
        """
        rows = csv.reader(table.text.splitlines())
        if (head := next(rows, [])) != _COLUMNS:
            raise ValueError(f"{table.name}:1: the columns are {head}. They have to be {_COLUMNS}.")
        functions: dict[str, set[str]] = defaultdict(set)
        for role, function in filter(None, rows):
            if role not in sides:
                raise UnknownRoleError(role, where=f"{table.name}:{rows.line_num}", known=sides)
            functions[role].add(function)
        return cls(sides=sides, functions={role: frozenset(of) for role, of in functions.items()})

    def having(self, function: str) -> frozenset[str]:
        """Return the roles that have a function, whatever others they have."""
        return frozenset(role for role, of in self.functions.items() if function in of)

    def alone_in(self, function: str) -> frozenset[str]:
        """Return the roles that have a function and no other."""
        return frozenset(role for role, of in self.functions.items() if of == {function})

    def meant(self, question: Question) -> Question:
        """Return a question of somebody whose roles are known, with the functions these have."""
        actor = question.actor
        if not actor.roles:
            return question
        return replace(question, actor=replace(actor, functions=self._functions(actor.roles)))

    def actor(self, person: str, *, roles: frozenset[str], where: str = "roles") -> Actor:
        """Return a person who has roles.

        Raises:
            UnknownRoleError: There is no such role.
            ValueError: There is no role, or they stand on both sides of the boundary.
        """
        for role in roles:
            if role not in self.sides:
                raise UnknownRoleError(role, where=where, known=self.sides)
        return Actor(
            id=person,
            side=_one_side(person, {self.sides[role] for role in roles}),
            roles=roles,
            functions=self._functions(roles),
        )

    def _functions(self, roles: Iterable[str]) -> frozenset[str]:
        return frozenset().union(*(self.functions.get(role, ()) for role in roles))


def _one_side(person: str, sides: set[Side]) -> Side:
    """Return the side of a person; roles of the whole company do not change it."""
    of_business = sides - {Side.ENTERPRISE}
    if len(of_business) > 1 or not sides:
        found = " and ".join(sorted(sides)) or "no"
        raise ValueError(f"{person} has roles of {found} side. A person belongs to one side.")
    return next(iter(of_business or sides))
