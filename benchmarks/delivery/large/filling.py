"""Many open cases, spread over all streams, stages, roles and people of the reference company.

They are written by the store's own units of work, 500 in each, with the events that a case in its
stage ends with: opened, entered, started, task opened, and for some claimed or put on hold. What
came before, in earlier stages, is left out, and so are answers to commands: lists and counts read
neither.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import reduce
from hashlib import sha256
from itertools import islice

from penstock.delivery import events as ev
from penstock.delivery.case import Case
from penstock.delivery.evolving import evolve
from penstock.delivery.models import StageModel, StreamModel
from penstock.delivery.ports import Job, Logged, Store

AT = datetime(2026, 11, 2, 8, tzinfo=UTC)
BATCH = 500
# What all items say that workers read.
CONTENT = b"as agreed"
PEOPLE = tuple(f"person-{number:03}" for number in range(300))
# Parts of a hundred.
_CLAIMED, _HELD, _BY_WORKER = 30, 5, 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A case with its log, as a store takes it."""

    case: Case
    logged: tuple[Logged, ...]

    @property
    def job(self) -> Job | None:
        """Return the work that a worker is to do, if it stands there."""
        case = self.case
        if case.task is not None:
            return None
        key = f"{case.case_id}/{case.stage_id}/{case.visit}"
        return Job(key=key, case_id=case.case_id, kind="work", stage_id=case.stage_id, run_at=AT)


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
                if written.job:
                    transaction.enqueue(written.job)


def _cases(models: Sequence[StreamModel], count: int) -> Iterator[Written]:
    chance = random.Random(3)
    for number in range(count):
        model = models[number % len(models)]
        yield _case(f"{model.stream_id}-{1001 + number // len(models)}", model, chance)


def _case(case_id: str, model: StreamModel, chance: random.Random) -> Written:
    stage = chance.choice(model.stages)
    opened = ev.CaseOpened(
        case_id=case_id,
        stream_id=model.stream_id,
        fingerprint=model.fingerprint,
        product=model.products[0] if model.products else "",
        customer=f"customer-{chance.randrange(100_000):06}",
    )
    happened = (opened, *_standing(stage, chance))
    stamp = ev.Stamp(at=AT, actor="Ada", command_id=f"{case_id}/open")
    case = reduce(lambda so_far, event: evolve(so_far, event, stamp), happened, _nothing())
    assert case is not None
    logged = tuple(
        Logged(seq=seq, event=event, stamp=stamp) for seq, event in enumerate(happened, start=1)
    )
    return Written(case=case, logged=logged)


def _standing(stage: StageModel, chance: random.Random) -> Iterator[ev.Event]:
    """Yield what brings a case into a stage, and what happened there."""
    draw = chance.randrange(100)
    by_worker = draw < _BY_WORKER
    yield ev.StageEntered(stage_id=stage.id, visit=1)
    for item in stage.inputs if by_worker else ():
        yield ev.ItemRecorded(
            item=item,
            version=1,
            sha256=sha256(CONTENT).hexdigest(),
            stage_id=stage.id,
            visit=1,
        )
    yield ev.StageStarted(stage_id=stage.id, by_worker=by_worker)
    if by_worker:
        return
    yield ev.TaskOpened(stage_id=stage.id, roles=stage.responsible)
    if draw < _BY_WORKER + _CLAIMED:
        yield ev.TaskClaimed(assignee=chance.choice(PEOPLE))
    elif draw < _BY_WORKER + _CLAIMED + _HELD:
        yield ev.CaseHeld(reason="waits for a part")


def _nothing() -> Case | None:
    return None
