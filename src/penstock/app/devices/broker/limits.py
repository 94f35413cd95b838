"""How much a broker takes from one home, so that the others notice nothing."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The bounds of a broker.

    Args:
        packet_bytes: The largest packet; a larger one ends its connection before it is read.
        packets_per_s: What a home may send for long; what is faster waits in the home.
        burst: How many packets a home may send at once before it waits.
        retained_topics: On how many topics a home may leave a message.
        home_queue: How many messages wait for a home that is away; then the oldest give way.
        server_queue_bytes: How many bytes wait for the server; then homes wait, and keep theirs.
        window: How many messages are under way to one client without its acknowledgement.
        connections: How many clients at a time.
        connect_s: How long a client may take to present itself. [s]
        session_s: How long a client that is away is remembered. [s]
    """

    packet_bytes: int = 262_144
    packets_per_s: float = 100.0
    burst: int = 2_000
    retained_topics: int = 1_000
    home_queue: int = 1_000
    server_queue_bytes: int = 268_435_456
    window: int = 500
    connections: int = 20_000
    connect_s: float = 10.0
    session_s: float = 604_800.0


class Bucket:
    """What one home may still send: it fills with time, up to a burst.

    Args:
        limits: How fast, and how far.
        now_s: The moment it is, of a clock that only goes forward. [s]
    """

    def __init__(self, limits: Limits, *, now_s: float) -> None:
        self._rate, self._most = limits.packets_per_s, float(limits.burst)
        self._left, self._at_s = self._most, now_s

    def take(self, *, now_s: float) -> float:
        """Take one packet out, and return the seconds to wait before the next."""
        self._left = min(self._most, self._left + (now_s - self._at_s) * self._rate) - 1.0
        self._at_s = now_s
        return max(0.0, -self._left / self._rate)
