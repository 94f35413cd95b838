"""Cases as the boundary takes them."""

from penstock.delivery import commands as do
from penstock.delivery.case import Case
from penstock.delivery.models import StreamModel
from penstock.governance.boundary.asking import Object
from penstock.kernel.sensitivity import Sensitivity
from penstock.kernel.sides import Side


def case_object(case: Case, model: StreamModel) -> Object | None:
    """Return a case as the boundary takes it; None where its stream belongs to no side."""
    side = Side.read(model.side)
    return as_object(case.case_id, side, case) if side else None


def as_object(case_id: str, side: Side, about: Case | do.Open) -> Object:
    """Return a case, or one that somebody wants to open, of a side."""
    return Object(
        id=case_id,
        kind="case",
        side=side,
        sensitivity=Sensitivity.PERSONAL if about.customer else Sensitivity.INTERNAL,
        subject=about.customer,
        premise=about.premise,
        account=about.account,
        data_class="case",
    )
