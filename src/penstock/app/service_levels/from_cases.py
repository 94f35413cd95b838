"""Requests out of the log of cases: each case that a unit asked for, and each hold a pause."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from penstock.architecture.model import Architecture, OrganizationUnit
from penstock.delivery import events as ev
from penstock.delivery.case import Case
from penstock.delivery.ports import Logged, Store, Wanted
from penstock.governance.service_levels.agreements import Agreement
from penstock.governance.service_levels.requests import Pause, Request

_PAGE = 500


def requests_of_cases(
    store: Store, agreements: Iterable[Agreement], architecture: Architecture
) -> Iterator[Request]:
    """Yield the requests that cases are, under the agreements that count their stream or stage.

    The unit that a case is for is its customer; an agreement of a unit is one of all units within.

    Args:
        store: Where the cases are.
        agreements: What is promised.
        architecture: The documents, which know what unit is part of which.
    """
    units = architecture.all(OrganizationUnit)
    counted: dict[str, list[Agreement]] = {}
    for each in agreements:
        if each.counts:
            counted.setdefault(each.counts.partition(".")[0], []).append(each)
    above = {unit.casefold(): frozenset(_with_those_above(unit, units)) for unit in units}
    for stream_id, several in sorted(counted.items()):
        promised_to = {each.consumer for each in several}
        names = frozenset(name for name, of in above.items() if of & promised_to)
        for case in _cases(store, stream_id, customers=names):
            of = above.get(case.customer.strip().casefold(), frozenset())
            promised = [each for each in several if each.consumer in of]
            if promised:
                log = store.log(case.case_id)
                yield from (each for one in promised for each in _requests(case, log, one))


def _cases(store: Store, stream_id: str, *, customers: frozenset[str]) -> Iterator[Case]:
    """Yield the cases of a stream for some customers, and those for others where that is hard."""
    # Databases make small letters of those alone that English has.
    narrow = customers if all(map(str.isascii, customers)) else frozenset[str]()
    wanted = Wanted(stream_id=stream_id, customers=narrow, limit=_PAGE)
    while customers and (page := store.find(wanted)):
        yield from page
        wanted = replace(wanted, after=page[-1].case_id)


def _with_those_above(unit: str, units: Mapping[str, OrganizationUnit]) -> Iterator[str]:
    """Yield a unit and the units that it is part of."""
    seen: set[str] = set()
    while unit in units and unit not in seen:
        yield unit
        seen.add(unit)
        parent = units[unit].parent
        unit = parent.text if parent else ""


@dataclass(slots=True)
class _Asked:
    """A request as far as the log has been read."""

    opened: datetime
    pauses: list[Pause] = field(default_factory=list)
    held: tuple[datetime, str] | None = None
    closed: datetime | None = None

    def hold(self, at: datetime, reason: str) -> None:
        self.go_on(at)
        self.held = (at, " ".join(reason.casefold().split()))

    def go_on(self, at: datetime) -> None:
        if self.held:
            start, reason = self.held
            self.pauses.append(Pause(start=start, end=max(at, start), reason=reason))
            self.held = None

    def close(self, at: datetime) -> None:
        self.go_on(at)
        self.closed = at


def _requests(case: Case, log: Iterable[Logged], agreement: Agreement) -> Iterator[Request]:
    """Yield what a case asked: itself, or each visit of the stage that the agreement counts."""
    found = _of_stage(log, agreement.counts) if "." in agreement.counts else _of_case(log)
    for number, asked in enumerate(found, 1):
        pauses = list(asked.pauses)
        if asked.held:
            pauses.append(Pause(start=asked.held[0], end=None, reason=asked.held[1]))
        yield Request(
            id=case.case_id if number == 1 else f"{case.case_id}/{number}",
            agreement_id=agreement.id,
            opened=asked.opened,
            closed=asked.closed,
            pauses=tuple(pauses),
        )


def _of_case(log: Iterable[Logged]) -> list[_Asked]:
    asked: list[_Asked] = []
    for logged in log:
        match logged.event:
            case ev.CaseOpened():
                asked.append(_Asked(opened=logged.stamp.at))
            case ev.CaseClosed() | ev.CaseCancelled():
                asked[-1].close(logged.stamp.at)
            case _ if asked:
                _held_or_going(asked[-1], logged)
    return asked


def _of_stage(log: Iterable[Logged], stage_id: str) -> list[_Asked]:
    asked: list[_Asked] = []
    for logged in log:
        match logged.event:
            case ev.StageEntered(stage_id=entered):
                _leave(asked, logged.stamp.at)
                if entered == stage_id:
                    asked.append(_Asked(opened=logged.stamp.at))
            case ev.GatePassed() | ev.StageReopened() | ev.CaseCancelled():
                _leave(asked, logged.stamp.at)
            case _ if asked and asked[-1].closed is None:
                _held_or_going(asked[-1], logged)
    return asked


def _leave(asked: list[_Asked], at: datetime) -> None:
    if asked and asked[-1].closed is None:
        asked[-1].close(at)


def _held_or_going(asked: _Asked, logged: Logged) -> None:
    match logged.event:
        case ev.CaseHeld(reason=reason):
            asked.hold(logged.stamp.at, reason)
        case ev.CaseResumed():
            asked.go_on(logged.stamp.at)
        case _:
            pass
