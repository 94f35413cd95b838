"""Histories of cases that go forwards more often than back, and what follows from them by hand."""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from hashlib import blake2b
from itertools import pairwise
from typing import Any

from hypothesis import strategies as st

from penstock.delivery import commands as do
from penstock.delivery import events as ev
from penstock.delivery.case import Phase, Status
from penstock.delivery.events import Stamp
from penstock.delivery.evolving import rebuilt
from penstock.delivery.ports import Logged, Store, Transaction
from penstock.delivery.refusals import RefusedError, UnknownNameError
from tests.unit.delivery.test_laws import COMMANDS
from tests.unit.delivery.working import MODEL, NOON, Bench, logged

# A minute of the bench is most of a day, so that a history spans months.
SLOWNESS = 1000
FORWARD = "forward"
CANCELS = st.just(do.Cancel(reason="moved"))
STEPS = st.one_of(st.just(FORWARD), st.just(FORWARD), st.just(FORWARD), COMMANDS)
HISTORIES = st.tuples(st.lists(STEPS, max_size=30), st.one_of(st.just(()), st.tuples(CANCELS))).map(
    lambda both: [*both[0], *both[1]]
)
Steps = Sequence[do.Command | str]


def lived(case_id: str, steps: Steps) -> tuple[Logged, ...]:
    """Return the log of a case that was worked in some steps."""
    bench = Bench()
    bench.do(do.Open(case_id=case_id, product=MODEL.products[0], customer="C-7"))
    for step in steps:
        with suppress(RefusedError, UnknownNameError):
            if isinstance(step, str):
                _go_on(bench)
            else:
                bench.do(step)
    return tuple(_slower(each) for each in logged(bench))


def _go_on(bench: Bench) -> None:
    """Do what brings a case nearer to its end."""
    case = bench.case
    assert case is not None
    stage = MODEL.stage(case.stage_id)
    if case.status is Status.HELD:
        bench.do(do.Resume(reason="go"))
    elif case.phase is Phase.WAITING:
        _attest(bench, MODEL.entry_criteria)
        bench.record(*stage.inputs)
        bench.run()
    elif case.phase is Phase.WORKING:
        bench.record(*stage.outputs)
        bench.do(do.Complete())
    elif case.phase is Phase.WORKED:
        bench.do(do.Pass(role=stage.accountable, evidence="seen"))
    else:
        _attest(bench, MODEL.exit_criteria)
        bench.run()


def _attest(bench: Bench, criteria: Iterable[str]) -> None:
    for criterion in criteria:
        with suppress(RefusedError):
            bench.do(do.Attest(criterion=criterion, evidence="seen"))


def _slower(each: Logged) -> Logged:
    at = NOON + (each.stamp.at - NOON) * SLOWNESS
    return replace(each, stamp=replace(each.stamp, at=at))


def keep(store: Store, log: Sequence[Logged], *, after: int = 0, up_to: int | None = None) -> None:
    """Keep some events of a case in a transaction of their own."""
    with store.transaction() as transaction:
        keep_within(transaction, log, after=after, up_to=up_to)


def keep_within(
    transaction: Transaction, log: Sequence[Logged], *, after: int = 0, up_to: int | None = None
) -> None:
    """Keep some events of a case, as the commands that made them would."""
    if log[after:up_to]:
        case = rebuilt((each.event, each.stamp) for each in log[:up_to])
        assert case is not None
        transaction.keep_model(MODEL)
        transaction.append(case, log[after:up_to])


@dataclass
class _Seen:
    """What has been seen of a case, from its events alone."""

    attested: dict[int, str]
    recorded: dict[int, str]
    gone: dict[str, int]

    def has(self, item: str) -> bool:
        last = max((seq for seq, name in self.recorded.items() if name == item), default=0)
        return last > self.gone.get(item, 0)


def rows_by_hand(log: Sequence[Logged]) -> list[dict[str, Any]]:
    """Return the rows of a case's settled visits, worked out straight from its events."""
    kinds = (ev.StageEntered, ev.CaseClosed, ev.CaseCancelled)
    marks = [at for at, each in enumerate(log) if isinstance(each.event, kinds)]
    rows: list[dict[str, Any]] = []
    for begin, end in pairwise(marks):
        rows.append(_row(log, begin, end, rows[-1] if rows else None))
    return rows


def open_row_by_hand(log: Sequence[Logged], as_of: datetime) -> dict[str, Any] | None:
    """Return the row of a case's newest visit, where nothing settled it; worked out likewise."""
    kinds = (ev.StageEntered, ev.CaseClosed, ev.CaseCancelled)
    marks = [at for at, each in enumerate(log) if isinstance(each.event, kinds)]
    if not marks or not isinstance(log[marks[-1]].event, ev.StageEntered):
        return None
    # Told as if it were cancelled now, less what the end alone tells.
    end = Stamp(at=as_of, actor="", command_id="")
    ended = Logged(seq=len(log) + 1, event=ev.CaseCancelled(reason=""), stamp=end)
    before = rows_by_hand(log)
    row = _row([*log, ended], marks[-1], len(log), before[-1] if before else None)
    leaving = (ev.GatePassed, ev.StageReopened)
    was_left = any(isinstance(each.event, leaving) for each in log[marks[-1] :])
    unknown = ("recorded_at",) if was_left else ("exited", "outcome", "criteria_met", "recorded_at")
    return {**row, **dict.fromkeys(unknown), "as_of": as_of}


def holds_by_hand(log: Sequence[Logged]) -> list[dict[str, Any]]:
    """Return the rows of a case's holds that are over, worked out straight from its events."""
    ends = (ev.CaseResumed, ev.CaseCancelled)
    marks = [at for at, each in enumerate(log) if isinstance(each.event, (ev.CaseHeld, *ends))]
    return [
        _hold_row(log, begin, end)
        for begin, end in pairwise(marks)
        if isinstance(log[begin].event, ev.CaseHeld) and isinstance(log[end].event, ends)
    ]


def _hold_row(log: Sequence[Logged], begin: int, end: int) -> dict[str, Any]:
    opened, held = log[0].event, log[begin].event
    assert isinstance(opened, ev.CaseOpened)
    assert isinstance(held, ev.CaseHeld)
    way = [each.event.stage_id for each in log[:end] if isinstance(each.event, ev.StageEntered)]
    began, ended = log[begin].stamp.at, log[end].stamp.at
    return {
        "case_id": opened.case_id,
        "stream": opened.stream_id,
        "stage": way[-1],
        "seq": len(way),
        "began": began,
        "ended": ended,
        "reason": held.reason,
        "hold_us": (ended - began) // timedelta(microseconds=1),
    }


def _row(
    log: Sequence[Logged], begin: int, end: int, last: dict[str, Any] | None
) -> dict[str, Any]:
    entered, inside, settling = log[begin], log[begin + 1 : end + 1], log[end]
    assert isinstance(entered.event, ev.StageEntered)
    outcomes = {
        ev.GatePassed: "passed",
        ev.StageReopened: "reopened",
        ev.CaseCancelled: "cancelled",
    }
    left = next(each for each in inside if type(each.event) in outcomes)
    started = [each.stamp.at for each in inside if isinstance(each.event, ev.StageStarted)]
    closes = isinstance(settling.event, ev.CaseClosed)
    way = [*(last["way"] if last else ()), entered.event.stage_id]
    stages = [stage.id for stage in MODEL.stages]
    opened = log[0].event
    assert isinstance(opened, ev.CaseOpened)
    work_began = started[0] if started else left.stamp.at
    return {
        "case_id": opened.case_id,
        "stream": opened.stream_id,
        "stage": entered.event.stage_id,
        "seq": last["seq"] + 1 if last else 1,
        "visit": way.count(entered.event.stage_id),
        "prev_stage": last["stage"] if last else None,
        "entered": entered.stamp.at,
        "started": started[0] if started else None,
        "exited": left.stamp.at,
        "wait_us": (work_began - entered.stamp.at) // timedelta(microseconds=1),
        "work_us": (left.stamp.at - work_began) // timedelta(microseconds=1) if started else None,
        "step_us": (left.stamp.at - entered.stamp.at) // timedelta(microseconds=1),
        "wait_business_us": None,
        "work_business_us": None,
        "resource": _resource(log, inside) or None,
        "prev_resource": last["resource"] if last else None,
        "outcome": outcomes[type(left.event)],
        "amount_cents": None,
        "path": _hash(way),
        "on_documented_path": way == stages[: len(way)],
        "deviation": "reopened" if isinstance(log[begin - 1].event, ev.StageReopened) else None,
        "criteria_met": _met(log[: left.seq - 1], entered.event.stage_id),
        "closes": closes,
        "recorded_at": settling.stamp.at,
        "way": way,
    }


def _resource(log: Sequence[Logged], inside: Sequence[Logged]) -> str:
    resource = ""
    for each in inside:
        match each.event:
            case ev.TaskOpened() | ev.TaskReleased():
                resource = ""
            case ev.TaskClaimed(assignee=assignee):
                resource = assignee
            case ev.Undone(seq=seq) if isinstance(log[seq - 1].event, ev.TaskClaimed):
                resource = ""
            case ev.StageWorked():
                resource = resource or each.stamp.actor
    return resource


def _hash(way: Sequence[str]) -> int:
    path = ""
    for stage_id in way:
        path = blake2b(f"{path}/{stage_id}".encode(), digest_size=8).hexdigest()
    number = int(path, 16)
    return number - 2**64 if number >= 2**63 else number


def _met(log: Sequence[Logged], stage_id: str) -> bool:
    """Tell whether entry criteria were attested and what the stage gives out was there."""
    seen = _Seen({}, {}, {})
    for each in log:
        match each.event:
            case ev.CriterionAttested(criterion=criterion):
                seen.attested[each.seq] = criterion
            case ev.ItemRecorded(item=item):
                seen.recorded[each.seq] = item
            case ev.StageReopened(superseded=superseded):
                seen.gone |= dict.fromkeys(superseded, each.seq)
            case ev.Undone(seq=seq):
                seen.attested.pop(seq, None)
                seen.recorded.pop(seq, None)
    outputs = MODEL.stage(stage_id).outputs
    return {*MODEL.entry_criteria} <= {*seen.attested.values()} and all(map(seen.has, outputs))
