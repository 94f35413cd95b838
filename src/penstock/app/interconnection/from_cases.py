"""Interconnection requests out of the log of cases."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import datetime

from penstock.app.interconnection.procedure_files import InCases
from penstock.architecture.model import Architecture, OrganizationUnit, ValueStream
from penstock.delivery import events as ev
from penstock.delivery.case import Case
from penstock.delivery.ports import Logged, Store, Wanted
from penstock.governance.interconnection.requests import (
    Customer,
    Entry,
    InterconnectionRequest,
    Milestone,
    Project,
)
from penstock.kernel.sides import Side

_PAGE = 500


def _untold(_case: Case) -> Project:
    return Project()


def entries_of_cases(
    store: Store,
    in_cases: InCases,
    architecture: Architecture,
    *,
    project_of: Callable[[Case], Project] = _untold,
) -> dict[str, Entry]:
    """Return the requests that cases are, with their customers, by id.

    A request is AES's when a case of a non-regulated stream waits or waited for it, or its customer
    is a unit or the name of that side.

    Args:
        store: Where the cases are.
        in_cases: What cases tell of requests.
        architecture: The documents, which know the sides of streams and units.
        project_of: Returns what a case is to connect, as its application tells.
    """
    awaited = set(_awaited(store, architecture))
    found = {}
    for case in _requests(store, in_cases):
        request = _request(case, project_of(case), store.log(case.case_id), in_cases)
        affiliate = case.case_id in awaited or _is_of_aes(case.customer, architecture)
        customer = Customer(name=case.customer, is_affiliate=affiliate)
        found[case.case_id] = Entry(request=request, customer=customer)
    return found


def _requests(store: Store, in_cases: InCases) -> Iterator[Case]:
    """Yield the cases that are requests: those that run by the procedure."""
    wanted, others = Wanted(stream_id=in_cases.stream_id, limit=_PAGE), set[str]()
    while page := store.find(wanted):
        for case in page:
            if case.fingerprint in others:
                continue
            if store.model(case.fingerprint).procedure == in_cases.procedure:
                yield case
            else:
                others.add(case.fingerprint)
        # Of very many cases that run by something else, those of the first page alone are read.
        wanted = replace(wanted, after=page[-1].case_id, not_on=frozenset(others))


def _linked(store: Store, stream_id: str) -> Iterator[Case]:
    """Yield the cases of a stream that wait or waited for others."""
    wanted = Wanted(stream_id=stream_id, is_linked=True, limit=_PAGE)
    while page := store.find(wanted):
        yield from page
        wanted = replace(wanted, after=page[-1].case_id)


def _awaited(store: Store, architecture: Architecture) -> Iterator[str]:
    """Yield the cases that cases of the non-regulated side wait or waited for."""
    for stream_id, stream in architecture.all(ValueStream).items():
        if stream.side is Side.NON_REGULATED:
            for case in _linked(store, stream_id):
                yield from case.links


def _is_of_aes(name: str, architecture: Architecture) -> bool:
    units = architecture.all(OrganizationUnit)
    side = units[name].side if name in units else Side.read(name)
    return side is Side.NON_REGULATED


def _request(
    case: Case, project: Project, log: Iterable[Logged], in_cases: InCases
) -> InterconnectionRequest:
    happened = dict(_first(log))
    reached = {
        milestone: happened[event]
        for milestone, event in in_cases.reached.items()
        if event in happened
    }
    return InterconnectionRequest(
        id=case.case_id,
        project=project,
        reached={Milestone.RECEIVED: case.opened_at, **reached},
        withdrawn=happened.get("cancelled"),
    )


def _first(log: Iterable[Logged]) -> Iterator[tuple[str, datetime]]:
    """Yield what happened to a case, when it first did."""
    seen = set()
    for logged in log:
        name = _name(logged.event)
        if name and name not in seen:
            seen.add(name)
            yield name, logged.stamp.at


def _name(event: ev.Event) -> str:
    match event:
        case ev.CaseOpened():
            return "opened"
        case ev.StageStarted(stage_id=stage_id):
            return f"{stage_id} started"
        case ev.GatePassed(stage_id=stage_id):
            return f"{stage_id} passed"
        case ev.CaseClosed():
            return "closed"
        case ev.CaseCancelled():
            return "cancelled"
        case _:
            return ""
