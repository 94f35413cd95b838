from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from penstock.delivery.stage_acts import ActRefusedError
from penstock.streams.ncv_03_solar_storage.items.commissioning import (
    Concern,
    InspectionFinding,
    InspectionResult,
    PassedInspection,
    Rework,
)
from penstock.streams.ncv_03_solar_storage.stages.inspection import (
    Cure,
    InspectorsVisit,
    cure,
    inspect,
)
from tests.unit.streams.ncv_03_solar_storage.built import CASE, DESIGN, INSTALLED, NOW, PERMITS

LABEL = InspectionFinding(code="NEC 690.56(C)", words="No label of rapid shutdown.")
CLEARANCE = InspectionFinding(
    code="NEC 110.26", words="The inverter stands in the panel's space.", concern=Concern.DESIGN
)
FIXED = Cure(
    cured_on=date(2026, 6, 14), hours=Decimal("1.5"), cents=23_750, words="Labels were put on."
)


def visit(day: int, *findings: InspectionFinding) -> InspectorsVisit:
    return InspectorsVisit(
        authority="Ravenna County",
        inspector="Ada",
        permit="E-17",
        inspected_on=date(2026, 6, day),
        has_passed=not findings,
        findings=findings,
    )


def inspected(
    said: InspectorsVisit,
    earlier: tuple[InspectionResult, ...] = (),
    rework: Rework | None = None,
) -> tuple[InspectionResult, Rework | None, PassedInspection | None]:
    return inspect(said, INSTALLED, PERMITS, DESIGN, earlier, rework, NOW)


def failed_twice() -> tuple[tuple[InspectionResult, ...], Rework]:
    first, rework, _ = inspected(visit(12, LABEL))
    assert rework is not None
    rework = cure(FIXED, rework, DESIGN, CASE, NOW)
    second, rework, _ = inspected(visit(15, LABEL, LABEL), (first,), rework)
    assert rework is not None
    return (first, second), rework


def test_a_first_visit_that_passes_is_first_time_right() -> None:
    result, rework, passed = inspected(visit(12))

    assert (result.attempt, rework) == (1, None)
    assert passed is not None
    assert passed.is_first_time_right


def test_a_failed_visit_opens_a_round_of_rework_and_passes_nothing() -> None:
    result, rework, passed = inspected(visit(12, LABEL))

    assert (result.has_passed, passed) == (False, None)
    assert rework is not None
    assert rework.open_round is not None
    assert rework.open_round.findings == (LABEL,)


def test_an_inspector_who_fails_it_twice_is_two_rounds_and_two_bills() -> None:
    results, rework = failed_twice()
    rework = cure(replace(FIXED, cured_on=date(2026, 6, 17)), rework, DESIGN, CASE, NOW)

    _, _, passed = inspected(visit(18), results, rework)

    assert passed is not None
    assert (passed.attempts, passed.rework_cents) == (3, 47_500)
    assert passed.rework_hours == Decimal(3)
    assert [each.attempt for each in rework.rounds] == [1, 2]


def test_no_inspector_comes_again_before_what_was_found_is_cured() -> None:
    results, rework = failed_twice()

    with pytest.raises(ActRefusedError, match=r"2 finding\(s\) of 2026-06-15 are not cured yet"):
        inspected(visit(18), results, rework)


def test_what_was_drawn_wrong_goes_back_to_the_design() -> None:
    _, rework, _ = inspected(visit(12, LABEL, CLEARANCE))
    assert rework is not None
    assert rework.rounds[0].back_to == "NCV-03.2"

    with pytest.raises(ActRefusedError, match=r"Reopen the case at NCV-03\.2"):
        cure(FIXED, rework, DESIGN, CASE, NOW)


def test_with_another_design_what_was_drawn_wrong_can_be_cured() -> None:
    _, rework, _ = inspected(visit(12, CLEARANCE))
    assert rework is not None

    found = cure(FIXED, rework, replace(DESIGN, version=3), CASE, NOW)

    assert (found.open_round, found.rounds[0].cured_by) == (None, "Ivo")


def test_a_passed_inspection_is_not_inspected_again() -> None:
    result, _, _ = inspected(visit(12))

    with pytest.raises(ActRefusedError, match="passed on 2026-06-12"):
        inspected(visit(13), (result,))


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (visit(9), "the system was completed on 2026-06-10"),
        (visit(28), "has not come yet"),
        (replace(visit(12), permit="E-99"), "There is no permit E-99; .* by E-17"),
    ],
)
def test_a_visit_that_cannot_have_been_is_refused(said: InspectorsVisit, words: str) -> None:
    with pytest.raises(ActRefusedError, match=words):
        inspected(said)


def test_nothing_is_cured_before_it_was_found() -> None:
    _, rework, _ = inspected(visit(12, LABEL))
    assert rework is not None

    with pytest.raises(ActRefusedError, match="expected a day from 2026-06-12"):
        cure(replace(FIXED, cured_on=date(2026, 6, 11)), rework, DESIGN, CASE, NOW)
