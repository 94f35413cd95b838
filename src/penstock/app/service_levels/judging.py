"""The use cases of service levels: what a period brought, and what is wrong."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from penstock.app.service_levels.periods import period_of
from penstock.app.service_levels.reading import ServiceLevels
from penstock.governance.fairness.comparing import Comparison, Verdict
from penstock.governance.service_levels.alike import served_alike, unlike_terms
from penstock.governance.service_levels.measuring import unaccepted
from penstock.governance.service_levels.reporting import (
    Period,
    Report,
    measured_until,
    report,
)
from penstock.governance.service_levels.requests import Request


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """Whether service levels are as they should be.

    Args:
        findings: What is wrong, as sentences.
        notes: What to know besides.
        comparisons: How long the two sides wait, service by service.
    """

    findings: tuple[str, ...]
    notes: tuple[str, ...]
    comparisons: tuple[Comparison, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """All that is told of a period.

    Args:
        report: What it brought.
        sides: How long the two sides waited in it, service by service.
        judgement: Whether service levels are as they should be, this period or not.
    """

    report: Report
    sides: tuple[Comparison, ...]
    judgement: Judgement


def brought(
    levels: ServiceLevels, requests: Sequence[Request], period: Period, *, until: datetime
) -> Brought:
    """Tell all of a period; see `judged`."""
    found = reported(levels, requests, period)
    return Brought(
        report=found,
        sides=sides_of(levels, found),
        judgement=judged(levels, requests, until=until),
    )


def reported(levels: ServiceLevels, requests: Sequence[Request], period: Period) -> Report:
    """Return what a period brought.

    Raises:
        BeyondCalendarError: A calendar does not reach far enough.
        NoCalendarError: A calendar was not yet in force when a request was opened.
    """
    return report(levels.agreements.values(), requests, levels.calendars, period)


def judged(levels: ServiceLevels, requests: Sequence[Request], *, until: datetime) -> Judgement:
    """Judge agreements, closed periods, and whether the two sides wait alike.

    Args:
        levels: What is promised.
        requests: What was asked.
        until: What happened at it or later is not known.

    Raises:
        BeyondCalendarError: A calendar does not reach far enough.
        NoCalendarError: A calendar was not yet in force when a request was opened.
    """
    known = measured_until(levels.agreements, requests, levels.calendars, until)
    comparisons = served_alike(levels.agreements, known)
    return Judgement(
        findings=(
            *map(str, unlike_terms(levels.agreements.values())),
            *_rewritten(levels, requests),
            *_favours(comparisons),
        ),
        notes=tuple(_notes(levels, requests)),
        comparisons=comparisons,
    )


def sides_of(levels: ServiceLevels, found: Report) -> tuple[Comparison, ...]:
    """Compare how long the two sides waited for what a period counts, or waited at its end."""
    known = (each for line in found.lines for each in (*line.settled, *line.waiting))
    return served_alike(levels.agreements, known)


def _rewritten(levels: ServiceLevels, requests: Sequence[Request]) -> Iterator[str]:
    for name, kept in levels.closed.items():
        now = reported(levels, requests, period_of(name, levels.zone)).fingerprint
        if now != kept:
            yield (
                f"Period {name} was closed with the report {kept[:12]}, and is {now[:12]} now: "
                "an agreement, a calendar or a request of it was changed. Undo that, and put what "
                "changes in force after it."
            )


def _favours(comparisons: Sequence[Comparison]) -> Iterator[str]:
    for each in comparisons:
        favoured, other = each.first.name, each.second.name
        if each.verdict is Verdict.SLOWER:
            favoured, other = other, favoured
        elif each.verdict is not Verdict.FASTER:
            continue
        p = min(each.p_faster, each.p_slower)
        yield (
            f"{each.subject}: {favoured} is served faster than {other} (p = {p:.4f}). "
            "Look at who was served out of turn, and why."
        )


def _notes(levels: ServiceLevels, requests: Sequence[Request]) -> Iterator[str]:
    for request in requests:
        for pause in unaccepted(request, levels.agreements[request.agreement_id]):
            yield (
                f"Request {request.id} paused because it “{pause.reason}”, which "
                f"{request.agreement_id} does not accept: its clock went on."
            )
