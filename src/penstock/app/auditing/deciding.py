"""Asking the boundary so that every answer is in the audit log before anybody has it."""

from collections.abc import Sequence
from typing import Protocol

from penstock.governance.audit.ports import AuditLog
from penstock.governance.audit.recording import decided
from penstock.governance.boundary.asking import Decision, Question


class Decides(Protocol):
    """What decides on questions; the boundary does."""

    def decide_all(self, questions: Sequence[Question]) -> Sequence[Decision]:
        """Return the decisions on questions, in their order."""
        ...


class Gate:
    """The boundary with its log: no decision without an entry, and no entry, no data.

    Args:
        boundary: What decides.
        log: What has to have the decision before anybody is told.
    """

    def __init__(self, boundary: Decides, log: AuditLog) -> None:
        self._boundary = boundary
        self._log = log

    def decide(self, question: Question) -> Decision:
        """Return the decision on one question, after it is recorded.

        Raises:
            AuditError: It could not be recorded; whoever asked gets nothing.
        """
        return self.decide_all([question])[0]

    def decide_all(self, questions: Sequence[Question]) -> Sequence[Decision]:
        """Return the decisions on questions, after all of them are recorded, denials included.

        Raises:
            AuditError: They could not be recorded; whoever asked gets nothing.
        """
        decisions = self._boundary.decide_all(questions)
        both = zip(questions, decisions, strict=True)
        self._log.append([decided(question, decision) for question, decision in both])
        return decisions
