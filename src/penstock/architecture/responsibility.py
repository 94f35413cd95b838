"""What is wrong with who answers and who works: in a matrix that is checked, and in a case."""

from collections.abc import Sequence

from penstock.kernel.counting import counted
from penstock.kernel.sides import Side


def fault_of_accountable(roles: Sequence[str]) -> str:
    """Return what is wrong with the roles that answer for something; empty where one does."""
    if not roles:
        return "no accountable role"
    if len(roles) > 1:
        return f"{counted(len(roles), 'accountable role')}: {_listed(roles)}"
    return ""


def fault_of_responsible(roles: Sequence[str]) -> str:
    """Return what is wrong with the roles that do the work; empty where at least one does."""
    return "" if roles else "no responsible role"


def is_barred(role: Side | None, *, work: Side | None) -> bool:
    """Tell whether a role of one side may neither do nor answer for work of the other."""
    return role is not None and work is not None and role.excludes(work)


def _listed(roles: Sequence[str]) -> str:
    *most, last = roles
    return f"{', '.join(most)} and {last}"
