"""What must hold of a store after whatever was done to its clients."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from itertools import groupby
from pathlib import Path

from penstock.delivery.case import Case
from penstock.delivery.events import Event
from penstock.delivery.evolving import rebuilt
from penstock.delivery.ports import Answer, Logged, Wanted
from penstock.delivery.timers import timers
from penstock.governance.service_levels.deadlines import DueBreached, DueWarned
from penstock.store.sql import SqlStore
from tests.chaos.script import REMINDER

FAR = datetime(9000, 1, 1, tzinfo=UTC)


@dataclass
class Verdict:
    """What was looked at, how many left work behind, and what is wrong, as sentences."""

    answered: int = 0
    cases: int = 0
    events: int = 0
    left: int = 0
    wrong: list[str] = field(default_factory=list)


def judged(store: SqlStore, folder: Path) -> Verdict:
    """Look at everything."""
    verdict = Verdict()
    verdict.wrong += [_ended(file) for file in sorted(folder.glob("*.error"))]
    done: dict[str, set[str]] = {}
    for case in all_cases(store):
        log = store.log(case.case_id)
        verdict.cases, verdict.events = verdict.cases + 1, verdict.events + len(log)
        verdict.wrong += _wrong_with_case(store, case, log)
        done[case.case_id] = {each.stamp.command_id for each in log}
    for key, case_id, answer in _notes(folder):
        verdict.answered += 1
        verdict.wrong += _wrong_with_answer(store, key, answer, done.get(case_id, set()))
    verdict.wrong += _lost_jobs(store)
    verdict.wrong += _wrong_with_timers(store)
    return verdict


def _ended(file: Path) -> str:
    """Tell why a client ended by itself; a kill may have cut off what it said."""
    said = file.read_text(encoding="utf-8").splitlines() or ["it was killed before it said why"]
    return f"client {file.stem} ended: {said[-1]}"


def all_cases(store: SqlStore) -> Iterator[Case]:
    """Yield all cases that are kept."""
    last = ""
    while page := store.find(Wanted(after=last, limit=500)):
        yield from page
        last = page[-1].case_id


def _notes(folder: Path) -> Iterator[tuple[str, str, str]]:
    for file in sorted(folder.glob("*.answered")):
        # Behind the last end of a line is what a kill cut off, or nothing.
        for line in file.read_text(encoding="utf-8").split("\n")[:-1]:
            key, case_id, answer = line.rsplit(" ", 2)
            yield key, case_id, answer


def _wrong_with_case(store: SqlStore, case: Case, log: Sequence[Logged]) -> Iterator[str]:
    name = case.case_id
    if [each.seq for each in log] != list(range(1, case.version + 1)):
        yield f"{name}: the log's numbers are {[each.seq for each in log]}, not 1 to {case.version}"
        return
    if rebuilt((each.event, each.stamp) for each in log) != case:
        yield f"{name}: the case that its log makes is not the one that is kept"
    if (broken := store.first_broken(name)) is not None:
        yield f"{name}: the chain of hashes breaks at event {broken}"
    told = [each.event for each in log if isinstance(each.event, DueWarned | DueBreached)]
    if len(set(told)) < len(told):
        yield f"{name}: a deadline is told of twice"
    runs = [(key, list(run)) for key, run in groupby(log, lambda each: each.stamp.command_id)]
    if len({key for key, _ in runs}) < len(runs):
        yield f"{name}: a command came back after others"
    for key, run in runs:
        yield from _wrong_with_effect(key, run, _answer(store, key))


def _wrong_with_effect(key: str, run: Sequence[Logged], answer: Answer | None) -> Iterator[str]:
    """Tell what is wrong with the events of one command."""
    if len({(type(each.event), _clock(each.event)) for each in run}) < len(run):
        yield f"{key}: an effect is doubled"
    if answer is None:
        yield f"{key}: its events are there and its answer is not"
    elif _version(answer) != run[-1].seq:
        yield f"{key}: its answer tells of another moment than its events"


def _wrong_with_answer(store: SqlStore, key: str, answer: str, done: set[str]) -> Iterator[str]:
    kept = _answer(store, key)
    # What the log tells already, a reminder tells no more.
    if key not in done and f"/{REMINDER}/" not in key:
        yield f"{key}: it was answered, and the log knows nothing of it"
    if kept is None:
        yield f"{key}: it was answered, and the answer is not kept"
    elif sha256(kept.text.encode()).hexdigest() != answer:
        yield f"{key}: it was answered otherwise than is kept"


def _clock(event: Event) -> str:
    """Return which clock an event is of; a stage's and a case's may start at once."""
    clock = getattr(event, "clock", None)
    return clock.terms.kind if clock else getattr(event, "kind", "")


def _wrong_with_timers(store: SqlStore) -> Iterator[str]:
    """Tell which clocks lack their timers, and which timers no clock has set."""
    wanted = {timer for case in all_cases(store) for timer in timers(case)}
    found = set(store.timers(before=FAR, limit=len(wanted) + 1000))
    for timer in sorted(wanted ^ found, key=lambda each: (each.case_id, each.kind, each.epoch)):
        what = "is not kept" if timer in wanted else "is kept, and no clock has set it"
        yield f"{timer.case_id}: its {timer.kind} of event {timer.epoch} {what}"


def _version(answer: Answer) -> int:
    """Return the version that an answer tells of; a timer is told nothing else."""
    told = json.loads(answer.text)
    version: int = told if isinstance(told, int) else told["version"]
    return version


def _answer(store: SqlStore, key: str) -> Answer | None:
    with store.transaction() as transaction:
        return transaction.answer_to(key)


def _lost_jobs(store: SqlStore) -> Iterator[str]:
    """Tell which stages wait for a worker that nobody calls."""
    queued: set[str] = set()
    while leases := store.claim(
        worker="judge", now=FAR, until=datetime.max.replace(tzinfo=UTC), limit=500
    ):
        queued |= {lease.job.key for lease in leases}
    for case in all_cases(store):
        key = f"{case.case_id}/{case.stage_id}/{case.visit}"
        if case.phase.value == "being worked" and case.task is None and key not in queued:
            yield f"{case.case_id}: its stage waits for a worker, and no job calls one"
