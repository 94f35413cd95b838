"""Permission to operate, from what the utility answers: never more than was agreed."""

from datetime import datetime

from penstock.casework.interconnection import Answer
from penstock.delivery.stage_acts import ActRefusedError
from penstock.streams.ncv_03_solar_storage.items.commissioning import PermissionToOperatePto
from penstock.streams.ncv_03_solar_storage.items.permitting import (
    ApprovedInterconnectionAgreement,
)


def permission_of(
    answer: Answer, agreement: ApprovedInterconnectionAgreement, *, granted_at: datetime
) -> PermissionToOperatePto:
    """Return the permission that an answer of the utility holds.

    Args:
        answer: What the utility says of the request.
        agreement: What was agreed before.
        granted_at: When it was decided.

    Raises:
        ActRefusedError: It holds none, or it is of another request.
    """
    if answer.request != agreement.request_id:
        raise ActRefusedError(
            f"The answer is of request {answer.request}, and the agreement of "
            f"{agreement.request_id}. Ask for the answer of that one."
        )
    found = answer.permission
    if found is None or not found.is_granted or found.operate_from is None:
        why = "; ".join(found.reasons) if found else f"the request is “{answer.state}”"
        raise ActRefusedError(f"The utility has not permitted operation yet: {why}.")
    return PermissionToOperatePto(
        request_id=answer.request,
        granted_at=granted_at,
        effective_on=found.operate_from,
        capacity_kw_ac=agreement.capacity_kw_ac,
        export_limit_kw=agreement.export_limit_kw,
        conditions=tuple(each.what for each in agreement.conditions),
    )
