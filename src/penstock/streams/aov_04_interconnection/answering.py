"""What the utility answers an applicant, made of what it found and of nothing it knows besides."""

from dataclasses import dataclass

from penstock.casework.interconnection import (
    Answer,
    CriterionOutcome,
    Permission,
    ScreenOutcome,
    StudyOutcome,
)
from penstock.streams.aov_04_interconnection.items import (
    CompletenessNotice,
    CriterionFinding,
    InterconnectionAgreement,
    InterconnectionApplication,
    PermissionToOperateNotice,
    ScreenFinding,
    ScreeningResult,
    StudyResult,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What is recorded of a request; None where it is not there yet."""

    application: InterconnectionApplication
    notice: CompletenessNotice | None = None
    screening: ScreeningResult | None = None
    study: StudyResult | None = None
    agreement: InterconnectionAgreement | None = None
    permission: PermissionToOperateNotice | None = None


def answer_of(request: str, record: Record) -> Answer:
    """Return how a request stands: results, limits, reasons and costs (rule O3).

    Args:
        request: The number of the request.
        record: What is recorded of it.
    """
    screening, agreement = record.screening, record.agreement
    return Answer(
        request=request,
        state=_state(record),
        received_at=record.application.received_at,
        size_tier=screening.size_tier if screening else "",
        deficiencies=record.notice.deficiencies if record.notice else (),
        screens=tuple(map(_screen, screening.screens)) if screening else (),
        study=_study(record.study) if record.study else None,
        terms=agreement.terms if agreement else None,
        basis=agreement.basis if agreement else (),
        tendered_at=agreement.tendered_at if agreement else None,
        permission=_permission(record.permission) if record.permission else None,
    )


def _state(record: Record) -> str:
    if record.permission:
        granted = record.permission.is_granted
        return "permission to operate given" if granted else "completion not yet accepted"
    if record.agreement:
        return "interconnection agreement tendered"
    if record.study:
        return _studied(record.study)
    if record.screening:
        return f"screened: {record.screening.route}"
    if record.notice:
        return "application deemed complete" if record.notice.is_complete else "incomplete"
    return "application received"


def _studied(study: StudyResult) -> str:
    if study.review is None:
        return f"{study.kind} under way" if study.needs_review else "study completed"
    return "connection approved" if study.review.is_approved else "connection refused"


def _screen(finding: ScreenFinding) -> ScreenOutcome:
    return ScreenOutcome(
        section=finding.section,
        title=finding.title,
        verdict=finding.verdict,
        limit=_limit(finding),
        reason=finding.basis,
    )


def _limit(finding: ScreenFinding) -> str:
    percent = f"{finding.limit_percent} %" if finding.limit_percent is not None else ""
    kw = f"{finding.limit_kw} kW" if finding.limit_kw is not None else ""
    return ", ".join(each for each in (percent, kw) if each)


def _study(study: StudyResult) -> StudyOutcome:
    review = f" {study.review.because}" if study.review else ""
    return StudyOutcome(
        kind=str(study.kind),
        concluded=f"{study.concluded}{review}",
        criteria=tuple(map(_criterion, study.criteria)),
        screens=tuple(map(_screen, study.screens)),
        largest_kw=study.largest_kw,
    )


def _criterion(finding: CriterionFinding) -> CriterionOutcome:
    return CriterionOutcome(
        criterion=finding.criterion,
        is_kept=finding.is_kept,
        limit=f"{finding.limit} {finding.unit}",
        reason=finding.basis,
        source=finding.source,
    )


def _permission(notice: PermissionToOperateNotice) -> Permission:
    return Permission(
        is_granted=notice.is_granted, operate_from=notice.operate_from, reasons=notice.reasons
    )
