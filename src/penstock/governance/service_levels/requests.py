"""Requests that a unit has of another: when each was opened and closed, and when it waited."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from penstock.governance.service_levels.open_time import in_utc


class RequestError(ValueError):
    """A request that cannot be: every reason at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pause:
    """A half-open period in which nobody could go on, and why.

    Args:
        start: When it began.
        end: When it ended; None while it lasts.
        reason: Why.
    """

    start: datetime
    end: datetime | None
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What one unit asked of another.

    Invariants:
        It is closed after it was opened; pauses have reasons, lie apart and within, in their
        order, and end at the latest with the request.

    Args:
        id: What people call it: a ticket, a case.
        agreement_id: The agreement it falls under.
        opened: When it was asked.
        closed: When it was answered; None while it is not.
        pauses: When the clock stood still.
    """

    id: str
    agreement_id: str
    opened: datetime
    closed: datetime | None = None
    pauses: tuple[Pause, ...] = ()

    def __post_init__(self) -> None:
        problems = list(_problems(self))
        if problems:
            raise RequestError(f"Request {self.id} cannot be: {'; '.join(problems)}.")


def _problems(request: Request) -> Iterator[str]:
    last = in_utc(request.closed) if request.closed else None
    if last and last < in_utc(request.opened):
        yield f"it was closed at {request.closed}, before it was opened at {request.opened}"
    for pause in request.pauses:
        if not pause.reason.strip():
            yield f"the pause at {pause.start} has no reason; say why nobody could go on"
        if pause.end and in_utc(pause.end) < in_utc(pause.start):
            yield f"the pause at {pause.start} ends before it begins, at {pause.end}"
        if in_utc(pause.start) < in_utc(request.opened):
            yield f"the pause at {pause.start} begins before the request, at {request.opened}"
        if last and (pause.end is None or in_utc(pause.end) > last):
            yield f"the pause at {pause.start} lasts longer than the request"
    for before, after in pairwise(request.pauses):
        if before.end is None or in_utc(after.start) < in_utc(before.end):
            yield f"the pause at {after.start} begins within the one before it"
