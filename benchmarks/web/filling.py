"""Very many open cases of the reference company, as weeks of work would leave them.

They are written by the store's own units of work, with the events of the stage in which they stand:
entered over forty days, three in ten claimed, some on hold, some worked and waiting for the gate,
and with the clocks that their stream promises. What came before, in earlier stages, is left out.
"""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import islice

from benchmarks.delivery.large.filling import BATCH, Written
from penstock.delivery import events as ev
from penstock.delivery.case import Case
from penstock.delivery.clocks import what_changes, what_passed
from penstock.delivery.evolving import evolve
from penstock.delivery.models import StageModel, StreamModel
from penstock.delivery.ports import Logged, Store

UNTIL = datetime(2026, 11, 20, 16, tzinfo=UTC)
DAYS = 40
CUSTOMERS = 100_000
# So many people hold each role that works stages, or answers for them.
OF_A_ROLE = 3
# Parts of a hundred.
_CLAIMED, _HELD, _WORKED = 30, 5, 5


def fill(store: Store, models: Sequence[StreamModel], count: int) -> None:
    """Write so many open cases, the same each time."""
    with store.transaction() as transaction:
        for model in models:
            transaction.keep_model(model)
    cases = _cases(models, count)
    while batch := list(islice(cases, BATCH)):
        with store.transaction() as transaction:
            for written in batch:
                transaction.append(written.case, written.logged)


def people(models: Sequence[StreamModel]) -> Mapping[str, tuple[str, ...]]:
    """Return who works there, by their roles."""
    stages = [stage for model in models for stage in model.stages]
    roles = sorted({role for stage in stages for role in (*stage.responsible, stage.accountable)})
    return {role: tuple(f"{role}, {number + 1}" for number in range(OF_A_ROLE)) for role in roles}


def case_id(model: StreamModel, number: int) -> str:
    """Return the id of one of the cases of a stream."""
    return f"{model.stream_id}-{1001 + number}"


def _cases(models: Sequence[StreamModel], count: int) -> Iterator[Written]:
    chance, known = random.Random(3), people(models)
    for number in range(count):
        model = models[number % len(models)]
        yield _case(case_id(model, number // len(models)), model, known, chance)


def _case(
    name: str, model: StreamModel, known: Mapping[str, tuple[str, ...]], chance: random.Random
) -> Written:
    at = UNTIL - timedelta(minutes=chance.randrange(DAYS * 24 * 60))
    opened = ev.CaseOpened(
        case_id=name,
        stream_id=model.stream_id,
        fingerprint=model.fingerprint,
        product=model.products[0] if model.products else "",
        customer=f"Customer {chance.randrange(CUSTOMERS):06}",
    )
    stamp = ev.Stamp(at=at, actor="Ada", command_id=f"{name}/open")
    log = _Log(opened, stamp)
    for event in _standing(chance.choice(model.stages), known, chance):
        log.add(event, at)
    for event in tuple(what_changes(log.case, model, at, before=model)):
        log.add(event, at)
    for event in tuple(what_passed(log.case, UNTIL)):
        log.add(event, UNTIL)
    return Written(case=log.case, logged=tuple(log.logged))


class _Log:
    """A case with the events so far."""

    def __init__(self, opened: ev.CaseOpened, stamp: ev.Stamp) -> None:
        self.case: Case = evolve(None, opened, stamp)
        self.logged = [Logged(seq=1, event=opened, stamp=stamp)]

    def add(self, event: ev.Event, at: datetime) -> None:
        """Add what happened next."""
        stamp = replace(self.logged[0].stamp, at=at)
        self.case = evolve(self.case, event, stamp)
        self.logged.append(Logged(seq=self.case.version, event=event, stamp=stamp))


def _standing(
    stage: StageModel, known: Mapping[str, tuple[str, ...]], chance: random.Random
) -> Iterator[ev.Event]:
    """Yield what brings a case into a stage, and what happened there."""
    draw = chance.randrange(100)
    yield ev.StageEntered(stage_id=stage.id, visit=1)
    yield ev.StageStarted(stage_id=stage.id, by_worker=False)
    yield ev.TaskOpened(stage_id=stage.id, roles=stage.responsible)
    if draw < _CLAIMED + _WORKED:
        yield ev.TaskClaimed(assignee=chance.choice(known[chance.choice(stage.responsible)]))
    if draw < _WORKED:
        yield ev.StageWorked(stage_id=stage.id)
    elif _CLAIMED + _WORKED <= draw < _CLAIMED + _WORKED + _HELD:
        yield ev.CaseHeld(reason="waits for a part")
