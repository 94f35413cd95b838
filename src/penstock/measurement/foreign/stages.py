"""Which stage an activity of another system belongs to."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from penstock.delivery.models import StreamModel
from penstock.measurement.foreign.mapping import Fate, ForeignMapping

_FATES = frozenset(map(str, Fate))


class UnknownTargetError(ValueError):
    """A map names stages that a stream does not have."""

    def __init__(self, stream_id: str, targets: Iterable[str]) -> None:
        self.stream_id = stream_id
        self.targets = tuple(targets)
        super().__init__(
            f"The map leads to {', '.join(self.targets)}, and {stream_id} has no such stage. "
            f"Name stages by their ids, or say {', '.join(sorted(_FATES))}."
        )


@dataclass
class Stages:
    """Tells stages of one stream by the names of activities; names the documents know need no map.

    Args:
        model: The stream's stages.
        mapping: What the map says of activities.
    """

    model: StreamModel
    mapping: ForeignMapping
    _known: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Refuse a map that leads to stages of this stream that there are not."""
        named = (*self.mapping.stages.values(), *(stage for _, stage in self.mapping.patterns))
        own = [each for each in named if each.rpartition(".")[0] in {"", self.model.stream_id}]
        if wrong := [each for each in dict.fromkeys(own) if not self.knows(each)]:
            raise UnknownTargetError(self.model.stream_id, wrong)

    def of(self, activity: str) -> str:
        """Return the stage or the fate of an activity; its own name where nothing tells one."""
        found = self._known.get(activity)
        if found is None:
            found = self._known[activity] = self._found(activity) or activity
        return found

    def knows(self, stage: str) -> bool:
        """Tell whether a stage, or what stands for one, is of the stream."""
        return stage in _FATES or stage in self._ids

    @cached_property
    def _ids(self) -> frozenset[str]:
        return frozenset(stage.id for stage in self.model.stages)

    def _found(self, activity: str) -> str:
        if said := self.mapping.stages.get(activity):
            return said
        for pattern, stage in self.mapping.patterns:
            if re.fullmatch(pattern, activity):
                return stage
        return self._by_name(activity)

    def _by_name(self, activity: str) -> str:
        """Return the stage that the documents call so, by id or name, whatever the capitals."""
        words = plain(activity)
        names = {
            plain(words): each.id for each in self.model.stages for words in (each.name, each.id)
        }
        return names.get(words, "")


def plain(name: str) -> str:
    """Return a name without what people spell in different ways: capitals, dashes, blanks."""
    return " ".join(re.findall(r"\w+", name.casefold().replace("&", " and ")))
