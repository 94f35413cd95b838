"""Why somebody may not work a stage, or close it; nothing where nothing speaks against it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from penstock.architecture.responsibility import fault_of_accountable, is_barred
from penstock.governance.accountability.register import Register
from penstock.governance.accountability.roles import Roles
from penstock.kernel.sides import Side


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """Who works a stage and who answers for it, as the documents say.

    Args:
        stage_id: The stage.
        side: The side that the work belongs to; None where nothing tells.
        responsible: Roles that do the work; none where the documents are silent.
        accountable: Roles that answer for it; exactly one where all is well.
        separation: Why whoever works it may not close it; empty where they may.
    """

    stage_id: str
    side: Side | None = None
    responsible: tuple[str, ...] = ()
    accountable: tuple[str, ...] = ()
    separation: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Vacancy:
    """A stage whose accountable role nobody has.

    Args:
        stage_id: The stage.
        role: The role.
        superior: The role that has to fill it; empty where the documents name none.
    """

    stage_id: str
    role: str
    superior: str = ""

    def __str__(self) -> str:
        """Return it as a sentence without its end."""
        told = f"; {self.superior} has to fill it" if self.superior else ""
        return f"nobody has the role {self.role}, which answers for stage {self.stage_id}{told}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Company:
    """Who is who at a moment.

    Args:
        register: People and their roles.
        roles: What the documents say of roles.
        at: The moment.
    """

    register: Register
    roles: Roles
    at: datetime

    def vacancy(self, duty: Duty) -> Vacancy | None:
        """Return the vacancy that keeps a stage from being closed, if there is one."""
        if self.register.is_empty or len(duty.accountable) != 1:
            return None
        (role,) = duty.accountable
        if not self.register.is_vacant(role, at=self.at):
            return None
        facts = self.roles.get(role)
        return Vacancy(stage_id=duty.stage_id, role=role, superior=facts.superior if facts else "")

    def against_working(self, person: str, duty: Duty) -> str:
        """Return why somebody may not do the work of a stage."""
        if self.register.is_empty or not duty.responsible:
            return ""
        own = self.register.roles(person, at=self.at)
        fit = [role for role in duty.responsible if role in own]
        if not fit:
            wanted = " or ".join(duty.responsible)
            return f"stage {duty.stage_id} is worked by {wanted}, and {person} has no such role"
        return self._against_side(fit[0], duty) if len(fit) == 1 else ""

    def against_closing(self, person: str, duty: Duty, *, worked_by: Collection[str]) -> str:
        """Return why somebody may not close a stage, or send it back."""
        if self.register.is_empty or not (duty.accountable or duty.responsible):
            return ""
        if fault := fault_of_accountable(duty.accountable):
            return f"stage {duty.stage_id} has {fault}; the documents have to name exactly one"
        if vacancy := self.vacancy(duty):
            return str(vacancy)
        (role,) = duty.accountable
        if role not in self.register.roles(person, at=self.at):
            holders = " or ".join(self.register.holders(role, at=self.at))
            return f"stage {duty.stage_id} is closed by {role}, which is {holders}, not {person}"
        if duty.separation and person in worked_by:
            return (
                f"{person} has done the work of stage {duty.stage_id}, so somebody else closes it: "
                f"{duty.separation}"
            )
        return self._against_side(role, duty)

    def _against_side(self, role: str, duty: Duty) -> str:
        facts = self.roles.get(role)
        if facts and is_barred(facts.side, work=duty.side):
            return f"{role} is a {facts.side} role, and stage {duty.stage_id} is {duty.side} work"
        return ""
