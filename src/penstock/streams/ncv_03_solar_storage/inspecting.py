"""What follows from an inspector's visit: where findings are cured, and what that costs."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from penstock.streams.ncv_03_solar_storage.items.commissioning import (
    Concern,
    InspectionFinding,
    InspectionResult,
    PassedInspection,
    Rework,
    ReworkRound,
)
from penstock.streams.ncv_03_solar_storage.items.design import SystemDesign

HERE, DESIGN = "NCV-03.6", "NCV-03.2"


def back_to(findings: Sequence[InspectionFinding]) -> str:
    """Return the stage in which findings are cured: the design's own, or that of the inspection.

    What is built otherwise than it was drawn is put right on site; what was drawn wrong needs
    another drawing, price and signature.
    """
    return DESIGN if any(each.concern is Concern.DESIGN for each in findings) else HERE


def name_of(design: SystemDesign) -> str:
    """Return how a round of rework calls a design."""
    return f"{design.variant} {design.version}"


def with_failure(rework: Rework | None, result: InspectionResult, design: SystemDesign) -> Rework:
    """Return the rework with a round for an inspection that failed."""
    made = ReworkRound(
        attempt=result.attempt,
        failed_on=result.inspected_on,
        findings=result.findings,
        back_to=back_to(result.findings),
        design=name_of(design),
    )
    return Rework(rounds=(*(rework.rounds if rework else ()), made))


def cured(rework: Rework, *, on: date, by: str, hours: Decimal, cents: int, words: str) -> Rework:
    """Return the rework with its open round closed.

    Args:
        rework: It has an open round.
        on: The day on which all findings were cured.
        by: Who cured them.
        hours: Of work.
        cents: What it cost.
        words: What was done.
    """
    done = [
        replace(each, cured_on=on, cured_by=by, hours=hours, cents=cents, words=words)
        if each.is_open
        else each
        for each in rework.rounds
    ]
    return Rework(rounds=tuple(done))


def passed(result: InspectionResult, rework: Rework | None) -> PassedInspection:
    """Return the inspection that passed, with what it took until then."""
    return PassedInspection(
        authority=result.authority,
        permit=result.permit,
        passed_on=result.inspected_on,
        attempts=result.attempt,
        rework_cents=rework.cents if rework else 0,
        rework_hours=rework.hours if rework else Decimal(0),
    )
