"""What is odd about readings: counted, named, and kept beside those that count."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Oddity(StrEnum):
    """Why a reading does not count, or counts with a word."""

    DUPLICATE = "sent twice"
    CONTRADICTION = "two values for one moment"
    CLOCK = "clock is wrong"
    OTHER_SERIAL = "device of another site"
    TOO_LARGE = "message too large"
    UNREADABLE = "not readable"
    IMPOSSIBLE = "value cannot be"


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAside:
    """Something that was sent and does not count, as it was sent.

    Args:
        oddity: Why it does not count.
        place: Where it stood: a line, a topic.
        because: In a sentence, with what was expected.
        raw: What was sent, byte for byte.
    """

    oddity: Oddity
    place: str
    because: str
    raw: bytes = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How much was sent, and what became of it.

    Args:
        sent: Everything that was to be a reading or a message.
        kept: What counts.
        odd: What does not, by its reason; duplicates are here alone, for they are there once.
        busiest_minute: The most readings of one device in one minute: a flood shows here.
    """

    sent: int
    kept: int
    odd: Mapping[Oddity, int]
    busiest_minute: int = 0

    @property
    def is_whole(self) -> bool:
        """Whether everything that was sent is accounted for."""
        return self.sent == self.kept + sum(self.odd.values())


def counted(odd: Counter[Oddity]) -> dict[Oddity, int]:
    """Return the counts in the order in which reasons are listed, those of nothing left out."""
    return {each: odd[each] for each in Oddity if odd[each]}
