"""Timers that fire: what a case's clocks have passed is told to its log."""

from dataclasses import dataclass
from datetime import datetime

from penstock.app.cases.clerk import PROGRAM
from penstock.app.cases.usecases import Cases
from penstock.delivery import commands as do
from penstock.delivery.case import Case
from penstock.delivery.handling import Request, Rules, handle_all
from penstock.delivery.models import StreamModel
from penstock.delivery.timers import Timer

BATCH = 200


@dataclass(frozen=True, kw_only=True)
class Timekeeper:
    """Fires timers that are due, many in a transaction.

    Whoever fires a timer gives the same command with the same key, so that several may do so, and
    late, and twice. A timer that was cancelled meanwhile is refused, and nothing happens.

    Args:
        cases: Where the cases are.
    """

    cases: Cases

    def once(self) -> int:
        """Fire timers that are due, and return how many there were at most in one batch."""
        store = self.cases.store
        # One clock for all machines, where there is one.
        now = store.moment() or self.cases.now()
        due = store.timers(before=now, limit=BATCH)
        # What a case has passed is told all at once, so one timer of each is enough.
        first = {timer.case_id: timer for timer in reversed(due)}
        requests = [self._request(first[case_id], now) for case_id in sorted(first)]
        if requests:
            rules = Rules(current=_unasked, bound=self.cases.bound, answer=_version)
            handle_all(requests, store, rules)
        return len(due)

    def _request(self, timer: Timer, now: datetime) -> Request:
        return Request(
            command_id=f"{timer.case_id}/{timer.kind}/{timer.epoch}",
            case_id=timer.case_id,
            command=do.Remind(timer=timer.kind, epoch=timer.epoch),
            actor=PROGRAM,
            at=now,
        )


def _unasked(stream_id: str) -> StreamModel:
    raise AssertionError(f"no timer opens or moves a case of {stream_id}")


def _version(case: Case) -> str:
    return str(case.version)
