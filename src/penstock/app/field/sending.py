"""What comes from the field: each item once, and what a case cannot take is kept for a person."""

from dataclasses import dataclass
from enum import StrEnum


class What(StrEnum):
    """What an item does; they are sent in this order."""

    BEGIN = "begin"
    REPORT = "report"
    PHOTO = "photo"
    FINISH = "finish"


class TakenState(StrEnum):
    """What became of an item."""

    SENT = "sent"
    HELD = "held"


@dataclass(frozen=True, slots=True, kw_only=True)
class SentReport:
    """An item that somebody sends from the field.

    Args:
        case_id: The job.
        key: The same for the same item, however often it is sent.
        what: What it does.
        said: What is reported, as JSON of `StepDone`; empty where nothing is.
        photo: The picture that goes along; None for none.
        crew: The crew that the job was with when they last saw it; empty where nobody says.
        seen: How many reports they had seen by then; None where nobody says.
        is_handed_over: Whether they ask that a person decides.
    """

    case_id: str
    key: str
    what: What
    said: bytes = b""
    photo: bytes | None = None
    crew: str = ""
    seen: int | None = None
    is_handed_over: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What became of an item.

    Args:
        state: Whether the case took it, or it waits for a person.
        sentence: What whoever sent it is told.
    """

    state: TakenState
    sentence: str
