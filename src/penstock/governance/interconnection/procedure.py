"""What a request has to pass and by when: decided by the project, never by its customer."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from penstock.governance.interconnection.requests import (
    InterconnectionRequest,
    Milestone,
    Project,
    QueueError,
)
from penstock.governance.service_levels.calendars import Calendar
from penstock.governance.service_levels.levels import ServiceLevel
from penstock.governance.service_levels.open_time import in_utc


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """How long the utility has from one milestone to another."""

    after: Milestone
    milestone: Milestone
    within: ServiceLevel


@dataclass(frozen=True, slots=True, kw_only=True)
class Track:
    """A way through the procedure, for projects of a kind.

    Args:
        name: What the procedure calls it.
        up_to_kw: The largest capacity that it takes; None for any.
        only_certified: Whether it takes certified equipment alone.
        checks: What a request has to pass, in its order.
        steps: What the utility has to do, and by when.
    """

    name: str
    up_to_kw: Decimal | None = None
    only_certified: bool = False
    checks: tuple[str, ...] = ()
    steps: tuple[Step, ...] = ()

    def takes(self, project: Project) -> bool:
        """Tell whether a project goes this way."""
        if self.only_certified and not project.is_certified:
            return False
        if self.up_to_kw is None:
            return True
        return project.capacity_kw is not None and project.capacity_kw <= self.up_to_kw


@dataclass(frozen=True, slots=True, kw_only=True)
class Procedure:
    """The ways through the procedure, the quickest first; the last takes every project."""

    tracks: tuple[Track, ...]

    def __post_init__(self) -> None:
        problems = list(_problems(self.tracks))
        if problems:
            raise QueueError(f"The procedure cannot be: {'; '.join(problems)}.")

    def track(self, project: Project) -> Track:
        """Return the way that a project goes: the first that takes it."""
        return next(each for each in self.tracks if each.takes(project))


def dates(
    request: InterconnectionRequest, procedure: Procedure, calendar: Calendar
) -> Mapping[Milestone, datetime]:
    """Return by when each milestone is due that follows one that a request has reached.

    A moment in the answer is the first that is too late.

    Raises:
        BeyondCalendarError: The calendar does not reach that far.
    """
    return {
        step.milestone: step.within.due(calendar, request.reached[step.after])
        for step in procedure.track(request.project).steps
        if step.after in request.reached
    }


def late(
    request: InterconnectionRequest, procedure: Procedure, calendar: Calendar, *, at: datetime
) -> tuple[Milestone, ...]:
    """Return the milestones that were due by a moment and were reached late, or not yet.

    Raises:
        BeyondCalendarError: The calendar does not reach that far.
    """
    ends = [in_utc(at), *([in_utc(request.withdrawn)] if request.withdrawn else [])]
    return tuple(
        milestone
        for milestone, due in dates(request, procedure, calendar).items()
        if due <= min([*ends, *_reached(request, milestone)])
    )


def _reached(request: InterconnectionRequest, milestone: Milestone) -> Iterator[datetime]:
    if milestone in request.reached:
        yield in_utc(request.reached[milestone])


def _problems(tracks: tuple[Track, ...]) -> Iterator[str]:
    names = [each.name for each in tracks]
    if len(set(names)) < len(names):
        yield "two tracks have one name"
    if not tracks or tracks[-1].up_to_kw is not None or tracks[-1].only_certified:
        yield "its last track does not take every project; give it no limit"
    order = list(Milestone)
    for track in tracks:
        for step in track.steps:
            if order.index(step.after) >= order.index(step.milestone):
                yield f"{track.name} has “{step.milestone}” before “{step.after}”"
