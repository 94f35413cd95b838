"""A client and worker that goes on until it is killed, and notes what it was answered.

python -m tests.chaos.client [--enduring] ADDRESS SEED GENERATION FILE
"""

import argparse
import os
import time
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from itertools import count
from pathlib import Path
from random import Random

from penstock.delivery import commands as do
from penstock.delivery.handling import Request, Rules, handle
from penstock.delivery.ports import Lease, StaleError, Store
from penstock.delivery.recording import case_to_json
from penstock.delivery.refusals import RefusedError, UnknownNameError
from penstock.store import StoreError, open_store
from tests.chaos import script
from tests.chaos.script import MODEL, REMINDER

RULES = Rules(current=lambda _: MODEL, bound=script.BOUND, answer=case_to_json)
LEASE = timedelta(seconds=0.2)
CASES_AT_ONCE = 12
NEW_CASES = 1
ROUNDS_A_CASE = 10
PAUSE_S = 0.05
# The second stage may take ten minutes.
AHEAD = timedelta(minutes=20)
Noted = Callable[[str, str, str], None]


def main(address: str, seed: int, generation: int, file: Path, *, enduring: bool = False) -> None:
    """Send commands and do jobs for ever; who endures goes on when the store fails."""
    chance = Random(f"{seed}/{generation}")  # a seed has to bring the same again
    with closing(open_store(address)) as store, file.open("ab", buffering=0) as notes:

        def note(key: str, case_id: str, answer: str) -> None:
            notes.write(f"{key} {case_id} {sha256(answer.encode()).hexdigest()}\n".encode())

        for case_id, numbers in _rounds(chance, generation):
            try:
                _round(store, case_id, numbers, f"w{generation}", note)
            except StoreError:
                if not enduring:
                    raise
                time.sleep(PAUSE_S)


def _round(store: Store, case_id: str, numbers: list[int], worker: str, note: Noted) -> None:
    for number in numbers:
        key = f"{case_id}/{number}"
        _send(store, key, case_id, script.command(case_id, number), note)
    _work(store, worker, note)
    _fire(store, note)


def _rounds(chance: Random, generation: int) -> Iterator[tuple[str, list[int]]]:
    """Yield cases, and which of their commands to send: some twice, some in the wrong order."""
    for number in count():
        # Who lives long leaves old cases behind, or would only be told again what it was told.
        oldest = generation * NEW_CASES + number // ROUNDS_A_CASE
        case_id = f"SOL-{oldest + chance.randrange(CASES_AT_ONCE):05}"
        first = chance.randrange(-4, len(script.COMMANDS))
        numbers = list(range(max(first, 0), min(max(first, 0) + 6, len(script.COMMANDS))))
        if chance.random() < 0.4:
            numbers.insert(chance.randrange(len(numbers) + 1), chance.choice(numbers))
        if chance.random() < 0.3:
            chance.shuffle(numbers)
        yield case_id, numbers


def _send(
    store: Store,
    key: str,
    case_id: str,
    command: do.Command,
    note: Noted,
    *,
    ahead: timedelta = timedelta(),
) -> None:
    at = datetime.now(UTC) + ahead
    request = Request(command_id=key, case_id=case_id, command=command, actor="Ada", at=at)
    # It comes too early, too late, or somebody was faster: it is sent again some day.
    with suppress(RefusedError, UnknownNameError, StaleError):
        answer = handle(request, store, RULES, stream_id=MODEL.stream_id)
        note(key, case_id, answer)


def _work(store: Store, worker: str, note: Noted) -> None:
    now = datetime.now(UTC)
    for lease in store.claim(worker=worker, now=now, until=now + LEASE, limit=2):
        key, case_id = lease.job.key, lease.job.case_id
        for item in script.FIRST.outputs:
            record = do.Record(item=item, sha256=key)
            _send(store, f"{key}/{item}", case_id, record, note)
        _send(store, f"{key}/complete", case_id, do.Complete(), note)
        _take_off(store, lease)


def _fire(store: Store, note: Noted) -> None:
    """Fire timers that are due by a clock that is ahead of the others."""
    for timer in store.timers(before=datetime.now(UTC) + AHEAD, limit=2):
        remind = do.Remind(timer=timer.kind, epoch=timer.epoch)
        key = f"{timer.case_id}/{REMINDER}/{timer.kind.replace(' ', '-')}/{timer.epoch}"
        _send(store, key, timer.case_id, remind, note, ahead=AHEAD)


def _take_off(store: Store, lease: Lease) -> None:
    """Take a job off the queue when its stage is no longer a worker's."""
    with store.transaction() as transaction:
        case = transaction.case(lease.job.case_id)
        if case is None or not _is_a_workers(case.phase.value, has_task=case.task is not None):
            transaction.finish(lease)


def _is_a_workers(phase: str, *, has_task: bool) -> bool:
    return phase == "being worked" and not has_task


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--enduring", action="store_true")
    parser.add_argument("address")
    parser.add_argument("seed", type=int)
    parser.add_argument("generation", type=int)
    parser.add_argument("file", type=Path)
    main(**vars(parser.parse_args()))
    os._exit(0)
