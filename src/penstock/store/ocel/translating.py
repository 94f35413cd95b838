"""From the logs of cases to one object-centric log."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime

from penstock.delivery import events as ev
from penstock.delivery.case import Case
from penstock.delivery.evolving import evolve
from penstock.delivery.ports import Logged
from penstock.store.ocel import mentioning
from penstock.store.ocel.kinds import ITEM, SYNTHETIC, event_kind, event_kinds, object_kinds, told
from penstock.store.ocel.log import Ocel, OcelEvent, OcelObject, Relation, Value
from penstock.store.ocel.mentioning import Mention, mentioned

Log = Sequence[Logged]


def object_centric(logs: Iterable[Log], *, is_synthetic: bool = False) -> Ocel:
    """Return the logs of cases as one; the same logs give the same.

    Args:
        logs: Each case's events, from its opening; in the order in which they shall stand.
        is_synthetic: Whether each case shall say that nobody real is in it.
    """
    kept = [log for log in logs if log]
    customers = _opaque(kept)
    objects: dict[str, OcelObject] = {}
    events = [event for log in kept for event in _OneCase(objects, customers).events(log)]
    cases = [each for each in objects.values() if _is_case(each)]
    streams = [str(each.attributes["stream"]) for each in cases]
    for each in cases if is_synthetic else ():
        each.attributes = {**each.attributes, SYNTHETIC: True}
    return Ocel(
        event_kinds=event_kinds(),
        object_kinds=object_kinds(streams, is_synthetic=is_synthetic),
        events=tuple(events),
        objects=tuple(sorted(objects.values(), key=lambda each: (each.kind, each.id))),
    )


def _is_case(each: OcelObject) -> bool:
    return "stream" in each.attributes


def _opaque(logs: Iterable[Log]) -> Mapping[str, str]:
    """Return an id for each customer: that of their first case, which no later case changes."""
    first: dict[str, str] = {}
    for _, case_id, customer in sorted(_openings(logs)):
        first.setdefault(customer, case_id)
    return first


def _openings(logs: Iterable[Log]) -> Iterator[tuple[datetime, str, str]]:
    for log in logs:
        opened = log[0].event
        if isinstance(opened, ev.CaseOpened):
            yield log[0].stamp.at, opened.case_id, opened.customer


class _OneCase:
    """Follows one case through its log."""

    def __init__(self, objects: dict[str, OcelObject], customers: Mapping[str, str]) -> None:
        self._objects = objects
        self._customers = customers
        # An item's versions, the newest last; numbers of versions come again after an undo.
        self._versions: dict[str, list[str]] = {}

    def events(self, log: Log) -> Iterator[OcelEvent]:
        """Yield a case's events, and note the objects that they are about."""
        case: Case | None = None
        for logged in log:
            before, case = case, evolve(case, logged.event, logged.stamp)
            yield self._event(logged, before, case)

    def _event(self, logged: Logged, before: Case | None, case: Case) -> OcelEvent:
        of = mentioning.case(case.case_id, case.stream_id, "of")
        own = self._known(of)
        others = [*self._others(logged.event), *self._items(logged, before, own)]
        mentions = [of, mentioning.actor(logged.stamp.actor, "by"), *others]
        for each in mentions:
            self._known(each)
        self._relate(own, others, logged.event)
        _follow(own, case, logged.stamp.at)
        carried: dict[str, Value] = {"seq": logged.seq, "stage": case.stage_id, "visit": case.visit}
        relations = (Relation(object_id=each.id, qualifier=each.qualifier) for each in mentions)
        return OcelEvent(
            id=f"{case.case_id}:{logged.seq}",
            kind=event_kind(type(logged.event)),
            at=logged.stamp.at,
            attributes={**carried, **told(logged.event)},
            relations=tuple(dict.fromkeys(relations)),
        )

    def _known(self, mention: Mention) -> OcelObject:
        new = OcelObject(id=mention.id, kind=mention.kind, attributes=mention.attributes)
        return self._objects.setdefault(mention.id, new)

    def _others(self, event: ev.Event) -> Iterator[Mention]:
        yield from mentioned(event)
        if isinstance(event, ev.CaseOpened) and event.customer:
            yield mentioning.customer(self._customers[event.customer])
        if isinstance(event, ev.LinkAnswered):
            other = self._objects[event.other_case_id]
            yield Mention(id=other.id, kind=other.kind, qualifier="answered by")

    def _relate(self, own: OcelObject, others: Iterable[Mention], event: ev.Event) -> None:
        if isinstance(event, ev.CaseOpened | ev.CaseLinked):
            for each in others:
                own.relate(each.id, each.qualifier)

    def _items(self, logged: Logged, before: Case | None, own: OcelObject) -> Iterator[Mention]:
        event, versions = logged.event, self._versions
        if isinstance(event, ev.ItemRecorded):
            yield self._recorded(logged.seq, event, own)
        elif isinstance(event, ev.StageReopened):
            for item in event.superseded:
                self._objects[versions[item][-1]].change(
                    "superseded", value=True, at=logged.stamp.at
                )
                yield _version(versions[item][-1], "supersedes")
        elif isinstance(event, ev.Undone) and before and before.undoable:
            last = before.undoable
            for item in last.made or ((last.name,) if last.kind == "recorded" else ()):
                yield _version(versions[item].pop(), "takes back")
        elif isinstance(event, ev.ModelMigrated):
            # An item all of whose versions were taken back may lend its name to another.
            names, kept = event.items, {name: ids for name, ids in versions.items() if ids}
            self._versions = {names.get(name, name): ids for name, ids in kept.items()}

    def _recorded(self, seq: int, event: ev.ItemRecorded, own: OcelObject) -> Mention:
        item = OcelObject(
            id=f"item:{own.id}:{seq}",
            kind=ITEM,
            attributes={
                "item": event.item,
                "version": event.version,
                "sha256": event.sha256,
                "stage": event.stage_id,
                "visit": event.visit,
            },
        )
        self._objects[item.id] = item
        item.relate(own.id, "belongs to")
        before = self._versions.setdefault(event.item, [])
        if before:
            item.relate(before[-1], "corrects")
        before.append(item.id)
        return _version(item.id, "records")


def _version(item_id: str, qualifier: str) -> Mention:
    return Mention(id=item_id, kind=ITEM, qualifier=qualifier)


def _follow(own: OcelObject, case: Case, at: datetime) -> None:
    own.change("status", case.status.value, at=at)
    own.change("model", case.fingerprint, at=at)
    if case.stage_id:
        own.change("stage", case.stage_id, at=at)
