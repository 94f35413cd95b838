"""Whom and what an event has to do with, beside its case and its items."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import singledispatch

from penstock.delivery import events as ev
from penstock.store.ocel.kinds import ACTOR, CUSTOMER, PRODUCT, ROLE, case_kind
from penstock.store.ocel.log import Value


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """An object that an event names, and in which way.

    Args:
        id: The object's id.
        kind: Its type.
        qualifier: What it has to do with the event.
        attributes: What is known of it.
    """

    id: str
    kind: str
    qualifier: str
    attributes: dict[str, Value] = field(default_factory=dict)


def actor(name: str, qualifier: str) -> Mention:
    """Return the mention of somebody, or of a program that acted."""
    return Mention(id=f"actor:{name}", kind=ACTOR, qualifier=qualifier, attributes={"name": name})


def case(case_id: str, stream_id: str, qualifier: str) -> Mention:
    """Return the mention of a case."""
    return Mention(
        id=case_id,
        kind=case_kind(stream_id),
        qualifier=qualifier,
        attributes={"stream": stream_id},
    )


def customer(opaque: str) -> Mention:
    """Return the mention of a customer, by an id that says nothing of who it is."""
    return Mention(id=f"customer:{opaque}", kind=CUSTOMER, qualifier="for")


@singledispatch
def mentioned(_event: object) -> Iterator[Mention]:
    """Yield the products, actors, roles and other cases that an event names."""
    return iter(())


@mentioned.register
def _(event: ev.CaseOpened) -> Iterator[Mention]:
    if event.product:
        yield Mention(id=f"product:{event.product}", kind=PRODUCT, qualifier="about")


@mentioned.register
def _(event: ev.TaskOpened) -> Iterator[Mention]:
    return (_role(name, "for") for name in event.roles)


@mentioned.register
def _(event: ev.TaskClaimed | ev.TaskReleased) -> Iterator[Mention]:
    yield actor(event.assignee, "assignee")


@mentioned.register
def _(event: ev.GatePassed | ev.GateFailed) -> Iterator[Mention]:
    if event.role:
        yield _role(event.role, "as")


@mentioned.register
def _(event: ev.CaseLinked) -> Iterator[Mention]:
    yield case(event.other_case_id, event.other_stream_id, "waits for")


def _role(name: str, qualifier: str) -> Mention:
    return Mention(id=f"role:{name}", kind=ROLE, qualifier=qualifier, attributes={"name": name})
