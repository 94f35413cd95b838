"""A message as it came from a broker, and as a line of a file."""

import base64
import json
from dataclasses import field
from datetime import datetime
from typing import Any

from penstock.casework.device.readings import MOST_BYTES
from penstock.kernel.making import checked_dataclass


@checked_dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A message of a broker.

    Args:
        topic: On which it came.
        raw: What it says; of one that is too large, how it begins.
        at: When it came.
        is_retained: Whether the broker had kept it from before we listened.
        size: How many bytes it had. [B]
        token: What the connection acknowledges it by.
    """

    topic: str
    raw: bytes
    at: datetime
    is_retained: bool = False
    size: int = 0
    token: Any = field(default=None, compare=False)

    @property
    def home(self) -> str:
        """The home that its topic names; whoever names none shares one."""
        match self.topic.split("/"):
            case ["penstock", home, _, _]:
                return home
            case ["penstock-broker", home, "complaint"]:
                return home
            case ["homeassistant", _, node, *_]:
                return node.partition("-")[0]
            case _:
                return ""

    @property
    def is_too_large(self) -> bool:
        """Whether it says more than a device has to say."""
        return self.size > MOST_BYTES


def message(topic: str, payload: bytes, *, at: datetime, is_retained: bool, token: Any) -> Message:
    """Return a message; of what is too large only the beginning is held."""
    size = len(payload)
    raw = payload if size <= MOST_BYTES else payload[:200]
    return Message(
        topic=topic[:300], raw=bytes(raw), at=at, is_retained=is_retained, size=size, token=token
    )


def line(message: Message) -> bytes:
    """Return a message as a line."""
    said = {
        "topic": message.topic,
        "raw": base64.b64encode(message.raw).decode(),
        "at": message.at.isoformat(),
        "retained": message.is_retained,
        "size": message.size,
    }
    return json.dumps(said, ensure_ascii=True).encode() + b"\n"


def from_line(text: bytes) -> Message | None:
    """Return the message of a line; None for half a line, which was never acknowledged."""
    try:
        said = json.loads(text)
        return Message(
            topic=said["topic"],
            raw=base64.b64decode(said["raw"]),
            at=datetime.fromisoformat(said["at"]),
            is_retained=said["retained"],
            size=said["size"],
        )
    except (KeyError, ValueError, TypeError):
        return None
