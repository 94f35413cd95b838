"""The guard: asks the boundary about what somebody wants, and records it before they get it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from penstock.app.conduct.emergencies import Emergencies
from penstock.app.guarding.asker import Asker
from penstock.app.guarding.nothing import Nothing
from penstock.delivery.ports import Store, View
from penstock.governance.audit.entry import Entry, Kind, Verdict
from penstock.governance.audit.ports import AuditLog
from penstock.governance.audit.recording import decided
from penstock.governance.boundary.asking import (
    POLICY_ERROR,
    Action,
    Actor,
    Decision,
    Object,
    Question,
)
from penstock.governance.consent.consent import Consent
from penstock.kernel.sensitivity import Sensitivity
from penstock.kernel.sides import Side


class UnapprovedPoliciesError(Exception):
    """The policies that lie here are not those that a council approved; nothing is decided."""


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
        emergencies: Emergencies that were declared.
        fault: Returns why the policies that lie here may not decide; empty where they may.
    """

    boundary: Decides
    actor_of: Callable[[str], Actor]
    consent_for: Callable[[Question], Consent | None]
    log: AuditLog
    now: Callable[[], datetime]
    emergencies: Emergencies
    fault: Callable[[], str] = lambda: ""

    def view(self, asker: Asker, store: Store) -> View:
        """Return what somebody sees of cases, however they ask.

        It is what the hat lets them see that they say they wear, or else the side that they belong
        to; whoever serves both sides and names no hat sees both.

        Raises:
            UnapprovedPoliciesError: The policies may not decide.
        """
        self.require_approved(asker)
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
        """Return what somebody may do to things, after it is on record, each with its entry.

        Raises:
            AuditError: It could not be recorded; nothing may be answered.
            NoSuchRecordError: They name an emergency that nobody declared.
            UnapprovedPoliciesError: The policies may not decide.
        """
        self.require_approved(asker)
        questions = [self._question(asker, action, each) for each in objects]
        decisions = self.boundary.decide_all(questions)
        asked = zip(questions, decisions, strict=True)
        entries = self.log.append([_entry(*each, emergency=asker.emergency) for each in asked])
        kept = zip(decisions, entries, strict=True)
        return tuple(replace(decision, entry=entry) for decision, entry in kept)

    def allows(self, asker: Asker, action: Action, about: Object) -> bool:
        """Tell whether somebody may do something, after it is on record.

        Raises:
            AuditError: It could not be recorded; nothing may be answered.
        """
        (decision,) = self.decide(asker, action, [about])
        return decision.allowed

    def foresees(self, asker: Asker, action: Action, about: Object) -> bool:
        """Tell whether somebody could do something, without a record: nobody gets anything by it.

        It only tells whether they are offered to; who does it is asked about anew.

        Raises:
            NoSuchRecordError: They name an emergency that nobody declared.
        """
        question = self._question(asker, action, about)
        return not self.fault() and self.boundary.decide_all([question])[0].allowed

    def require_approved(self, asker: Asker) -> None:
        """Look whether the policies are those that a council approved; it is an alarm if not.

        Whoever asks gets the same answer whatever they ask for, be it there or not.

        Raises:
            UnapprovedPoliciesError: They are not.
        """
        if sentence := self.fault():
            self.log.append([alarm(asker, sentence, at=self.now())])
            raise UnapprovedPoliciesError(sentence)

    def _question(self, asker: Asker, action: Action, about: Object) -> Question:
        actor = self._actor(asker, action)
        # Shared staff serve both sides: the case tells for which they act.
        own = None if actor.side is Side.ENTERPRISE else actor.side
        # What is public is so to everybody, and nobody has to be of the company for it.
        is_open = action is Action.KEEP or about.sensitivity is Sensitivity.PUBLIC
        is_stranger = actor.side is None and is_open
        question = Question(
            actor=actor,
            acting_for=None if is_stranger else asker.hat or own or about.side,
            action=action,
            object=about,
            purpose=asker.purpose,
            at=self.now(),
            emergency=self.emergencies.fact(asker.emergency) if asker.emergency else None,
        )
        return replace(question, consent=self.consent_for(question))

    def _actor(self, asker: Asker, action: Action) -> Actor:
        """Return who asks; acts of the operating model are never taken at anybody's word."""
        actor = self.actor_of(asker.person)
        return replace(actor, side=None) if action is Action.KEEP and not actor.roles else actor


def alarm(asker: Asker, sentence: str, *, at: datetime) -> Entry:
    """Return what the audit log says where the policies may not decide."""
    return Entry(
        at=at,
        kind=Kind.DECISION,
        actor=asker.person,
        action="ask",
        acting_for=asker.hat,
        object_kind="policies",
        purpose=asker.purpose,
        rule=POLICY_ERROR,
        verdict=Verdict.DENIED,
        detail=sentence,
    )


def _entry(question: Question, decision: Decision, *, emergency: str) -> Entry:
    entry = decided(question, decision)
    return replace(entry, detail=f"{emergency}: {entry.detail}") if emergency else entry
