"""Roles and units by the names and abbreviations people give them."""

import re
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import TypeVar

from penstock.architecture.checks.model.likeness import Likeness
from penstock.architecture.checks.model.once import once
from penstock.architecture.model import (
    Architecture,
    Element,
    OrganizationUnit,
    Ref,
    Role,
    Stakeholder,
)
from penstock.architecture.names import normal
from penstock.kernel.making import checked_dataclass

_E = TypeVar("_E", bound=Element)

_ABBREVIATION = re.compile(r"\(([A-Z][A-Z&/.-]{1,9})\)")
_NOBODY = frozenset({"", "none", "n a", "na", "top", "board", "board directors"})


@checked_dataclass(frozen=True)
class People:
    """The roles and units that documents catalogue, by name and by abbreviation.

    Args:
        roles: Roles by what they may be called.
        units: Organization units by what they may be called.
        others: Stakeholders, which may stand where roles do.
        described: Every element that some document states.
    """

    roles: Mapping[str, Role]
    units: Mapping[str, OrganizationUnit]
    others: frozenset[str]
    described: frozenset[Ref]

    @cached_property
    def _likely_roles(self) -> Likeness:
        return Likeness(role.name for role in self.roles.values())

    @cached_property
    def _likely_units(self) -> Likeness:
        return Likeness(unit.name for unit in self.units.values())

    def role(self, words: str) -> Role | None:
        """Return the role that words name."""
        return self.roles.get(normal(words))

    def unit(self, words: str) -> OrganizationUnit | None:
        """Return the unit that words name."""
        return self.units.get(normal(words))

    def knows(self, words: str, ref: Ref) -> bool:
        """Tell whether words name a role, or whatever else the reader took them for."""
        return self.role(words) is not None or ref in self.described

    def is_anybody(self, words: str) -> bool:
        """Tell whether words name a role, a unit or a stakeholder, or nobody on purpose."""
        key = normal(words)
        return key in _NOBODY or key in self.roles or key in self.units or key in self.others

    def nearest_role(self, words: str) -> str | None:
        """Return the role whose name is most like these words."""
        return self._likely_roles.nearest(words)

    def nearest_unit(self, words: str) -> str | None:
        """Return the unit whose name is most like these words."""
        return self._likely_units.nearest(words)


@once
def people_of(architecture: Architecture) -> People:
    """Return the people that the documents catalogue."""
    return People(
        roles=_by_name(architecture.stated(Role)),
        units=_by_name(architecture.stated(OrganizationUnit)),
        others=frozenset(normal(each.name) for each in architecture.stated(Stakeholder)),
        described=frozenset(architecture.statements),
    )


def _by_name(elements: Iterable[_E]) -> dict[str, _E]:
    found: dict[str, _E] = {}
    every = list(elements)
    for element in every:
        found.setdefault(normal(element.name), element)
    for element in every:
        for abbreviation in _ABBREVIATION.findall(element.name):
            found.setdefault(normal(abbreviation), element)
    return found
