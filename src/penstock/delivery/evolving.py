"""What an event makes of a case. Pure: no clock, no chance, no question asked."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import reduce, singledispatch
from typing import TypeVar

from penstock.delivery import events as ev
from penstock.delivery.case import (
    Case,
    Changes,
    Item,
    Link,
    Phase,
    Status,
    Task,
    Ticking,
    Undoable,
)
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
            premise=event.premise,
            account=event.account,
            opened_at=stamp.at,
            version=1,
            changed_at=stamp.at,
        )
    if case is None:
        raise TypeError(f"{type(event).__name__} cannot be the first event of a case.")
    changes = _BY_EVENT.get(type(event), _changes)(event, case, stamp)
    changes["version"], changes["changed_at"] = case.version + 1, stamp.at
    return case.changed(changes)


def rebuilt(stamped: Iterable[Stamped]) -> Case | None:
    """Return the case that its events make."""
    return reduce(lambda case, pair: evolve(case, *pair), stamped, _NOTHING)


_NOTHING: Case | None = None


@singledispatch
def _changes(event: object, _case: Case, _stamp: ev.Stamp) -> Changes:
    raise TypeError(f"No case knows what {type(event).__name__} makes of it.")


@_changes.register
def _(event: ev.StageEntered, case: Case, stamp: ev.Stamp) -> Changes:
    return Changes(
        stage_id=event.stage_id,
        visit=event.visit,
        visits={**case.visits, event.stage_id: event.visit},
        phase=Phase.WAITING,
        entered_at=stamp.at,
        task=None,
        undoable=None,
    )


@_changes.register
def _(event: ev.CriterionAttested, case: Case, _stamp: ev.Stamp) -> Changes:
    undoable = Undoable(seq=case.version + 1, kind="attested", name=event.criterion)
    return Changes(attested=case.attested | {event.criterion}, undoable=undoable)


@_changes.register
def _(event: ev.ItemRecorded, case: Case, stamp: ev.Stamp) -> Changes:
    item = Item(
        version=event.version, sha256=event.sha256, stage_id=event.stage_id, visit=event.visit
    )
    items = {**case.items, event.item: item}
    last = case.undoable
    if last is not None and last.kind == "acted" and last.command_id == stamp.command_id:
        # It is taken back with the act that made it.
        return Changes(items=items)
    before = case.items.get(event.item)
    undoable = Undoable(seq=case.version + 1, kind="recorded", name=event.item, before=before)
    return Changes(items=items, undoable=undoable)


@_changes.register
def _(event: ev.ActDone, case: Case, stamp: ev.Stamp) -> Changes:
    undoable = Undoable(
        seq=case.version + 1,
        kind="acted",
        name=event.act,
        command_id=stamp.command_id,
        made=event.made,
        before_act={name: case.items[name] for name in event.made if name in case.items},
    )
    return Changes(undoable=undoable if event.made else None)


@_changes.register
def _(_event: ev.StageStarted, _case: Case, _stamp: ev.Stamp) -> Changes:
    return Changes(phase=Phase.WORKING, undoable=None)


@_changes.register
def _(event: ev.TaskOpened, _case: Case, _stamp: ev.Stamp) -> Changes:
    task = Task(stage_id=event.stage_id, roles=event.roles, because=event.because)
    return Changes(task=task, undoable=None)


@_changes.register
def _(event: ev.TaskClaimed, case: Case, _stamp: ev.Stamp) -> Changes:
    undoable = Undoable(seq=case.version + 1, kind="claimed", name=event.assignee)
    return Changes(task=_assigned(case.task, event.assignee), undoable=undoable)


@_changes.register
def _(_event: ev.TaskReleased, case: Case, _stamp: ev.Stamp) -> Changes:
    return Changes(task=_assigned(case.task, ""), undoable=None)


@_changes.register
def _(_event: ev.StageWorked, _case: Case, _stamp: ev.Stamp) -> Changes:
    return Changes(phase=Phase.WORKED, task=None, undoable=None)


@_changes.register
def _(_event: ev.GatePassed, _case: Case, _stamp: ev.Stamp) -> Changes:
    return Changes(phase=Phase.PASSED, undoable=None)


@_changes.register
def _(_event: ev.GateFailed, _case: Case, _stamp: ev.Stamp) -> Changes:
    return Changes(phase=Phase.WORKING, undoable=None)


@_changes.register
def _(event: ev.StageReopened, case: Case, _stamp: ev.Stamp) -> Changes:
    gone = set(event.superseded)
    items = {
        name: replace(item, superseded=True) if name in gone else item
        for name, item in case.items.items()
    }
    return Changes(items=items, task=None, undoable=None)


@_changes.register
def _(event: ev.CaseLinked, case: Case, _stamp: ev.Stamp) -> Changes:
    link = Link(stream_id=event.other_stream_id, stage_id=event.stage_id, until=event.until)
    # In the order in which they are kept: the plan names them in it.
    links = dict(sorted({**case.links, event.other_case_id: link}.items()))
    return Changes(links=links, undoable=None)


@_changes.register
def _(event: ev.LinkAnswered, case: Case, _stamp: ev.Stamp) -> Changes:
    link = replace(case.links[event.other_case_id], answer=event.answer)
    return Changes(links={**case.links, event.other_case_id: link}, undoable=None)


@_changes.register
def _(event: ev.CaseHeld, _case: Case, _stamp: ev.Stamp) -> Changes:
    return Changes(status=Status.HELD, reason=event.reason, undoable=None)


@_changes.register
def _(event: ev.CaseResumed, _case: Case, _stamp: ev.Stamp) -> Changes:
    return Changes(status=Status.OPEN, reason=event.reason, undoable=None)


@_changes.register
def _(event: ev.CaseCancelled, _case: Case, _stamp: ev.Stamp) -> Changes:
    return Changes(status=Status.CANCELLED, reason=event.reason, task=None, undoable=None)


@_changes.register
def _(_event: ev.CaseClosed, _case: Case, _stamp: ev.Stamp) -> Changes:
    return Changes(status=Status.CLOSED, task=None, undoable=None)


@_changes.register
def _(event: ev.Undone, case: Case, _stamp: ev.Stamp) -> Changes:
    last = case.undoable
    if last is None or last.seq != event.seq:
        raise ValueError(f"Event {event.seq} is not what case {case.case_id} can take back.")
    if last.kind == "attested":
        return Changes(attested=case.attested - {last.name}, undoable=None)
    if last.kind == "claimed":
        return Changes(task=_assigned(case.task, ""), undoable=None)
    gone = last.made if last.kind == "acted" else (last.name,)
    items = {name: item for name, item in case.items.items() if name not in gone}
    before = {last.name: last.before} if last.before else {}
    return Changes(items=items | before | dict(last.before_act), undoable=None)


@_changes.register
def _(event: ev.ModelMigrated, case: Case, _stamp: ev.Stamp) -> Changes:
    stages, items = event.stages, event.items
    return Changes(
        fingerprint=event.fingerprint,
        stage_id=stages.get(case.stage_id, case.stage_id),
        visits=renamed_visits(case, stages),
        items={items.get(name, name): _moved(item, stages) for name, item in case.items.items()},
        links={name: _moved(link, stages) for name, link in case.links.items()},
        task=_moved(replace(case.task, roles=event.roles), stages) if case.task else None,
        clocks={kind: _moved(ticking, stages) for kind, ticking in case.clocks.items()},
        undoable=None,
    )


@_changes.register
def _(event: ClockEvent, case: Case, stamp: ev.Stamp) -> Changes:
    # What can be taken back still can: time has passed, and nobody has done anything.
    return Changes(clocks=clocks_after(event, case, stamp.at))


# Looked up in a dictionary of its own: to dispatch takes as long as most of what is dispatched to.
_BY_EVENT = dict(_changes.registry)


def renamed_visits(case: Case, stages: Mapping[str, str]) -> Mapping[str, int]:
    """Return how often a case came to its stages by their new ids; of two made one, the more."""
    visits: dict[str, int] = {}
    for name, visit in case.visits.items():
        stage_id = stages.get(name, name)
        visits[stage_id] = max(visit, visits.get(stage_id, 0))
    return visits


def _moved(of_stage: OfStage, stages: Mapping[str, str]) -> OfStage:
    stage_id = stages.get(of_stage.stage_id, of_stage.stage_id)
    # Most stages keep their id, and a copy takes time.
    return of_stage if stage_id == of_stage.stage_id else replace(of_stage, stage_id=stage_id)


def _assigned(task: Task | None, assignee: str) -> Task | None:
    return replace(task, assignee=assignee) if task else None
