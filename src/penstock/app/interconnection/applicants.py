"""Applicants as the boundary takes them: a third party and the company's own side alike."""

from collections.abc import Callable
from dataclasses import dataclass

from penstock.app.cases import Cases
from penstock.app.cases.clearing import Clearance
from penstock.app.cases.objects import as_object
from penstock.app.cases.telling import answers_of
from penstock.app.guarding.wanting import Ruling, Want
from penstock.delivery import commands as do
from penstock.delivery.case import Case
from penstock.delivery.models import StreamModel
from penstock.governance.boundary.asking import Action, Actor
from penstock.governance.interconnection.parties import Party
from penstock.kernel.sides import Side


@dataclass(frozen=True, slots=True, kw_only=True)
class Applicant:
    """Who asks to be connected.

    Args:
        name: Who the log says did it.
        actor: Who the boundary is told asks.
        hat: The side that they act for; None for third parties.
        party: The code of the third party; empty for the company's own.
        for_case: The case of the company's own that needs the connection.
    """

    name: str
    actor: Actor
    hat: Side | None = None
    party: str = ""
    for_case: str = ""

    @property
    def recipient(self) -> str:
        """Who would know afterwards, as consents name them."""
        return self.hat.value if self.hat else self.actor.id


def third_party(party: Party) -> Applicant:
    """Return a third party as an applicant."""
    actor = Actor(id=party.code, side=None)
    return Applicant(name=party.code, actor=actor, party=party.code)


def of_the_company(cases: Cases, person: str) -> Applicant:
    """Return somebody of the company as an applicant, before they say for which case."""
    actor = cases.door.guard.actor_of(person) if cases.door else Actor(id=person, side=None)
    return Applicant(name=person, actor=actor, hat=actor.side)


@dataclass(frozen=True, kw_only=True)
class Asking:
    """Asks the boundary about requests, with the same questions for every applicant.

    Args:
        clearance: Returns where it is asked.
        model: What requests run on.
    """

    clearance: Callable[[], Clearance]
    model: StreamModel

    def may_apply(self, applicant: Applicant, wanted: do.Open) -> Ruling:
        """Rule on applying, and on being told later what comes of it.

        Raises:
            UnaskedError: It could not be decided or recorded; nothing may be done.
        """
        return self._rule(applicant, wanted.case_id, wanted, applies=True)

    def may_know(self, applicant: Applicant, request: Case) -> Ruling:
        """Rule on telling an applicant what has come of a request.

        Raises:
            UnaskedError: It could not be decided or recorded; nothing may be told.
        """
        return self._rule(applicant, request.case_id, request, applies=False)

    def _rule(
        self, applicant: Applicant, case_id: str, of: Case | do.Open, *, applies: bool
    ) -> Ruling:
        clearance = self.clearance()
        about = as_object(case_id, Side(self.model.side), of)
        answers = answers_of(
            self.model,
            about,
            clearance.classes,
            case_id=case_id,
            applicant=applicant.recipient,
        )
        applying = ((Action.APPLY, about),) if applies else ()
        want = Want(
            actor=applicant.actor,
            hat=applicant.hat,
            purpose=self.model.procedure,
            deeds=(*applying, *((Action.READ, each) for each in answers)),
        )
        return clearance.checkpoint.rule(want)
