"""From the events of a case in another system to visits of stages that are not settled yet."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from penstock.delivery.visits import Outcome
from penstock.measurement.foreign.faults import FaultKind, Faults
from penstock.measurement.foreign.mapping import Fate, ForeignMapping, Step


@dataclass(frozen=True, slots=True, kw_only=True)
class ForeignEvent:
    """One event of a case, with its stage.

    Args:
        activity: What the other system calls it.
        stage: The stage it belongs to, or what else becomes of it.
        step: What it tells of the visit.
        at_us: When it happened, in microseconds since 1970 in UTC.
        place: Its number in the file.
        resource: Who did it; empty where nothing tells.
        outcome: How the visit ended, where a column says so.
        reason: Why it was suspended, where a column says so.
        closes: Whether the case was closed with it, where a column says so.
        criteria_met: Whether all was there that was asked, where a column says so.
        recorded_us: When that was certain, where a column says so.
    """

    activity: str
    stage: str
    step: Step
    at_us: int
    place: int
    resource: str = ""
    outcome: str = ""
    reason: str = ""
    closes: bool | None = None
    criteria_met: bool | None = None
    recorded_us: int | None = None


@dataclass(frozen=True, slots=True)
class Pause:
    """A time on hold within a visit, in microseconds since 1970, and why it was."""

    began_us: int
    ended_us: int
    reason: str


@dataclass(slots=True, kw_only=True)
class Draft:
    """A visit while the events of its case are read.

    Args:
        stage: The stage.
        entered_us: When the case came to it, in microseconds since 1970, as all moments here.
        started_us: When its work began; None while nothing tells.
        exited_us: When it was over; None while nothing tells.
        end: The event that ended it.
        resource: Who is named last.
        began: Activities that began in it.
        done: Activities that are over in it.
        suspended: The event that put it on hold, while it is.
        pauses: The times it was on hold that are over.
        outcome: How it ended, when the case is known to its end.
        closes: Whether the case was closed after it, then.
        recorded_us: When that was certain, then.
    """

    stage: str
    entered_us: int
    started_us: int | None = None
    exited_us: int | None = None
    end: ForeignEvent | None = None
    resource: str = ""
    began: set[str] = field(default_factory=set)
    done: set[str] = field(default_factory=set)
    suspended: ForeignEvent | None = None
    pauses: list[Pause] = field(default_factory=list)
    outcome: Outcome | None = None
    closes: bool = False
    recorded_us: int | None = None


_PAUSING = frozenset({Step.SUSPEND, Step.RESUME})


@dataclass(slots=True)
class Course:
    """The visits of one case, while its events are read in their order."""

    case_id: str
    mapping: ForeignMapping
    faults: Faults
    drafts: list[Draft] = field(default_factory=list)
    closed_us: int | None = None
    cancelled_us: int | None = None
    _newest: dict[str, Draft] = field(default_factory=dict)

    def take(self, event: ForeignEvent) -> None:
        """Take in the next event."""
        if event.stage == Fate.CLOSED:
            self.closed_us = event.at_us
        elif event.stage == Fate.CANCELLED:
            self.cancelled_us = event.at_us
        elif event.step in _PAUSING:
            self._pause(event)
        elif event.step is Step.ENTER:
            self._draft(event, entered_us=event.at_us)
        elif event.step is Step.START:
            self._start(event)
        else:
            self._end(event)

    def _pause(self, event: ForeignEvent) -> None:
        """Put the newest visit of a stage on hold, or let it go on."""
        draft = self._newest.get(event.stage)
        if draft is None or (event.step is Step.SUSPEND) is (draft.suspended is not None):
            self.faults.add(FaultKind.LONE_HOLD, f"event {event.place}: {event.activity}")
        elif draft.suspended is None:
            draft.suspended = event
        else:
            began = draft.suspended
            draft.pauses.append(Pause(began.at_us, max(began.at_us, event.at_us), began.reason))
            draft.suspended = None

    def _start(self, event: ForeignEvent) -> None:
        draft = self._draft(event, entered_us=self._handed_over_us(event))
        if event.activity in draft.began - draft.done:
            self.faults.add(FaultKind.STARTED_TWICE, f"event {event.place}: {event.activity}")
        draft.began.add(event.activity)
        draft.exited_us = draft.end = None
        if draft.started_us is None:
            draft.started_us = event.at_us

    def _end(self, event: ForeignEvent) -> None:
        draft = self._draft(event, entered_us=self._handed_over_us(event))
        draft.done.add(event.activity)
        draft.exited_us, draft.end = event.at_us, event

    def _draft(self, event: ForeignEvent, *, entered_us: int) -> Draft:
        """Return the visit that an event belongs to; a new one where it belongs to none."""
        draft = self._newest.get(event.stage)
        if draft is None or not self._belongs(event, draft):
            draft = self._newest[event.stage] = Draft(stage=event.stage, entered_us=entered_us)
            self.drafts.append(draft)
        draft.resource = event.resource or draft.resource
        return draft

    def _belongs(self, event: ForeignEvent, draft: Draft) -> bool:
        if draft.exited_us is None:
            again = event.step is Step.ENTER and event.activity in draft.began
            return not again
        goes_on = draft.end is not None and draft.end.step is Step.COMPLETE
        new = self.mapping.merged or event.activity not in draft.done
        return goes_on and new and draft is self.drafts[-1]

    def _handed_over_us(self, event: ForeignEvent) -> int:
        """Return when the case came to a stage of which the log tells no coming."""
        before = self.drafts[-1].exited_us if self.drafts else None
        return event.at_us if before is None else min(before, event.at_us)


def course_of(
    case_id: str, events: Iterable[ForeignEvent], mapping: ForeignMapping, faults: Faults
) -> Course:
    """Return the course of a case; what another event says already is counted and left out."""
    course, seen = Course(case_id, mapping, faults), set[tuple[object, ...]]()
    latest_us: int | None = None
    for event in events:
        where = f"event {event.place}: {event.activity} of case {case_id}"
        known = (event.activity, event.step, event.at_us, event.resource, event.outcome)
        if known in seen:
            faults.add(FaultKind.DUPLICATE, where)
            continue
        seen.add(known)
        if latest_us is not None and event.at_us < latest_us:
            faults.add(FaultKind.WENT_BACK, where)
        latest_us = max(event.at_us, latest_us or event.at_us)
        course.take(event)
    return course
