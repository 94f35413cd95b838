"""Tells of a decision all that spoke for it and against it."""

from dataclasses import dataclass, replace

from penstock.governance.boundary.asking import Decision, Question
from penstock.governance.boundary.deciding import Boundary
from penstock.governance.boundary.policies import Policy


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """A decision with its grounds.

    Args:
        question: What was asked.
        decision: What was decided.
        forbidding: Every policy that forbids it.
        permitting: Every policy that permits it, or would if none forbade it.
    """

    question: Question
    decision: Decision
    forbidding: tuple[Policy, ...]
    permitting: tuple[Policy, ...]


def explain(boundary: Boundary, question: Question) -> Explanation:
    """Return the decision on a question with all its grounds."""
    decision = boundary.decide(question)
    # What was asked in the end: where no consent was needed, none was looked at.
    asked = question if decision.consent_id else replace(question, consent=None)
    return Explanation(
        question=question,
        decision=decision,
        forbidding=_speaking(boundary, asked, forbids=True),
        permitting=_speaking(boundary, asked, forbids=False),
    )


def _speaking(boundary: Boundary, asked: Question, *, forbids: bool) -> tuple[Policy, ...]:
    """Return the policies of one effect that hold, each asked by itself."""
    alike = [each for each in boundary.policies.in_order if each.forbids is forbids]
    return tuple(each for each in alike if boundary.alone[each.id].decide(asked).rule == each.id)
