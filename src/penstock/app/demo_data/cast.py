"""The people of the demo: somebody of each kind, whom a visitor can play."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from penstock.app.cases.naming import NoSuchNameError
from penstock.app.cases.usecases import Cases
from penstock.app.demo_data.marking import play_in
from penstock.app.demo_data.visiting import send_out
from penstock.app.loading import reference_company
from penstock.delivery.ports import Wanted
from penstock.governance.accountability.changing import Change
from penstock.governance.accountability.register import Holding
from penstock.governance.accountability.roles import roles_of
from penstock.simulation.people import MARK

# The roles are the reference company's, the names made up: for roles that no played case knows.
CAST: Mapping[str, str] = {
    "Sales Consultant - AES": f"Sofia Marin {MARK}",
    "Project Coordinator - AES": f"Pat Quill {MARK}",
    "Solution Installer": f"Isa Mora {MARK}",
    "Solar Design Engineer": f"Dana Field {MARK}",
    "Interconnection Engineer": f"Ivo Grant {MARK}",
    "Customer Service Representative": f"Clara Stone {MARK}",
    "General Counsel": f"Leo Brandt {MARK}",
    "Chief Executive Officer (CEO)": f"Erin Walsh {MARK}",
    "Head of Enterprise Architecture": f"Arno Vale {MARK}",
    "HR Business Partner": f"Hera Lund {MARK}",
    "Cost Allocation Manager": f"Cora Alden {MARK}",
}
_TURNS = {role: turn for turn, role in enumerate(CAST)}
_LOOKED_AT = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Player:
    """Somebody of the register.

    Args:
        person: Their name.
        roles: The roles they may act in now.
    """

    person: str
    roles: tuple[str, ...]


def players(cases: Cases) -> tuple[Player, ...]:
    """Return whom a visitor can play, in the order in which a customer's project meets them."""
    register, now = cases.store.people.register(), cases.now()
    everybody = dict.fromkeys(each.person for each in register.holdings)
    roles = {person: tuple(sorted(register.roles(person, at=now))) for person in everybody}
    found = (Player(person=person, roles=held) for person, held in roles.items() if held)
    return tuple(sorted(found, key=_turn))


def _turn(player: Player) -> int:
    """Return when somebody's turn comes; last, whoever is not of the cast."""
    return min(_TURNS.get(role, len(_TURNS)) for role in player.roles)


def enter_cast(cases: Cases, documents: Path | None = None) -> None:
    """Enter somebody of each kind into the register of played cases, unless it holds anybody."""
    if play_in(cases.store) is None or not cases.store.people.register().is_empty:
        return
    known, since = roles_of(cases.models.architecture), cases.now()
    begun = tuple(
        Holding(person=_whoever_works(cases, role) or name, role=role, since=since)
        for role, name in CAST.items()
        if role in known
    )
    cases.store.people.change(Change(begun=begun), by="penstock demo", reason="to be played")
    send_out(cases, documents or reference_company(), {each.role: each.person for each in begun})


def _whoever_works(cases: Cases, role: str) -> str:
    """Return who has most of the open tasks of a role; nobody where there are none."""
    try:
        tasks = cases.find(Wanted(role=role, status="open", limit=_LOOKED_AT))
    except NoSuchNameError:
        # Not every role works stages: some answer for them.
        return ""
    busy = Counter(each.assignee for each in tasks if each.assignee)
    return min(busy, key=lambda person: (-busy[person], person), default="")
