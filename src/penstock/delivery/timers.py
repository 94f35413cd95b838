"""The timers that the clocks of a case set: one to warn at, one at which it is late."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from penstock.delivery.case import Case

WARNING, BREACH = "warning", "breach"


@dataclass(frozen=True, slots=True, kw_only=True)
class Timer:
    """A moment at which somebody has to look at a clock of a case.

    Args:
        case_id: The case.
        kind: Which clock, and what comes: `stage warning`, `case breach`.
        epoch: The number of the event that set it; it is set once.
        fire_at: The moment.
    """

    case_id: str
    kind: str
    epoch: int
    fire_at: datetime


def timers(case: Case) -> Iterator[Timer]:
    """Yield the timers of a case that are set."""
    for kind, ticking in case.clocks.items():
        clock = ticking.clock
        if clock.pause is not None:
            continue
        ahead = (
            (WARNING, clock.deadline.warn_at, ticking.warned),
            (BREACH, clock.deadline.due, ticking.breached),
        )
        for what, fire_at, is_known in ahead:
            if not is_known:
                yield Timer(
                    case_id=case.case_id,
                    kind=f"{kind} {what}",
                    epoch=ticking.epoch,
                    fire_at=fire_at,
                )


def due_at(case: Case) -> datetime | None:
    """Return when the first of a case's running clocks is due, late or not; None without any."""
    if not case.clocks:
        return None
    running = (each.clock for each in case.clocks.values() if each.clock.pause is None)
    return min((clock.deadline.due for clock in running), default=None)
