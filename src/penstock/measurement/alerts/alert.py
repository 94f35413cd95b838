"""An alert: a key metric is not as it should be, and a role has to find out why."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from penstock.kernel.sides import Side


class Cause(StrEnum):
    """Why an alert was raised."""

    MISSED = "missed target"
    UNUSUAL = "beyond the limits"


class State(StrEnum):
    """How an alert stands."""

    OPEN = "open"
    CLAIMED = "claimed"
    CLEARED = "cleared"
    """The metric is back, which nobody had to say."""
    FOLLOWED = "followed"
    """A worse month made another alert of the same metric."""
    CLOSED = "closed"
    """Somebody has said what was found, and why it is over."""


_ENDED = frozenset({State.CLEARED, State.FOLLOWED, State.CLOSED})
Key = tuple[Cause, str, str, str]


class AlertError(ValueError):
    """An alert does not take an act."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """A task for the role that owns a metric; each act makes a new version.

    Args:
        number: Which, from 1.
        version: From 1.
        cause: Why it was raised.
        stream_id: The metric's value stream.
        stage_id: Its stage; empty for an indicator of the whole stream.
        metric: Its name.
        side: Whose the stream is, and who may therefore look.
        month: The month that was judged, such as `2026-09`.
        since: The first month of those in a row that were not as they should be.
        value: The month's figure, in the metric's unit, as a decimal number.
        more_is_worse: Whether a higher figure would have been worse.
        sentence: What is not as it should be.
        role: Whose task it is; empty where nobody owns the metric.
        owner_rule: Why it is theirs.
        raised_at: When it was raised.
        claimed_by: Who looks into it; empty while nobody does.
        claimed_at: Since when.
        end: How it ended; empty while it is open.
        ended_at: When.
        ended_by: Who ended it; empty where no person did.
        found: What was found, and done.
        reason: Why it is over.
    """

    number: int
    version: int = 1
    cause: Cause
    stream_id: str
    stage_id: str = ""
    metric: str
    side: Side
    month: str
    since: str
    value: str
    more_is_worse: bool
    sentence: str
    role: str = ""
    owner_rule: str = ""
    raised_at: datetime
    claimed_by: str = ""
    claimed_at: datetime | None = None
    end: str = ""
    ended_at: datetime | None = None
    ended_by: str = ""
    found: str = ""
    reason: str = ""

    @property
    def id(self) -> str:
        """What people call it."""
        return f"ALERT-{self.number}"

    @property
    def key(self) -> Key:
        """What it is about: alerts of the same are never open at the same time."""
        return self.cause, self.stream_id, self.stage_id, self.metric

    @property
    def state(self) -> State:
        """How it stands."""
        if self.end:
            return State(self.end)
        return State.CLAIMED if self.claimed_by else State.OPEN

    @property
    def is_open(self) -> bool:
        """Whether it is still somebody's task."""
        return self.state not in _ENDED


def claimed(alert: Alert, *, by: str, at: datetime) -> Alert:
    """Return an alert that somebody looks into.

    Raises:
        AlertError: It is over, or somebody does already.
    """
    _require_open(alert)
    if alert.claimed_by:
        raise AlertError(f"{alert.id} was claimed by {alert.claimed_by} already.")
    return _next(alert, claimed_by=by, claimed_at=at)


def closed(alert: Alert, *, by: str, found: str, reason: str, at: datetime) -> Alert:
    """Return an alert that somebody has ended.

    Raises:
        AlertError: It is over.
    """
    _require_open(alert)
    return _ended(alert, State.CLOSED, by=by, found=found, reason=reason, at=at)


def cleared(alert: Alert, *, because: str, at: datetime) -> Alert:
    """Return an alert whose metric is back."""
    return _ended(alert, State.CLEARED, by="", found="", reason=because, at=at)


def followed(alert: Alert, *, by_alert: str, at: datetime) -> Alert:
    """Return an alert in whose place there is one of a worse month."""
    reason = f"a worse month followed: {by_alert}"
    return _ended(alert, State.FOLLOWED, by="", found="", reason=reason, at=at)


def _require_open(alert: Alert) -> None:
    if not alert.is_open:
        who = f" by {alert.ended_by}" if alert.ended_by else ""
        raise AlertError(f"{alert.id} is {alert.state}{who} already: {alert.reason}.")


def _ended(alert: Alert, end: State, *, by: str, found: str, reason: str, at: datetime) -> Alert:
    ending = {"ended_at": at, "ended_by": by, "found": found, "reason": reason}
    return _next(alert, end=end.value, **ending)


def _next(alert: Alert, **changed: object) -> Alert:
    return replace(alert, version=alert.version + 1, **changed)  # type: ignore[arg-type]
