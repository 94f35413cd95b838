"""What changed policies would have decided otherwise."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from penstock.governance.boundary.asking import Decision, Question
from penstock.governance.boundary.deciding import Boundary


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A question that is decided otherwise now.

    Args:
        label: What the question is called.
        question: What was asked.
        before: What was decided.
        after: What changed policies decide.
    """

    label: str
    question: Question
    before: Decision
    after: Decision

    @property
    def turns(self) -> bool:
        """Tell whether the verdict changes, not its reason alone."""
        return self.before.allowed is not self.after.allowed


def differences(
    questions: Mapping[str, Question],
    *,
    now: Boundary,
    changed: Boundary,
    meant: Callable[[Question], Question] = lambda question: question,
) -> list[Difference]:
    """Return the questions that changed policies decide otherwise, changed verdicts first.

    Args:
        questions: The questions, by what they are called.
        now: Decides by what holds.
        changed: Decides by what might.
        meant: Returns a question as changed tables put it: who asks may have other functions.
    """
    asked = list(questions.values())
    after = changed.decide_all(list(map(meant, asked)))
    compared = zip(questions.items(), now.decide_all(asked), after, strict=True)
    found = [
        Difference(label=label, question=question, before=before, after=after)
        for (label, question), before, after in compared
        if (before.allowed, before.rule) != (after.allowed, after.rule)
    ]
    return sorted(found, key=lambda each: not each.turns)
