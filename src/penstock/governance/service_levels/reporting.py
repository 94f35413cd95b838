"""What a period brought: who was served in time, what was missed, and what is owed for it."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from hashlib import sha256
from typing import Any, NamedTuple

from penstock.governance.fairness.nearest_rank import percentile
from penstock.governance.fairness.waits import Wait
from penstock.governance.service_levels.agreements import Agreement
from penstock.governance.service_levels.in_force import CalendarHistory
from penstock.governance.service_levels.measuring import Measured, measured
from penstock.governance.service_levels.open_time import in_utc
from penstock.governance.service_levels.requests import Request


class Period(NamedTuple):
    """A half-open period that is reported, and its name.

    Args:
        name: What people call it, such as `2026-10`.
        start: Its first moment, with a zone.
        end: The first moment after it.
    """

    name: str
    start: datetime
    end: datetime


@dataclass(frozen=True, kw_only=True)
class Line:
    """What a period brought under one agreement.

    A request belongs to the period in which it was settled: closed in time, or late. So each
    belongs to one period, and what happens to it later changes no period that is over.

    Args:
        agreement: What was promised.
        settled: The requests of the period, in the order of their ids.
        waiting: Those that were open at its end and not late.
        charge_cents: What the consumer was charged for the period. [cents]
    """

    agreement: Agreement
    settled: tuple[Measured, ...]
    waiting: tuple[Measured, ...]
    charge_cents: int

    @cached_property
    def in_time(self) -> int:
        """How many were in time."""
        return sum(each.in_time for each in self.settled)

    @property
    def needed(self) -> int:
        """How many had to be."""
        return self.agreement.measure.needed(len(self.settled))

    @property
    def is_breached(self) -> bool:
        """Tell whether fewer were in time than had to be."""
        return self.in_time < self.needed

    @property
    def reached(self) -> Wait | None:
        """The percentile that was promised, by nearest rank; None where there was no request."""
        waits = [each.wait for each in self.settled]
        return percentile(waits, percent=self.agreement.measure.percent) if waits else None

    @property
    def credit_cents(self) -> int:
        """What the provider owes the consumer, in cents."""
        return self.agreement.credit_cents(
            in_time=self.in_time, requests=len(self.settled), charge_cents=self.charge_cents
        )

    @property
    def calendars(self) -> tuple[str, ...]:
        """The versions of the calendar that the requests counted on."""
        return tuple(sorted({str(each.calendar) for each in (*self.settled, *self.waiting)}))


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditPosting:
    """A credit on its way into the books: out of the provider's, into the consumer's.

    Args:
        agreement_id: The agreement that was missed.
        period: When.
        provider: The unit that owes it.
        consumer: The unit that gets it, and nobody else.
        cents: How much, more than nothing and at most what was charged. [cents]
    """

    agreement_id: str
    period: str
    provider: str
    consumer: str
    cents: int


@dataclass(frozen=True, kw_only=True)
class Report:
    """What a period brought, under every agreement."""

    period: Period
    lines: tuple[Line, ...]

    @property
    def credits(self) -> tuple[CreditPosting, ...]:
        """What is to be posted."""
        return tuple(
            CreditPosting(
                agreement_id=line.agreement.id,
                period=self.period.name,
                provider=line.agreement.provider,
                consumer=line.agreement.consumer,
                cents=line.credit_cents,
            )
            for line in self.lines
            if line.credit_cents
        )

    @cached_property
    def fingerprint(self) -> str:
        """The SHA-256 of what was counted; another one says that a closed period was rewritten."""
        counted = [_counted(line) for line in self.lines]
        said = {"period": self.period.name, "lines": counted}
        return sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


def report(
    agreements: Iterable[Agreement],
    requests: Iterable[Request],
    calendars: Mapping[str, CalendarHistory],
    period: Period,
    *,
    charges_cents: Mapping[str, int] | None = None,
) -> Report:
    """Return what a period brought, with what was known at its end.

    Args:
        agreements: What was promised; each calendar that they name is among the calendars.
        requests: What was asked, under these agreements.
        calendars: The calendars with all their versions, by id.
        period: The period.
        charges_cents: What was charged, by agreement, where it is not what the agreement says.

    Raises:
        BeyondCalendarError: A calendar does not reach far enough.
        NoCalendarError: A calendar was not yet in force when a request was opened.
    """
    charged = charges_cents or {}
    promised = {agreement.id: agreement for agreement in agreements}
    known: dict[str, list[Measured]] = {name: [] for name in promised}
    for each in measured_until(promised, requests, calendars, period.end):
        known[each.request.agreement_id].append(each)
    lines = (
        _line(promised[name], several, period, charged.get(name, promised[name].charge_cents))
        for name, several in known.items()
    )
    return Report(period=period, lines=tuple(lines))


def measured_until(
    agreements: Mapping[str, Agreement],
    requests: Iterable[Request],
    calendars: Mapping[str, CalendarHistory],
    until: datetime,
) -> Iterator[Measured]:
    """Yield the requests that were opened before a moment as they stood then, by their ids."""
    for request in sorted(requests, key=lambda each: each.id):
        if in_utc(request.opened) < in_utc(until):
            agreement = agreements[request.agreement_id]
            calendar = calendars[agreement.calendar].at(request.opened)
            yield measured(request, agreement, calendar, until=until)


def _line(
    agreement: Agreement, known: Iterable[Measured], period: Period, charge_cents: int
) -> Line:
    settled, waiting = [], []
    for each in known:
        if each.settled is None:
            waiting.append(each)
        elif each.settled >= in_utc(period.start):
            settled.append(each)
    return Line(
        agreement=agreement,
        settled=tuple(settled),
        waiting=tuple(waiting),
        charge_cents=charge_cents,
    )


def _counted(line: Line) -> dict[str, Any]:
    return {
        "agreement": line.agreement.id,
        "charge_cents": line.charge_cents,
        "credit_cents": line.credit_cents,
        "settled": [
            (each.request.id, str(each.wait.length), each.in_time, each.calendar.fingerprint)
            for each in line.settled
        ],
    }
