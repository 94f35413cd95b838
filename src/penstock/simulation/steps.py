"""What is done in a play: a command of somebody to a case, at a moment."""

from dataclasses import dataclass
from datetime import datetime

from penstock.delivery.commands import Command


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One command of a play.

    Args:
        at: When, in UTC.
        case_id: To which case.
        number: Which of the case's commands it is, from 1.
        stream_id: The case's stream.
        actor: Who gives it.
        command: What is asked.
        content: What a recorded item holds; empty for other commands.
    """

    at: datetime
    case_id: str
    number: int
    stream_id: str
    actor: str
    command: Command
    content: bytes = b""
