"""What a test found: expected, measured, between which limits, and why."""

from dataclasses import dataclass
from enum import StrEnum


class Outcome(StrEnum):
    """How a test ended."""

    PASSED = "pass"
    FAILED = "fail"
    NOT_JUDGED = "not judged"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """One test of one thing.

    Args:
        test: What was tested, in the words of IEC 62446-1.
        subject: Of what: a string, a conductor, a setting.
        outcome: How it ended; what could not be judged has not passed.
        expected: What a sound system shows; None where there are limits alone.
        measured: What was read.
        lowest: The least that passes; None where there is no such limit.
        highest: The most that passes; None where there is no such limit.
        unit: Of all four.
        reason: Why, in a sentence.
        basis: Where the limits are from.
    """

    test: str
    subject: str
    outcome: Outcome
    expected: float | None = None
    measured: float | None = None
    lowest: float | None = None
    highest: float | None = None
    unit: str = ""
    reason: str
    basis: str

    @property
    def has_passed(self) -> bool:
        """Whether it needs nothing more."""
        return self.outcome is Outcome.PASSED


def outcome_of(*, passed: bool) -> Outcome:
    """Return how a test ended that could be judged."""
    return Outcome.PASSED if passed else Outcome.FAILED
