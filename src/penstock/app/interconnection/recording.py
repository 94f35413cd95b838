"""What the utility answers, recorded in the case of the company's own that asked."""

from datetime import datetime

from penstock.app.cases import By, Cases
from penstock.app.interconnection.answering import File
from penstock.app.interconnection.recorded import name_of, newest, written
from penstock.casework.interconnection import AgreementTerms, Answer
from penstock.streams.ncv_03_solar_storage.applying import agreement_of
from penstock.streams.ncv_03_solar_storage.items.commissioning import PermissionToOperatePto


def record_answer(
    cases: Cases, case_id: str, answer: Answer, file: File, by: By
) -> tuple[str, ...]:
    """Record agreement and permission in a case, once each; return what was recorded.

    Args:
        cases: The cases, as they were opened for whoever records.
        case_id: The case that asked.
        answer: What was answered.
        file: The request's own, whose permission has a moment.
        by: Who records.

    Raises:
        RefusedError: They may not record in it.
    """
    shown = cases.show(case_id)
    values: list[object] = []
    if answer.terms and answer.tendered_at:
        values.append(agreement_of(answer))
        if answer.permission and answer.permission.is_granted:
            granted_at = file.case.changed_at or answer.tendered_at
            values.append(_permission(answer, answer.terms, granted_at))
    recorded = []
    for value in values:
        name = name_of(type(value), shown.model)
        if name and newest(type(value), shown.case, shown.model, cases.blobs) != value:
            key = f"{by.key}/{type(value).__name__}"
            cases.record(case_id, name, written(value), By(actor=by.actor, key=key))
            recorded.append(name)
    return tuple(recorded)


def _permission(
    answer: Answer, terms: AgreementTerms, granted_at: datetime
) -> PermissionToOperatePto:
    permission = answer.permission
    assert permission is not None
    return PermissionToOperatePto(
        request_id=answer.request,
        number=f"PTO-{answer.request}",
        granted_at=granted_at,
        effective_on=permission.operate_from or granted_at.date(),
        capacity_kw_ac=terms.capacity_kw_ac,
        export_limit_kw=terms.export_limit_kw,
        conditions=tuple(each.what for each in terms.conditions),
    )
