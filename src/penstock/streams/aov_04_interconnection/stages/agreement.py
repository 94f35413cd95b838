"""AOV-04.IC4: the agreement, with its conditions, settings and validity."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from decimal import Decimal

from penstock.casework.interconnection import AgreementTerms, Project
from penstock.delivery.stage_acts import ActRefusedError, stage_act
from penstock.delivery.stage_work import stage_work
from penstock.streams.aov_04_interconnection.items import (
    InterconnectionAgreement,
    InterconnectionApplication,
    ScreeningResult,
    StudyResult,
)
from penstock.streams.aov_04_interconnection.ports import InterconnectionRules

# FERC's small generator interconnection procedures, 4.8: thirty business days to sign.
_TO_SIGN_BUSINESS_DAYS = 30
# The reference company's own: what is not complete after a year is applied for again.
_VALID = timedelta(days=365)


@stage_act("AOV-04.IC4", "tender", roles=("Interconnection Engineer",))
@stage_work("AOV-04.IC4")
def tender(
    application: InterconnectionApplication,
    screening: ScreeningResult,
    study: StudyResult,
    rules: InterconnectionRules,
    now: datetime,
) -> InterconnectionAgreement:
    """Offer an agreement on the conditions of screens and study."""
    _require_decided(study)
    project = application.form.project
    terms = AgreementTerms(
        capacity_kw_ac=project.capacity_kw_ac or Decimal(0),
        export_limit_kw=_export_limit_kw(project, study),
        settings=study.settings,
        conditions=study.conditions,
        witness_test=study.witness_test,
        valid_until=rules.day_of(now + _VALID),
    )
    return InterconnectionAgreement(
        terms=terms,
        basis=tuple(_basis(screening, study)),
        tendered_at=now,
        sign_by=rules.last_day(now, business_days=_TO_SIGN_BUSINESS_DAYS),
    )


def _require_decided(study: StudyResult) -> None:
    if study.needs_review and study.review is None:
        raise ActRefusedError(
            f"An engineer has not decided yet on the {study.kind}. Go back to AOV-04.IC3 and "
            "record the review."
        )
    if study.review is not None and not study.review.is_approved:
        raise ActRefusedError(
            f"The engineer refused the connection: {study.review.because} Tell the applicant, and "
            "close the request or go back with a changed project."
        )


def _export_limit_kw(project: Project, study: StudyResult) -> Decimal | None:
    limits = (project.export_limit_kw, study.export_limit_kw)
    return min((each for each in limits if each is not None), default=None)


def _basis(screening: ScreeningResult, study: StudyResult) -> Iterator[str]:
    yield screening.because
    yield study.concluded
    if study.review is not None:
        yield f"An engineer has reviewed it: {study.review.because}"
    yield f"Screens: {screening.rules}, in force from {screening.rules_in_force_from}."
