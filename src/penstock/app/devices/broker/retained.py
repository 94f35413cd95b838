"""Messages that stay on their topics, for whoever subscribes later."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from penstock.app.devices.broker.packets import Message


class Retained:
    """What stays on which topic, and who left it there.

    Args:
        most: On how many topics one user may leave something.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._left: dict[str, tuple[str, Message]] = {}
        self._counts: Counter[str] = Counter()

    def put(self, user: str, message: Message) -> None:
        """Let a message stay in the place of an older one; an empty one takes it away."""
        known = self._left.pop(message.topic, None)
        if known is not None:
            self._counts[known[0]] -= 1
        if message.payload:
            self._counts[user] += 1
            self._left[message.topic] = (user, replace(message, qos=min(message.qos, 1)))

    def has_room(self, user: str, message: Message) -> bool:
        """Tell whether a user may leave this message."""
        return not message.payload or message.topic in self._left or self._counts[user] < self._most

    def each(self) -> Iterator[tuple[str, Message]]:
        """Yield who left which message."""
        yield from list(self._left.values())
