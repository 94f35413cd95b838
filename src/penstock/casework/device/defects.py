"""A defect of a model that was told to whoever answers for the product, and what they said."""

from dataclasses import dataclass
from datetime import datetime

from penstock.casework.device.entries import Entry, next_version


@dataclass(frozen=True, slots=True, kw_only=True)
class DefectCase:
    """A ticket that a defect rests on.

    Args:
        case_id: The case.
        ticket: Which of the case.
        device: Which device, with its home.
        cause: What was wrong.
        at: Since when.
    """

    case_id: str
    ticket: str
    device: str
    cause: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Defect(Entry):
    """A fault that recurs from home to home.

    Args:
        name: What it is called.
        rule: By which rule it is one.
        model: Of which model.
        sentence: What was found.
        role: Whose it is.
        found_at: When.
        cases: What it rests on, the oldest first.
        answer: What was decided; empty while nobody has.
        answered_by: Who decided.
        answered_at: When; None before.
        version: Counts from 1.
    """

    name: str
    rule: str
    model: str
    sentence: str
    role: str
    found_at: datetime
    cases: tuple[DefectCase, ...]
    answer: str = ""
    answered_by: str = ""
    answered_at: datetime | None = None
    version: int = 1

    @property
    def key(self) -> str:
        """By what it is kept."""
        return self.name

    @property
    def standing(self) -> str:
        """What lists look for."""
        return "answered" if self.answered_at else "open"


def with_cases(defect: Defect, cases: tuple[DefectCase, ...], sentence: str) -> Defect:
    """Return a defect with what it rests on by now."""
    return next_version(defect, cases=cases, sentence=sentence)


def answered_defect(defect: Defect, answer: str, *, by: str, at: datetime) -> Defect:
    """Return a defect of which somebody has decided what is done."""
    return next_version(defect, answer=answer, answered_by=by, answered_at=at)
