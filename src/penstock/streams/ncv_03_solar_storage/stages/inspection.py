"""NCV-03.6: the authority's inspection, and the rework that it may cause."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated

from annotated_types import Ge, MinLen

from penstock.delivery.stage_acts import ActRefusedError, CaseFacts, stage_act
from penstock.streams.ncv_03_solar_storage.inspecting import (
    DESIGN,
    HERE,
    cured,
    name_of,
    passed,
    with_failure,
)
from penstock.streams.ncv_03_solar_storage.items.commissioning import (
    InspectionFinding,
    InspectionResult,
    PassedInspection,
    Rework,
)
from penstock.streams.ncv_03_solar_storage.items.design import SystemDesign
from penstock.streams.ncv_03_solar_storage.items.installation import InstalledDgStorageSystem
from penstock.streams.ncv_03_solar_storage.items.permitting import ApprovedPermits


@dataclass(frozen=True, slots=True, kw_only=True)
class InspectorsVisit:
    """What an inspector said on a visit."""

    authority: Annotated[str, MinLen(1)]
    inspector: Annotated[str, MinLen(1)]
    permit: Annotated[str, MinLen(1)]
    inspected_on: date
    has_passed: bool
    findings: tuple[InspectionFinding, ...] = ()

    def __post_init__(self) -> None:
        if self.has_passed and self.findings:
            raise ValueError("an inspection that passed has no findings; say which it is")
        if not self.has_passed and not self.findings:
            raise ValueError("a failed inspection needs its findings: what has to be cured?")


@stage_act(HERE, "inspect")
def inspect(  # noqa: PLR0913, PLR0917  # it rests on all of these items
    said: InspectorsVisit,
    installed: InstalledDgStorageSystem,
    permits: ApprovedPermits,
    design: SystemDesign,
    earlier: tuple[InspectionResult, ...],
    rework: Rework | None,
    now: datetime,
) -> tuple[InspectionResult, Rework | None, PassedInspection | None]:
    """Record what the authority's inspector found; a failed visit opens a round of rework."""
    _require_possible(said, installed, permits, now=now)
    _require_ready(earlier, rework)
    result = InspectionResult(
        authority=said.authority,
        inspector=said.inspector,
        permit=said.permit,
        inspected_on=said.inspected_on,
        attempt=len(earlier) + 1,
        has_passed=said.has_passed,
        findings=said.findings,
    )
    if result.has_passed:
        return result, None, passed(result, rework)
    return result, with_failure(rework, result, design), None


def _require_possible(
    said: InspectorsVisit,
    installed: InstalledDgStorageSystem,
    permits: ApprovedPermits,
    *,
    now: datetime,
) -> None:
    if said.inspected_on > now.date():
        raise ActRefusedError(
            f"inspected_on is {said.inspected_on}, which has not come yet. Record the inspection "
            "after it."
        )
    if said.inspected_on < installed.completed_at.date():
        raise ActRefusedError(
            f"inspected_on is {said.inspected_on}, and the system was completed on "
            f"{installed.completed_at.date()}. Correct the day."
        )
    numbers = [each.number for each in permits.permits]
    if said.permit not in numbers:
        raise ActRefusedError(
            f"There is no permit {said.permit}; this system was permitted by "
            f"{', '.join(numbers)}. Correct the number."
        )


def _require_ready(earlier: tuple[InspectionResult, ...], rework: Rework | None) -> None:
    if earlier and earlier[-1].has_passed:
        raise ActRefusedError(
            f"The inspection passed on {earlier[-1].inspected_on}. Where the authority takes that "
            "back, reopen the stage with its reason."
        )
    if rework and (todo := rework.open_round):
        raise ActRefusedError(
            f"The {len(todo.findings)} finding(s) of {todo.failed_on} are not cured yet: "
            f"{'; '.join(each.words for each in todo.findings)}. Record what was done with "
            "“cure” first."
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Cure:
    """What was done about the findings of a failed inspection, and what it took."""

    cured_on: date
    hours: Annotated[Decimal, Ge(0)]
    cents: Annotated[int, Ge(0)]
    words: Annotated[str, MinLen(1)]
    by: str = ""


@stage_act(HERE, "cure")
def cure(
    said: Cure, rework: Rework, design: SystemDesign, case: CaseFacts, now: datetime
) -> Rework:
    """Record how an inspector's findings were cured, with hours and cost.

    What was drawn wrong is not cured on site: the case goes back to the design first, which voids
    what was signed.
    """
    todo = rework.open_round
    if todo is None:
        raise ActRefusedError("No finding is open. There is nothing to cure.")
    if said.cured_on > now.date() or said.cured_on < todo.failed_on:
        raise ActRefusedError(
            f"cured_on is {said.cured_on}; expected a day from {todo.failed_on}, when the "
            f"inspection failed, to today, {now.date()}."
        )
    if todo.back_to == DESIGN and name_of(design) == todo.design:
        raise ActRefusedError(
            f"What was found concerns the design: {'; '.join(_words(todo.findings))}. Reopen the "
            f"case at {todo.back_to} with this reason; the new design is signed and built before "
            "it is inspected again."
        )
    return cured(
        rework,
        on=said.cured_on,
        by=said.by or case.person,
        hours=said.hours,
        cents=said.cents,
        words=said.words,
    )


def _words(findings: tuple[InspectionFinding, ...]) -> tuple[str, ...]:
    return tuple(f"{each.code}: {each.words}" for each in findings)
