from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from threading import Event
from time import monotonic, sleep

import pytest

from penstock.app.cases import Standing
from penstock.app.cases.blobs import Blobs, MemoryBlobs
from penstock.app.cases.threads import Threads
from penstock.app.cases.worker import TRIES, Worker
from penstock.app.cases.working import Facts, Work
from penstock.delivery import commands as do
from penstock.delivery.case import Phase
from penstock.delivery.ports import Wanted
from tests.unit.app.cases.bench import NOON, Bench, cases
from tests.unit.app.cases.clearances import clearance

STAGE = "NCV-03.1"
OUTPUTS = {"Qualified lead": b"good", "Preliminary energy analysis": b"6 kW"}


def _works(_facts: Facts) -> Mapping[str, bytes]:
    return OUTPUTS


def _breaks(_facts: Facts) -> Mapping[str, bytes]:
    raise OSError("the weather service is down")


@dataclass
class Shift:
    """A case whose first stage a worker does, and a clock that somebody moves."""

    work: Work
    now: datetime = NOON
    blobs: Blobs = field(default_factory=MemoryBlobs)
    bench: Bench = field(init=False)

    def __post_init__(self) -> None:
        use = cases(now=lambda: self.now, blobs=self.blobs)
        self.bench = Bench(replace(use, bound=frozenset({STAGE})))
        self.open("SOL-1")

    def open(self, *case_ids: str) -> None:
        for case_id in case_ids:
            self.bench.open(case_id=case_id, customer="C-7")
            self.bench.attest_entry(case_id)
            self.bench.record(case_id, "Customer inquiry", "Customer energy bills")

    def worker(self, name: str = "w", *, lease: timedelta = timedelta(seconds=30)) -> Worker:
        return Worker(
            cases=self.bench.cases,
            clearance=clearance(self.bench.cases, program=name),
            work={STAGE: self.work},
            name=name,
            jitter=lambda: 0.5,
            lease=lease,
        )

    def standing(self, case_id: str = "SOL-1") -> Standing:
        return self.bench.cases.explain(case_id)

    def phases(self) -> list[str]:
        return [each.phase for each in self.bench.cases.find(Wanted())]


def test_a_stage_with_code_waits_for_its_gate_when_a_worker_was_there() -> None:
    shift = Shift(_works)

    assert shift.worker().once() == 1

    assert shift.standing().phase == Phase.WORKED
    assert shift.bench.cases.content("SOL-1", "Qualified lead") == b"good"
    assert shift.worker().once() == 0


def test_the_work_knows_its_case_and_what_the_stage_takes_in() -> None:
    seen: list[Facts] = []

    def looks(facts: Facts) -> Mapping[str, bytes]:
        seen.append(facts)
        return OUTPUTS

    Shift(looks).worker().once()

    (facts,) = seen
    assert (facts.case_id, facts.stage_id, facts.customer) == ("SOL-1", STAGE, "C-7")
    assert facts.items["Customer inquiry"] == b"Customer inquiry of SOL-1"


def test_work_that_fails_is_tried_again_after_a_growing_pause() -> None:
    shift = Shift(_breaks)
    tried = []

    for second in range(10):
        shift.now = NOON + timedelta(seconds=second)
        if shift.worker().once():
            tried.append(second)

    assert tried == [0, 1, 3, 7]


def test_work_that_fails_again_and_again_becomes_a_task_with_the_error() -> None:
    shift = Shift(_breaks)
    for minute in range(TRIES):
        shift.now = NOON + timedelta(minutes=minute)
        shift.worker().once()

    standing = shift.standing()

    assert standing.because == "OSError: the weather service is down"
    assert standing.roles == ("Sales Consultant - AES", "Data Scientist / Analyst")


@pytest.mark.parametrize(
    ("made", "because"),
    [
        ({}, "cannot complete before “Qualified lead” is recorded"),
        ({"Qualified led": b""}, "Did you mean “Qualified lead”"),
        ({"Qualified lead": "text"}, "instead of contents by their items"),
        (None, "gave back None instead of contents"),
    ],
)
def test_work_that_gives_back_something_else_becomes_a_task_at_once(
    made: Mapping[str, bytes], because: str
) -> None:
    shift = Shift(lambda _facts: made)

    shift.worker().once()

    assert because in shift.standing().because


def test_work_that_no_worker_knows_becomes_a_task() -> None:
    shift = Shift(_works)

    replace(shift.worker(), work={}).once()

    assert "No worker here knows the work" in shift.standing().because


def test_a_case_on_hold_is_worked_when_it_goes_on() -> None:
    shift = Shift(_works)
    shift.bench.act("SOL-1", do.Hold(reason="holiday"))
    shift.worker().once()

    assert shift.standing().phase == Phase.WORKING
    shift.bench.act("SOL-1", do.Resume(reason="back"))
    shift.worker().once()

    assert shift.standing().phase == Phase.WORKED


def test_work_waits_for_a_linked_case() -> None:
    shift = Shift(_works)
    shift.bench.open("AOV-04", case_id="INT-7")
    shift.bench.cases.link("SOL-1", "INT-7", shift.bench.by())
    shift.worker().once()

    assert shift.standing().phase == Phase.WORKING
    shift.bench.act("INT-7", do.Cancel(reason="no capacity"))
    shift.worker().once()

    assert shift.standing().phase == Phase.WORKED


def test_a_case_put_on_hold_during_the_work_keeps_its_place() -> None:
    def holds(_facts: Facts) -> Mapping[str, bytes]:
        shift.bench.act("SOL-1", do.Hold(reason="customer called"))
        return OUTPUTS

    shift = Shift(holds)
    shift.worker().once()
    shift.work = _works
    shift.bench.act("SOL-1", do.Resume(reason="clear"))

    shift.worker().once()

    assert shift.standing().phase == Phase.WORKED


def test_a_worker_that_lost_its_job_throws_away_what_it_made() -> None:
    def is_slow(_facts: Facts) -> Mapping[str, bytes]:
        shift.now += timedelta(minutes=1)
        shift.work = _works
        shift.worker("second").once()
        return dict.fromkeys(OUTPUTS, b"late")

    shift = Shift(is_slow)
    shift.worker("first").once()

    assert shift.bench.cases.content("SOL-1", "Qualified lead") == b"good"
    assert shift.bench.cases.case("SOL-1").items["Qualified lead"].version == 1


class PowerCut(BaseException):
    """Nobody handles it."""


class Dying(MemoryBlobs):
    """Ends the program when the second content of a stage is to be kept for the first time."""

    is_dead = False

    def put(self, content: bytes) -> str:
        if content == OUTPUTS["Preliminary energy analysis"] and not self.is_dead:
            self.is_dead = True
            raise PowerCut
        return super().put(content)


def test_a_worker_that_died_half_way_leaves_all_of_it_to_another() -> None:
    shift = Shift(_works, blobs=Dying())
    with pytest.raises(PowerCut):
        shift.worker("first").once()

    assert shift.worker("second").once() == 0
    shift.now = NOON + timedelta(minutes=1)
    shift.worker("second").once()

    case = shift.bench.cases.case("SOL-1")
    assert (case.phase, case.items["Qualified lead"].version) == (Phase.WORKED, 1)


def test_long_work_keeps_its_job() -> None:
    def is_long(_facts: Facts) -> Mapping[str, bytes]:
        for _ in range(8):
            sleep(0.05)
            shift.now += timedelta(seconds=0.05)
        return OUTPUTS

    shift = Shift(is_long)

    shift.worker(lease=timedelta(seconds=0.15)).once()

    assert shift.standing().phase == Phase.WORKED


def test_a_case_that_left_the_stage_during_the_work_gets_nothing_of_it() -> None:
    def is_overtaken(_facts: Facts) -> Mapping[str, bytes]:
        shift.bench.act("SOL-1", do.Cancel(reason="moved away"))
        return OUTPUTS

    shift = Shift(is_overtaken)

    shift.worker().once()

    assert "Qualified lead" not in shift.bench.cases.case("SOL-1").items
    assert shift.worker().once() == 0


def test_an_error_that_is_no_text_becomes_a_task_all_the_same() -> None:
    def says_nothing_writable(_facts: Facts) -> Mapping[str, bytes]:
        raise OSError("\0 and half of \ud83d")

    shift = Shift(says_nothing_writable)
    for minute in range(TRIES):
        shift.now = NOON + timedelta(minutes=minute)
        shift.worker().once()

    assert shift.standing().because == "OSError: \ufffd and half of \ufffd"


def test_work_that_wants_to_end_the_program_fails_alone() -> None:
    def leaves(_facts: Facts) -> Mapping[str, bytes]:
        raise SystemExit(3)

    shift = Shift(leaves)
    for minute in range(TRIES):
        shift.now = NOON + timedelta(minutes=minute)
        shift.worker().once()

    assert shift.standing().because == "SystemExit: 3"


def test_short_jobs_are_taken_more_and_more_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    batches: list[int] = []
    do = Threads.do

    def is_counted(self: Threads, batch: Callable[[], None], *, name: str) -> None:
        batches.append(0)
        do(self, batch, name=name)

    def counts(_facts: Facts) -> Mapping[str, bytes]:
        batches[-1] += 1
        return OUTPUTS

    monkeypatch.setattr(Threads, "do", is_counted)
    shift = Shift(counts)
    shift.open("SOL-2", "SOL-3", "SOL-4")

    assert shift.worker().once() == 4

    assert batches == [1, 2, 1]
    assert shift.phases() == [Phase.WORKED] * 4


def _batched(shift: Shift, *, lease: timedelta = timedelta(seconds=30)) -> Worker:
    """Return a worker that takes several jobs at once: it has done short ones before."""
    worker = shift.worker(lease=lease)
    worker.once()
    worker.once()
    return worker


def test_a_job_that_fails_touches_no_other_of_its_batch() -> None:
    def breaks_for_one(facts: Facts) -> Mapping[str, bytes]:
        return _breaks(facts) if facts.case_id == "SOL-5" else OUTPUTS

    shift = Shift(breaks_for_one)
    shift.open("SOL-2", "SOL-3")
    worker = _batched(shift)
    shift.open("SOL-4", "SOL-5", "SOL-6")

    assert worker.once() == 3

    worked, working = [Phase.WORKED] * 4, Phase.WORKING
    assert shift.phases() == [*worked, working, Phase.WORKED]


def test_a_worker_that_is_stopped_ends_its_job_and_gives_the_others_back() -> None:
    stop = Event()

    def is_told_to_stop(_facts: Facts) -> Mapping[str, bytes]:
        if shift.phases()[3:] == [Phase.WORKING] * 3:
            stop.set()
            sleep(0.05)
        return OUTPUTS

    shift = Shift(is_told_to_stop)
    shift.open("SOL-2", "SOL-3")
    worker = replace(shift.worker(), stopped=stop.is_set)
    worker.once()
    worker.once()
    shift.open("SOL-4", "SOL-5", "SOL-6")

    worker.once()

    assert Phase.WORKED in shift.phases()[3:]
    left = shift.phases().count(Phase.WORKING)
    taken = shift.bench.cases.store.claim(worker="w", now=shift.now, until=shift.now, limit=9)
    assert [lease.job.attempt for lease in taken] == [0] * left


def test_work_that_takes_too_long_to_end_is_given_back_when_the_worker_is_stopped() -> None:
    go_on = Event()

    def is_long(_facts: Facts) -> Mapping[str, bytes]:
        go_on.wait(30)
        return dict.fromkeys(OUTPUTS, b"late")

    shift = Shift(is_long)
    began = monotonic()
    worker = shift.worker(lease=timedelta(seconds=0.3))
    replace(worker, stopped=lambda: True, grace_s=0.2).once()
    stopped_after = monotonic() - began
    shift.work = _works
    shift.worker("second").once()
    go_on.set()

    assert stopped_after < 5
    assert shift.bench.cases.content("SOL-1", "Qualified lead") == b"good"


def test_a_long_job_leaves_the_others_of_its_batch_to_other_workers() -> None:
    def is_long_for_one(facts: Facts) -> Mapping[str, bytes]:
        if facts.case_id != "SOL-4":
            return OUTPUTS
        end = monotonic() + 30
        while monotonic() < end and shift.phases()[4:] != [Phase.WORKED] * 2:
            sleep(0.02)
            others.once()
        return OUTPUTS

    shift = Shift(is_long_for_one)
    shift.open("SOL-2", "SOL-3")
    worker = _batched(shift, lease=timedelta(seconds=0.3))
    others = shift.worker("others")
    shift.open("SOL-4", "SOL-5", "SOL-6")

    assert worker.once() == 3
    assert shift.phases() == [Phase.WORKED] * 6
