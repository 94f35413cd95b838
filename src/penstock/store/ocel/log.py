"""An object-centric event log, in the words of OCEL 2.0."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

Value = str | int | bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A type of events or objects.

    Args:
        name: In words.
        attributes: The type of each attribute: `string`, `integer` or `boolean`.
    """

    name: str
    attributes: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """That something has to do with an object, and in which way."""

    object_id: str
    qualifier: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OcelEvent:
    """What happened, and to which objects."""

    id: str
    kind: str
    at: datetime
    attributes: Mapping[str, Value]
    relations: tuple[Relation, ...]


@dataclass(slots=True, kw_only=True)
class OcelObject:
    """What events are about; it grows while a log is read.

    Args:
        id: No other object of the log has it.
        kind: The name of its type.
        attributes: What never changes.
        changes: What an attribute is from a moment on, in the log's order.
        relations: The objects it has to do with; as keys, so that each is there once.
    """

    id: str
    kind: str
    attributes: Mapping[str, Value]
    changes: dict[tuple[str, datetime], Value] = field(default_factory=dict)
    relations: dict[Relation, None] = field(default_factory=dict)
    _now: dict[str, Value] = field(default_factory=dict)

    def change(self, name: str, value: Value, *, at: datetime) -> None:
        """Note what an attribute is from now on; of one moment only the last counts."""
        if self._now.get(name) != value:
            self._now[name] = value
            self.changes.pop((name, at), None)
            self.changes[name, at] = value

    def relate(self, object_id: str, qualifier: str) -> None:
        """Note that it has to do with another object."""
        self.relations[Relation(object_id=object_id, qualifier=qualifier)] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ocel:
    """A log: events by case and number, objects by type and id."""

    event_kinds: tuple[Kind, ...]
    object_kinds: tuple[Kind, ...]
    events: tuple[OcelEvent, ...]
    objects: tuple[OcelObject, ...]

    @property
    def relations(self) -> int:
        """The number of relations: of events to objects, and between objects."""
        of_events = sum(len(each.relations) for each in self.events)
        return of_events + sum(len(each.relations) for each in self.objects)
