"""Topics and the filters that name many of them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Generic, TypeVar

_Name = TypeVar("_Name")
_KEPT_ANSWERS = 50_000


def is_filter(said: str) -> bool:
    """Tell whether a text is a filter of topics: # alone at its end, + alone in its level."""
    levels = said.split("/")
    return (
        0 < len(said) < 65_536
        and all(each in {"+", "#"} or not set("+#") & set(each) for each in levels)
        and "#" not in levels[:-1]
    )


def matches(wanted: str, topic: str) -> bool:
    """Tell whether a filter names a topic."""
    tree: Subscriptions[int] = Subscriptions()
    tree.add(wanted, 0, qos=0)
    return bool(tree.of(topic))


@dataclass
class _Node(Generic[_Name]):
    below: "dict[str, _Node[_Name]]" = field(default_factory=dict)
    here: dict[_Name, int] = field(default_factory=dict)


class Subscriptions(Generic[_Name]):
    """Who wants which topics; answers are kept until somebody subscribes anew."""

    def __init__(self) -> None:
        self._root: _Node[_Name] = _Node()
        self._answers: dict[str, dict[_Name, int]] = {}

    def add(self, wanted: str, name: _Name, *, qos: int) -> None:
        """Let somebody have what a filter names."""
        node = self._root
        for level in wanted.split("/"):
            node = node.below.setdefault(level, _Node())
        node.here[name] = qos
        self._answers.clear()

    def remove(self, wanted: str, name: _Name) -> None:
        """Let somebody not have it any more; what nobody wants takes no room."""
        path = [self._root]
        levels = wanted.split("/")
        for level in levels:
            if level not in path[-1].below:
                return
            path.append(path[-1].below[level])
        path[-1].here.pop(name, None)
        for level, node, parent in zip(
            reversed(levels), reversed(path), reversed(path[:-1]), strict=False
        ):
            if not node.here and not node.below:
                del parent.below[level]
        self._answers.clear()

    def of(self, topic: str) -> dict[_Name, int]:
        """Return who wants a topic, each with the best quality of service asked for."""
        found = self._answers.get(topic)
        if found is None:
            found = {}
            for node in _reached(self._root, topic.split("/")):
                for name, qos in node.here.items():
                    found[name] = max(qos, found.get(name, 0))
            if len(self._answers) >= _KEPT_ANSWERS:
                self._answers.clear()
            self._answers[topic] = found
        return found


def _reached(root: _Node[_Name], levels: list[str]) -> Iterator[_Node[_Name]]:
    nodes = [root]
    for place, level in enumerate(levels):
        following = []
        # A topic that begins with $ is the broker's own; a wildcard at its start leaves it out.
        is_own = place == 0 and level.startswith("$")
        for node in nodes:
            if "#" in node.below and not is_own:
                yield node.below["#"]
            following += [
                node.below[each]
                for each in (level, "+")
                if each in node.below
                if each == level or not is_own
            ]
        nodes = following
    for node in nodes:
        yield node
        # a/# names a itself, too.
        if "#" in node.below:
            yield node.below["#"]
