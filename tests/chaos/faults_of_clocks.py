"""Clocks and their timers, broken on purpose."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest

from penstock.delivery import handling
from penstock.delivery.case import Case
from penstock.governance.service_levels.deadlines import DueBreached, DueWarned, passed
from penstock.store import timers, transactions
from tests.chaos.planting import fault


@fault("A deadline that has passed is told of with every command.")
def _deadline_told_again(patch: pytest.MonkeyPatch) -> None:
    def what_passed(case: Case, at: datetime) -> Iterator[DueWarned | DueBreached]:
        for ticking in case.clocks.values():
            yield from passed(ticking.clock, at)

    patch.setattr(handling, "what_passed", what_passed)


@fault("Timers stay set when what they are for is over.")
def _timers_not_cancelled(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(timers, "_ended", lambda _gone, _after: iter(()))


@fault("A clock that goes on has no new timers.")
def _timers_forgotten(patch: pytest.MonkeyPatch) -> None:
    original = timers.keep_timers

    def keep(session: Any, before: Case | None, after: Case) -> None:
        if before is None or not before.clocks:
            original(session, before, after)

    patch.setattr(transactions, "keep_timers", keep)
