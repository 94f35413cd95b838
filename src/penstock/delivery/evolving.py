"""What an event makes of a case. Pure: no clock, no chance, no question asked."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import reduce, singledispatch
from typing import TypeVar

from penstock.delivery import events as ev
from penstock.delivery.case import Case, Item, Link, Phase, Status, Task, Ticking, Undoable
from penstock.delivery.clock_events import ClockEvent
from penstock.delivery.evolving_clocks import clocks_after

Stamped = tuple[ev.Event, ev.Stamp]
OfStage = TypeVar("OfStage", Item, Link, Task, Ticking)


def evolve(case: Case | None, event: ev.Event, stamp: ev.Stamp) -> Case:
    """Return the case after an event; its version counts the event."""
    if isinstance(event, ev.CaseOpened):
        return Case(
            case_id=event.case_id,
            stream_id=event.stream_id,
            fingerprint=event.fingerprint,
            product=event.product,
            customer=event.customer,
            opened_at=stamp.at,
            version=1,
            changed_at=stamp.at,
        )
    if case is None:
        raise TypeError(f"{type(event).__name__} cannot be the first event of a case.")
    after = replace(case, version=case.version + 1, changed_at=stamp.at)
    return _apply(event, after, stamp)


def rebuilt(stamped: Iterable[Stamped]) -> Case | None:
    """Return the case that its events make."""
    return reduce(lambda case, pair: evolve(case, *pair), stamped, _NOTHING)


_NOTHING: Case | None = None


@singledispatch
def _apply(event: object, _case: Case, _stamp: ev.Stamp) -> Case:
    raise TypeError(f"No case knows what {type(event).__name__} makes of it.")


@_apply.register
def _(event: ev.StageEntered, case: Case, stamp: ev.Stamp) -> Case:
    return replace(
        case,
        stage_id=event.stage_id,
        visit=event.visit,
        visits={**case.visits, event.stage_id: event.visit},
        phase=Phase.WAITING,
        entered_at=stamp.at,
        task=None,
        undoable=None,
    )


@_apply.register
def _(event: ev.CriterionAttested, case: Case, _stamp: ev.Stamp) -> Case:
    undoable = Undoable(seq=case.version, kind="attested", name=event.criterion)
    return replace(case, attested=case.attested | {event.criterion}, undoable=undoable)


@_apply.register
def _(event: ev.ItemRecorded, case: Case, _stamp: ev.Stamp) -> Case:
    item = Item(
        version=event.version, sha256=event.sha256, stage_id=event.stage_id, visit=event.visit
    )
    before = case.items.get(event.item)
    undoable = Undoable(seq=case.version, kind="recorded", name=event.item, before=before)
    return replace(case, items={**case.items, event.item: item}, undoable=undoable)


@_apply.register
def _(_event: ev.StageStarted, case: Case, _stamp: ev.Stamp) -> Case:
    return replace(case, phase=Phase.WORKING, undoable=None)


@_apply.register
def _(event: ev.TaskOpened, case: Case, _stamp: ev.Stamp) -> Case:
    task = Task(stage_id=event.stage_id, roles=event.roles, because=event.because)
    return replace(case, task=task, undoable=None)


@_apply.register
def _(event: ev.TaskClaimed, case: Case, _stamp: ev.Stamp) -> Case:
    undoable = Undoable(seq=case.version, kind="claimed", name=event.assignee)
    return replace(case, task=_assigned(case.task, event.assignee), undoable=undoable)


@_apply.register
def _(_event: ev.TaskReleased, case: Case, _stamp: ev.Stamp) -> Case:
    return replace(case, task=_assigned(case.task, ""), undoable=None)


@_apply.register
def _(_event: ev.StageWorked, case: Case, _stamp: ev.Stamp) -> Case:
    return replace(case, phase=Phase.WORKED, task=None, undoable=None)


@_apply.register
def _(_event: ev.GatePassed, case: Case, _stamp: ev.Stamp) -> Case:
    return replace(case, phase=Phase.PASSED, undoable=None)


@_apply.register
def _(_event: ev.GateFailed, case: Case, _stamp: ev.Stamp) -> Case:
    return replace(case, phase=Phase.WORKING, undoable=None)


@_apply.register
def _(event: ev.StageReopened, case: Case, _stamp: ev.Stamp) -> Case:
    gone = set(event.superseded)
    items = {
        name: replace(item, superseded=True) if name in gone else item
        for name, item in case.items.items()
    }
    return replace(case, items=items, task=None, undoable=None)


@_apply.register
def _(event: ev.CaseLinked, case: Case, _stamp: ev.Stamp) -> Case:
    link = Link(stream_id=event.other_stream_id, stage_id=event.stage_id)
    # In the order in which they are kept: the plan names them in it.
    links = dict(sorted({**case.links, event.other_case_id: link}.items()))
    return replace(case, links=links, undoable=None)


@_apply.register
def _(event: ev.LinkAnswered, case: Case, _stamp: ev.Stamp) -> Case:
    link = replace(case.links[event.other_case_id], answer=event.answer)
    return replace(case, links={**case.links, event.other_case_id: link}, undoable=None)


@_apply.register
def _(event: ev.CaseHeld, case: Case, _stamp: ev.Stamp) -> Case:
    return replace(case, status=Status.HELD, reason=event.reason, undoable=None)


@_apply.register
def _(event: ev.CaseResumed, case: Case, _stamp: ev.Stamp) -> Case:
    return replace(case, status=Status.OPEN, reason=event.reason, undoable=None)


@_apply.register
def _(event: ev.CaseCancelled, case: Case, _stamp: ev.Stamp) -> Case:
    return replace(case, status=Status.CANCELLED, reason=event.reason, task=None, undoable=None)


@_apply.register
def _(_event: ev.CaseClosed, case: Case, _stamp: ev.Stamp) -> Case:
    return replace(case, status=Status.CLOSED, task=None, undoable=None)


@_apply.register
def _(event: ev.Undone, case: Case, _stamp: ev.Stamp) -> Case:
    last = case.undoable
    if last is None or last.seq != event.seq:
        raise ValueError(f"Event {event.seq} is not what case {case.case_id} can take back.")
    undone = replace(case, undoable=None)
    if last.kind == "attested":
        return replace(undone, attested=case.attested - {last.name})
    if last.kind == "claimed":
        return replace(undone, task=_assigned(case.task, ""))
    items = {name: item for name, item in case.items.items() if name != last.name}
    return replace(undone, items=items | ({last.name: last.before} if last.before else {}))


@_apply.register
def _(event: ev.ModelMigrated, case: Case, _stamp: ev.Stamp) -> Case:
    stages, items = event.stages, event.items
    return replace(
        case,
        fingerprint=event.fingerprint,
        stage_id=stages.get(case.stage_id, case.stage_id),
        visits=renamed_visits(case, stages),
        items={items.get(name, name): _moved(item, stages) for name, item in case.items.items()},
        links={name: _moved(link, stages) for name, link in case.links.items()},
        task=_moved(replace(case.task, roles=event.roles), stages) if case.task else None,
        clocks={kind: _moved(ticking, stages) for kind, ticking in case.clocks.items()},
        undoable=None,
    )


@_apply.register
def _(event: ClockEvent, case: Case, stamp: ev.Stamp) -> Case:
    # What can be taken back still can: time has passed, and nobody has done anything.
    return replace(case, clocks=clocks_after(event, case, stamp.at))


def renamed_visits(case: Case, stages: Mapping[str, str]) -> Mapping[str, int]:
    """Return how often a case came to its stages by their new ids; of two made one, the more."""
    visits: dict[str, int] = {}
    for name, visit in case.visits.items():
        stage_id = stages.get(name, name)
        visits[stage_id] = max(visit, visits.get(stage_id, 0))
    return visits


def _moved(of_stage: OfStage, stages: Mapping[str, str]) -> OfStage:
    return replace(of_stage, stage_id=stages.get(of_stage.stage_id, of_stage.stage_id))


def _assigned(task: Task | None, assignee: str) -> Task | None:
    return replace(task, assignee=assignee) if task else None
