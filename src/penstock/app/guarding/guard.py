"""The guard: asks the boundary about what somebody wants, and records it before they get it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from penstock.app.guarding.asker import Asker
from penstock.app.guarding.nothing import Nothing
from penstock.delivery.ports import Store, View
from penstock.governance.audit.entry import Entry, Kind, Verdict
from penstock.governance.audit.ports import AuditLog
from penstock.governance.boundary.asking import Action, Actor, Decision, Object, Question
from penstock.governance.consent.consent import Consent
from penstock.kernel.sides import Side


class Decides(Protocol):
    """What decides questions."""

    def decide_all(self, questions: Sequence[Question]) -> tuple[Decision, ...]:
        """Return the decisions, in the questions' order."""
        ...


@dataclass(frozen=True, kw_only=True)
class Guard:
    """Stands between whoever asks and whatever they ask for.

    Args:
        boundary: Decides.
        actor_of: Returns what is known of a person.
        consent_for: Returns the consent that comes nearest to a question, if there is one.
        log: Keeps what was asked and decided.
        now: Returns the moment it is.
    """

    boundary: Decides
    actor_of: Callable[[str], Actor]
    consent_for: Callable[[Question], Consent | None]
    log: AuditLog
    now: Callable[[], datetime]

    def view(self, asker: Asker, store: Store) -> View:
        """Return what somebody sees of cases, however they ask.

        It is what the hat lets them see that they say they wear, or else the side that they belong
        to; whoever serves both sides and names no hat sees both.
        """
        own = self.actor_of(asker.person).side
        hat = asker.hat or own
        if own is None or hat is None or (own is not Side.ENTERPRISE and hat is not own):
            return Nothing()
        return store if asker.hat is None and own is Side.ENTERPRISE else store.seen_by(hat)

    def hat(self, asker: Asker) -> Side:
        """Return the side that somebody acts for who looks at many things at once."""
        return asker.hat or self.actor_of(asker.person).side or Side.ENTERPRISE

    def decide(
        self, asker: Asker, action: Action, objects: Sequence[Object]
    ) -> tuple[Decision, ...]:
        """Return what somebody may do to things, after it is on record.

        Raises:
            AuditError: It could not be recorded; nothing may be answered.
        """
        questions = [self._question(asker, action, each) for each in objects]
        decisions = self.boundary.decide_all(questions)
        self.log.append([_entry(*each) for each in zip(questions, decisions, strict=True)])
        return decisions

    def allows(self, asker: Asker, action: Action, about: Object) -> bool:
        """Tell whether somebody may do something, after it is on record.

        Raises:
            AuditError: It could not be recorded; nothing may be answered.
        """
        (decision,) = self.decide(asker, action, [about])
        return decision.allowed

    def _question(self, asker: Asker, action: Action, about: Object) -> Question:
        actor = self.actor_of(asker.person)
        # Shared staff serve both sides: the case tells for which they act.
        own = None if actor.side is Side.ENTERPRISE else actor.side
        question = Question(
            actor=actor,
            acting_for=asker.hat or own or about.side,
            action=action,
            object=about,
            purpose=asker.purpose,
            at=self.now(),
        )
        return replace(question, consent=self.consent_for(question))


def _entry(question: Question, decision: Decision) -> Entry:
    about = question.object
    return Entry(
        at=decision.at,
        kind=Kind.DECISION,
        actor=question.actor.id,
        action=question.action,
        acting_for=question.acting_for,
        object_kind=about.kind,
        object=about.id,
        subject=about.subject,
        purpose=question.purpose,
        consent=decision.consent_id,
        consent_version=decision.consent_version,
        rule=decision.rule,
        verdict=Verdict.ALLOWED if decision.allowed else Verdict.DENIED,
        policy_sha256=decision.policy_sha256,
    )
