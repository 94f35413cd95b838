"""Acts of the operating model, as the boundary is asked about them before they are done."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


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


class Asked(Protocol):
    """What is asked whether somebody may do something."""

    def require(self, *acts: Act) -> None:
        """Return when all of it may be done, and is on record.

        Raises:
            DeniedActError: Some of it may not be done.
            AuditError: It could not be recorded; nothing may be done.
        """
        ...


class Unasked:
    """Asks nobody: for programs, and where nothing outlives the program."""

    def require(self, *acts: Act) -> None:
        """Let everything be done."""
