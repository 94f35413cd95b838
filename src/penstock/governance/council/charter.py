"""Who belongs to the council, and where incidents are worked: as a file of the company says."""

import tomllib
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

FILE = "council.toml"
_TABLES: dict[str, dict[str, type]] = {
    "council": {"name": str, "roles": list, "approvals": int},
    "incidents": {"stream": str},
}


class SeatlessError(ValueError):
    """Somebody has no seat in the council."""

    def __init__(self, person: str, charter: "Charter") -> None:
        self.person = person
        listed = ", ".join(sorted(charter.roles))
        super().__init__(f"{person} has no seat in the {charter.name}. It has: {listed}.")


class CharterError(ValueError):
    """The file about the council cannot be used."""

    def __init__(self, because: str) -> None:
        super().__init__(f"policy/{FILE}: {because}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Charter:
    """What a company lays down about its council.

    Args:
        name: What it is called.
        roles: The roles whose people belong to it.
        approvals: How many of them have to approve; two at least.
        incident_stream: The stream in which incidents are worked; empty where there is none.
    """

    name: str
    roles: frozenset[str]
    approvals: int = 2
    incident_stream: str = ""

    def seat(self, person: str, roles: Collection[str]) -> str:
        """Return the role in which somebody belongs to the council, by the roles that they have.

        Raises:
            SeatlessError: They do not belong to it.
        """
        if not (seats := sorted(self.roles.intersection(roles))):
            raise SeatlessError(person, self)
        return seats[0]


def read_charter(text: str, *, roles: Collection[str]) -> Charter:
    """Return what the file says.

    Args:
        text: The file.
        roles: The roles that documents know.

    Raises:
        CharterError: It says what cannot be; the sentence says what.
    """
    try:
        said = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise CharterError(f"it is no TOML: {error}.") from error
    _require_form(said)
    council = said.get("council", {})
    seats = council.get("roles", [])
    if unknown := [repr(each) for each in seats if each not in roles]:
        raise CharterError(f"the documents know no role {', '.join(unknown)}.")
    if not council.get("name") or len(set(seats)) < 1:
        raise CharterError("[council] needs a name, and roles whose people belong to it.")
    if council.get("approvals", 2) < 2:
        raise CharterError("[council] approvals is at least 2: a change takes two approvers.")
    return Charter(
        name=council["name"],
        roles=frozenset(seats),
        approvals=council.get("approvals", 2),
        incident_stream=said.get("incidents", {}).get("stream", ""),
    )


def _require_form(said: dict[str, Any]) -> None:
    for table, values in said.items():
        known = _TABLES.get(table)
        if known is None or not isinstance(values, dict):
            raise CharterError(f"there is no table [{table}]. There is: {', '.join(_TABLES)}.")
        for name, value in values.items():
            if type(value) is not known.get(name):
                wanted = ", ".join(f"{each} ({of.__name__})" for each, of in known.items())
                raise CharterError(f"[{table}] {name} is not taken. It takes: {wanted}.")
