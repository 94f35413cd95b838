"""Which types of events and objects a log of cases has."""

import re
from collections.abc import Iterable

from penstock.delivery import events as ev
from penstock.delivery.recording import EVENTS
from penstock.store.ocel.log import Kind, Value

# On every event: where its case stands after it. The log carries the path.
CARRIED = {"seq": "integer", "stage": "string", "visit": "integer"}
# Of each event's own fields: the attribute, the field, and its type. What people write in their
# own words (evidence, reasons) may name customers, so it stays.
_TOLD: dict[type, tuple[tuple[str, str, str], ...]] = {
    ev.CaseOpened: (("model", "fingerprint", "string"),),
    ev.CriterionAttested: (("criterion", "criterion", "string"),),
    ev.ItemRecorded: (("item", "item", "string"), ("version", "version", "integer")),
    ev.ActDone: (("act", "act", "string"),),
    ev.StageStarted: (("by_worker", "by_worker", "boolean"),),
    ev.StageReopened: (("reopened_stage", "stage_id", "string"),),
    ev.LinkAnswered: (("answer", "answer", "string"),),
    ev.Undone: (("taken_back", "seq", "integer"),),
    ev.ModelMigrated: (("model", "fingerprint", "string"),),
}
ITEM, ACTOR, ROLE, PRODUCT, CUSTOMER = (
    "information item version",
    "actor",
    "role",
    "product",
    "customer",
)
SYNTHETIC = "synthetic"
_OF_CASES = {"stream": "string", "status": "string", "stage": "string", "model": "string"}
_OF_ITEMS = {
    "item": "string",
    "version": "integer",
    "sha256": "string",
    "stage": "string",
    "visit": "integer",
    "superseded": "boolean",
}
_FIXED = (
    Kind(name=ITEM, attributes=_OF_ITEMS),
    Kind(name=ACTOR, attributes={"name": "string"}),
    Kind(name=ROLE, attributes={"name": "string"}),
    Kind(name=PRODUCT, attributes={}),
    Kind(name=CUSTOMER, attributes={}),
)


def case_kind(stream_id: str) -> str:
    """Return the type of a stream's cases."""
    return f"{stream_id} case"


def event_kind(event: type) -> str:
    """Return the type of an event: the words of its class."""
    # Asked for each event of a log, so it is worked out once.
    return _WORDS[event]


_WORDS = {
    each: " ".join(re.findall(r"[A-Z][a-z]+", each.__name__)).lower() for each in EVENTS.values()
}


def event_kinds() -> tuple[Kind, ...]:
    """Return all types of events, whether they occur or not: the columns are always the same."""
    return tuple(
        Kind(name=event_kind(each), attributes=_attributes(each)) for each in EVENTS.values()
    )


def object_kinds(streams: Iterable[str], *, is_synthetic: bool = False) -> tuple[Kind, ...]:
    """Return the types of objects, of cases only those of the streams given."""
    attributes = _OF_CASES | ({SYNTHETIC: "boolean"} if is_synthetic else {})
    cases = (Kind(name=case_kind(each), attributes=attributes) for each in sorted(set(streams)))
    return (*cases, *_FIXED)


def told(event: ev.Event) -> dict[str, Value]:
    """Return what an event says beside where its case stands."""
    if isinstance(event, ev.LinkAnswered):
        # Behind the colon stands the reason, in somebody's own words.
        return {"answer": event.answer.partition(":")[0]}
    return {name: getattr(event, field) for name, field, _ in _TOLD.get(type(event), ())}


def _attributes(event: type) -> dict[str, str]:
    return CARRIED | {name: of for name, _, of in _TOLD.get(event, ())}
