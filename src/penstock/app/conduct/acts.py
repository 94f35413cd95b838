"""Acts of the operating model, as the boundary is asked about them before they are done."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from penstock.kernel.sensitivity import Sensitivity


class What(StrEnum):
    """What an act is, in the word that policies use; of a posting, its kind is the word."""

    FOUNDING = "founding"
    SECOND_FOUNDING = "second_founding"
    ROLES = "roles"
    SEAT = "seat"
    DELEGATION = "delegation"
    DISCLOSURE = "disclosure"
    CLOSING = "closing"
    DECLARATION = "declaration"
    REVIEW = "review"
    ALLOCATION = "cost_allocation"


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """Something that somebody wants to do.

    Args:
        kind: What it is kept in: a `register`, a `posting`, an `incident`, an `emergency`.
        what: What is done, in the word that policies use.
        words: The same in words, as they follow on “may not”.
        subject: The person whom it is about; empty where it is about nobody.
        person: Who does it, where that is somebody else than whoever asks.
    """

    kind: str
    what: str
    words: str
    subject: str = ""
    person: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """A list that somebody wants to look at.

    Args:
        kind: What is kept in it: a `register`, a `posting`, an `incident`, an `emergency`.
        what: What a consent would call it, in the word that policies use.
        words: The same in words, as they follow on “may not see”.
        sensitivity: Who may be shown it.
    """

    kind: str
    what: str
    words: str
    sensitivity: Sensitivity = Sensitivity.INTERNAL


class Asked(Protocol):
    """What is asked whether somebody may do something, or look at what was done."""

    def require(self, *acts: Act) -> None:
        """Return when all of it may be done, and is on record.

        Raises:
            DeniedActError: Some of it may not be done.
            AuditError: It could not be recorded; nothing may be done.
        """
        ...

    def foresees(self, act: Act, /) -> bool:
        """Tell whether somebody could do something, without a record, so that it is offered."""
        ...

    def seen(self, *looks: Look) -> tuple[Look, ...]:
        """Return the lists that somebody may look at, after it is on record.

        Raises:
            DeniedActError: They may look at none of them.
            AuditError: It could not be recorded; nothing may be shown.
        """
        ...


class Unasked:
    """Asks nobody: for programs, and where nothing outlives the program."""

    def require(self, *acts: Act) -> None:
        """Let everything be done."""

    def foresees(self, _act: Act, /) -> bool:
        """Let everything be offered."""
        return True

    def seen(self, *looks: Look) -> tuple[Look, ...]:
        """Let everything be seen."""
        return looks
