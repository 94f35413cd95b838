"""Interconnection requests, in the words of FERC's orders 2003 and 2023 and of IEEE 1547."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from penstock.governance.service_levels.open_time import in_utc


class Milestone(StrEnum):
    """What happens to an interconnection request, in its order."""

    RECEIVED = "application received"
    COMPLETE = "application deemed complete"
    SCOPED = "scoping meeting held"
    STUDIED = "system impact study completed"
    FACILITIES_STUDIED = "facilities study completed"
    AGREEMENT_TENDERED = "interconnection agreement tendered"
    AGREEMENT_EXECUTED = "interconnection agreement executed"
    COMMISSIONED = "commissioning test passed"
    PERMITTED = "permission to operate given"


class QueueError(ValueError):
    """A request, a procedure or a queue that cannot be: every reason at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """What is to be connected: all that checks and dates may depend on.

    Nothing here tells who asks.

    Args:
        capacity_kw: Nameplate capacity; None where nobody has stated it.
        is_certified: Whether the equipment is certified to UL 1741 for IEEE 1547.
        point_of_interconnection: Where it is to be connected, such as a feeder.
    """

    capacity_kw: Decimal | None = None
    is_certified: bool = False
    point_of_interconnection: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class InterconnectionRequest:
    """A request to connect a project, as the queue sees it: without its customer.

    Invariants:
        It was received before anything else happened to it.

    Args:
        id: What people call it.
        project: What is to be connected.
        reached: When it reached each milestone.
        withdrawn: When its customer took it back; None where they did not.
    """

    id: str
    project: Project
    reached: Mapping[Milestone, datetime] = field(default_factory=dict)
    withdrawn: datetime | None = None

    def __post_init__(self) -> None:
        problems = list(_problems(self))
        if problems:
            raise QueueError(f"Request {self.id} cannot be: {'; '.join(problems)}.")

    @property
    def received(self) -> datetime:
        """When the application came in."""
        return self.reached[Milestone.RECEIVED]

    @property
    def complete(self) -> datetime | None:
        """When it was deemed complete; None while something is missing."""
        return self.reached.get(Milestone.COMPLETE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Customer:
    """Who asks to be connected.

    Args:
        name: What they are called.
        is_affiliate: Whether they belong to the company, such as AES.
    """

    name: str
    is_affiliate: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A request with its customer, whom neither order nor checks nor dates are told."""

    request: InterconnectionRequest
    customer: Customer


def _problems(request: InterconnectionRequest) -> Iterator[str]:
    if Milestone.RECEIVED not in request.reached:
        yield f"nothing tells when its {Milestone.RECEIVED}"
        return
    received = in_utc(request.received)
    for milestone, moment in request.reached.items():
        if in_utc(moment) < received:
            yield f"{milestone} at {moment}, before it was received at {request.received}"
    if request.withdrawn and in_utc(request.withdrawn) < received:
        yield f"it was withdrawn at {request.withdrawn}, before it was received"
