"""AOV-04.IC5: permission to operate, from the certificate of completion."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated

from annotated_types import MinLen

from penstock.casework.interconnection import not_yet
from penstock.delivery.stage_acts import ActRefusedError, CaseFacts, stage_act
from penstock.delivery.stage_work import stage_work
from penstock.streams.aov_04_interconnection.items import (
    CertificateOfCompletion,
    InterconnectionAgreement,
    PermissionToOperateNotice,
    WitnessTestRecord,
)
from penstock.streams.aov_04_interconnection.ports import InterconnectionRules


@stage_act("AOV-04.IC5", "permit", roles=("Interconnection Engineer",))
@stage_work("AOV-04.IC5")
def permit(
    agreement: InterconnectionAgreement,
    certificate: CertificateOfCompletion,
    witness: WitnessTestRecord | None,
    rules: InterconnectionRules,
    now: datetime,
) -> PermissionToOperateNotice:
    """Permit a finished system to run, or tell every reason why not yet."""
    witnessed = witness is not None and witness.has_passed
    reasons = not_yet(certificate.form, agreement.terms, witnessed=witnessed)
    return PermissionToOperateNotice(
        is_granted=not reasons,
        operate_from=None if reasons else rules.day_of(now),
        reasons=reasons,
        decided_at=now,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """What was seen at the commissioning test."""

    has_passed: bool
    watched_on: date
    found: Annotated[str, MinLen(1)]


@stage_act("AOV-04.IC5", "witness", roles=("Interconnection Engineer", "Meter Technician"))
def witness(
    said: Watched, agreement: InterconnectionAgreement, case: CaseFacts, now: datetime
) -> WitnessTestRecord:
    """Record what the utility saw when it watched the commissioning test."""
    if not agreement.terms.witness_test:
        raise ActRefusedError("The agreement asks for no witness test. The certificate is enough.")
    if said.watched_on > now.date():
        raise ActRefusedError(
            f"watched_on is {said.watched_on}, which has not come yet. Record the test after it."
        )
    return WitnessTestRecord(
        has_passed=said.has_passed,
        watched_by=case.person,
        watched_on=said.watched_on,
        found=said.found,
    )
