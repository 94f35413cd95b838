from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from penstock.app.items.form import form_of
from penstock.app.items.problems import UnfitItemError
from penstock.delivery.items import item_type
from penstock.engineering.commissioning.verdicts import Outcome, Verdict
from penstock.kernel.terms import key_of
from penstock.streams.ncv_03_solar_storage.items.commissioning import (
    CommissioningReport,
    InspectionFinding,
    InspectionResult,
    PermissionToOperatePto,
    Rework,
    ReworkRound,
)

FINDING = InspectionFinding(code="NEC 690.56(C)", words="The label of rapid shutdown is missing.")


def verdict(outcome: Outcome) -> Verdict:
    return Verdict(
        test="polarity", subject="S1", outcome=outcome, reason="So it was.", basis="IEC 62446-1"
    )


def report(*verdicts: Verdict) -> CommissioningReport:
    return CommissioningReport(
        attempt=1,
        commissioned_at=datetime(2026, 6, 1, 15, tzinfo=UTC),
        commissioned_by="Ivo",
        instruments=(),
        verdicts=verdicts,
        design_version=1,
    )


@pytest.mark.parametrize("outcome", [Outcome.FAILED, Outcome.NOT_JUDGED])
def test_a_failed_report_cannot_be_made(outcome: Outcome) -> None:
    with pytest.raises(ValueError, match="passed tests alone; found polarity of S1"):
        report(verdict(Outcome.PASSED), verdict(outcome))


def test_a_report_of_nothing_cannot_be_made() -> None:
    with pytest.raises(ValueError, match="found no test"):
        report()


def test_a_report_is_read_back_as_it_was_written() -> None:
    kind = item_type(CommissioningReport)
    assert kind is not None
    form, made = form_of(kind), report(verdict(Outcome.PASSED))

    assert form.read(form.write(made, item="it"), item="it") == made


@pytest.mark.parametrize(
    ("has_passed", "findings", "words"),
    [(True, (FINDING,), "has no findings"), (False, (), "needs a finding")],
)
def test_an_inspection_that_contradicts_itself_is_refused(
    has_passed: bool, findings: tuple[InspectionFinding, ...], words: str
) -> None:
    with pytest.raises(ValueError, match=words):
        InspectionResult(
            authority="Ravenna County",
            inspector="Ada",
            permit="E-17",
            inspected_on=date(2026, 6, 1),
            has_passed=has_passed,
            findings=findings,
        )


def test_rework_adds_up_to_the_cent() -> None:
    first, second = (
        ReworkRound(
            attempt=attempt,
            failed_on=date(2026, 6, attempt),
            findings=(FINDING,),
            back_to="NCV-03.6",
            cured_on=date(2026, 6, attempt + 5),
            hours=Decimal("2.5"),
            cents=31_750,
        )
        for attempt in (1, 2)
    )

    found = Rework(rounds=(first, second))

    assert (found.cents, found.hours, found.open_round) == (63_500, Decimal(5), None)


def test_permission_is_recognised_by_the_documents_own_term() -> None:
    kind = item_type(PermissionToOperatePto)

    assert kind is not None
    assert kind.key == key_of("Permission to operate (PTO)")
    assert key_of("Permission to operate") in kind.keys


def test_a_permission_without_a_zone_is_refused() -> None:
    kind = item_type(PermissionToOperatePto)
    assert kind is not None
    content = (
        b'{"request_id":"IC-1","number":"PTO-1","granted_at":"2026-06-20T09:00:00",'
        b'"effective_on":"2026-06-22","capacity_kw_ac":"7.6"}'
    )

    with pytest.raises(UnfitItemError, match="granted_at"):
        form_of(kind).read(content, item="Permission to operate (PTO)")
