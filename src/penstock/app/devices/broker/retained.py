"""Messages that stay on their topics, for whoever subscribes later."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from penstock.app.devices.broker.packets import Message


@dataclass(slots=True)
class _Shelf:
    """What stays on a topic, and on the topics below it."""

    below: "dict[str, _Shelf]" = field(default_factory=dict)
    here: tuple[str, Message] | None = None


class Retained:
    """What stays on which topic, and who left it there.

    Args:
        most: On how many topics one user may leave something.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._root = _Shelf()
        self._counts: Counter[str] = Counter()

    def put(self, user: str, message: Message) -> None:
        """Let a message stay in the place of an older one; an empty one takes it away."""
        shelf = self._root
        path = [shelf]
        levels = message.topic.split("/")
        for level in levels:
            shelf = shelf.below.setdefault(level, _Shelf())
            path.append(shelf)
        if shelf.here is not None:
            self._counts[shelf.here[0]] -= 1
            shelf.here = None
        if message.payload:
            self._counts[user] += 1
            shelf.here = (user, replace(message, qos=min(message.qos, 1)))
        else:
            _tidy(path, levels)

    def has_room(self, user: str, message: Message) -> bool:
        """Tell whether a user may leave this message."""
        is_new = not any(each.topic == message.topic for each in self.named(message.topic))
        return not message.payload or not is_new or self._counts[user] < self._most

    def named(self, wanted: str) -> Iterator[Message]:
        """Yield the messages on the topics that a filter names."""
        shelves = [self._root]
        levels = wanted.split("/")
        for place, level in enumerate(levels):
            if level == "#":
                found = (each for shelf in shelves for each in _all(shelf, is_root=place == 0))
                yield from (message for _, message in found)
                return
            shelves = [each for shelf in shelves for each in _next(shelf, level, place)]
        yield from (shelf.here[1] for shelf in shelves if shelf.here is not None)

    def each(self) -> Iterator[tuple[str, Message]]:
        """Yield who left which message."""
        for shelf in self._root.below.values():
            yield from _all(shelf)


def _next(shelf: _Shelf, level: str, place: int) -> Iterable[_Shelf]:
    if level == "+":
        # A topic that begins with $ is the broker's own; a wildcard at its start leaves it out.
        below = shelf.below.items()
        return [each for name, each in below if place or not name.startswith("$")]
    return [shelf.below[level]] if level in shelf.below else []


def _all(shelf: _Shelf, *, is_root: bool = False) -> Iterator[tuple[str, Message]]:
    if shelf.here is not None:
        yield shelf.here
    for name, each in shelf.below.items():
        if not (is_root and name.startswith("$")):
            yield from _all(each)


def _tidy(path: list[_Shelf], levels: list[str]) -> None:
    """Take away shelves on which nothing stays any more."""
    for place in range(len(levels), 0, -1):
        shelf = path[place]
        if shelf.here is None and not shelf.below:
            del path[place - 1].below[levels[place - 1]]
