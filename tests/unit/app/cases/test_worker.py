from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from time import sleep

import pytest

from penstock.app.cases import Standing
from penstock.app.cases.binding import Facts, Work
from penstock.app.cases.worker import TRIES, Worker
from penstock.delivery import commands as do
from penstock.delivery.case import Phase
from tests.unit.app.cases.bench import NOON, Bench, cases

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
    bench: Bench = field(init=False)

    def __post_init__(self) -> None:
        use = replace(cases(now=lambda: self.now), bound=frozenset({STAGE}))
        self.bench = Bench(use)
        self.bench.open(case_id="SOL-1", customer="C-7")
        self.bench.attest_entry("SOL-1")
        self.bench.record("SOL-1", "Customer inquiry", "Customer energy bills")

    def worker(self, name: str = "w", *, lease: timedelta = timedelta(seconds=30)) -> Worker:
        return Worker(
            cases=self.bench.cases,
            work={STAGE: self.work},
            name=name,
            jitter=lambda: 0.5,
            lease=lease,
        )

    def standing(self) -> Standing:
        return self.bench.cases.explain("SOL-1")


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


def test_a_worker_that_died_half_way_leaves_the_rest_to_another() -> None:
    class PowerCut(BaseException):
        pass

    class Dying(dict[str, bytes]):
        def items(self):  # type: ignore[no-untyped-def]
            yield "Qualified lead", b"first"
            raise PowerCut

    shift = Shift(lambda _facts: Dying({"Qualified lead": b"first"}))
    with pytest.raises(PowerCut):
        shift.worker("first").once()

    shift.now, shift.work = NOON + timedelta(minutes=1), _works
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
