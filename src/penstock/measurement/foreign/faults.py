"""What is wrong with a log of another system: counted, with examples, never dropped silently."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

_EXAMPLES = 3
_NAMES = 20


class FaultKind(StrEnum):
    """What can be wrong, and in its value, how it is told."""

    NO_CASE = "events without a case, left out"
    NO_ACTIVITY = "events without an activity, left out"
    NO_TIME = "events without a time, left out"
    UNREADABLE_TIME = "times that cannot be read, left out with their events"
    MALFORMED = "rows with more or fewer cells than the first, left out"
    UNRELATED = "events of no object of the type that is the case, left out"
    DUPLICATE = "events that say what another of their case says, left out"
    TOO_LONG = "cases with more visits than a case may have, left out"
    NO_VISIT = "cases without an event that is a step of a stage, left out"
    IGNORED = "events that the map ignores, left out"
    OTHER_TRANSITION = "events that neither begin nor end work, left out"
    UNKNOWN_OUTCOME = "outcomes that no visit has, taken from what follows"
    ASSUMED_ZONE = "times without a zone beside others with one, taken in the zone of the map"
    AMBIGUOUS_TIME = "times in an hour that a clock change repeats or skips, taken as before it"
    WENT_BACK = "events behind a later event of their case"
    FUTURE = "events in the future, kept"
    UNKNOWN_STAGE = "events of no stage of the documents, kept under their own name"
    NO_START = "visits without a beginning of work, whose time counts as waiting"
    NO_END = "visits without an end, over when the case came to its next stage"
    LONE_HOLD = "suspensions and resumptions without each other in a visit, left out"
    STARTED_TWICE = "starts of work that had started, of which the first counts"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One kind of thing that is wrong.

    Args:
        kind: What it is.
        count: How often.
        examples: The first places, with what stands there.
        names: How often by name, the most frequent first, where names matter.
        distinct: The number of all such names.
    """

    kind: FaultKind
    count: int
    examples: tuple[str, ...] = ()
    names: tuple[tuple[str, int], ...] = ()
    distinct: int = 0


@dataclass(slots=True)
class Faults:
    """Counts what is wrong while a log is read."""

    _counts: "Counter[FaultKind]" = field(default_factory=Counter)
    _examples: dict[FaultKind, list[str]] = field(default_factory=dict)
    _names: "dict[FaultKind, Counter[str]]" = field(default_factory=dict)

    def add(self, kind: FaultKind, where: str, *, count: int = 1, name: str = "") -> None:
        """Count something that is wrong somewhere."""
        self._counts[kind] += count
        examples = self._examples.setdefault(kind, [])
        if len(examples) < _EXAMPLES and count:
            examples.append(where)
        if name:
            self._names.setdefault(kind, Counter())[name] += count

    def count(self, kind: FaultKind) -> int:
        """Return how often something of a kind was wrong."""
        return self._counts[kind]

    def found(self) -> Iterator[Fault]:
        """Yield what was wrong, in the order of the kinds."""
        for kind in FaultKind:
            if self._counts[kind]:
                yield self._fault(kind)

    def _fault(self, kind: FaultKind) -> Fault:
        names = self._names.get(kind, Counter())
        ranked = sorted(names.items(), key=lambda each: (-each[1], each[0]))
        return Fault(
            kind=kind,
            count=self._counts[kind],
            examples=tuple(self._examples[kind]),
            names=tuple(ranked[:_NAMES]),
            distinct=len(names),
        )
