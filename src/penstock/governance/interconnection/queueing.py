"""The order in which requests are studied: that of complete applications, unless for a reason."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from penstock.governance.accountability.register import Register
from penstock.governance.interconnection.requests import (
    InterconnectionRequest,
    Milestone,
    QueueError,
)
from penstock.governance.service_levels.open_time import in_utc


@dataclass(frozen=True, slots=True, kw_only=True)
class Reordering:
    """A request that was given another place, by somebody, for a reason, for good.

    Args:
        request_id: The request that was moved.
        before_id: The request that it stands in front of since; empty for the end of the queue.
        reason: Why.
        person: Who decided it.
        at: When.
    """

    request_id: str
    before_id: str
    reason: str
    person: str
    at: datetime

    def __post_init__(self) -> None:
        problems = [
            f"it does not say {what}"
            for what, said in (
                ("which request", self.request_id),
                ("why", self.reason),
                ("who decided it", self.person),
            )
            if not said.strip()
        ]
        if self.request_id == self.before_id:
            problems.append(f"{self.request_id} cannot stand in front of itself")
        if problems:
            raise QueueError(f"A reordering cannot be: {'; '.join(problems)}.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """A place in the queue.

    Args:
        number: From 1.
        request: Who has it.
        moved: What gave the request another place than its application did, the last first.
    """

    number: int
    request: InterconnectionRequest
    moved: tuple[Reordering, ...] = ()


def by_application(
    requests: Iterable[InterconnectionRequest], *, at: datetime
) -> tuple[InterconnectionRequest, ...]:
    """Return the requests that wait in the queue at a moment, in the order of their applications.

    The moment at which an application was deemed complete counts; of two at the same, the one
    received first, and then the smaller id. A request leaves with its permission to operate, or
    when it is withdrawn.
    """
    waiting = [each for each in requests if _waits(each, in_utc(at))]
    return tuple(sorted(waiting, key=_turn))


def queue(
    requests: Iterable[InterconnectionRequest],
    reorderings: Iterable[Reordering] = (),
    *,
    at: datetime,
) -> tuple[Position, ...]:
    """Return the queue at a moment, with what was reordered until then.

    A reordering of a request, or in front of one, that waits no more moves nothing.

    Args:
        requests: The requests, in any order.
        reorderings: What was reordered, in the order in which it was decided.
        at: The moment.
    """
    order = list(by_application(requests, at=at))
    moved: dict[str, list[Reordering]] = {}
    for each in reorderings:
        if in_utc(each.at) <= in_utc(at) and _move(order, each):
            moved.setdefault(each.request_id, []).insert(0, each)
    return tuple(
        Position(number=number, request=each, moved=tuple(moved.get(each.id, ())))
        for number, each in enumerate(order, 1)
    )


def require_moves(requests: Iterable[InterconnectionRequest], reordering: Reordering) -> None:
    """Look whether a reordering speaks of requests that wait in the queue when it is decided.

    Raises:
        QueueError: It does not.
    """
    waiting = {each.id for each in by_application(requests, at=reordering.at)}
    for name in filter(None, (reordering.request_id, reordering.before_id)):
        if name not in waiting:
            raise QueueError(
                f"Request {name} does not wait in the queue: it is incomplete, withdrawn, "
                "connected, or nobody knows it. Name one that 'penstock queue list' shows."
            )


def require_may_reorder(
    reordering: Reordering, register: Register, *, roles: Collection[str]
) -> None:
    """Look whether a person has a role that reorders the queue; an empty register trusts them.

    Args:
        reordering: What they decide.
        register: Who has which role.
        roles: The roles that reorder it.

    Raises:
        QueueError: They have none of them at that moment.
    """
    if register.is_empty:
        return
    held = register.roles(reordering.person, at=reordering.at)
    if not held & set(roles):
        raise QueueError(
            f"{reordering.person} may not reorder the queue: that takes {_either(roles)}, and "
            f"they have {', '.join(sorted(held)) or 'no role'}. Ask somebody who has it."
        )


def _either(roles: Collection[str]) -> str:
    return " or ".join(sorted(roles)) or "a role that the procedure does not name"


def _waits(request: InterconnectionRequest, at: datetime) -> bool:
    gone = filter(None, (request.withdrawn, request.reached.get(Milestone.PERMITTED)))
    return (
        request.complete is not None
        and in_utc(request.complete) <= at
        and all(in_utc(moment) > at for moment in gone)
    )


def _turn(request: InterconnectionRequest) -> tuple[datetime, datetime, str]:
    complete = request.complete or request.received
    return in_utc(complete), in_utc(request.received), request.id


def _move(order: list[InterconnectionRequest], reordering: Reordering) -> bool:
    places = {each.id: index for index, each in enumerate(order)}
    if reordering.request_id not in places:
        return False
    if reordering.before_id and reordering.before_id not in places:
        return False
    request = order.pop(places[reordering.request_id])
    order.insert(_place(order, reordering.before_id), request)
    return True


def _place(order: list[InterconnectionRequest], before_id: str) -> int:
    found: Iterator[int] = (n for n, each in enumerate(order) if each.id == before_id)
    return next(found, len(order))
