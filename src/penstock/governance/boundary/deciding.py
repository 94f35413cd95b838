"""Decides what may be: asks the policies, and takes anything but a clear yes as a no."""

from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import cache, cached_property, lru_cache

import cedarpy

from penstock.governance.boundary.alike import look_at_own
from penstock.governance.boundary.asking import (
    NOT_PERMITTED,
    POLICY_ERROR,
    Action,
    Decision,
    Object,
    Question,
)
from penstock.governance.boundary.policies import Policies
from penstock.governance.boundary.requests import in_cedar, kind_of
from penstock.governance.boundary.slices import can_speak

# So many answers are remembered at the most; then all are asked for anew.
MOST_REMEMBERED = 4096
CONSENT_NONE = "consent-none"
"""The policy that says of a question that it takes a consent."""


class Boundary:
    """What stands between the sides of the company.

    It keeps nothing of a person or a consent from one question to the next: what was revoked a
    moment ago is revoked. Where no policy looks at whom a question is about, at when it is asked,
    or at a consent, its answer follows from the policies alone, and those never change in here.
    """

    def __init__(self, policies: Policies) -> None:
        self.policies = policies
        self._engine = cache(policies.engine)
        # As many as there are data classes; a hostile caller makes up no more than these.
        self._looks_at_own = lru_cache(maxsize=4096)(self._looks)
        self._remembered: dict[Hashable, Decision] = {}

    @cached_property
    def alone(self) -> Mapping[str, "Boundary"]:
        """Each policy by itself; to make so many engines takes longer than to ask them."""
        policies = self.policies.in_order
        return {each.id: Boundary(replace(self.policies, in_order=(each,))) for each in policies}

    def decide(self, question: Question) -> Decision:
        """Return the decision on one question; a question that cannot be put is denied."""
        return self.decide_all((question,))[0]

    def decides_alike(self, action: Action, about: Object) -> bool:
        """Tell whether all things of such a kind get one answer, whomever they are about.

        It is said of questions without a consent and without an emergency.
        """
        return not self._looks_at_own(action, kind_of(about), about.data_class)

    def decide_all(self, questions: Sequence[Question]) -> tuple[Decision, ...]:
        """Return the decisions on questions, each decided as if it were the only one.

        A consent is looked at where the policies ask for one: a side that reads what is its own
        is not turned away because an old consent lies beside it.
        """
        first = {n: _without_needless_consent(each) for n, each in enumerate(questions)}
        decisions = self._ask(first)
        second = {
            n: each
            for n, each in enumerate(questions)
            if each.consent and not first[n].consent and decisions[n].rule == CONSENT_NONE
        }
        decisions |= self._ask(second)
        return tuple(decisions[n] for n in range(len(questions)))

    def _ask(self, questions: Mapping[int, Question]) -> dict[int, Decision]:
        alike: dict[tuple[Action, str], dict[int, Hashable]] = defaultdict(dict)
        decisions: dict[int, Decision] = {}
        for n, each in questions.items():
            action, kind = each.action, kind_of(each.object)
            shared = self._shared(each, action=action, kind=kind)
            known = self._remembered.get((action, kind, shared)) if shared is not each else None
            if known is None:
                alike[action, kind][n] = shared
                continue
            if known.at != each.at:
                # Those that are asked with it are asked at the same moment.
                known = self._remembered[action, kind, shared] = replace(known, at=each.at)
            decisions[n] = known
        for (action, kind), asked in alike.items():
            decisions |= self._asked_anew(questions, asked, action=action, kind=kind)
        return decisions

    def _asked_anew(
        self,
        questions: Mapping[int, Question],
        asked: Mapping[int, Hashable],
        *,
        action: Action,
        kind: str,
    ) -> dict[int, Decision]:
        """Return the decisions on questions, by what is equal for those that get one answer."""
        # Of those that get one answer the first is asked.
        first = {shared: n for n, shared in reversed([*asked.items()])}
        answers = self._answers([questions[n] for n in first.values()], action=action, kind=kind)
        answer = dict(zip(first, answers, strict=True))
        for shared, n in first.items():
            if shared is not questions[n] and not answer[shared].is_alarm:
                self._remember((action, kind, shared), answer[shared])
        return {n: _at(answer[shared], questions[n].at) for n, shared in asked.items()}

    def _remember(self, asked: Hashable, decision: Decision) -> None:
        if len(self._remembered) >= MOST_REMEMBERED:
            self._remembered.clear()
        self._remembered[asked] = decision

    def _shared(self, question: Question, *, action: Action, kind: str) -> Hashable:
        """Return what is equal for questions that get one answer; of others, themselves."""
        about = question.object
        is_plain = not (question.consent or question.emergency or about.totals)
        # What could not even be put has to be asked by itself.
        own = f"{about.subject}{about.premise}{about.account}"
        is_plain = is_plain and own.isascii() and question.at.tzinfo is not None
        if not is_plain or self._looks_at_own(action, kind, about.data_class):
            return question
        return (
            question.actor,
            question.acting_for,
            question.purpose,
            about.kind,
            about.side,
            about.sensitivity,
            about.data_class,
        )

    def _looks(self, action: Action, kind: str, data_class: str) -> bool:
        able = [
            each.parsed
            for each in self.policies.in_order
            if can_speak(each.parsed, action=action, kind=kind)
        ]
        return look_at_own(able, data_class=data_class)

    def _answers(self, asked: Sequence[Question], *, action: Action, kind: str) -> list[Decision]:
        """Return the decisions on questions of one action on one kind of thing."""
        try:
            requests, entities = in_cedar(asked)
            answers = cedarpy.is_authorized_batch(requests, self._engine(action, kind), entities)
        except (ValueError, TypeError) as error:
            if len(asked) > 1:
                # One that cannot be put must not decide about the others.
                return [self._answers([one], action=action, kind=kind)[0] for one in asked]
            return [self._alarm(one, str(error)) for one in asked]
        return [self._decision(*each) for each in zip(asked, answers, strict=True)]

    def _decision(self, question: Question, answer: cedarpy.AuthzResult) -> Decision:
        verdict, errors = answer.decision, answer.diagnostics.errors
        # Cedar leaves out a policy that fails, even one that forbids. Here its failing denies.
        if errors or verdict is cedarpy.Decision.NoDecision:
            return self._alarm(question, "; ".join(errors) or "they gave no answer")
        speaking = answer.diagnostics.reasons
        if not speaking:
            return self._decided(question, allowed=False, rule=NOT_PERMITTED)
        rule = min(speaking, key=self.policies.positions.__getitem__)
        return self._decided(question, allowed=verdict is cedarpy.Decision.Allow, rule=rule)

    def _alarm(self, question: Question, error: str) -> Decision:
        denied = self._decided(question, allowed=False, rule=POLICY_ERROR)
        return replace(denied, reason=f"The policies could not be asked: {error}.")

    def _decided(self, question: Question, *, allowed: bool, rule: str) -> Decision:
        policy, consent = self.policies.by_id.get(rule), question.consent
        return Decision(
            allowed=allowed,
            rule=rule,
            reason=policy.reason if policy else "No policy permits it.",
            consent_id=consent.id if consent else "",
            consent_version=consent.version if consent else 0,
            purpose=question.purpose,
            policy_sha256=self.policies.sha256,
            at=question.at,
        )


def _at(decision: Decision, at: datetime) -> Decision:
    return decision if decision.at == at else replace(decision, at=at)


def _without_needless_consent(question: Question) -> Question:
    """Return the question without a consent, where a side asks for what is its own."""
    own = question.acting_for is question.object.side
    return replace(question, consent=None) if own and question.consent else question
