"""Acts of the operating model before the guard: asked, recorded, and only then done."""

from dataclasses import dataclass, replace

from penstock.app.conduct.acts import Act, Look
from penstock.app.guarding.asker import Asker
from penstock.app.guarding.guard import Guard
from penstock.governance.boundary.asking import Action, Decision, Object
from penstock.kernel.sensitivity import Sensitivity
from penstock.kernel.sides import Side

_PURPOSE = "conduct"


class DeniedActError(Exception):
    """Somebody may not do what they want to do; nothing was done."""

    def __init__(self, person: str, what: str, decision: Decision) -> None:
        self.person = person
        self.decision = decision
        self.rule = decision.rule
        super().__init__(f"{person} may not {what} ({decision.rule}): {decision.reason}")


@dataclass(frozen=True, kw_only=True)
class Acts:
    """Asks the boundary what somebody may do.

    Args:
        guard: Asks, and records.
        asker: Who acts.
    """

    guard: Guard
    asker: Asker

    def require(self, *acts: Act) -> None:
        """Return when all of it may be done, and is on record.

        Raises:
            DeniedActError: Some of it may not be done; the decisions on all are on record.
            UnapprovedPoliciesError: The policies may not decide.
            AuditError: It could not be recorded; nothing may be done.
        """
        for person in dict.fromkeys(each.person or self.asker.person for each in acts):
            own = [each for each in acts if (each.person or self.asker.person) == person]
            asker = replace(self.asker, person=person, purpose=_PURPOSE, emergency="")
            decisions = self.guard.decide(asker, Action.KEEP, list(map(_thing, own)))
            for act, decision in zip(own, decisions, strict=True):
                if not decision.allowed:
                    raise DeniedActError(person, act.words, decision)

    def foresees(self, act: Act, /) -> bool:
        """Tell whether they could do something, without a record: nobody gets anything by it."""
        person = act.person or self.asker.person
        asker = replace(self.asker, person=person, purpose=_PURPOSE, emergency="")
        return self.guard.foresees(asker, Action.KEEP, _thing(act))

    def seen(self, *looks: Look) -> tuple[Look, ...]:
        """Return the lists that they may look at, after it is on record.

        Raises:
            DeniedActError: They may look at none of them; the decisions are on record.
            UnapprovedPoliciesError: The policies may not decide.
            AuditError: It could not be recorded; nothing may be shown.
        """
        asker = replace(self.asker, purpose=_PURPOSE, emergency="")
        decisions = self.guard.decide(asker, Action.READ, list(map(_list, looks)))
        both = list(zip(looks, decisions, strict=True))
        found = tuple(look for look, decision in both if decision.allowed)
        if not found:
            raise DeniedActError(asker.person, f"see {looks[0].words}", decisions[0])
        return found


def _list(look: Look) -> Object:
    return Object(
        id=look.words,
        kind=look.kind,
        side=Side.ENTERPRISE,
        sensitivity=look.sensitivity,
        subject="",
        data_class=look.what,
    )


def _thing(act: Act) -> Object:
    return Object(
        id=act.words,
        kind=act.kind,
        side=Side.ENTERPRISE,
        sensitivity=Sensitivity.INTERNAL,
        subject=act.subject,
        data_class=act.what,
    )
