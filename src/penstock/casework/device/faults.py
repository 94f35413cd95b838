"""What is wrong with what a device sends: a kind that people can count, and a sentence."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class FaultKind(StrEnum):
    """What is wrong; the words are those of pages and of the command line."""

    TOO_LARGE = "too large"
    NOT_JSON = "no JSON"
    UNREADABLE = "unreadable"
    OUT_OF_RANGE = "out of range"
    CLOCK = "wrong clock"
    RETAINED = "retained garbage"
    FLOOD = "flood"
    IDENTITY = "two devices, one identity"
    ANNOUNCEMENT = "wrong announcement"
    TOPIC = "foreign topic"
    OFFERS = "too many offers"
    ANSWER = "unknown answer"
    UNSORTED = "cannot be sorted"
    BROKER = "held back by the broker"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One thing that is wrong with one message.

    Args:
        kind: What is wrong.
        words: What was found, what was expected, and what to do, in sentences.
    """

    kind: FaultKind
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FaultCount:
    """How often something was wrong with what a device sent.

    Args:
        home: The home; empty where the topic named none.
        device: The device; empty where it is about the home.
        kind: What was wrong.
        count: How often.
        first_at: When it was first.
        last_at: When it was last.
        words: What was wrong the last time.
        sample: How the last such message begins.
    """

    home: str
    device: str
    kind: FaultKind
    count: int
    first_at: datetime
    last_at: datetime
    words: str
    sample: str = ""

    @property
    def key(self) -> tuple[str, str, str]:
        """By what it is kept."""
        return self.home, self.device, self.kind.value

    def with_earlier(self, earlier: "FaultCount") -> "FaultCount":
        """Return both counts together; the later one has the word."""
        return FaultCount(
            home=self.home,
            device=self.device,
            kind=self.kind,
            count=self.count + earlier.count,
            first_at=min(self.first_at, earlier.first_at),
            last_at=max(self.last_at, earlier.last_at),
            words=self.words,
            sample=self.sample,
        )
