"""The guard: asks the boundary about what somebody wants, and records it before they get it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import Protocol

from penstock.app.conduct.emergencies import Emergencies
from penstock.app.guarding.asker import Asker
from penstock.app.guarding.look import Look
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
from penstock.governance.boundary.deciding import CONSENT_NONE
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

    def decides_alike(self, action: Action, about: Object) -> bool:
        """Tell whether all things of such a kind get one answer, whomever they are about."""
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
        look: The look at a page for which they are asked; None where each answer stands alone.
    """

    boundary: Decides
    actor_of: Callable[[str], Actor]
    consent_for: Callable[[Question], Consent | None]
    log: AuditLog
    now: Callable[[], datetime]
    emergencies: Emergencies
    fault: Callable[[], str] = lambda: ""
    look: Look | None = None

    def during(self, look: Look) -> "Guard":
        """Return the same for one look at a page, through which who asks is looked up once."""
        return replace(
            self,
            look=look,
            actor_of=look.actors(self.actor_of),
            fault=partial(look.once, "fault", self.fault),
        )

    def view(self, asker: Asker, store: Store) -> View:
        """Return what somebody sees of cases, however they ask.

        It is what the hat lets them see that they say they wear, or else the side that they belong
        to; whoever serves both sides and names no hat sees both.

        Raises:
            UnapprovedPoliciesError: The policies may not decide.
        """
        self.require_approved(asker)
        own = self._side(asker)
        hat = asker.hat or own
        if own is None or hat is None or (own is not Side.ENTERPRISE and hat is not own):
            return Nothing()
        return store if asker.hat is None and own is Side.ENTERPRISE else store.seen_by(hat)

    def hat(self, asker: Asker) -> Side:
        """Return the side that somebody acts for who looks at many things at once."""
        return asker.hat or self._side(asker) or Side.ENTERPRISE

    def decide(
        self, asker: Asker, action: Action, objects: Sequence[Object]
    ) -> tuple[Decision, ...]:
        """Return what somebody may do to things, after it is on record, each with its entry.

        Raises:
            AuditError: It could not be recorded; nothing may be answered.
            NoSuchRecordError: They name an emergency that nobody declared.
            UnapprovedPoliciesError: The policies may not decide.
        """
        decisions, entries = self._decided(asker, action, objects)
        if self.look:
            self.look.keep()
        kept = zip(decisions, self.log.append(entries), strict=True)
        return tuple(replace(decision, entry=entry) for decision, entry in kept)

    def show(self, asker: Asker, action: Action, objects: Sequence[Object]) -> tuple[Decision, ...]:
        """Return the same for what is shown on a page: on record before the page is handed out.

        Where there is no page, it is on record now.

        Raises:
            AuditError: It could not be recorded; nothing may be answered.
            NoSuchRecordError: They name an emergency that nobody declared.
            UnapprovedPoliciesError: The policies may not decide.
        """
        if self.look is None:
            return self.decide(asker, action, objects)
        decisions, entries = self._decided(asker, action, objects)
        self.look.record(entries, self.log)
        return decisions

    def _decided(
        self, asker: Asker, action: Action, objects: Sequence[Object]
    ) -> tuple[tuple[Decision, ...], list[Entry]]:
        """Return decisions, and what has to be kept of them."""
        self.require_approved(asker)
        questions = self._questions(asker, action, objects)
        decisions = self._decisions(questions)
        asked = zip(questions, decisions, strict=True)
        return decisions, [_entry(*each, emergency=asker.emergency) for each in asked]

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
        return self.foreseen(asker, action, [about])[0]

    def foreseen(self, asker: Asker, action: Action, objects: Sequence[Object]) -> tuple[bool, ...]:
        """Return the same of each of several things.

        Raises:
            NoSuchRecordError: They name an emergency that nobody declared.
        """
        if self.fault():
            return tuple(False for _ in objects)
        decisions = self._decisions(self._questions(asker, action, objects))
        return tuple(each.allowed for each in decisions)

    def closed(self, asker: Asker, action: Action, kinds: Sequence[Object]) -> tuple[Object, ...]:
        """Return the kinds of things of which a consent alone could open any to somebody.

        Nothing is recorded: nobody gets anything by it. Where the policies look at whom a thing
        is about, each has to be asked about by itself, and none is said to be closed.
        """
        if asker.emergency or asker.link:
            return ()
        alike = [each for each in kinds if self.boundary.decides_alike(action, each)]
        decisions = self.boundary.decide_all(self._questions(asker, action, alike))
        asked = zip(alike, decisions, strict=True)
        return tuple(kind for kind, decision in asked if not decision.allowed)

    def require_approved(self, asker: Asker) -> None:
        """Look whether the policies are those that a council approved; it is an alarm if not.

        Whoever asks gets the same answer whatever they ask for, be it there or not.

        Raises:
            UnapprovedPoliciesError: They are not.
        """
        if sentence := self.fault():
            self.log.append([alarm(asker, sentence, at=self.now())])
            raise UnapprovedPoliciesError(sentence)

    def _questions(self, asker: Asker, action: Action, objects: Sequence[Object]) -> list[Question]:
        """Return what is asked of things at one moment: who asks is looked up once for all."""
        if not objects:
            return []
        actor = self._actor(asker, action)
        emergency = self.emergencies.fact(asker.emergency) if asker.emergency else None
        at = self.now()
        return [
            Question(
                actor=actor,
                acting_for=_acting_for(asker, actor, action, each),
                action=action,
                object=each,
                purpose=asker.purpose,
                at=at,
                emergency=emergency,
            )
            for each in objects
        ]

    def _decisions(self, questions: Sequence[Question]) -> tuple[Decision, ...]:
        """Return the decisions; a consent is looked for where it can count, and not for each."""
        across = [each if _is_own(each) else self._with_consent(each) for each in questions]
        decisions = self.boundary.decide_all(across)
        wanting = {
            number: self._with_consent(question)
            for number, (question, decision) in enumerate(zip(across, decisions, strict=True))
            if _is_own(question) and decision.rule == CONSENT_NONE
        }
        if not wanting:
            return decisions
        again = dict(zip(wanting, self.boundary.decide_all([*wanting.values()]), strict=True))
        return tuple(again.get(number, decision) for number, decision in enumerate(decisions))

    def _with_consent(self, question: Question) -> Question:
        return replace(question, consent=self.consent_for(question))

    def _side(self, asker: Asker) -> Side | None:
        """Return the side that somebody belongs to; a customer belongs to none."""
        return None if asker.link else self.actor_of(asker.person).side

    def _actor(self, asker: Asker, action: Action) -> Actor:
        """Return who asks; acts of the operating model are never taken at anybody's word."""
        if asker.link:
            return Actor(id=asker.person, side=None)
        actor = self.actor_of(asker.person)
        return replace(actor, side=None) if action is Action.KEEP and not actor.roles else actor


def _acting_for(asker: Asker, actor: Actor, action: Action, about: Object) -> Side | None:
    """Return the side for which somebody asks about a thing."""
    # Shared staff serve both sides: the case tells for which they act.
    own = None if actor.side is Side.ENTERPRISE else actor.side
    # What is public is so to everybody, and nobody has to be of the company for it.
    is_open = action is Action.KEEP or about.sensitivity is Sensitivity.PUBLIC
    is_stranger = bool(asker.link) or (actor.side is None and is_open)
    return None if is_stranger else asker.hat or own or about.side


def _is_own(question: Question) -> bool:
    """Tell whether a side asks for what is its own: it is asked for a consent only afterwards."""
    return question.acting_for is question.object.side


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
