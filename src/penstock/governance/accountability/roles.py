"""The roles of a company, as its documents catalogue them."""

from collections.abc import Mapping
from dataclasses import dataclass

from penstock.architecture.model import Architecture, OrganizationUnit, Role
from penstock.kernel.sides import Side


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleFacts:
    """What documents say of a role.

    Args:
        name: What it is called.
        side: The side that it belongs to; None where no document tells.
        unit: The organization unit that it belongs to; empty likewise.
        superior: The role that its unit reports to; empty likewise, and for that role itself.
    """

    name: str
    side: Side | None = None
    unit: str = ""
    superior: str = ""


Roles = Mapping[str, RoleFacts]
"""Roles by name."""


def roles_of(architecture: Architecture) -> Roles:
    """Return the roles that documents catalogue."""
    units = {unit.name: unit for unit in architecture.stated(OrganizationUnit)}
    return {role.name: _facts(role, units) for role in architecture.stated(Role)}


def _facts(role: Role, units: Mapping[str, OrganizationUnit]) -> RoleFacts:
    name = role.unit.text if role.unit else ""
    unit = units.get(name)
    superior = unit.reports_to.text if unit and unit.reports_to else ""
    if superior == role.name and unit and unit.parent:
        # Who leads a unit answers to whoever leads the one above it.
        above = units.get(unit.parent.text)
        superior = above.reports_to.text if above and above.reports_to else ""
    return RoleFacts(
        name=role.name,
        side=role.side,
        unit=name,
        superior="" if superior == role.name else superior,
    )
