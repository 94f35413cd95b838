"""What a log of another system means: its columns, its times, its activities."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from zoneinfo import ZoneInfo


class Step(StrEnum):
    """What an event tells of a visit of a stage."""

    ENTER = "enter"
    START = "start"
    COMPLETE = "complete"
    GIVE_UP = "give up"
    CANCEL = "cancel"
    SUSPEND = "suspend"
    RESUME = "resume"
    OTHER = "other"


class Order(StrEnum):
    """What decides which event of a case comes first."""

    TIME = "time"
    FILE = "file"


class Fate(StrEnum):
    """What an activity is when it is no stage."""

    CLOSED = "closed"
    CANCELLED = "cancelled"
    IGNORED = "ignored"


# The transitions of XES and their usual spellings. What is in none of them is no step.
STEPS: Mapping[str, Step] = {
    **dict.fromkeys(("schedule", "enter", "entered", "assign", "enqueue"), Step.ENTER),
    **dict.fromkeys(("start", "started", "begin"), Step.START),
    **dict.fromkeys(("complete", "completed", "end", "done", "manualskip"), Step.COMPLETE),
    **dict.fromkeys(("autoskip", "skip"), Step.COMPLETE),
    **dict.fromkeys(("ate_abort", "withdraw", "abort"), Step.GIVE_UP),
    **dict.fromkeys(("pi_abort", "cancel", "cancelled"), Step.CANCEL),
    **dict.fromkeys(("suspend", "suspended"), Step.SUSPEND),
    **dict.fromkeys(("resume", "resumed"), Step.RESUME),
}

# What columns are usually called, in small letters; the first that a log has is taken.
USUAL: Mapping[str, tuple[str, ...]] = {
    "case": ("case:concept:name", "case id", "case_id", "caseid", "case", "trace"),
    "activity": ("concept:name", "activity", "activity name", "ocel:activity", "event", "task"),
    "time": ("time:timestamp", "timestamp", "complete timestamp", "ocel:timestamp", "time", "date"),
    "lifecycle": ("lifecycle:transition", "lifecycle", "transition"),
    "resource": ("org:resource", "resource", "user", "performer", "object:actor"),
    "outcome": ("outcome",),
    "reason": ("reason",),
    "closes": ("closes",),
    "criteria_met": ("criteria_met",),
    "recorded_at": ("recorded_at",),
    "stream": ("case:stream", "stream"),
    "product": ("case:product", "product"),
}
NEEDED = ("case", "activity", "time")


@dataclass(frozen=True, slots=True, kw_only=True)
class ForeignMapping:
    """How a log of another system is understood.

    Args:
        columns: The name of each column that is taken in, by what it is: the keys of `USUAL`.
        time_format: How times are written, for `strptime`; empty for ISO 8601.
        zone: The zone of times that say none; None where all have to say theirs.
        order: What decides which event of a case comes first.
        single: What an event is where no column tells its transition.
        steps: What a transition means, by its word in small letters.
        stages: The stage, or the fate, of an activity, by its name.
        patterns: The same by patterns of the whole name, tried in their order.
        merged: Whether an activity that is done again within a stage belongs to the same visit.
        ends: Whether every case whose last visit has an end is closed with it, whatever the stage.
    """

    columns: Mapping[str, str]
    time_format: str = ""
    zone: ZoneInfo | None = None
    order: Order = Order.TIME
    single: Step = Step.COMPLETE
    steps: Mapping[str, Step] = field(default_factory=lambda: STEPS)
    stages: Mapping[str, str] = field(default_factory=dict)
    patterns: tuple[tuple[str, str], ...] = ()
    merged: bool = False
    ends: bool = False

    @property
    def tells_ends(self) -> bool:
        """Whether the log should tell when a visit ended."""
        return "lifecycle" in self.columns or self.single is Step.COMPLETE


def usual_columns(names: tuple[str, ...]) -> dict[str, str]:
    """Return which of a log's columns is what, by the names that logs usually give them."""
    known = {name.strip().casefold(): name for name in reversed(names)}
    found = {}
    for what, usual in USUAL.items():
        if named := next((known[each] for each in usual if each in known), ""):
            found[what] = named
    return found
