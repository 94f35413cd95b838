"""Who may do what in a case: the people of the register, held against what the documents say."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from penstock.delivery import commands as do
from penstock.delivery.case import Case
from penstock.delivery.events import StageEntered, StageWorked, TaskClaimed
from penstock.delivery.models import StageModel, StreamModel
from penstock.delivery.ports import Logged
from penstock.delivery.refusals import RefusedError
from penstock.governance.accountability.duties import Company, Duty, Vacancy
from penstock.governance.accountability.register import Register
from penstock.governance.accountability.roles import Roles
from penstock.kernel.sides import Side

_WORK = (do.Claim, do.Complete)
_GATE = (do.Pass, do.SendBack)


@dataclass(frozen=True, kw_only=True)
class Answering:
    """Holds people against what documents say of roles.

    As long as nobody was ever entered into the register, whoever acts is taken at their word.

    Args:
        register: Returns people and their roles.
        roles: Returns what the documents say of roles.
        now: Returns the moment it is.
    """

    register: Callable[[], Register]
    roles: Callable[[], Roles]
    now: Callable[[], datetime]

    def require(
        self,
        command: do.Command,
        case: Case,
        model: StreamModel,
        *,
        actor: str,
        log: Callable[[], Iterable[Logged]],
    ) -> bool:
        """Look whether somebody may; return whether that holds for this version of the case alone.

        Raises:
            RefusedError: They may not.
        """
        if not isinstance(command, (*_WORK, *_GATE)) or not (company := self._company()):
            return False
        duty = duty_of(model.stage(case.stage_id), model)
        if isinstance(command, _GATE):
            because = company.against_closing(actor, duty, worked_by=worked_by(log()))
        else:
            because = company.against_working(actor, duty)
            if not because and isinstance(command, do.Complete):
                because = _against_completing(actor, case)
        if because:
            raise RefusedError(case.case_id, because=because)
        return isinstance(command, _GATE)

    def against_acting(self, person: str, roles: tuple[str, ...]) -> str:
        """Return why somebody may not do what is left to some roles; empty where they may."""
        if self._company() is None or self.roles_of(person) & set(roles):
            return ""
        return f"is done by {' or '.join(roles)}, and {person} has no such role"

    def vacancy(self, case: Case, model: StreamModel) -> Vacancy | None:
        """Return the vacancy that keeps a case from leaving its stage, if there is one."""
        return None if case.ended else self.vacancy_of(case.stage_id, model)

    def vacancy_of(self, stage_id: str, model: StreamModel) -> Vacancy | None:
        """Return the vacancy that keeps a stage from being closed, if there is one."""
        company = self._company()
        return company.vacancy(duty_of(model.stage(stage_id), model)) if company else None

    def roles_of(self, person: str) -> frozenset[str]:
        """Return the roles that somebody may act in now."""
        return self.register().roles(person, at=self.now())

    def _company(self) -> Company | None:
        register = self.register()
        if register.is_empty:
            return None
        return Company(register=register, roles=self.roles(), at=self.now())


def duty_of(stage: StageModel, model: StreamModel) -> Duty:
    """Return who works a stage, and who answers for it."""
    accountable = (stage.accountable, *stage.rivals) if stage.accountable else ()
    return Duty(
        stage_id=stage.id,
        side=Side(model.side) if model.side else None,
        responsible=stage.responsible,
        accountable=accountable,
        separation=stage.separation,
    )


def worked_by(log: Iterable[Logged]) -> frozenset[str]:
    """Return who has worked the stage that a case is in, since it came there."""
    workers: set[str] = set()
    for each in log:
        match each.event:
            case StageEntered():
                workers.clear()
            case StageWorked():
                workers.add(each.stamp.actor)
            case TaskClaimed(assignee=assignee):
                workers.add(assignee)
    return frozenset(workers)


def _against_completing(actor: str, case: Case) -> str:
    assignee = case.task.assignee if case.task else ""
    if assignee and assignee != actor:
        return f"{assignee} has its task, and completes it, or releases it first"
    return ""
